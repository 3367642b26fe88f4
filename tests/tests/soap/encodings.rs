//! Character encodings: found by byte order mark, by content type, by declaration; wrong bytes are
//! never replaced.

use ecgrid::ErrorKind;
use ecgrid_tests::{Reply, Server, Soap, soap};

/// An answer whose value has characters outside of ASCII, with this declaration before it.
fn answer(declaration: &str) -> String {
    let whole = Soap::V11.envelope(
        r#"<UserGetAPIKeyResponse xmlns="https://os.ecgrid.io/"><UserGetAPIKeyResult>k-é-ÿ</UserGetAPIKeyResult></UserGetAPIKeyResponse>"#,
    );
    let plain = r#"<?xml version="1.0" encoding="utf-8"?>"#;
    assert!(whole.starts_with(plain));
    whole.replace(plain, declaration)
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect()
}

fn marked(mark: &[u8], bytes: &[u8]) -> Vec<u8> {
    [mark, bytes].concat()
}

async fn key(content_type: Option<&str>, bytes: Vec<u8>) -> Result<String, ecgrid::Error> {
    let mut reply = Reply::new(200, bytes);
    if let Some(content_type) = content_type {
        reply = reply.header("Content-Type", content_type);
    }
    let server = Server::replying([reply]);
    let secret = soap(&server, Soap::V11)
        .build()
        .unwrap()
        .users()
        .user_get_api_key(1)
        .await?;
    Ok(secret.expose_secret().to_owned())
}

#[tokio::test]
async fn each_encoding_gives_the_same_text() {
    let utf8 = r#"<?xml version="1.0" encoding="utf-8"?>"#;
    let wide = r#"<?xml version="1.0" encoding="utf-16"?>"#;
    let latin = r#"<?xml version="1.0" encoding="ISO-8859-1"?>"#;
    let single = "<?xml version='1.0' encoding = 'iso-8859-1' standalone='yes'?>";
    let xml = Some("text/xml");
    for (case, content_type, bytes) in [
        ("UTF-8 by default", xml, answer("").into_bytes()),
        ("UTF-8 declared", xml, answer(utf8).into_bytes()),
        (
            "UTF-8 with a mark",
            xml,
            marked(b"\xEF\xBB\xBF", &answer(utf8).into_bytes()),
        ),
        (
            "UTF-8 that says it is UTF-16",
            xml,
            answer(wide).into_bytes(),
        ),
        (
            "the mark wins over the content type",
            Some("text/xml; charset=iso-8859-1"),
            marked(b"\xEF\xBB\xBF", &answer(latin).into_bytes()),
        ),
        (
            "UTF-16 LE with a mark",
            xml,
            marked(b"\xFF\xFE", &utf16(&answer(wide), u16::to_le_bytes)),
        ),
        (
            "UTF-16 BE with a mark",
            xml,
            marked(b"\xFE\xFF", &utf16(&answer(wide), u16::to_be_bytes)),
        ),
        (
            "UTF-16 LE by its bytes",
            xml,
            utf16(&answer(wide), u16::to_le_bytes),
        ),
        (
            "UTF-16 BE by its bytes",
            xml,
            utf16(&answer(wide), u16::to_be_bytes),
        ),
        (
            "UTF-16 with a content type of its own",
            Some("text/xml; charset=utf-16"),
            marked(b"\xFF\xFE", &utf16(&answer(wide), u16::to_le_bytes)),
        ),
        (
            "UTF-16 under a wrong content type",
            Some("text/xml; charset=utf-8"),
            marked(b"\xFF\xFE", &utf16(&answer(wide), u16::to_le_bytes)),
        ),
        ("ISO-8859-1 declared", xml, latin1(&answer(latin))),
        (
            "ISO-8859-1 declared otherwise",
            None,
            latin1(&answer(single)),
        ),
        (
            "ISO-8859-1 by content type",
            Some("text/xml; charset=ISO-8859-1"),
            latin1(&answer("")),
        ),
        (
            "the content type wins over the declaration",
            Some("text/xml;charset=\"iso-8859-1\""),
            latin1(&answer(utf8)),
        ),
    ] {
        match key(content_type, bytes).await {
            Ok(key) => assert_eq!(key, "k-é-ÿ", "{case}"),
            Err(error) => panic!("{case}: {error}"),
        }
    }
}

#[tokio::test]
async fn wrong_bytes_are_refused() {
    let utf8 = r#"<?xml version="1.0" encoding="utf-8"?>"#;
    let wide = r#"<?xml version="1.0" encoding="utf-16"?>"#;
    let mut odd = marked(b"\xFF\xFE", &utf16(&answer(wide), u16::to_le_bytes));
    odd.pop();
    let lone = answer(wide).replace('é', "#");
    let mut lone = utf16(&lone, u16::to_le_bytes);
    let at = lone.windows(2).position(|pair| pair == [b'#', 0]).unwrap();
    lone[at..at + 2].copy_from_slice(&[0x00, 0xD8]);
    for (case, bytes) in [
        ("ISO-8859-1 that says it is UTF-8", latin1(&answer(utf8))),
        ("half a character of UTF-16", odd),
        ("a lone surrogate", marked(b"\xFF\xFE", &lone)),
        ("a NUL", answer(utf8).replace('é', "\0").into_bytes()),
        ("no text at all", vec![0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0]),
        ("a mark and nothing else", b"\xEF\xBB\xBF".to_vec()),
    ] {
        let error = key(Some("text/xml"), bytes).await.expect_err(case);
        assert_eq!(error.kind(), ErrorKind::Decode, "{case}: {error}");
    }
}

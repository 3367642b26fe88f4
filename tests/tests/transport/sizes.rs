//! Sizes: bounded after decompression, whatever is announced; and compressed answers.

use std::io::Write as _;

use ecgrid::{Error, ErrorKind};
use ecgrid_tests::{Reply, Server, Soap, fixture, rest, soap};
use flate2::Compression;
use flate2::write::GzEncoder;

const LIMIT: usize = 10_000;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn compressed(text: &[u8]) -> Reply {
    Reply::json(gzip(text)).header("Content-Encoding", "gzip")
}

/// An answer of exactly so many bytes.
fn of_length(length: usize) -> String {
    let answer = r#"{"success":true,"data":"k"}"#;
    format!("{answer}{}", " ".repeat(length - answer.len()))
}

#[track_caller]
fn too_large(error: &Error, limit: usize) {
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert!(!error.is_retryable(), "it would be as large again");
    assert_eq!(error.attempts(), 1);
    assert!(
        error.to_string().contains(&format!(" {limit} bytes")),
        "{error}"
    );
}

#[tokio::test]
async fn the_bound_is_exact() {
    let frames: [fn(Reply) -> Reply; 3] = [
        |reply| reply,
        |reply| reply.chunked(999),
        Reply::until_close,
    ];
    // The small one comes in one piece, the large one in many.
    for limit in [100, LIMIT] {
        for frame in frames {
            for (length, fits) in [(limit, true), (limit + 1, false), (10 * limit, false)] {
                let server = Server::replying([frame(Reply::json(of_length(length)))]);
                let client = rest(&server).max_response_size(limit).build().unwrap();
                match client.users().get_api_key(1).await {
                    Ok(secret) => assert!(fits && secret.expose_secret() == "k", "{length}"),
                    Err(error) => {
                        assert!(!fits, "{length}: {error}");
                        too_large(&error, limit);
                        assert_eq!(error.status().unwrap().as_u16(), 200);
                    }
                }
            }
        }
    }
}

#[tokio::test]
async fn what_is_announced_as_too_large_is_not_read() {
    // 33 MiB are announced, against 32 by default, and nothing of it is sent.
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
        33 * 1024 * 1024
    );
    let server = Server::replying([Reply::raw(head)]);
    let error = rest(&server)
        .build()
        .unwrap()
        .keys()
        .get(1)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_large_error_page_is_bounded_too() {
    let server = Server::replying([Reply::new(404, vec![b'x'; 2 * LIMIT])]);
    let client = rest(&server).max_response_size(LIMIT).build().unwrap();
    let error = client.keys().get(1).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
    too_large(&error, LIMIT);
    let client = soap(&server, Soap::V11)
        .max_response_size(LIMIT)
        .build()
        .unwrap();
    too_large(&client.keys().key_get(1).await.unwrap_err(), LIMIT);
}

#[tokio::test]
async fn compressed_answers_are_read() {
    let server = Server::replying([compressed(fixture("rest/get-key.answer.json").as_bytes())]);
    let key = rest(&server).build().unwrap().keys().get(1).await.unwrap();
    assert_eq!(key.key_id, 9001);
    assert_eq!(server.only().header("accept-encoding"), Some("gzip"));

    let server = Server::replying([Soap::V12
        .reply(200, gzip(fixture("soap12/key-id-info.xml").as_bytes()))
        .header("Content-Encoding", "gzip")
        .chunked(50)]);
    assert_eq!(
        soap(&server, Soap::V12)
            .build()
            .unwrap()
            .keys()
            .key_get(1)
            .await
            .unwrap()
            .key_id,
        1042
    );

    let server = Server::replying([Reply::new(
        404,
        gzip(br#"{"success":false,"errorCode":"ObjectNotFound"}"#),
    )
    .header("Content-Encoding", "gzip")]);
    let error = rest(&server)
        .build()
        .unwrap()
        .keys()
        .get(1)
        .await
        .unwrap_err();
    assert_eq!(error.code_text(), Some("ObjectNotFound"));
}

#[tokio::test]
async fn a_bomb_is_bounded() {
    let bomb = gzip(&vec![b' '; 20 * 1024 * 1024]);
    assert!(bomb.len() < 64 * 1024);
    let limit = 64 * 1024;
    for (name, reply) in [
        ("whole", Reply::json(bomb.clone())),
        ("in chunks", Reply::json(bomb.clone()).chunked(1000)),
        ("to the end", Reply::json(bomb).until_close()),
    ] {
        let server = Server::replying([reply.header("Content-Encoding", "gzip")]);
        let client = rest(&server).max_response_size(limit).build().unwrap();
        let error = client.keys().get(1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{name}: {error}");
        assert_eq!(server.count(), 1);
    }
}

#[tokio::test]
async fn compressed_answers_that_are_broken() {
    let good = gzip(fixture("rest/get-key.answer.json").as_bytes());
    let mut flipped = good.clone();
    let last = flipped.len() - 6;
    flipped[last] ^= 0xFF;
    for (name, bytes) in [
        ("cut", good[..good.len() / 2].to_vec()),
        ("of another sum", flipped),
        (
            "not compressed",
            fixture("rest/get-key.answer.json").into_bytes(),
        ),
    ] {
        let server = Server::replying([Reply::json(bytes).header("Content-Encoding", "gzip")]);
        let error = rest(&server)
            .build()
            .unwrap()
            .keys()
            .get(1)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{name}: {error}");
    }
}

#[tokio::test]
async fn compressed_without_saying_so_is_no_json() {
    let server = Server::replying([Reply::json(gzip(b"{}"))]);
    let error = rest(&server)
        .build()
        .unwrap()
        .keys()
        .get(1)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
}

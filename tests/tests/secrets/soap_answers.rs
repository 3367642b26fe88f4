//! SOAP answers with a secret in every place.

use ecgrid_tests::{Reply, Soap};

use super::DIGITS;
use super::scene::{Scene, brought, echo, percent, xml};

/// All of them.
pub(crate) fn scenes(secret: &str) -> Vec<Scene> {
    let mut scenes = Vec::new();
    for version in Soap::BOTH {
        scenes.extend(faults(version, secret));
        scenes.extend(values(version, secret));
    }
    scenes.extend(documents(secret));
    scenes
}

/// The server repeats the session.
fn faults(version: Soap, secret: &str) -> Vec<Scene> {
    let s = xml(secret);
    let cdata = secret.replace("]]>", "]]]]><![CDATA[>");
    let (start, end) = secret.split_at(9);
    let (start, end) = (xml(start), xml(end));
    let client = version.blames_client();
    let info = |field: &str, text: &str| {
        format!("<ErrorInfo><ErrorCode>1</ErrorCode><{field}>{text}</{field}></ErrorInfo>")
    };
    let mut scenes: Vec<Scene> = [
        (
            "in the message",
            client,
            format!("Session {s} is over."),
            String::new(),
        ),
        (
            "in a stack trace",
            client,
            format!("A.BException: no\n  at A.B(System.String {s})"),
            String::new(),
        ),
        (
            "as an exception",
            client,
            format!("A.BException: {s}\n  at C.D()"),
            String::new(),
        ),
        (
            "in CDATA",
            client,
            format!("x <![CDATA[{cdata}]]>"),
            String::new(),
        ),
        (
            "with a comment inside",
            client,
            format!("x {start}<!-- - -->{end}"),
            String::new(),
        ),
        (
            "in capitals",
            client,
            xml(&secret.to_uppercase()),
            String::new(),
        ),
        ("in a URL", client, percent(secret), String::new()),
        (
            "in ErrorString",
            client,
            "x".to_owned(),
            info("ErrorString", &s),
        ),
        (
            "in ErrorItem",
            client,
            "x".to_owned(),
            info("ErrorItem", &s),
        ),
        (
            "in ErrorMessage",
            client,
            String::new(),
            info("ErrorMessage", &format!("not {s}")),
        ),
        (
            "in ErrorCode",
            client,
            "x".to_owned(),
            format!("<ErrorInfo><ErrorCode>{s}</ErrorCode></ErrorInfo>"),
        ),
        (
            "in the documented code",
            client,
            "x".to_owned(),
            format!("<ECGridOSSOAPErrorCode>{s}</ECGridOSSOAPErrorCode>"),
        ),
        (
            "in an unknown detail",
            client,
            "x".to_owned(),
            format!("<a>{s}</a>"),
        ),
        (
            "in an attribute",
            client,
            "x".to_owned(),
            format!("<a b=\"{s}\" c=\"{s}\"/>"),
        ),
        (
            "in a namespace",
            client,
            "x".to_owned(),
            format!("<a xmlns=\"{s}\"><b/></a>"),
        ),
        (
            "broken up in a detail",
            client,
            "x".to_owned(),
            format!("<a>{start}<!-- - -->{end}<![CDATA[{cdata}]]></a>"),
        ),
        (
            "as text of a detail",
            client,
            "x".to_owned(),
            format!("{s} and {s}"),
        ),
        (
            "to be repeated",
            version.blames_server(),
            s.clone(),
            s.clone(),
        ),
    ]
    .into_iter()
    .flat_map(|(name, code, message, detail)| {
        let fault = version.fault(code, &message, &detail);
        [500, 200].map(|status| echo(&format!("fault {name}"), version.body(status, &fault)))
    })
    .collect();
    let code = version.fault("PLACE", "x", "").replace("PLACE", &s);
    scenes.push(echo("as fault code", version.body(500, &code)));
    scenes.push(echo(
        "as a namespace",
        version.body(200, &format!("<KeyGetResponse xmlns=\"{s}\"/>")),
    ));
    let name: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    if name == secret {
        scenes.push(echo(
            "as an element",
            version.body(200, &format!("<{name}/>")),
        ));
        scenes.push(echo(
            "as an element in a detail",
            version.body(
                500,
                &version.fault(client, "x", &format!("<{name} {name}=\"\"/>")),
            ),
        ));
    }
    scenes
}

/// The secret is in its place, or where something else belongs.
fn values(version: Soap, secret: &str) -> Vec<Scene> {
    let s = xml(secret);
    let number = format!("{DIGITS}41");
    let mut scenes = vec![
        brought(
            "a key",
            version.result(
                "UserGetAPIKey",
                &format!("<UserGetAPIKeyResult>{s}</UserGetAPIKeyResult>"),
            ),
        ),
        brought(
            "an element in a key",
            version.result(
                "UserGetAPIKey",
                &format!("<UserGetAPIKeyResult>{s}<a>{s}</a></UserGetAPIKeyResult>"),
            ),
        ),
        brought(
            "text beside a result",
            version.result("KeyGet", &format!("{s}<KeyGetResult>{s}</KeyGetResult>{s}")),
        ),
        brought(
            "an operation's other answer",
            version.result("Login", &format!("<LoginResult>{s}</LoginResult>")),
        ),
    ];
    let record = [
        ("KeyID", "1"),
        ("UserID", "2"),
        ("Key", "k"),
        ("Visibility", "Private"),
        ("Created", "2025-01-15T08:30:00"),
    ];
    let value = [
        ("Created", "2025-01-15T08:30:00"),
        ("Expires", "2025-01-15T08:30:00"),
        ("Visibility", "Private"),
        ("NetworkID", "1"),
        ("MailboxID", "2"),
        ("UserID", "3"),
        ("SessionID", "s"),
    ];
    for fields in [&record[..], &value[..]] {
        for (field, _) in fields {
            for wrong in [
                s.clone(),
                format!("<a>{s}</a>"),
                format!("<a b=\"{s}\"/>"),
                number.clone(),
                format!("{number}{number}"),
            ] {
                // An unknown value of an enumeration is no secret.
                if *field == "Visibility" && !wrong.starts_with('<') {
                    continue;
                }
                let elements: String = fields
                    .iter()
                    .map(|(name, text)| {
                        let text = if name == field { &wrong } else { *text };
                        format!("<{name}>{text}</{name}>")
                    })
                    .collect();
                let result = format!("<KeyGetResult>{elements}<More>{s}</More></KeyGetResult>");
                scenes.push(brought(
                    &format!("in {field}"),
                    version.result("KeyGet", &result),
                ));
            }
        }
    }
    scenes
}

/// The secret is in what is no answer.
fn documents(secret: &str) -> Vec<Scene> {
    let s = xml(secret);
    let name: String = secret.chars().filter(char::is_ascii_alphanumeric).collect();
    [
        ("as no XML", secret.to_owned()),
        ("in HTML", format!("<html><body>{s}</body></html>")),
        ("in JSON", format!("{{\"key\":\"{s}\"}}")),
        (
            "in a document type",
            format!("<!DOCTYPE {name} [<!ENTITY {name} \"{s}\">]><a>&{name};</a>"),
        ),
        ("as a prefix", format!("<{name}:a/>")),
        ("as an entity", format!("<a>&{name};</a>")),
        ("as an end", format!("<a>{s}</{name}>")),
        (
            "as an attribute twice",
            format!("<a {name}=\"{s}\" {name}=\"{s}\"/>"),
        ),
        (
            "cut off inside",
            Soap::V11
                .envelope(&s)
                .replace("</soap:Body></soap:Envelope>", ""),
        ),
        ("beside the body", Soap::V11.envelope(&s)),
    ]
    .into_iter()
    .flat_map(|(name, document)| {
        [200, 404, 503].map(|status| {
            brought(
                &format!("{name}, {status}"),
                Soap::V11.reply(status, document.clone()),
            )
        })
    })
    .chain([brought(
        "in the character set",
        Reply::new(200, "\u{e9}").header(
            "Content-Type",
            &format!("text/xml; charset={}", percent(secret)),
        ),
    )])
    .collect()
}

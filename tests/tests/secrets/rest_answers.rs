//! JSON answers with a secret in every place.

use ecgrid_tests::Reply;

use super::DIGITS;
use super::scene::{Scene, brought, echo, json, percent};

/// All of them.
pub(crate) fn scenes(secret: &str) -> Vec<Scene> {
    let mut scenes = echoes(secret);
    scenes.extend(values(secret));
    scenes.extend(mistakes(secret));
    scenes.extend(transport(secret));
    scenes
}

fn refusal(status: u16, code: &str, message: &str) -> Reply {
    Reply::new(
        status,
        format!(r#"{{"success":false,"data":null,"errorCode":"{code}","message":"{message}"}}"#),
    )
}

/// The server repeats the credential.
fn echoes(secret: &str) -> Vec<Scene> {
    let plain = json(secret);
    let mut scenes = Vec::new();
    for (name, message) in [
        ("as it is", format!("the key {plain} is wrong")),
        ("alone", plain.clone()),
        ("twice", format!("{plain}{plain}, I said {plain}")),
        (
            "in capitals",
            format!("NOT {}!", json(&secret.to_uppercase())),
        ),
        (
            "in small letters",
            format!("not {}!", json(&secret.to_lowercase())),
        ),
        ("in quotation marks", format!("bad key \\\"{plain}\\\"")),
        (
            "as JSON in JSON",
            format!("got {{\\\"key\\\":\\\"{}\\\"}}", json(&plain)),
        ),
        (
            "in a URL",
            format!("https://rest.ecgrid.io/?key={}&x=1", percent(secret)),
        ),
        (
            "behind much else",
            format!("{}{plain}", "\u{e9}".repeat(495)),
        ),
        ("between line feeds", format!("a\\n{plain}\\r\\nb\\u0000")),
        (
            "with escapes",
            format!("key \\u007a\\u00717{}", json(&secret[3..])),
        ),
        (
            "as HTML",
            secret
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&#34;")
                .replace('\'', "&#39;")
                .replace('\\', "\\\\"),
        ),
    ] {
        for (status, code) in [(401, "InvalidAPIKey"), (200, "Odd"), (500, "InternalError")] {
            scenes.push(echo(
                &format!("message {name}, {status}"),
                refusal(status, code, &message),
            ));
        }
    }
    scenes.push(echo("as error code", refusal(400, &plain, "x")));
    scenes.push(echo(
        "in the error code",
        refusal(400, &format!("Bad:{plain}"), &plain),
    ));
    scenes
}

/// The secret is in its place, and the answer is good or not.
fn values(secret: &str) -> Vec<Scene> {
    let secret = json(secret);
    let record = format!(
        r#"{{"keyId":1,"userId":2,"key":"{secret}","visibility":"Private","created":"2025-01-15T10:30:00Z"}}"#
    );
    let bodies = [
        ("a record", record.clone()),
        ("records", format!("[{record},{record}]")),
        ("a key", format!("\"{secret}\"")),
        (
            "a record that lacks something",
            format!(r#"{{"key":"{secret}","keyId":1}}"#),
        ),
        (
            "records and something else",
            format!("[{record},{{\"key\":\"{secret}\"}},7]"),
        ),
    ];
    bodies
        .map(|(name, data)| {
            let reply = Reply::json(format!(r#"{{"success":true,"data":{data}}}"#));
            brought(
                name,
                reply
                    .header("Set-Cookie", "a=zq7cookie")
                    .header("X-Key", "zq7header"),
            )
        })
        .into()
}

/// The secret is where something else belongs.
fn mistakes(secret: &str) -> Vec<Scene> {
    let secret = json(secret);
    let mut scenes = Vec::new();
    let fields = ["keyId", "userId", "key", "visibility", "created"];
    let number = format!("{DIGITS}41");
    for field in fields {
        for wrong in [
            format!("\"{secret}\""),
            format!("[\"{secret}\"]"),
            format!("{{\"{secret}\":\"{secret}\"}}"),
            number.clone(),
            format!("-{number}"),
            format!("{number}.5"),
            format!("{number}{number}{number}"),
            format!("{number}e999"),
        ] {
            // An unknown value of an enumeration is no secret.
            if field == "visibility" && wrong.starts_with('"') {
                continue;
            }
            let record: Vec<String> = fields
                .iter()
                .map(|name| match *name {
                    name if name == field => format!("\"{name}\":{wrong}"),
                    "keyId" | "userId" => format!("\"{name}\":1"),
                    "created" => "\"created\":\"2025-01-15T10:30:00Z\"".to_owned(),
                    name => format!("\"{name}\":\"x\""),
                })
                .collect();
            let record = format!("{{{}}}", record.join(","));
            for data in [record.clone(), format!("[{record}]"), wrong.clone()] {
                let reply = Reply::json(format!(r#"{{"success":true,"data":{data}}}"#));
                scenes.push(brought(&format!("in {field}"), reply));
            }
        }
    }
    for (name, body) in [
        (
            "as success",
            format!(r#"{{"success":"{secret}","data":"{secret}"}}"#),
        ),
        (
            "as a number for success",
            format!(r#"{{"success":{number},"data":"{secret}"}}"#),
        ),
        ("as the only name", format!(r#"{{"{secret}":"{secret}"}}"#)),
        (
            "as a name in the payload",
            format!(r#"{{"success":true,"data":{{"{secret}":1}}}}"#),
        ),
        (
            "as a name with a number out of range",
            format!(r#"{{"success":true,"data":{{"{secret}":1e999}}}}"#),
        ),
        (
            "as a name with a syntax error",
            format!(r#"{{"success":true,"data":{{"{secret}":x}}}}"#),
        ),
        (
            "as a name twice",
            format!(r#"{{"success":true,"data":{{"keyId":1,"keyId":"{secret}"}}}}"#),
        ),
        ("as all there is", format!("\"{secret}\"")),
        ("as no JSON", secret.clone()),
        ("in HTML", format!("<html><body>{secret}</body></html>")),
        (
            "cut off inside",
            format!(r#"{{"success":true,"data":"{secret}"#),
        ),
        (
            "before what is too much",
            format!(r#"{{"success":true,"data":null}} {secret}"#),
        ),
        (
            "after a control character",
            format!("{{\"success\":true,\"data\":\"\u{1}{secret}\"}}"),
        ),
    ] {
        for status in [200, 404, 503] {
            scenes.push(brought(
                &format!("{name}, {status}"),
                Reply::new(status, body.clone()),
            ));
        }
    }
    scenes
}

/// The secret is in what surrounds an answer.
fn transport(secret: &str) -> Vec<Scene> {
    let safe = percent(secret);
    let good = r#"{"success":true,"data":"k"}"#;
    vec![
        brought(
            "in Location",
            Reply::redirect(
                302,
                &format!("https://{safe}:{safe}@x.test/{safe}?k={safe}"),
            ),
        ),
        brought(
            "in Retry-After",
            Reply::new(429, "").header("Retry-After", &safe),
        ),
        brought(
            "in the content type",
            Reply::new(200, "x").header("Content-Type", &format!("text/{safe}")),
        ),
        brought(
            "in the content encoding",
            Reply::new(200, "x").header("Content-Encoding", &safe),
        ),
        brought(
            "in a challenge",
            Reply::new(401, "").header("WWW-Authenticate", &format!("Bearer {safe}")),
        ),
        brought(
            "as the reason",
            Reply::raw(format!("HTTP/1.1 404 {safe}\r\nContent-Length: 0\r\n\r\n")),
        ),
        brought("instead of HTTP", Reply::raw(format!("{safe}\r\n\r\n"))),
        brought(
            "as a header that is none",
            Reply::raw(format!("HTTP/1.1 200 OK\r\n{safe} {safe}\r\n\r\n")),
        ),
        brought(
            "as a length",
            Reply::raw(format!("HTTP/1.1 200 OK\r\nContent-Length: {safe}\r\n\r\n")),
        ),
        brought(
            "in an answer that is cut off",
            Reply::json(format!("{good}{secret}")).announcing(9999),
        ),
        brought(
            "in an answer that is too large",
            Reply::json(format!("{good}{}", secret.repeat(2000))),
        ),
        brought(
            "in broken gzip",
            Reply::json(secret).header("Content-Encoding", "gzip"),
        ),
    ]
}

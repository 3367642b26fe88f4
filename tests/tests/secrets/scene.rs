//! One answer of a server, and how it writes a secret.

use ecgrid_tests::Reply;

/// An answer with a secret in it.
pub(crate) struct Scene {
    pub(crate) name: String,
    pub(crate) reply: Reply,
    /// Whether the secret is that of the client. A server may repeat that one anywhere; any other
    /// secret is looked for only where an answer has its place for it, or has it in the place of
    /// something else.
    pub(crate) own: bool,
}

/// A secret that the server repeats to the client it belongs to.
pub(crate) fn echo(name: &str, reply: Reply) -> Scene {
    Scene {
        name: name.to_owned(),
        reply,
        own: true,
    }
}

/// A secret of somebody else, which the answer brings.
pub(crate) fn brought(name: &str, reply: Reply) -> Scene {
    Scene {
        name: name.to_owned(),
        reply,
        own: false,
    }
}

/// The secret inside of a JSON string.
pub(crate) fn json(secret: &str) -> String {
    let quoted = serde_json::Value::from(secret).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}

/// The secret inside of XML.
pub(crate) fn xml(secret: &str) -> String {
    secret
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The secret inside of a URL.
pub(crate) fn percent(secret: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    secret
        .bytes()
        .map(|byte| {
            if keep(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

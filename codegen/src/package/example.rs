//! The example of a whole crate: the call that its documentation shows first, as a program.

use super::manifest::Facts;
use crate::lower::{self, FirstSteps};

/// The name of the example.
pub(super) const NAME: &str = "first_call";

/// Its file.
pub(super) const PATH: &str = "examples/first_call.rs";

/// The widest call that rustfmt leaves on a line.
const WIDEST_CALL: usize = 60;

/// The widest line.
const WIDTH: usize = 100;

/// The text of the example; none for a description without a service. A manifest that somebody
/// edited names it, so that it is there without a call, too.
pub(super) fn text(facts: &Facts<'_>) -> Option<String> {
    let first = facts.first.as_ref()?;
    let lines: String = statements(first)
        .iter()
        .map(|line| format!("    {line}\n"))
        .collect();
    let library = &facts.library;
    let title = first.title();
    Some(format!(
        "//! {title}: `cargo run --example {NAME}`.\n\nuse {library}::{};\n\n\
         #[tokio::main(flavor = \"current_thread\")]\n\
         async fn main() -> Result<(), {library}::Error> {{\n{lines}    Ok(())\n}}\n",
        first.imported
    ))
}

/// The statements of the example, formatted.
pub(super) fn statements(first: &FirstSteps) -> Vec<String> {
    let mut lines = first.before.clone();
    lines.extend(client(&first.client));
    let printed = match &first.call {
        Some(call) => {
            lines.extend(statement(&call.response, &call.expression));
            &call.response
        }
        None => first.variable,
    };
    lines.push(format!("println!(\"{{{printed}:?}}\");"));
    lines
}

/// The statement that makes the client; one that is too wide makes the credential first.
fn client(statement: &str) -> Vec<String> {
    let argument = statement.split_once('(').and_then(|(head, rest)| {
        let argument = rest.strip_suffix(")?;")?;
        Some((head, argument))
    });
    match argument {
        Some((head, arguments)) if is_wide(statement) || arguments.len() > WIDEST_CALL => {
            // An address may be before the credential.
            let (address, credential) = match arguments.split_once("\", ") {
                Some((address, credential)) if address.starts_with('"') => {
                    (format!("{address}\", "), credential)
                }
                _ => (String::new(), arguments),
            };
            vec![
                format!("let credential = {credential};"),
                format!("{head}({address}credential)?;"),
            ]
        }
        _ => vec![statement.to_owned()],
    }
}

/// Whether a statement is too wide for its line.
fn is_wide(statement: &str) -> bool {
    statement.len() + 4 > WIDTH
}

/// A call whose response is bound, broken at its dots as rustfmt would.
fn statement(response: &str, call: &str) -> Vec<String> {
    let chain = format!("{call}.await?");
    if chain.len() <= WIDEST_CALL {
        let line = format!("let {response} = {chain};");
        return if is_wide(&line) {
            vec![format!("let {response} ="), format!("    {chain};")]
        } else {
            vec![line]
        };
    }
    let mut links = Vec::new();
    let mut depth = 0_usize;
    let mut text = false;
    let mut escaped = false;
    let mut start = 0;
    for (at, one) in chain.char_indices() {
        match one {
            _ if escaped => escaped = false,
            '\\' if text => escaped = true,
            '"' => text = !text,
            '(' | '[' | '{' if !text => depth += 1,
            ')' | ']' | '}' if !text => depth = depth.saturating_sub(1),
            '.' if !text && depth == 0 => {
                links.push(&chain[start..at]);
                start = at;
            }
            _ => {}
        }
    }
    links.push(&chain[start..]);
    let mut lines = Vec::new();
    for (at, link) in links.iter().enumerate() {
        lines.push(match at {
            0 => format!("let {response} = {link}"),
            _ => format!("    {link}"),
        });
    }
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    if lines.iter().any(|line| is_wide(line)) {
        // Its arguments take lines of their own.
        return lower::statement(&format!("let {response} = {chain};"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{client, statement};

    #[test]
    fn long_calls_are_broken_at_their_own_dots() {
        assert_eq!(
            statement("pets", "client.pets().list()"),
            ["let pets = client.pets().list().await?;"]
        );
        assert_eq!(
            statement(
                "pet",
                "client.pets().find(\"a.b (c\", \"a text that takes much room \\\".\")"
            ),
            [
                "let pet = client",
                "    .pets()",
                "    .find(\"a.b (c\", \"a text that takes much room \\\".\")",
                "    .await?;",
            ]
        );
    }

    #[test]
    fn no_argument_is_too_wide() {
        let long = "x".repeat(60);
        assert_eq!(
            statement(
                "pet",
                &format!("client.pets().find(\"{long}\", \"{long}\")")
            ),
            [
                "let pet = client".to_owned(),
                "    .pets()".to_owned(),
                "    .find(".to_owned(),
                format!("        \"{long}\","),
                format!("        \"{long}\","),
                "    )".to_owned(),
                "    .await?;".to_owned(),
            ]
        );
    }

    #[test]
    fn a_long_credential_is_made_first() {
        let short = "let client = Client::new(ApiKey::from_env(\"API_KEY\")?)?;";
        assert_eq!(client(short), [short]);
        let long = format!(
            "let client = Client::new(ApiKey::from_env(\"{}\")?)?;",
            "X".repeat(50)
        );
        assert_eq!(
            client(&long),
            [
                format!(
                    "let credential = ApiKey::from_env(\"{}\")?;",
                    "X".repeat(50)
                ),
                "let client = Client::new(credential)?;".to_owned(),
            ]
        );
        let elsewhere = long.replace("new(", "new(\"https://api.example.org\", ");
        assert_eq!(
            client(&elsewhere)[1],
            "let client = Client::new(\"https://api.example.org\", credential)?;"
        );
    }
}

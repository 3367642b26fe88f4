//! The page for newcomers.

use super::example::statements;
use super::manifest::Facts;
use super::{Runtime, runtime};
use crate::hidden::{on_one_line, without_hidden};

/// The text of the page.
pub(super) fn text(facts: &Facts<'_>, home: &Runtime) -> String {
    let package = facts.package;
    let mut text = format!("# {package}\n\n{}.\n\n", literal(&facts.description()));
    if let Some(first) = &facts.first {
        text.push_str(&format!("## {}\n\n", first.title()));
    }
    text.push_str(&format!(
        "```toml\n[dependencies]\n{package} = {{ path = \"…/{package}\" }}\n```\n"
    ));
    if let Some(first) = &facts.first {
        let calls = match first.call {
            Some(_) => "shows every call with an example",
            None => {
                "shows every call with an example: there is none that only reads and could be shown here"
            }
        };
        text.push_str(&format!(
            "\n```rust,ignore\nuse {}::{};\n\n{}\n```\n\n[examples/first_call.rs](examples/first_call.rs) is \
             the whole program; `cargo doc --open` {calls}.\n",
            facts.library,
            first.imported,
            statements(first).join("\n")
        ));
    }
    text.push_str(
        "\n## Features\n\nThe calls of a tag are there with the feature of its name, and so is what they take and answer. All are by \
         default.\n\n| feature | module | what it is |\n|---|---|---|\n",
    );
    for tag in &facts.tags {
        text.push_str(&format!(
            "| `{}` | `{}` | {} |\n",
            tag.feature,
            tag.path,
            first_sentence(&tag.docs, &tag.name)
        ));
    }
    text.push_str(
        "\n| feature | what it adds |\n|---|---|\n\
         | `rustls` (default), `aws-lc`, `native-tls` | TLS |\n\
         | `gzip` (default), `http2` | as reqwest has them |\n\
         | `blocking` | `.wait()` on every request |\n\
         | `tracing` | a span for each call |\n\
         | `time`, `chrono`, `jiff` | conversions of `DateTime` |\n",
    );
    let copy = if *home == Runtime::Vendored {
        format!(
            " `{}/` is a copy of what it calls, `bindery-runtime`.",
            runtime::FOLDER
        )
    } else {
        String::new()
    };
    text.push_str(&format!(
        "\n## Where it comes from\n\nbindery generated `src/` from the description `{source}`; do not edit it.{copy} To follow a new version \
         of the description, whose file name is in `src/bindery.lock`:\n\n\
         ```text\nbindery generate --spec DESCRIPTION --out .{asked}\n```\n\n\
         What you edit outside of `src/`, this page and `Cargo.toml` included, is left to you from then on.\n",
        source = on_one_line(facts.source),
        asked = on_one_line(&facts.asked),
    ));
    text
}

/// The first sentence of a description on one line of a table; what it is called where there is
/// none.
fn first_sentence(docs: &str, name: &str) -> String {
    let paragraph = docs.trim().split("\n\n").next().unwrap_or_default();
    let words: Vec<_> = paragraph.split_whitespace().collect();
    let line = words.join(" ");
    let sentence = line.split_inclusive(". ").next().unwrap_or_default().trim();
    let text = if sentence.is_empty() { name } else { sentence };
    literal(&text.chars().take(200).collect::<String>())
}

/// A text of the description that Markdown takes as it is.
fn literal(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for one in without_hidden(text).chars() {
        match one {
            '\n' => shown.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' => {
                shown.push('\\');
                shown.push(one);
            }
            _ => shown.push(one),
        }
    }
    shown
}

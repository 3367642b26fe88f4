//! `x-bindery-pagination`: what is wrong with it is found at its place, and comparing tells when
//! calls come to be read page by page, and when they no longer are.

use crate::support::scratch;
use bindery::{Code, Generator, Rule};

/// A description whose call says this of its pages.
fn described(pagination: &str) -> String {
    let pagination = if pagination.is_empty() {
        String::new()
    } else {
        format!("      x-bindery-pagination: {pagination}\n")
    };
    format!(
        "openapi: 3.1.0
info: {{ title: t, version: '1' }}
servers: [{{ url: 'https://e.com' }}]
paths:
  /pets:
    get:
      operationId: listPets
{pagination}      parameters:
        - {{ name: after, in: query, schema: {{ type: string }} }}
        - {{ name: offset, in: query, schema: {{ type: integer }} }}
        - {{ name: always, in: query, required: true, schema: {{ type: string }} }}
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema:
                type: object
                properties:
                  next: {{ type: string }}
                  more: {{ type: boolean }}
                  count: {{ type: integer }}
                  data: {{ type: object, properties: {{ a/b~c: {{ type: array, items: {{ type: string }} }} }} }}
                  pets: {{ type: array, items: {{ type: string }} }}
  /stream:
    get:
      operationId: readPets
      x-bindery-pagination: {{ next: link-header }}
      responses:
        '200': {{ description: d, content: {{ application/json: {{ schema: {{ type: array, items: {{ type: string }} }} }} }} }}
"
    )
}

fn generator(text: String) -> (tempfile::TempDir, Result<Generator, bindery::Findings>) {
    let folder = scratch(&[
        ("bindery.yaml", crate::support::config("api.yaml")),
        ("api.yaml", text),
    ]);
    let generator = Generator::from_config(folder.path().join("spec/bindery.yaml"));
    (folder, generator)
}

/// The code and the message of what is found.
fn found(text: String) -> Vec<(Code, String)> {
    let (_folder, generator) = generator(text);
    let Err(findings) = generator.and_then(|generator| generator.generate()) else {
        return Vec::new();
    };
    findings
        .iter()
        .map(|finding| (finding.code(), finding.message().to_owned()))
        .collect()
}

#[test]
fn what_fits_is_taken() {
    for pagination in [
        "{ next: link-header }",
        "{ items: /pets, next: link-header }",
        "{ items: /data/a~1b~0c, next: { address: /next } }",
        "{ items: /pets, next: { input: after, from: /next } }",
        "{ next: { input: offset, from: /count } }",
        "{ items: /pets, next: { input: offset, from: offset } }",
        "{ items: /pets, more: /more, next: { input: after, from: last, at: '' } }",
        "{ more: /more, next: { input: after, from: /next } }",
        "{ items: /pets, next: { input: offset, from: page, first: 0 } }",
    ] {
        assert_eq!(found(described(pagination)), [], "{pagination}");
    }
}

#[test]
fn what_does_not_fit_is_found() {
    for (pagination, code, message) in [
        ("[]", Code::WrongType, "x-bindery-pagination"),
        ("{ items: /pets }", Code::MissingKey, "has no `next`"),
        (
            "{ pages: /pets, next: link-header }",
            Code::UnknownKey,
            "`pages`",
        ),
        ("{ next: links }", Code::WrongType, "next"),
        (
            "{ next: { input: after } }",
            Code::MissingKey,
            "has no `from`",
        ),
        (
            "{ next: { from: /next } }",
            Code::MissingKey,
            "has no `input`",
        ),
        (
            "{ next: { input: aftr, from: /next } }",
            Code::UnknownReference,
            "no input `aftr`",
        ),
        (
            "{ next: { input: always, from: /next } }",
            Code::InvalidValue,
            "`always` is not optional",
        ),
        (
            "{ next: { input: after, from: /count } }",
            Code::InvalidValue,
            "is not what `after` takes",
        ),
        (
            "{ next: { input: after, from: '' } }",
            Code::InvalidValue,
            "is not what `after` takes",
        ),
        (
            "{ next: { input: after, from: next } }",
            Code::InvalidValue,
            "`next` is not a JSON pointer",
        ),
        (
            "{ next: { input: after, from: /nxt } }",
            Code::UnknownReference,
            "the response has no `nxt`",
        ),
        (
            "{ items: /pets, next: { input: after, from: page } }",
            Code::InvalidValue,
            "`after` is not an integer",
        ),
        (
            "{ next: { input: offset, from: offset } }",
            Code::MissingKey,
            "has no `items`",
        ),
        (
            "{ next: { input: after, from: last, at: /id } }",
            Code::MissingKey,
            "has no `items`",
        ),
        (
            "{ items: /pets, next: { input: after, from: last } }",
            Code::MissingKey,
            "has no `at`",
        ),
        (
            "{ items: /pets, next: { input: after, from: last, at: /id } }",
            Code::UnknownReference,
            "an item has no `id`",
        ),
        (
            "{ items: /pets, next: { input: offset, from: last, at: '' } }",
            Code::InvalidValue,
            "is not what `offset` takes",
        ),
        (
            "{ more: /count, next: { input: after, from: /next } }",
            Code::InvalidValue,
            "`/count` is not a boolean",
        ),
        (
            "{ items: /pets, next: { input: offset, from: page, first: one } }",
            Code::InvalidValue,
            "is not a number to count from",
        ),
        (
            "{ items: /next, next: link-header }",
            Code::InvalidValue,
            "`/next` is not a list",
        ),
        (
            "{ items: /pets/0, next: link-header }",
            Code::UnknownReference,
            "the response has no `0`",
        ),
        (
            "{ next: { address: /count } }",
            Code::InvalidValue,
            "`/count` is not text",
        ),
    ] {
        let found = found(described(pagination));
        assert!(
            matches!(&found[..], [(is, said)] if *is == code && said.contains(message)),
            "{pagination}: {found:?}"
        );
    }
}

#[test]
fn what_is_no_page_is_found() {
    let text = described("").replace(
        "application/json: { schema: { type: array",
        "text/plain: { schema: { type: array",
    );
    let found = found(text);
    assert!(
        found
            .iter()
            .any(|(code, said)| *code == Code::InvalidValue && said.contains("is not a page")),
        "{found:?}"
    );
}

#[test]
fn comparing_tells_of_pages() {
    let compared = |old: &str, new: &str| {
        let (_old, old) = generator(described(old));
        let (_new, new) = generator(described(new));
        let changes = new
            .expect("it is read")
            .changes_since(&old.expect("it is read"));
        let changes = changes.expect("both are right");
        let told: Vec<_> = changes
            .changes()
            .iter()
            .map(|change| (change.rule(), change.subject().to_owned()))
            .collect();
        told
    };
    let subject = "Pets::list".to_owned();
    let (whole, listed) = (
        "{ next: link-header }",
        "{ items: /pets, next: link-header }",
    );
    for (old, new, rule) in [
        ("", whole, Rule::PaginationAdded),
        (whole, "", Rule::PaginationRemoved),
        (whole, listed, Rule::PaginationAdded),
        (listed, whole, Rule::PaginationRemoved),
        (
            whole,
            "{ next: { address: /next } }",
            Rule::PaginationChanged,
        ),
        (
            whole,
            "{ more: /more, next: link-header }",
            Rule::PaginationChanged,
        ),
        (
            listed,
            "{ items: /data/a~1b~0c, next: link-header }",
            Rule::PaginationChanged,
        ),
    ] {
        assert_eq!(compared(old, new), [(rule, subject.clone())], "{old} {new}");
    }
    assert_eq!(compared(listed, listed), []);
}

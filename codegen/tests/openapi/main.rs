//! What becomes of each construct of OpenAPI: a small document for each, which generates with the
//! findings that it states, compiles without a warning, and loses nothing of the values beside it.
//!
//! `docs/openapi.md`, the matrix of what is supported, is made from the documents; `BLESS=1` writes
//! it.

mod construct;
mod matrix;
#[path = "../support/mod.rs"]
mod support;
mod workspace;

use construct::Construct;

#[test]
fn every_construct_generates_with_the_findings_that_it_states() {
    let constructs = construct::all();
    assert!(constructs.len() > 3, "the documents are found");
    let wrong: Vec<String> = constructs
        .iter()
        .filter_map(|construct| construct.generate().err())
        .collect();
    assert!(
        wrong.is_empty(),
        "{}\n\n{} of {}",
        wrong.join("\n"),
        wrong.len(),
        constructs.len()
    );
}

#[test]
fn everything_that_is_emitted_compiles_and_loses_no_value() {
    let constructs: Vec<Construct> = construct::all();
    let workspace = workspace::lay_out(&constructs);
    if let Err(said) = workspace.test() {
        panic!("{said}");
    }
}

#[test]
fn the_matrix_says_what_the_documents_say() {
    let text = matrix::render(&construct::all());
    let path = support::repository().join("docs/openapi.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).expect("the page can be written");
    }
    assert!(
        support::read(&path) == text,
        "docs/openapi.md says something else than the documents; fix: BLESS=1 cargo test -p bindery --test openapi"
    );
}

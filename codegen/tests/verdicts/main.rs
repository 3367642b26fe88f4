//! Whether the rules of comparing are right, by other judges than ourselves.
//!
//! Every case of `tests/changes` is generated before and after, and its `caller.rs`, which an
//! integrator could have written against the old crate, is compiled against both. The compiler
//! has to agree with the rule: where the rule says that source breaks, it refuses the caller for
//! the reason that the caller states.
//!
//! `scripts/verdicts` also asks `cargo-semver-checks`, and writes what it says beside what we say
//! into `docs/verdicts.md`. A plain `cargo test` installs and asks nothing: it holds that page
//! against today's rules, and `BLESS=1` rewrites our part of it.
//!
//! `scripts/wire-verdicts` runs the old program against the new service, and the other way round, and
//! writes what it saw into `executed.tsv`, which has to be what the rules say of the wire.
//!
//! The first lines of a caller may state, as comments:
//!
//! - `error: E0061 ping`: it no longer compiles, and every error holds all the words of one such
//!   line, none of which is without an error;
//! - `Still compiles: …`: it compiles although the rule is a break of source, and why;
//! - `warning: …`: it compiles with a warning that holds these words;
//! - `features: rest`: it depends on these features of the crate alone, rather than on the default.

mod caller;
mod cases;
mod compiler;
mod disagreements;
mod executed;
mod judge;
mod page;
mod semver;
#[path = "../support/mod.rs"]
mod support;
mod workspace;

use std::collections::BTreeMap;

use bindery::Rule;
use page::Page;

/// Set by `scripts/verdicts`: `check` asks `cargo-semver-checks`, and `write` also rewrites the page.
const ASK: &str = "BINDERY_VERDICTS";

#[test]
fn callers_compile_as_the_rules_say() {
    let cases = cases::all();
    let workspace = workspace::lay_out(&cases);
    let outcomes = compiler::check(&workspace);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| judge::judge(case, &outcomes))
        .collect();
    assert!(
        wrong.is_empty(),
        "{}\n\n{} of {} cases",
        wrong.join("\n\n"),
        wrong.len(),
        cases.len()
    );
}

#[test]
fn programs_run_as_the_rules_say() {
    let wrong = executed::wrong(&cases::all(), &executed::read_all());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_says_what_the_rules_say() {
    let cases = cases::all();
    let page = match std::env::var_os(ASK) {
        None => Page::committed(),
        Some(_) => semver::ask(&cases, &workspace::lay_out(&cases)),
    };
    let text = page.render(&cases);
    let bless = std::env::var_os("BLESS").is_some();
    if bless || std::env::var_os(ASK).is_some_and(|mode| mode == "write") {
        page::write(&text);
    }
    let wrong = disagreements::wrong(&cases, &page.answers);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        text == page::read(),
        "docs/verdicts.md says something else than the rules; run scripts/verdicts, or BLESS=1 \
         where `cargo-semver-checks` would answer as before"
    );
}

/// What `cargo-semver-checks` said of each case.
type Answers = BTreeMap<Rule, semver::Answer>;

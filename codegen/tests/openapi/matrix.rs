//! `docs/openapi.md`: a line for each construct.

use std::fmt::Write as _;

use crate::construct::{AREAS, Construct};

const HEAD: &str = "# OpenAPI

What `bindery` makes of each construct of Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2. Every line is a document in `codegen/tests/openapi`: it generates with
exactly the findings that are named, what is emitted compiles without a warning, and the values beside it are read and written without
loss (`cargo test -p bindery --test openapi`, which also refuses this page when it says something else; `BLESS=1` writes it).

*yes* is supported. A finding is told at its line and can be acknowledged in `bindery.yaml`; what it means is told by `bindery explain`:
`ignored` is not supported, `widened` is read as any JSON or as text, `assumed` is read as the description was probably meant.
";

/// The page.
pub(crate) fn render(constructs: &[Construct]) -> String {
    let mut text = HEAD.to_owned();
    for area in AREAS {
        let mut rows: Vec<&Construct> = constructs
            .iter()
            .filter(|construct| construct.area == *area)
            .collect();
        if rows.is_empty() {
            continue;
        }
        rows.sort_by(|one, other| one.title.cmp(&other.title));
        let mut title = (*area).to_owned();
        title[..1].make_ascii_uppercase();
        let _ = write!(
            text,
            "\n## {title}\n\n| construct | supported | note |\n|---|---|---|\n"
        );
        for row in rows {
            let findings: Vec<String> = row
                .findings
                .iter()
                .map(|code| format!("`{code}`"))
                .collect();
            let supported = if findings.is_empty() {
                "yes".to_owned()
            } else {
                findings.join(", ")
            };
            let _ = writeln!(
                text,
                "| [{}](../codegen/tests/openapi/{}/{}.yaml) | {supported} | {} |",
                row.title.replace('|', "\\|"),
                row.area,
                row.name,
                row.note.replace('|', "\\|")
            );
        }
    }
    text
}

//! `docs/openapi.md`: a line for each construct.

use std::fmt::Write as _;

use crate::construct::{AREAS, Construct};

const HEAD: &str = "# OpenAPI

How `bindery` supports each construct of Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2. Each row is a
document in `codegen/tests/openapi`. A test shows that it has exactly the findings that are listed,
that the generated code compiles without a warning, and that values are read and written without
loss (`cargo test -p bindery --test openapi`, which also compares this page; `BLESS=1` writes it).

*yes*: supported. A finding is reported with its line, can be acknowledged in `bindery.yaml`, and is
explained by `bindery explain`. `ignored` is not supported, `widened` is read as any JSON or as
text, `assumed` has one sensible reading.
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

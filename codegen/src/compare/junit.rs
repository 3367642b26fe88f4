//! Draws a comparison as a JUnit report: a test case for each change, which fails where it breaks.

use super::annotations::said;
use super::log::without_markup;
use super::outline::{Cause, Standing, outline};
use super::{Change, Comparison};

/// Draws a suite of all changes, the worst first.
pub(super) fn render(comparison: &Comparison) -> String {
    let mut cases = String::new();
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for section in outline(comparison) {
        let groups = section.groups.iter();
        let causes = groups.flat_map(|group| &group.causes);
        for change in causes.flat_map(Cause::all) {
            tests += 1;
            failures += usize::from(section.standing == Standing::Breaking);
            skipped += usize::from(section.standing == Standing::Accepted);
            cases.push_str(&case(section.standing, change));
        }
    }
    for unmatched in &comparison.unmatched {
        cases.push_str(&format!(
            "    <system-err>{}</system-err>\n",
            escaped(&unmatched.to_string())
        ));
    }
    // Readers take a report without a test for one that was not written.
    if tests == 0 {
        tests = 1;
        cases.insert_str(
            0,
            "    <testcase classname=\"bindery\" name=\"nothing changed for callers\"/>\n",
        );
    }
    let verdict = comparison.verdict();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"bindery\" tests=\"{tests}\" failures=\"{failures}\">\n  \
         <testsuite name=\"API changes: {verdict}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" \
         skipped=\"{skipped}\">\n{cases}  </testsuite>\n</testsuites>\n"
    )
}

fn case(standing: Standing, change: &Change) -> String {
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\"",
        escaped(&change.about.owner),
        escaped(&format!(
            "{}: {} [{}]",
            change.subject, change.message, change.rule
        ))
    );
    let place = change.anchor.as_ref().map_or_else(String::new, |place| {
        format!(" file=\"{}\" line=\"{}\"", escaped(&place.path), place.line)
    });
    let inside = match standing {
        Standing::Breaking => {
            let place = change.place().map_or_else(String::new, |place| {
                format!("{}\n", escaped(&place.to_string()))
            });
            format!(
                "<failure type=\"{}\" message=\"{}\">{}{}</failure>",
                change.rule,
                escaped(&said(change)),
                place,
                escaped(&format!("`bindery explain {}` tells more", change.rule))
            )
        }
        Standing::Accepted => {
            let why = change.accepted.as_deref().unwrap_or_default();
            format!(
                "<skipped message=\"{}\"/>",
                escaped(&format!("accepted: {why}"))
            )
        }
        Standing::Added | Standing::Other => return format!("{head}{place}/>\n"),
    };
    format!("{head}{place}>{inside}</testcase>\n")
}

/// Text of an element or an attribute, without what XML cannot hold.
fn escaped(text: &str) -> String {
    without_markup(text, |character| {
        matches!(character, '\u{fffe}' | '\u{ffff}').then_some("\u{fffd}")
    })
}

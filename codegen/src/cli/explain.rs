//! Tells what a finding or a change means.

use bindery::{Code, Rule};

use super::Outcome;
use super::print::Printer;

/// Prints the explanation of one kind of finding or change, or a line on each.
pub(crate) fn explain(name: Option<&str>, printer: &mut Printer) -> Outcome {
    let Some(name) = name else {
        let findings = Code::ALL.iter().map(|code| (code.as_str(), code.summary()));
        let changes = Rule::ALL.iter().map(|rule| (rule.as_str(), rule.summary()));
        printer.result(&format!(
            "Findings:\n{}\nChanges, as `bindery diff` names them:\n{}",
            list(findings),
            list(changes)
        ));
        return Outcome::Done;
    };
    match (name.parse::<Code>(), name.parse::<Rule>()) {
        (Ok(code), _) => {
            printer.result(&format!("# {code}\n\n{}\n", code.explanation().trim_end()));
            Outcome::Done
        }
        (_, Ok(rule)) => {
            printer.result(&format!("# {rule}\n\n{}\n", rule.explanation().trim_end()));
            Outcome::Done
        }
        (Err(unknown), Err(change)) => {
            let message = match (unknown.suggestion(), change.suggestion()) {
                (None, Some(rule)) => format!("{change}; did you mean `{rule}`?"),
                _ => unknown.to_string(),
            };
            printer.error(
                &message,
                Some("`bindery explain` lists every kind of finding and of change"),
            );
            Outcome::Usage
        }
    }
}

/// A line for each name and summary.
fn list<'a>(lines: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> String {
    let width = lines.clone().map(|(name, _)| name.len()).max().unwrap_or(0);
    lines
        .map(|(name, summary)| format!("{name:width$}  {summary}\n"))
        .collect()
}

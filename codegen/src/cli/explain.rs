//! Tells what a finding means.

use bindery::Code;

use super::Outcome;
use super::print::Printer;

/// Prints the explanation of one kind of finding, or a line on each.
pub(crate) fn explain(name: Option<&str>, printer: &mut Printer) -> Outcome {
    let Some(name) = name else {
        let width = Code::ALL
            .iter()
            .map(|code| code.as_str().len())
            .max()
            .unwrap_or(0);
        let list: String = Code::ALL
            .iter()
            .map(|code| format!("{:width$}  {}\n", code.as_str(), code.summary()))
            .collect();
        printer.result(&list);
        return Outcome::Done;
    };
    match name.parse::<Code>() {
        Ok(code) => {
            printer.result(&format!("# {code}\n\n{}\n", code.explanation().trim_end()));
            Outcome::Done
        }
        Err(unknown) => {
            printer.error(
                &unknown.to_string(),
                Some("`bindery explain` lists every kind of finding"),
            );
            Outcome::Usage
        }
    }
}

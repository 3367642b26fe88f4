//! Prints what is generated, for programs.

use std::path::Path;

use bindery::whole::{Whole, WholeError};
use bindery::{Generator, Inventory};

use super::Outcome;
use super::print::Printer;

/// Of a configuration.
pub(crate) fn inventory(spec: &Path, printer: &mut Printer) -> Outcome {
    match Generator::from_config(spec).and_then(|generator| generator.inventory()) {
        Ok(inventory) => print(&inventory, printer),
        Err(findings) => {
            printer.findings(&findings);
            Outcome::Wrong
        }
    }
}

/// Of a document on its own, with the names that it has in a folder.
pub(crate) fn of_whole(whole: &Whole, printer: &mut Printer) -> Outcome {
    match whole.inventory() {
        Ok(inventory) => print(&inventory, printer),
        Err(WholeError::Generation(error)) => {
            printer.failure(&error);
            Outcome::Wrong
        }
        Err(refused) => {
            printer.error(&refused.to_string(), refused.help());
            Outcome::Usage
        }
    }
}

fn print(inventory: &Inventory, printer: &mut Printer) -> Outcome {
    let Ok(text) = serde_json::to_string_pretty(inventory) else {
        unreachable!("an inventory holds texts and lists, which JSON can say");
    };
    printer.result(&format!("{text}\n"));
    Outcome::Done
}

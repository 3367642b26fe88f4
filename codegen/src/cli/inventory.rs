//! Prints what is generated, for programs.

use std::path::Path;

use bindery::Inventory;
use bindery::package::{Package, PackageError};

use super::print::Printer;
use super::project::Project;
use super::{Outcome, project};

/// Of a project.
pub(crate) fn inventory(spec: &Path, printer: &mut Printer) -> Outcome {
    let inventory = Project::open(spec).and_then(|project| project.inventory());
    tell(inventory, printer)
}

/// Of a document on its own, with the names that it has in a folder.
pub(crate) fn of_package(package: &Package, printer: &mut Printer) -> Outcome {
    tell(package.inventory(), printer)
}

fn tell(inventory: Result<Inventory, PackageError>, printer: &mut Printer) -> Outcome {
    match inventory {
        Ok(inventory) => print(&inventory, printer),
        Err(error) => project::complain(&error, printer),
    }
}

fn print(inventory: &Inventory, printer: &mut Printer) -> Outcome {
    let Ok(text) = serde_json::to_string_pretty(inventory) else {
        unreachable!("an inventory holds texts and lists, which JSON can say");
    };
    printer.result(&format!("{text}\n"));
    Outcome::Done
}

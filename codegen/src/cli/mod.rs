//! The commands, and what each exit code means: 0 done, 1 something is wrong with the description
//! or the output folder or a release is refused, 2 the command line is wrong.

mod arguments;
mod changes;
mod check;
mod diff;
mod explain;
mod inventory;
mod locate;
mod named;
mod package;
mod print;
mod project;
mod release;
mod schema;
mod watch;

use std::path::Path;
use std::process::ExitCode;

use bindery::package::Package;
use bindery::revision::EntryPoint;
use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command, Generate};
use print::Printer;
use project::{Done, Project};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Done.
    Done,
    /// The description has findings, the folder is stale, or the disk refused.
    Wrong,
    /// The command line asks for something that is not there.
    Usage,
}

/// Runs the command that the process was started with.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // clap prints help and version to the one, mistakes to the other stream.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut printer = Printer::new(arguments.color.choice(), arguments.quiet);
    let outcome = execute(&arguments, &mut printer);
    match outcome {
        _ if printer.failed() => ExitCode::from(1),
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Wrong => ExitCode::from(1),
        Outcome::Usage => ExitCode::from(2),
    }
}

fn execute(arguments: &Arguments, printer: &mut Printer) -> Outcome {
    match &arguments.command {
        Command::Generate(Generate { out: None, .. }) => with_spec(arguments, printer, generate),
        Command::Generate(Generate {
            out: Some(out),
            root,
            name,
            runtime,
            strict,
            undescribed,
            groups_by_path,
            overlay,
        }) => {
            let wanted = package::Wanted {
                out,
                root: root.as_deref(),
                name: name.as_deref(),
                runtime: runtime.as_ref(),
                strict: *strict,
                undescribed: *undescribed,
                groups_by_path: *groups_by_path,
                overlays: overlay,
            };
            if let Some(refused) = overlay.iter().find_map(|one| named::file(one).err()) {
                printer.refused(&refused);
                return Outcome::Usage;
            }
            with_document(arguments, printer, |spec, printer| {
                package::generate(spec, &wanted, printer)
            })
        }
        Command::Check {
            since,
            format,
            fail_on,
        } => with_spec(arguments, printer, |spec, printer| {
            check::check(spec, since.as_deref(), *format, *fail_on, printer)
        }),
        Command::Diff {
            old,
            new,
            format,
            fail_on,
        } => {
            let wanted = diff::Wanted {
                old,
                new: new.as_deref(),
                layout: *format,
                fail_on: *fail_on,
            };
            let sides = [Some(old), new.as_ref()].into_iter().flatten();
            if let Some(refused) = sides.into_iter().find_map(|side| named::remote(side).err()) {
                printer.refused(&refused);
                return Outcome::Usage;
            }
            // Two descriptions that are both named need no project around them.
            if wanted.new.is_some()
                && arguments.spec.is_none()
                && matches!(locate::upwards(), Ok(None) | Err(_))
            {
                let nothing = EntryPoint::of(Path::new(locate::NAME));
                return diff::diff(&nothing, wanted, printer);
            }
            with_spec(arguments, printer, |spec, printer| {
                let spec = match bindery::package::is_document(spec) {
                    true => EntryPoint::document(spec),
                    false => EntryPoint::of(spec),
                };
                diff::diff(&spec, wanted, printer)
            })
        }
        Command::Release {
            write,
            version,
            since,
        } => {
            let wanted = release::Wanted {
                write: *write,
                version: version.as_ref(),
                since: since.as_deref(),
            };
            with_spec(arguments, printer, |spec, printer| {
                release::release(spec, wanted, printer)
            })
        }
        Command::Watch => with_spec(arguments, printer, watch::watch),
        Command::Inventory { out: None, .. } => with_spec(arguments, printer, inventory::inventory),
        Command::Inventory {
            out: Some(out),
            root,
            undescribed,
            groups_by_path,
        } => with_document(arguments, printer, |spec, printer| {
            let package = Package::new(spec, out)
                .root(root.clone())
                .undescribed(*undescribed)
                .groups_by_path(*groups_by_path);
            inventory::of_package(&package, printer)
        }),
        Command::Explain { code } => explain::explain(code.as_deref(), printer),
        Command::Schema { format } => {
            printer.result(&schema::text(*format));
            Outcome::Done
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "bindery", &mut script);
            printer.result(&String::from_utf8_lossy(&script));
            Outcome::Done
        }
    }
}

fn with_spec(
    arguments: &Arguments,
    printer: &mut Printer,
    act: impl FnOnce(&Path, &mut Printer) -> Outcome,
) -> Outcome {
    let found = match &arguments.spec {
        Some(named) => named::project(named).map(Some),
        None => locate::upwards(),
    };
    match found {
        Ok(Some(spec)) => return act(&spec, printer),
        Ok(None) => {}
        Err(refused) => {
            printer.refused(&refused);
            return Outcome::Usage;
        }
    }
    let mut help = match Path::new(locate::NAME).is_file() {
        true => format!("there is one here: name it with `--spec {}`", locate::NAME),
        false => "name a configuration with `--spec`, or the folder of a crate that was made from a document"
            .to_owned(),
    };
    match &arguments.command {
        Command::Generate(_) => help.push_str(
            "; without one, `bindery generate --spec openapi.yaml --out DIR` makes a crate of a document",
        ),
        Command::Diff { .. } => {
            help.push_str(
                "; without one, `bindery diff OLD NEW` compares two documents, and `bindery diff --spec openapi.yaml REVISION` one with what it was",
            );
        }
        Command::Check { .. }
        | Command::Release { .. }
        | Command::Watch
        | Command::Inventory { .. }
        | Command::Explain { .. }
        | Command::Schema { .. }
        | Command::Completions { .. } => {}
    }
    printer.error(
        &format!(
            "there is no `{}` here or in a folder above",
            locate::DEFAULT
        ),
        Some(&help),
    );
    Outcome::Usage
}

fn with_document(
    arguments: &Arguments,
    printer: &mut Printer,
    act: impl FnOnce(&Path, &mut Printer) -> Outcome,
) -> Outcome {
    let Some(spec) = &arguments.spec else {
        printer.error(
            "`--out` takes a document",
            Some("name it with `--spec`: an OpenAPI document in YAML or JSON"),
        );
        return Outcome::Usage;
    };
    with_file(spec, printer, act)
}

fn with_file(
    named: &Path,
    printer: &mut Printer,
    act: impl FnOnce(&Path, &mut Printer) -> Outcome,
) -> Outcome {
    match named::file(named) {
        Ok(()) => act(named, printer),
        Err(refused) => {
            printer.refused(&refused);
            Outcome::Usage
        }
    }
}

fn generate(spec: &Path, printer: &mut Printer) -> Outcome {
    match Project::open(spec).and_then(|project| project.write()) {
        Ok(Done::Generated(changes)) => {
            for change in changes {
                printer.note(&change.to_string());
            }
            Outcome::Done
        }
        Ok(Done::Written(written)) => {
            package::tell(&written, printer);
            Outcome::Done
        }
        Err(error) => project::complain(&error, printer),
    }
}

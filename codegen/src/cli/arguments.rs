//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// What stands below every help text.
const CODES: &str =
    "Exit codes: 0 done, 1 findings or files that differ, 2 the command line is wrong.";

/// Generates Rust API clients from OpenAPI and SOAP descriptions in YAML.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, arg_required_else_help = true, after_help = CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// The file that names the inputs; by default `spec/bindery.yaml` here or in a folder above.
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) spec: Option<PathBuf>,

    /// Whether to print in colour.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true)]
    pub(crate) color: Color,

    /// Print nothing but what is wrong.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the generated files, and print a line for each that changed.
    Generate,
    /// Compare the generated files with what the description generates, and write nothing.
    Check,
    /// Tell more about a kind of finding; without one, list them all.
    Explain {
        /// The name in brackets of a finding, such as `duplicate-key`.
        code: Option<String>,
    },
    /// Print the JSON Schema of a file that bindery reads, for editors.
    Schema {
        /// The kind of file.
        format: Format,
    },
    /// Print a completion script.
    Completions {
        /// The shell to complete for.
        shell: clap_complete::Shell,
    },
}

/// Files that have a JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// `bindery.yaml`.
    Bindery,
    /// The description of a SOAP service.
    Soap,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    pub(crate) fn choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}

//! What can be written on the command line.

use std::path::PathBuf;

use bindery::package::Runtime;
use bindery::release::Version;
use bindery::{Undescribed, Verdict};
use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// What is below every help text.
const CODES: &str = "Exit codes: 0 success; 1 findings, files that differ, a refused release, or a verdict at or above `--fail-on`; 2 a wrong command line.";

/// How a release goes. Each paragraph is one line, which clap wraps.
const RELEASE: &str = "\
The last release is the newest tag `v1.2.3` (or `crate-v1.2.3`) before HEAD, or the revision that \
`--since` names. The changes of the description since then require a version by Cargo's rules: with \
1.x a break requires 2.0.0 and an addition 1.(x+1).0; with 0.x a break requires 0.(x+1).0 and \
anything else 0.x.(y+1); with 0.0.x every release is a break. A pre-release requires what the release \
would.

The version in Cargo.toml (of the package or the workspace) is kept if it is high enough. In \
CHANGELOG.md, the lines below `Unreleased` move into the section of the release, with a line for each \
change that concerns integrators. A section that was not released yet is updated, so running the \
command twice changes nothing.

Without `--write` nothing is written. A release is refused if generated files are stale, or if the \
version is too low or already released. Nothing is proposed for an unchanged API.

  bindery release             what would be released
  bindery release --write     write Cargo.toml and CHANGELOG.md

Then run `cargo update --workspace` to update Cargo.lock; commit, tag and publish as usual.";

/// How generating goes.
const GENERATE: &str = "\
Without `--out`, bindery.yaml lists the documents and names the output folder.

With `--out DIR`, `--spec` names an OpenAPI 3.0, 3.1 or 3.2 document in YAML or JSON. Only files in its \
folder and below are read, overlays included; `--root` names a folder above it. What the generated \
code does not support is accepted, counted, and listed in src/bindery.lock; `--strict` refuses it.

If DIR is empty or does not exist, it becomes a crate that builds as it is: Cargo.toml with a \
feature for each tag, README.md, an example, the generated code in src/, and bindery-runtime as a \
crate of its own in runtime/, unless `--runtime` names another. Its lock file remembers the document \
and what was asked for: in DIR, `bindery generate` follows the document, and `check`, `diff`, \
`release` and `watch` work as they do with a configuration. Files outside src/ that were edited are \
left alone, and listed; the version in Cargo.toml is the crate's own.

In an existing crate only a module is written: below src/, named after `--name` or the title, when \
DIR is the folder of the crate, or DIR itself when it lies below its src/. The lines that its \
Cargo.toml and lib.rs need are printed, and so is whatever an edited Cargo.toml lacks. The runtime \
is then the published one; `--runtime vendored` writes a copy into runtime/ beside src/.

  bindery generate --spec openapi.yaml --out client
  bindery generate --spec openapi.yaml --out my-crate/src/api";

/// How checking goes.
const CHECK: &str = "\
A file is stale if the committed description generates it as it is, and edited by hand if not. \
Outside a git repository bindery cannot tell which.

In CI and in a hook:

  bindery check

The summary of a pull request:

  bindery check --since origin/main --format markdown";

/// How comparing goes.
const DIFF: &str = "\
A side is a file (`bindery.yaml`, or an OpenAPI document on its own), a folder that holds \
`bindery.yaml` or `spec/bindery.yaml` or a crate that was made from a document, or else a git \
revision; `REVISION:PATH` names another place in it. Write `./x` or `refs/heads/x` where a path and \
a revision have the same name. A revision is that of the configuration, of the crate, or of the \
document that `--spec` names. Documents on their own are compared as `generate --out` generates them.

Every change has a line. Source: does existing code still compile, and mean the same? Wire: do \
deployed programs still work? Then follow the Rust item, the place in the description, and the code \
of the change, which `bindery explain` explains. The verdict is the part of the version that must be \
raised.

  bindery diff origin/main
  bindery diff v1.2.0 v1.3.0 --format html > changes.html
  bindery diff old/openapi.yaml new/openapi.yaml --fail-on major
  bindery diff --spec openapi.yaml HEAD~1";

/// How watching goes.
const WATCH: &str = "\
Watches the folder of bindery.yaml, or of the document that the crate was made from. After each save it prints the files that changed, or the findings; \
if there are findings, nothing is written.";

/// Generates Rust API clients from OpenAPI and SOAP descriptions in YAML.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, arg_required_else_help = true, after_help = CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// The configuration, or the folder of a crate that was made from a document; by default the
    /// nearest one, here or in a folder above. With `--out` and `diff`, also an OpenAPI document.
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) spec: Option<PathBuf>,

    /// Whether to print in colour.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true)]
    pub(crate) color: Color,

    /// Print errors only.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// How a document becomes a crate.
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Write a crate into this folder; `--spec` then names an OpenAPI document.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Read from this folder and those below, in which the document lies; by default from its own.
    #[arg(long, value_name = "DIR", requires = "out")]
    pub(crate) root: Option<PathBuf>,
    /// The name of the package, or of the module in an existing crate; by default from the title.
    #[arg(long, value_name = "NAME", requires = "out")]
    pub(crate) name: Option<String>,
    /// Where the crate gets `bindery-runtime`: `vendored`, `path=DIR` or `version=REQ`.
    #[arg(long, value_name = "WHERE", requires = "out")]
    pub(crate) runtime: Option<Runtime>,
    /// Report what is not supported as an error, instead of accepting it.
    #[arg(long, requires = "out")]
    pub(crate) strict: bool,
    /// Which records keep properties that their schema does not describe, as with
    /// `undescribed-properties` in `bindery.yaml`.
    #[arg(long, value_name = "WHAT", default_value = "keep-returned", requires = "out", value_parser = undescribed())]
    pub(crate) undescribed: Undescribed,
    /// Group calls by their paths, whatever tags they have, as `groups: path` of `bindery.yaml`.
    #[arg(long, requires = "out")]
    pub(crate) groups_by_path: bool,
    /// Apply an overlay to the document; may be repeated, and the order counts.
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) overlay: Vec<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the generated files, and print a line for each that changed; with `--out`, write a
    /// crate from an OpenAPI document alone.
    #[command(after_long_help = GENERATE)]
    Generate(Generate),
    /// Compare the generated files with what the description generates, and write nothing.
    #[command(after_long_help = CHECK)]
    Check {
        /// Also print what changed for callers since this revision, such as `origin/main`.
        #[arg(long, value_name = "REVISION", value_parser = NonEmptyStringValueParser::new())]
        since: Option<String>,
        /// How to print it.
        #[arg(
            long,
            value_enum,
            value_name = "FORMAT",
            default_value_t = Layout::Text,
            requires_ifs = ["html", "sarif", "junit"].map(|format| (format, "since")),
        )]
        format: Layout,
        /// Fail if the verdict is this one or higher.
        #[arg(long, value_name = "VERDICT", default_value = "none", requires = "since", value_parser = verdict())]
        fail_on: Verdict,
    },
    /// Print what changed from one description to another, and its effect on callers.
    #[command(after_long_help = DIFF)]
    Diff {
        /// The old description: a file, a folder, or a git revision.
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        old: String,
        /// The new one; without it, the working tree.
        #[arg(value_parser = NonEmptyStringValueParser::new())]
        new: Option<String>,
        /// How to print it.
        #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Layout::Text)]
        format: Layout,
        /// Fail if the verdict is this one or higher.
        #[arg(long, value_name = "VERDICT", default_value = "none", value_parser = verdict())]
        fail_on: Verdict,
    },
    /// Propose the next version of the generated crate, and the section of its changelog.
    #[command(after_long_help = RELEASE)]
    Release {
        /// Write the version and the changelog; otherwise they are only printed.
        #[arg(long)]
        write: bool,
        /// The version to release; refused if the changes require a higher one.
        #[arg(long, value_name = "X.Y.Z")]
        version: Option<Version>,
        /// The last release, if it has no tag.
        #[arg(long, value_name = "REVISION", value_parser = NonEmptyStringValueParser::new())]
        since: Option<String>,
    },
    /// Generate whenever the description is saved, until Ctrl-C.
    #[command(after_long_help = WATCH)]
    Watch,
    /// Print what is generated, as JSON: every type and call by its place in the description.
    Inventory {
        /// The folder that `generate --out` writes; `--spec` then names an OpenAPI document.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// As given to `generate`.
        #[arg(long, value_name = "DIR", requires = "out")]
        root: Option<PathBuf>,
        /// As given to `generate`.
        #[arg(long, value_name = "WHAT", default_value = "keep-returned", requires = "out", value_parser = undescribed())]
        undescribed: Undescribed,
        /// As `generate` was told to.
        #[arg(long, requires = "out")]
        groups_by_path: bool,
    },
    /// Explain a kind of finding or of change; without one, list them all.
    Explain {
        /// The code in brackets, such as `duplicate-key` or `parameter-removed`.
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

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layout {
    /// For a terminal.
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// For programs.
    Json,
    /// One page for a browser.
    Html,
    /// SARIF, for code scanning and editors.
    Sarif,
    /// Annotations, for the log of a job of GitHub Actions.
    Github,
    /// JUnit XML, for reports of tests.
    Junit,
}

/// The verdicts that can be written.
fn verdict() -> impl TypedValueParser<Value = Verdict> {
    PossibleValuesParser::new(["none", "patch", "minor", "major"])
        .try_map(|word| word.parse::<Verdict>())
}

/// What becomes of properties that no schema describes.
fn undescribed() -> impl TypedValueParser<Value = Undescribed> {
    PossibleValuesParser::new(Undescribed::WORDS).try_map(|word| word.parse::<Undescribed>())
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

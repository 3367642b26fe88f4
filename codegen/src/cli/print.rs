//! Prints results and complaints. A reader that goes away, as `head` does, ends the printing and
//! is no mistake.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use bindery::{Difference, Error, Findings};

use super::named::Refused;

/// The two streams, and what may be printed on them.
#[derive(Debug)]
pub(crate) struct Printer {
    color: ColorChoice,
    quiet: bool,
    failed: bool,
    unheard: bool,
}

impl Printer {
    /// Prints with colour as chosen; `quiet` leaves out notes.
    pub(crate) fn new(color: ColorChoice, quiet: bool) -> Self {
        Self {
            color,
            quiet,
            failed: false,
            unheard: false,
        }
    }

    /// Whether something could not be printed although somebody was there to read it.
    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    /// Whether the reader went away.
    pub(crate) fn unheard(&self) -> bool {
        self.unheard
    }

    /// Prints what was asked for, to standard output.
    pub(crate) fn result(&mut self, text: &str) {
        let written = write_all(AutoStream::new(io::stdout().lock(), self.color), text);
        self.remember(&written);
    }

    /// Prints a line on what was done, to standard output.
    pub(crate) fn note(&mut self, line: &str) {
        if !self.quiet {
            self.result(&format!("{line}\n"));
        }
    }

    /// Prints what somebody should know who has what they asked for, to standard error.
    pub(crate) fn remark(&mut self, text: &str) {
        if !self.quiet {
            self.complain(&format!("{text}\n"));
        }
    }

    /// Prints a complaint that is no finding.
    pub(crate) fn error(&mut self, message: &str, help: Option<&str>) {
        let mut text = format!("\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m: {message}\u{1b}[0m\n");
        if let Some(help) = help {
            text.push_str(&format!("  = help: {help}\n"));
        }
        self.complain(&text);
    }

    /// Prints why something that the command line names is not read.
    pub(crate) fn refused(&mut self, refused: &Refused) {
        self.error(&refused.message, Some(&refused.help));
    }

    /// Prints findings.
    pub(crate) fn findings(&mut self, findings: &Findings) {
        self.complain(&findings.render(true));
        if let Some(first) = findings.iter().next() {
            let count = findings.len();
            let what = if count == 1 { "finding" } else { "findings" };
            self.complain(&format!(
                "\n{count} {what}; `bindery explain {}` tells more\n",
                first.code()
            ));
        }
    }

    /// Prints why the library gave up.
    pub(crate) fn failure(&mut self, error: &Error) {
        match error {
            Error::Findings(findings) => self.findings(findings),
            Error::Stale(differences) => self.differences(differences),
            other => self.error(&other.to_string(), None),
        }
    }

    /// Prints what differs on disk, each with its diff.
    pub(crate) fn differences(&mut self, differences: &[Difference]) {
        let mut text = String::new();
        for difference in differences {
            text.push_str(&format!(
                "\u{1b}[1m{}: {}\u{1b}[0m\n",
                difference.state().as_str(),
                bindery::on_one_line(difference.path())
            ));
            text.push_str(&format!("  = help: {}\n", difference.fix()));
            for line in difference.diff().lines() {
                match line.bytes().next() {
                    Some(b'+') => text.push_str(&format!("\u{1b}[32m{line}\u{1b}[0m\n")),
                    Some(b'-') => text.push_str(&format!("\u{1b}[31m{line}\u{1b}[0m\n")),
                    _ => text.push_str(&format!("{line}\n")),
                }
            }
        }
        self.complain(&text);
    }

    fn complain(&mut self, text: &str) {
        let written = write_all(AutoStream::new(io::stderr().lock(), self.color), text);
        self.remember(&written);
    }

    fn remember(&mut self, written: &io::Result<()>) {
        if let Err(error) = written {
            match error.kind() {
                io::ErrorKind::BrokenPipe => self.unheard = true,
                _ => self.failed = true,
            }
        }
    }
}

/// The stream takes colours out where they are not wanted.
fn write_all(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

//! Files of a description that cannot be read, as findings.

use super::{Code, Report};
use crate::source::{FileId, Sources, Span, Unread, Why};

/// How a reference is read that leads to nothing.
pub(crate) const NOTHING_KNOWN: &str = "nothing is known of it";

impl Sources {
    /// Reads a file. What cannot be read is a finding without a place; see
    /// [`load_from`](Self::load_from) for one that points at a reference.
    pub(crate) fn load(&mut self, path: &str, report: &mut Report) -> Option<FileId> {
        self.load_from(path, None, report)
    }

    /// Reads a file that another one refers to at `from`. `path` is relative to the description's
    /// folder, whatever the file that holds the reference.
    pub(crate) fn load_from(
        &mut self,
        path: &str,
        from: Option<Span>,
        report: &mut Report,
    ) -> Option<FileId> {
        let Unread { why, message, help } = match self.read(path) {
            Ok(file) => return Some(file),
            Err(unread) => unread,
        };
        let code = match why {
            Why::Outside => Code::OutsideFolder,
            Why::TooLarge => Code::FileTooLarge,
            Why::Unreadable => Code::UnreadableFile,
            Why::NotUtf8 => Code::NotUtf8,
        };
        let finding = match from {
            Some(span) => report.error(code, span, message),
            None => report.error_without_place(code, message),
        };
        finding.help(help);
        // A file outside of the folder is one option away; only a missing one is given up.
        if why == Why::Unreadable {
            finding.guess(NOTHING_KNOWN);
        }
        None
    }
}

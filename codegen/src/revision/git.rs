//! Runs git so that it can only read: no hook, no filter, no network, no prompt, no lock.
//!
//! What the environment says of another repository is left out: the folder alone decides. Whoever
//! calls passes revisions only behind `--end-of-options`, and paths only as part of an object's name.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::RevisionError;

/// The most bytes of a response that is read as a whole.
const MAXIMUM_ANSWER: u64 = 64 << 20;
/// The most bytes of a complaint that are kept.
const MAXIMUM_COMPLAINT: u64 = 4 << 10;

/// What would turn git to another repository than that of the folder, or to other objects.
const MISLEADING: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
];

/// Git in a folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
}

/// How a run ended.
#[derive(Debug)]
pub(super) struct Answer<T> {
    /// What was read from it.
    pub(super) out: T,
    /// Whether git was content.
    pub(super) success: bool,
    /// What it complained of, also when it was content.
    pub(super) complaint: String,
}

impl<T> Answer<T> {
    /// The complaint in one line.
    pub(super) fn why(&self) -> String {
        let line = self.complaint.lines().find(|line| !line.trim().is_empty());
        let line = line.unwrap_or("it gave no reason").trim();
        line.strip_prefix("fatal: ").unwrap_or(line).to_owned()
    }
}

impl Git {
    /// Runs in a folder that exists.
    pub(super) fn within(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// Runs git and reads all that it prints.
    ///
    /// # Errors
    ///
    /// Git is missing, or its response endless. A refusal of git is a response.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Answer<Vec<u8>>, RevisionError> {
        let answer = self.talk(arguments, &[], |out| {
            let mut bytes = Vec::new();
            out.take(MAXIMUM_ANSWER + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        })?;
        if answer.out.len() as u64 > MAXIMUM_ANSWER {
            return Err(RevisionError::Refused {
                action: arguments.first().copied().unwrap_or_default().to_owned(),
                why: format!("its answer is longer than {} MiB", MAXIMUM_ANSWER >> 20),
            });
        }
        Ok(answer)
    }

    /// Runs git, hands it `input`, and reads what it prints.
    ///
    /// # Errors
    ///
    /// Git is missing, or what it printed could not be read. A refusal of git is a response.
    pub(super) fn talk<T>(
        &self,
        arguments: &[&str],
        input: &[u8],
        read: impl FnOnce(&mut dyn BufRead) -> io::Result<T>,
    ) -> Result<Answer<T>, RevisionError> {
        let action = || arguments.first().copied().unwrap_or_default().to_owned();
        let refused = |error: io::Error| {
            if error.kind() == io::ErrorKind::NotFound {
                return RevisionError::GitMissing;
            }
            RevisionError::Refused {
                action: action(),
                why: error.to_string(),
            }
        };
        let mut child = self.command(arguments).spawn().map_err(refused)?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (read, complaint) = std::thread::scope(|scope| {
            // Both ends move at once: a full pipe in either direction would hold the other up.
            scope.spawn(move || {
                if let Some(mut stdin) = stdin {
                    // Git stops reading when it gives up, and says why itself.
                    let _ = stdin.write_all(input);
                }
            });
            let complaint = scope.spawn(move || complaint(stderr));
            let read = match stdout {
                Some(stdout) => read(&mut BufReader::new(stdout)),
                None => Err(io::Error::other("it has no output")),
            };
            (read, complaint.join().unwrap_or_default())
        });
        let status = child.wait().map_err(refused)?;
        match read {
            Ok(out) => Ok(Answer {
                out,
                success: status.success(),
                complaint,
            }),
            Err(error) => Err(RevisionError::Refused {
                action: action(),
                why: complaint
                    .lines()
                    .next()
                    .map_or_else(|| error.to_string(), str::to_owned),
            }),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        for name in MISLEADING {
            command.env_remove(name);
        }
        command
            .arg("--no-pager")
            .arg("-C")
            .arg(&self.folder)
            .args(["-c", "core.fsmonitor=false"])
            .args(["-c", "core.hooksPath=/dev/null"])
            .args(["-c", "core.warnAmbiguousRefs=true"])
            .args(arguments)
            // Its words are looked at, so they must be the same everywhere.
            .env("LC_ALL", "C")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            // The first is not known to every version of git; the second stops what it would start.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "none")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// The beginning of what git complained of; the rest is read and dropped, so that git can end.
fn complaint(stderr: Option<impl Read>) -> String {
    let Some(mut stderr) = stderr else {
        return String::new();
    };
    let mut kept = Vec::new();
    let _ = stderr
        .by_ref()
        .take(MAXIMUM_COMPLAINT)
        .read_to_end(&mut kept);
    let _ = io::copy(&mut stderr, &mut io::sink());
    String::from_utf8_lossy(&kept).into_owned()
}

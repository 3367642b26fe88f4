//! `bindery watch`, as a user has it: a real folder, real saves, and what it prints.

use crate::support::API;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// No test waits this long unless it fails.
const PATIENCE: Duration = Duration::from_secs(120);

const CONFIG: &str = "edition: 1\ncrate: example\ninputs:\n  - api.yaml\noutput: ../generated\n";

/// A project that is watched.
struct Watched {
    folder: tempfile::TempDir,
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

impl Watched {
    /// Starts with an output that is written already.
    fn start(config: &str) -> Self {
        Self::start_with(Some(config), &["generate", "--quiet"], &["watch"])
    }

    /// Starts with an output that a command wrote.
    fn start_with(config: Option<&str>, generate: &[&str], watch: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir(folder.path().join("spec")).expect("the folder can be made");
        if let Some(config) = config {
            fs::write(folder.path().join("spec/bindery.yaml"), config).expect("it can be written");
        }
        fs::write(folder.path().join("spec/api.yaml"), API).expect("it can be written");
        let command = || {
            let mut command = Command::new(assert_cmd::cargo::cargo_bin("bindery"));
            command.current_dir(folder.path());
            command
        };
        let generated = command().args(generate).status();
        assert!(generated.expect("the binary runs").success());
        let mut child = command()
            .args(watch)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let out = lines(child.stdout.take().expect("it is piped"));
        let err = lines(child.stderr.take().expect("it is piped"));
        let watched = Self {
            folder,
            child,
            out,
            err,
        };
        watched.says("nothing changed");
        watched.says("watching `spec`; Ctrl-C ends it");
        watched
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Saves a file of the description in one step.
    fn put(&self, name: &str, text: &str) {
        let beside = self.path("beside");
        fs::write(&beside, text).expect("it can be written");
        fs::rename(&beside, self.path("spec").join(name)).expect("it can be renamed");
    }

    fn save(&self, text: &str) {
        self.put("api.yaml", text);
    }

    /// The next line is this one.
    #[track_caller]
    fn says(&self, line: &str) {
        let next = self
            .out
            .recv_timeout(PATIENCE)
            .expect("something is printed");
        assert_eq!(next, line);
    }

    /// Nothing is printed for several times as long as it takes to act on an event.
    #[track_caller]
    fn is_silent(&self) {
        let line = self.out.recv_timeout(Duration::from_millis(600));
        assert!(line.is_err(), "{line:?}");
    }

    /// A line begins so, after any others.
    #[track_caller]
    fn complains(&self, beginning: &str) {
        loop {
            let next = self.err.recv_timeout(PATIENCE);
            if next.expect(beginning).starts_with(beginning) {
                break;
            }
        }
    }

    /// What was printed and not asked about, once it ended.
    #[track_caller]
    fn rest(&mut self) -> (Vec<String>, Vec<String>, Option<i32>) {
        let status = self.child.wait().expect("it ends");
        (
            self.out.iter().collect(),
            self.err.iter().collect(),
            status.code(),
        )
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn documented(words: &str) -> String {
    API.replace("Identifies the key.", words)
}

fn holds(path: &Path, words: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|text| text.contains(words))
}

#[cfg(unix)]
fn interrupt(child: &Child) {
    let status = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(status.expect("there is a `kill`").success());
}

#[test]
fn saves_are_followed_through_broken_states() {
    let watched = Watched::start(CONFIG);
    let key = watched.path("generated/types/key.rs");
    watched.save(&documented("One."));
    watched.says("updated types/key.rs");
    assert!(holds(&key, "One."));

    watched.save("openapi: [\n");
    watched.complains("error[not-yaml]");
    assert!(holds(&key, "One."), "nothing is written");
    watched.save(&documented("Two.").replace("listKeys", "listKeys\n      operationId: other"));
    watched.complains("error[duplicate-key]");
    watched.save(&documented("Three."));
    watched.says("updated types/key.rs");
    assert!(holds(&key, "Three."));

    // Written in place, as some editors do.
    fs::write(watched.path("spec/api.yaml"), documented("Four.")).expect("it can be written");
    watched.says("updated types/key.rs");
    assert!(holds(&key, "Four."));

    // The configuration counts too, and a file that is gone.
    let renamed = CONFIG.replace("../generated", "../emitted");
    fs::write(watched.path("spec/bindery.yaml"), &renamed).expect("it can be written");
    watched.says("created bindery.lock");
    while watched.out.recv_timeout(PATIENCE).expect("more is created") != "created types/mod.rs" {}
    fs::remove_file(watched.path("spec/api.yaml")).expect("it is there");
    watched.complains("error[unreadable-file]");
}

#[test]
fn a_folder_that_goes_and_comes_back_is_waited_for() {
    let watched = Watched::start(CONFIG);
    let (spec, away) = (watched.path("spec"), watched.path("away"));
    fs::rename(&spec, &away).expect("it can be renamed");
    watched.complains("error: `spec` is gone");
    fs::write(away.join("api.yaml"), documented("Elsewhere.")).expect("it can be written");
    fs::rename(&away, &spec).expect("it can be renamed");
    watched.says("updated types/key.rs");
    // The new folder is watched, not the old one.
    watched.save(&documented("Back."));
    watched.says("updated types/key.rs");
    assert!(holds(&watched.path("generated/types/key.rs"), "Back."));
}

#[cfg(unix)]
#[test]
fn its_own_writes_are_no_saves_and_an_interrupt_is_a_clean_end() {
    for output in ["../generated", "out", "."] {
        let mut watched = Watched::start(&CONFIG.replace("../generated", output));
        for words in ["One.", "Two."] {
            watched.save(&documented(words));
            watched.says("updated types/key.rs");
            watched.is_silent();
        }
        // A file of nobody's concern, then one that is: nothing comes in between.
        fs::write(watched.path("spec/.api.yaml.swp"), "x").expect("it can be written");
        watched.put("new.yaml", "x");
        watched.says("nothing changed");
        interrupt(&watched.child);
        assert_eq!(watched.rest(), (vec![], vec![], Some(0)), "{output}");
    }
}

/// A crate that was made from one document follows it, whatever else is saved beside the document.
#[cfg(unix)]
#[test]
fn a_crate_of_one_document_follows_it() {
    for out in ["client", "spec"] {
        let generate = [
            "generate",
            "--quiet",
            "--spec",
            "spec/api.yaml",
            "--out",
            out,
        ];
        let mut watched = Watched::start_with(None, &generate, &["watch", "--spec", out]);
        for words in ["One.", "Two."] {
            watched.save(&documented(words));
            watched.says("updated src/types/key.rs");
            watched.is_silent();
        }
        // What Cargo and people write beside it.
        watched.put("notes.txt", "x");
        fs::create_dir(watched.path("spec/target")).expect("it can be made");
        fs::write(watched.path("spec/target/out.d"), "x").expect("it can be written");
        watched.is_silent();
        interrupt(&watched.child);
        assert_eq!(watched.rest(), (vec![], vec![], Some(0)), "{out}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_an_end_too() {
    let mut watched = Watched::start(CONFIG);
    // The thread that reads for the test ends with the first line that nobody takes.
    watched.out = mpsc::channel().1;
    for number in 0.. {
        watched.save(&documented(&format!("Number {number}.")));
        std::thread::sleep(Duration::from_millis(300));
        if let Some(status) = watched.child.try_wait().expect("it can be asked") {
            assert_eq!(status.code(), Some(0));
            break;
        }
        assert!(number < 400, "it goes on without a reader");
    }
}

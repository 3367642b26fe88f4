//! The loop over events that are made up, and a folder that is real.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{Event, Occasion, Pace, follow};

/// No test waits this long unless it fails.
const PATIENCE: Duration = Duration::from_secs(60);

struct Following {
    events: Sender<Event>,
    occasions: Receiver<Occasion>,
    loop_: JoinHandle<()>,
}

/// Follows a folder; each occasion is returned by `answer`.
fn following(
    folder: &Path,
    pace: Pace,
    mut answer: impl FnMut(&Occasion) -> bool + Send + 'static,
) -> Following {
    let (events, heard) = mpsc::channel();
    let (tell, occasions) = mpsc::channel();
    let folder = folder.to_path_buf();
    let loop_ = std::thread::spawn(move || {
        follow(&heard, &folder, pace, |occasion| {
            let done = answer(&occasion);
            match tell.send(occasion) {
                Ok(()) => ControlFlow::Continue(done),
                Err(_) => ControlFlow::Break(()),
            }
        });
    });
    Following {
        events,
        occasions,
        loop_,
    }
}

impl Following {
    fn send(&self, event: Event) {
        self.events.send(event).expect("it listens");
    }

    #[track_caller]
    fn next(&self) -> Occasion {
        self.occasions
            .recv_timeout(PATIENCE)
            .expect("something is done about it")
    }

    /// Ends the loop; what it did that nobody asked about.
    fn end(self) -> Vec<Occasion> {
        self.send(Event::Stop);
        self.loop_.join().expect("it ends by itself");
        self.occasions.try_iter().collect()
    }
}

fn pace(look: Duration) -> Pace {
    Pace {
        quiet: Duration::from_millis(20),
        longest: Duration::from_secs(1),
        look,
    }
}

fn touched(name: &str) -> Event {
    Event::Touched(vec![PathBuf::from(name)])
}

#[test]
fn many_events_are_one_save() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let following = following(folder.path(), pace(PATIENCE), |_| true);
    // Sent before it can have become quiet, as long as the loop has not begun.
    for name in ["a.yaml", "b.yaml", "a.yaml"] {
        following.send(touched(name));
    }
    let mut paths = Vec::new();
    while paths.len() < 3 {
        match following.next() {
            Occasion::Saved(more) => paths.extend(more),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(paths, ["a.yaml", "b.yaml", "a.yaml"].map(PathBuf::from));
    assert_eq!(following.end(), []);
}

#[test]
fn it_ends_in_the_middle_of_a_save() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let endless = Pace {
        quiet: PATIENCE,
        longest: PATIENCE,
        look: PATIENCE,
    };
    let following = following(folder.path(), endless, |_| true);
    following.send(touched("a.yaml"));
    assert_eq!(following.end(), []);
}

#[test]
fn a_folder_that_never_rests_is_acted_on_all_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let restless = Pace {
        quiet: PATIENCE,
        longest: Duration::ZERO,
        look: PATIENCE,
    };
    let following = following(folder.path(), restless, |_| true);
    following.send(touched("a.yaml"));
    assert_eq!(
        following.next(),
        Occasion::Saved(vec![PathBuf::from("a.yaml")])
    );
    assert_eq!(following.end(), []);
}

#[test]
fn a_folder_that_goes_and_comes_is_noticed_without_an_event() {
    let outer = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = outer.path().join("spec");
    fs::create_dir(&folder).expect("it can be made");
    let following = following(&folder, pace(Duration::from_millis(20)), |_| true);
    // It is known once something was done about an event.
    following.send(touched("a.yaml"));
    following.next();
    fs::remove_dir(&folder).expect("it can be removed");
    assert_eq!(following.next(), Occasion::Gone);
    fs::create_dir(&folder).expect("it can be made");
    assert_eq!(following.next(), Occasion::Back);
    assert_eq!(following.end(), []);
}

#[test]
fn a_folder_that_was_replaced_at_once_is_taken_up_again() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let following = following(folder.path(), pace(PATIENCE), |_| true);
    following.send(Event::Moved);
    assert_eq!(following.next(), Occasion::Back);
    assert_eq!(following.end(), []);
}

#[test]
fn what_could_not_be_taken_up_is_offered_again() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut refusals = 2;
    let following = following(
        folder.path(),
        pace(Duration::from_millis(20)),
        move |occasion| {
            let refused = *occasion == Occasion::Back && refusals > 0;
            refusals -= u32::from(refused);
            !refused
        },
    );
    following.send(Event::Moved);
    for _ in 0..3 {
        assert_eq!(following.next(), Occasion::Back);
    }
    following.send(touched("a.yaml"));
    assert_eq!(
        following.next(),
        Occasion::Saved(vec![PathBuf::from("a.yaml")])
    );
    assert_eq!(following.end(), []);
}

//! What `tracing` hears: the operation and each attempt, and no value at all.

#![cfg(feature = "tracing")]

#[allow(
    dead_code,
    unused_imports,
    reason = "a part of what the other tests use"
)]
#[path = "all/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use support::api::{Client, KEY};
use support::{Reply, Server};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps everything that is said, as lines.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<String>>);

struct Line<'l>(&'l mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut heard = self.0.lock().unwrap();
        write!(
            heard,
            "span {} {}",
            span.metadata().target(),
            span.metadata().name()
        )
        .unwrap();
        span.record(&mut Line(&mut heard));
        heard.push('\n');
        Id::from_u64(heard.len() as u64)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Line(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut heard = self.0.lock().unwrap();
        write!(heard, "event {}", event.metadata().target()).unwrap();
        event.record(&mut Line(&mut heard));
        heard.push('\n');
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test(flavor = "current_thread")]
async fn hears_attempts_and_no_value() {
    let listener = Listener::default();
    let guard = tracing::subscriber::set_default(listener.clone());

    let no = format!(r#"{{"success":false,"errorCode":"Busy","message":"{KEY} m3ssage"}}"#);
    let server = Server::replying([
        Reply::new(503, no).header("X-Answer", "h3ader"),
        Reply::hang_up(),
        Reply::new(404, r#"{"success":false,"message":"m3ssage"}"#),
    ]);
    let client = Client::of(&server);
    client
        .find_key(424_242)
        .header("X-Mine", "h3ader")
        .await
        .unwrap_err();
    drop(guard);

    let heard = listener.0.lock().unwrap();
    let ours: Vec<&str> = heard
        .lines()
        .filter(|line| line.contains("bindery_runtime"))
        .collect();
    assert_eq!(ours.len(), 4, "{heard}");
    assert_eq!(ours[0], "span bindery_runtime call operation=\"findKey\"");
    for (line, parts) in ours[1..].iter().zip([
        ["attempt=1", "status=503", "answered"],
        ["attempt=2", "kind=Transport", "failed"],
        ["attempt=3", "status=404", "answered"],
    ]) {
        assert!(
            parts.iter().all(|part| line.contains(part)) && line.contains("milliseconds="),
            "{line}"
        );
    }
    let shown = ours.join("\n");
    for value in [KEY, "424242", "userId", "h3ader", "m3ssage", "127.0.0.1"] {
        assert!(!shown.contains(value), "{value}: {shown}");
    }
}

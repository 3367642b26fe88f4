//! Ears for the whole process: everything that `tracing` and `log` carry, from every crate and at
//! every level.

use std::fmt::{Debug, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use log::{LevelFilter, Log, Record as LogRecord};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps everything that is said, as lines.
#[derive(Clone, Default)]
pub struct Listener {
    heard: Arc<Mutex<String>>,
    spans: Arc<AtomicU64>,
}

impl Listener {
    /// Begins to listen, for as long as the process lives. There can be only one.
    ///
    /// # Panics
    ///
    /// When there is another one.
    #[must_use]
    pub fn everywhere() -> Self {
        let listener = Self::default();
        log::set_boxed_logger(Box::new(listener.clone())).expect("the only listener");
        log::set_max_level(LevelFilter::Trace);
        tracing::subscriber::set_global_default(listener.clone()).expect("the only listener");
        listener
    }

    /// What was said so far.
    #[must_use]
    pub fn heard(&self) -> String {
        self.lines().clone()
    }

    fn lines(&self) -> MutexGuard<'_, String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, what: &str, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
        let mut line = Line(format!("{what} {} {}", metadata.target(), metadata.name()));
        record(&mut line);
        line.0.push('\n');
        self.lines().push_str(&line.0);
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").expect("a line grows");
    }
}

impl Subscriber for Listener {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write("span", span.metadata(), |line| span.record(line));
        Id::from_u64(self.spans.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("record".to_owned());
        values.record(&mut line);
        line.0.push('\n');
        self.lines().push_str(&line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.write("event", event.metadata(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl Log for Listener {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &LogRecord<'_>) {
        let line = format!("log {} {}\n", record.target(), record.args());
        self.lines().push_str(&line);
    }

    fn flush(&self) {}
}

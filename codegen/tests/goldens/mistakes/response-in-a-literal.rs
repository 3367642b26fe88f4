//! A response is built field by field: tests read one from JSON.
// error: E0639 Completion

use bindery_goldens::arguments::types::{Answer, Completion, Tier};

pub fn completion() -> Completion {
    Completion {
        id: "c1".to_owned(),
        tier: Tier::Private,
        answer: Answer::Text("Hi".to_owned()),
    }
}

//! A response is created with a struct literal: tests create one from JSON.
// error: E0639 Completion

use bindery_goldens::arguments::types::{Answer, Completion, Tier};

pub fn completion() -> Completion {
    Completion {
        id: "c1".to_owned(),
        tier: Tier::Private,
        answer: Answer::Text("Hi".to_owned()),
    }
}

//! A request is used as a response without being awaited.
// error: E0609 id CreateCompletion

use bindery_goldens::arguments::{Client, types::Message};

pub fn id(client: &Client) -> String {
    let completion = client.chat().create_completion([Message::user("Hi")], "small-1");
    completion.id
}

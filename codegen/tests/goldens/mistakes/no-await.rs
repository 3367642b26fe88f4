//! A request is not awaited, and is no response.
// error: E0609 id CreateCompletion

use bindery_goldens::arguments::{Client, types::Message};

pub fn id(client: &Client) -> String {
    let completion = client.chat().create_completion([Message::user("Hi")], "small-1");
    completion.id
}

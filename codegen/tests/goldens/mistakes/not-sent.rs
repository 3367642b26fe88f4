//! A request is created and not sent.
// warning: awaited

use bindery_goldens::arguments::{Client, types::Message};

pub fn send(client: &Client) {
    client.chat().create_completion([Message::user("Hi")], "small-1");
}

//! Calls without async: every request has `.wait()`, with the feature `blocking`.
//!
//! `cargo run --example blocking` talks to a double of the service inside this process. (In this
//! repository the feature is on; a crate of yours asks for it: `ecgrid = { version = "…", features
//! = ["blocking"] }`.)

mod double;

use std::error::Error;
use std::time::Duration;

use double::Double;
use ecgrid::types::KeyVisibility;
use ecgrid::{ApiKey, Client};

fn main() -> Result<(), Box<dyn Error>> {
    let double = Double::start()?;
    let client = Client::builder(ApiKey::new(double::API_KEY)?)
        .base_url(double.base_url())
        .build()?;

    let key = client.keys().get(double::USER).wait()?;
    println!(
        "key {} of user {}, {}, created {}",
        key.key_id, key.user_id, key.visibility, key.created
    );

    let shared = client
        .keys()
        .list(double::USER)
        .visibility(KeyVisibility::Shared)
        .timeout(Duration::from_secs(5))
        .wait()?;
    println!("{} shared key: {shared:?}", shared.len());

    // Clients are cheap to clone, and clones share their connections: hand one to each thread.
    let threads: Vec<_> = [double::USER, double::SOAP_USER]
        .into_iter()
        .map(|user| {
            let client = client.clone();
            std::thread::spawn(move || {
                (
                    user,
                    client.users().get_api_key(user).with_response().wait(),
                )
            })
        })
        .collect();
    for thread in threads {
        let (user, response) = thread.join().map_err(|_| "a thread panicked")?;
        let response = response?;
        println!(
            "user {user} signs with {:?} (HTTP {})",
            response.value(),
            response.status().as_u16()
        );
    }
    Ok(())
}

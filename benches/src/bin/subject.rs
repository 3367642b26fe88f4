//! One thing done a given number of times, for a tool that counts the instructions of a process: twice with different
//! numbers, and the difference is what one time costs.
//!
//! `subject decode emitted|serde|derived|plain TIMES`, `subject get-key|list-keys|list-many emitted|by-hand TIMES`, `subject
//! key-list emitted TIMES`. Calls go to a server in another process, which the tool does not follow.

use std::hint::black_box;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, ExitCode, Stdio};

use ecgrid::SecretString;
use ecgrid::bindery_runtime::from_json;
use ecgrid::types::KeyInfo;
use ecgrid_benches::key_list::soap::{Client, Session};
use ecgrid_benches::server::{MANY, Server};
use ecgrid_benches::{API_KEY, Outcome, bodies, by_hand, repeat};
use serde::de::DeserializeOwned;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["serve"] => serve(),
        ["decode", how, times] => times
            .parse()
            .map_err(Into::into)
            .and_then(|times| decode(how, times)),
        ["key-list", "emitted", times] => times
            .parse()
            .map_err(Into::into)
            .and_then(|times| with_server(|url| key_list(times, url))),
        [call, how, times] => times
            .parse()
            .map_err(Into::into)
            .and_then(|times| with_server(|url| calls(call, how, times, url))),
        _ => Err("see the first lines of this program".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until the process is ended.
fn serve() -> Outcome<()> {
    println!("{}", Server::start()?.url());
    loop {
        std::thread::park();
    }
}

/// Runs with a server in a process of its own.
fn with_server(run: impl FnOnce(&str) -> Outcome<()>) -> Outcome<()> {
    let mut server = Command::new(std::env::current_exe()?)
        .arg("serve")
        .stdout(Stdio::piped())
        .spawn()?;
    let outcome = address(&mut server).and_then(|url| run(url.trim()));
    server.kill()?;
    server.wait()?;
    outcome
}

fn address(server: &mut Child) -> Outcome<String> {
    let mut line = String::new();
    let output = server.stdout.take().ok_or("the server has no output")?;
    BufReader::new(output).read_line(&mut line)?;
    Ok(line)
}

fn decode(how: &str, times: usize) -> Outcome<()> {
    let text = bodies::key_infos(1_000);
    match how {
        "emitted" => repeat(times, || from_json::<Vec<KeyInfo>>(json(&text))),
        "serde" => repeat(times, || by_serde::<KeyInfo>(&text)),
        "derived" => repeat(times, || by_serde::<by_hand::KeyInfo>(&text)),
        "plain" => repeat(times, || by_serde::<by_hand::PlainKeyInfo>(&text)),
        _ => Err("decode emitted, serde, derived or plain?".into()),
    }
}

fn json(text: &str) -> &[u8] {
    black_box(text.as_bytes())
}

fn by_serde<T: DeserializeOwned>(text: &str) -> serde_json::Result<Vec<T>> {
    serde_json::from_slice(json(text))
}

fn key_list(times: usize, url: &str) -> Outcome<()> {
    let client = Client::builder(Session::new(API_KEY)?)
        .endpoint(format!("{url}/soap"))
        .build()?;
    ecgrid_benches::runtime()?.block_on(async {
        for _ in 0..times {
            black_box(client.keys().key_list(142).await?);
        }
        Ok(())
    })
}

fn calls(call: &str, how: &str, times: usize, url: &str) -> Outcome<()> {
    let url = match call {
        "list-many" => format!("{url}{MANY}"),
        _ => url.to_owned(),
    };
    let emitted = ecgrid_benches::emitted(&url)?;
    let by_hand = by_hand::Client::new(&url, &SecretString::from(API_KEY))?;
    let runtime = ecgrid_benches::runtime()?;
    runtime.block_on(async {
        for _ in 0..times {
            match (call, how) {
                ("get-key", "emitted") => {
                    black_box(emitted.keys().get(12345).await?);
                }
                ("get-key", "by-hand") => {
                    black_box(by_hand.get_key(12345).await?);
                }
                (_, "emitted") => {
                    black_box(emitted.keys().list(12345).await?);
                }
                _ => {
                    black_box(by_hand.list_keys(12345, None).await?);
                }
            }
        }
        Ok(())
    })
}

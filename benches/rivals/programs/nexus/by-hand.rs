use std::error::Error;

use rustls::crypto::ring;
use rustls_platform_verifier::ConfigVerifierExt as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct Page<T> {
    items: Vec<T>,
    next_page: Option<String>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct Named {
    id: String,
    name: String,
    description: String,
    time_created: String,
    time_modified: String,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct Disk {
    id: String,
    name: String,
    size: u64,
    block_size: u64,
    device_path: String,
    state: State,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[allow(dead_code, reason = "they are printed")]
enum State {
    Creating,
    Detached,
    Attaching { instance: String },
    Attached { instance: String },
    Detaching { instance: String },
    Destroyed,
    Faulted,
}

async fn get<T: DeserializeOwned>(client: &reqwest::Client, path: &str) -> Result<T, Box<dyn Error>> {
    let response = client.get(format!("http://127.0.0.1:8080{path}")).send().await?.error_for_status()?;
    Ok(serde_json::from_slice(&response.bytes().await?)?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    ring::default_provider().install_default().map_err(|_| "there is a provider")?;
    let tls = rustls::ClientConfig::with_platform_verifier()?;
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).build()?;
    println!("{:?}", get::<Page<Named>>(&client, "/v1/projects").await?);
    println!("{:?}", get::<Page<Disk>>(&client, "/v1/disks").await?);
    println!("{:?}", get::<Page<Named>>(&client, "/v1/organizations").await?);
    Ok(())
}

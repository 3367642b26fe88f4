use std::env;
use std::error::Error;

use rustls::crypto::ring;
use rustls_platform_verifier::ConfigVerifierExt as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct List<T> {
    data: Vec<T>,
    has_more: bool,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct Customer {
    id: String,
    email: Option<String>,
    name: Option<String>,
    created: i64,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct Charge {
    id: String,
    amount: i64,
    currency: String,
    customer: Option<String>,
    status: Status,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Failed,
    Pending,
    Succeeded,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct Balance {
    available: Vec<Amount>,
    pending: Vec<Amount>,
    livemode: bool,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "they are printed")]
struct Amount {
    amount: i64,
    currency: String,
}

async fn get<T: DeserializeOwned>(client: &reqwest::Client, path: &str) -> Result<T, Box<dyn Error>> {
    let request = client.get(format!("https://api.stripe.com{path}"));
    let response = request.basic_auth(env::var("USER")?, Some(env::var("PASSWORD")?)).send().await?.error_for_status()?;
    Ok(serde_json::from_slice(&response.bytes().await?)?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    ring::default_provider().install_default().map_err(|_| "there is a provider")?;
    let tls = rustls::ClientConfig::with_platform_verifier()?;
    let client = reqwest::Client::builder().tls_backend_preconfigured(tls).build()?;
    println!("{:?}", get::<List<Customer>>(&client, "/v1/customers").await?);
    println!("{:?}", get::<List<Charge>>(&client, "/v1/charges").await?);
    println!("{:?}", get::<Balance>(&client, "/v1/balance").await?);
    Ok(())
}

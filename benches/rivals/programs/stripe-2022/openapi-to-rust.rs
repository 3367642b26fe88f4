use std::error::Error;

use client::generated::HttpClient;

const NONE: Option<&str> = None;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = HttpClient::new().with_base_url("https://api.stripe.com");
    println!("{:?}", client.get_customers(NONE, NONE, NONE, NONE, None, NONE, None).await?);
    println!("{:?}", client.get_charges(NONE, NONE, NONE, NONE, None, NONE, NONE, NONE, None).await?);
    println!("{:?}", client.get_balance(NONE, None).await?);
    Ok(())
}

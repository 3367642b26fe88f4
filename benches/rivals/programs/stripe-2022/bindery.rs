#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), client::Error> {
    let credential = client::BasicAuth::from_env("USER", "PASSWORD")?;
    let client = client::Client::new(credential)?;
    println!("{:?}", client.customers().list().await?);
    println!("{:?}", client.charges().list().await?);
    println!("{:?}", client.balance().get().await?);
    Ok(())
}

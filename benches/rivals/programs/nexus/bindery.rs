#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), client::Error> {
    let client = client::Client::new("http://127.0.0.1:8080")?;
    println!("{:?}", client.projects().list().await?);
    println!("{:?}", client.disks().list().await?);
    println!("{:?}", client.organizations().list().await?);
    Ok(())
}

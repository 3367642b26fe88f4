use std::error::Error;

use client::Client;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new("http://127.0.0.1:8080");
    println!("{:?}", client.project_list_v1(None, None, None, None).await?);
    println!("{:?}", client.disk_list_v1(None, None, None, None, None).await?);
    println!("{:?}", client.organization_list_v1(None, None, None).await?);
    Ok(())
}

use std::error::Error;

use client::generated::HttpClient;

const NONE: Option<&str> = None;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = HttpClient::new().with_base_url("http://127.0.0.1:8080");
    println!("{:?}", client.project_list_v1(None, NONE, NONE, NONE).await?);
    println!("{:?}", client.disk_list_v1(None, NONE, NONE, NONE, NONE).await?);
    println!("{:?}", client.organization_list_v1(None, NONE, NONE).await?);
    Ok(())
}

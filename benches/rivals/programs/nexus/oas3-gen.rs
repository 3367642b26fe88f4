use std::error::Error;

use client::{DiskListV1Request, OrganizationListV1Request, OxideRegionApiClient, ProjectListV1Request};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = OxideRegionApiClient::with_base_url("http://127.0.0.1:8080")?;
    println!("{:?}", client.project_list_v1(ProjectListV1Request::default()).await?);
    println!("{:?}", client.disk_list_v1(DiskListV1Request::default()).await?);
    println!("{:?}", client.organization_list_v1(OrganizationListV1Request::default()).await?);
    Ok(())
}

use std::error::Error;

use client::{GetBalanceRequest, GetChargesRequest, GetCustomersRequest, StripeApiClient};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = StripeApiClient::new();
    println!("{:?}", client.get_customers(GetCustomersRequest::default()).await?);
    println!("{:?}", client.get_charges(GetChargesRequest::default()).await?);
    println!("{:?}", client.get_balance(GetBalanceRequest::default()).await?);
    Ok(())
}

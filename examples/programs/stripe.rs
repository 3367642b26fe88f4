//! Stripe: a customer, a product and its price, a checkout session, customers over pages, a failure.

use std::env;
use std::error::Error;

use stripe_client::rest::checkout::{LineItem, Mode, PaymentMethodType};
use stripe_client::types::price::Product;
use stripe_client::{BearerToken, Client};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client =
        Client::builder(BearerToken::new("sk_test")?).base_url(env::var("SERVER")?).build()?;

    let customer =
        client.customers().create().email("a@example.com").metadata([("plan", "pro")]).await?;
    println!("customer: {}", customer.id);

    let product = client.products().create("T-Shirt").await?;
    let price = client
        .prices()
        .create("usd")
        .product(product.id)
        .unit_amount(1000)
        .expand(["product"])
        .await?;
    if let Product::Product(product) = price.product {
        println!("product: {:?} at {:?} {}", product.name, price.unit_amount, price.currency);
    }

    let mut shirts = LineItem::new(3);
    shirts.price = Some(price.id);
    let session = client
        .checkout()
        .create_session("http://test.com/cancel", [PaymentMethodType::Card], "http://test.com/ok")
        .customer(customer.id)
        .mode(Mode::Payment)
        .line_items([shirts])
        .expand(["line_items"])
        .await?;
    for item in session.line_items.into_iter().flat_map(|items| items.data) {
        println!("session: {} with {:?} of {}", session.id, item.quantity, item.description);
    }

    let mut customers = client.customers().list().limit(2).items();
    while let Some(customer) = customers.next().await? {
        println!("listed: {}", customer.id);
    }

    let failed = client.customers().get("cus_0").await.expect_err("no such customer");
    println!("failed: {failed}");
    Ok(())
}

//! Qdrant: a collection, a point, a query with a filter, a failure.

use std::env;
use std::error::Error;

use qdrant_client::types::{
    Distance, FieldCondition, Filter, Match, PointInsertOperations, PointStruct, Query,
    VectorsConfig, filter::Must,
};
use qdrant_client::{ApiKey, Client};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder(ApiKey::new("key")?).base_url(env::var("SERVER")?).build()?;

    let vectors = VectorsConfig::vector_params(4, Distance::Cosine);
    let created = client.collections().create("test").vectors(vectors).await?;
    println!("collection: {:?}", created.result);

    let mut point = PointStruct::new(1, [0.05, 0.61, 0.76, 0.74]);
    point.payload = serde_json::from_value(serde_json::json!({ "city": "Berlin" }))?;
    let points = PointInsertOperations::points_list([point]);
    let upserted = client.points().upsert("test").body(points).wait_param(true).await?;
    println!("upsert: {:?}", upserted.result.map(|result| result.status));

    let mut city = FieldCondition::new("city");
    city.match_ = Match::value("Berlin").into();
    let mut filter = Filter::default();
    filter.must = Must::condition_list([city]).into();
    let found = client
        .search()
        .query_points("test")
        .query(Query::nearest([0.2, 0.1, 0.9, 0.7]))
        .filter(filter)
        .limit(3)
        .with_payload(true)
        .await?;
    for point in found.result.into_iter().flat_map(|result| result.points) {
        println!("found: {:?} {} {:?}", point.id, point.score, point.payload);
    }

    let failed = client.search().query_points("nothing").await.expect_err("no such collection");
    println!("failed: {failed}");
    Ok(())
}

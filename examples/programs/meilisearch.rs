//! Meilisearch: an index, documents, a search with a filter and typed hits, a failure.

use std::env;
use std::error::Error;
use std::time::Duration;

use meilisearch_client::{BearerToken, Client};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Debug, Serialize, Deserialize)]
struct Movie {
    id: u64,
    title: String,
    genres: Vec<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(env::var("SERVER")?, BearerToken::new("masterKey")?)?;

    let indexes = client.indexes();
    let task = indexes.create("movies").primary_key("id").await?;
    println!("task: {} {}", task.task_uid, task.status);
    while client.tasks().get(task.task_uid.to_string()).await?.finished_at.is_none() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    let movies = json!([
        Movie { id: 1, title: "Carol".into(), genres: vec!["Romance".into()] },
        Movie { id: 2, title: "Wonder Woman".into(), genres: vec!["Action".into()] },
    ]);
    let task = client.documents().replace("movies", movies).await?;
    println!("documents: task {}", task.task_uid);

    let found = indexes.search("movies").q("wonder").limit(5).filter("genres = Action").await?;
    for hit in found.hits {
        println!("hit: {:?}", serde_json::from_value::<Movie>(json!(hit))?);
    }

    let failed = indexes.get("nothing").await.expect_err("no such index");
    println!("failed: {failed}");
    Ok(())
}

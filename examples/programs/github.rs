//! GitHub: a repository, its issues over pages, a new issue, a release asset, a search, a failure.

use std::env;
use std::error::Error;

use github_client::rest::issues::ListForRepoState;
use github_client::{BearerToken, Client, Upload};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let token = BearerToken::new("ghp_x")?;
    let client = Client::builder().bearer_token(token).base_url(env::var("SERVER")?).build()?;

    let repo = client.repos().get("XAMPPRocky", "octocrab").await?;
    println!("repository: {} {} stars", repo.full_name, repo.stargazers_count);

    let issues = client.issues().list_for_repo("XAMPPRocky", "octocrab");
    let mut issues = issues.state(ListForRepoState::Open).per_page(2).items();
    while let Some(issue) = issues.next().await? {
        println!("issue: #{} {}", issue.number, issue.title);
    }

    let issue = client
        .issues()
        .create("XAMPPRocky", "octocrab", "My first issue")
        .body("The body")
        .labels(["bug"])
        .assignees(["ferris"])
        .await?;
    println!("created: #{}", issue.number);

    let asset = client
        .repos()
        .upload_release_asset("XAMPPRocky", "octocrab", 1, "notes.txt")
        .body(Upload::from("hello").content_type("text/plain"))
        .await?;
    println!("asset: {} {}", asset.name, asset.size);

    let found = client.search().repos("language:rust stars:>1000").per_page(2).await?;
    println!("found: {} in all", found.total_count);

    let failed = client.repos().get("nobody", "nothing").await.expect_err("no such repository");
    println!("failed: {failed}");
    Ok(())
}

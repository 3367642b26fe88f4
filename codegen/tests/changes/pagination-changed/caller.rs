//! Reads things page by page.

use example::Client;

/// Whether there is a first page.
pub async fn has_pages(client: &Client) -> bool {
    let mut pages = client.calls().list_things().pages();
    pages.next().await.is_ok_and(|page| page.is_some())
}

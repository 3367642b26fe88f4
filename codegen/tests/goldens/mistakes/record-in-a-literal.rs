//! A record is written as a literal: it begins with `new`, and what is optional is assigned.
// error: E0639 Tool

use bindery_goldens::arguments::types::Tool;

pub fn tool() -> Tool {
    Tool { name: "weather".to_owned(), description: None }
}

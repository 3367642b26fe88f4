//! A record is the key of a map: records contain floating-point numbers, and have no `Hash`.
// error: E0277 Hash Tool

use std::collections::HashMap;

use bindery_goldens::arguments::types::Tool;

pub fn count(tool: Tool) -> HashMap<Tool, u8> {
    HashMap::from([(tool, 1)])
}

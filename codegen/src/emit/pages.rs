//! Calls whose answers are pages of one list: the table of where a page says what.

use super::direct;
use crate::rust::PageMethods;

pub(super) fn methods(methods: &PageMethods) -> String {
    let mut text = format!("pages! {{\n    {}.{}", methods.request, methods.pages);
    if let Some(items) = &methods.items {
        text.push_str(&format!(", {} -> ", items.name));
        direct::ty(&mut text, &items.ty);
        if !items.place.is_empty() {
            text.push_str(&format!(" = {}", items.place.join(".")));
        }
    }
    text.push_str(&format!(",\n    {}", methods.style));
    if let Some(input) = &methods.input {
        text.push_str(&format!(" {input}"));
    }
    if let Some(first) = methods.first {
        text.push_str(&format!(" from {first}"));
    }
    if !methods.place.is_empty() {
        text.push_str(&format!(" = {}", methods.place.join(".")));
    }
    text.push_str(",\n}\n");
    text
}

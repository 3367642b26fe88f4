//! Documents made of the words of OpenAPI, read and resolved, and not emitted.
#![no_main]

mod common;

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = common::document::document(&mut Unstructured::new(bytes)) {
        common::alone(&document, |whole| whole.inventory().map(|_| Default::default()));
    }
});

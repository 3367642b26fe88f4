//! Any bytes as YAML: the value of a key that nothing but the reader looks at.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

const CONFIG: &[u8] = b"edition: 1\ncrate: fuzzed\ninputs: [api.yaml]\noutput: generated\n";

const HEAD: &[u8] = b"openapi: 3.1.0\ninfo: {title: Fuzzed, version: '1'}\npaths: {}\nx-anything:\n";

fuzz_target!(|bytes: &[u8]| {
    let document = [HEAD, bytes].concat();
    common::run(&[("bindery.yaml", CONFIG), ("api.yaml", &document)]);
});

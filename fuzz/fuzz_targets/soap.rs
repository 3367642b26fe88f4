//! Any bytes as a SOAP description.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

const CONFIG: &[u8] = b"edition: 1\ncrate: fuzzed\ninputs: [api.yaml]\noutput: generated\n";

fuzz_target!(|bytes: &[u8]| common::run(&[("bindery.yaml", CONFIG), ("api.yaml", bytes)]));

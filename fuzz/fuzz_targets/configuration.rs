//! Any bytes as `bindery.yaml`, beside a document that is fine.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

const API: &[u8] = include_bytes!("../../codegen/tests/cases/empty-file/accepted/api.yaml");

fuzz_target!(|bytes: &[u8]| common::run(&[("bindery.yaml", bytes), ("api.yaml", API)]));

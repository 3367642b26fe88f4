//! Schemas of several parts: a part that is there twice adds nothing, and the order of parts has no
//! meaning but for the order of what they list. Parts that contradict each other have a finding,
//! and are not compared.
#![no_main]

mod common;

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use bindery::Files;
use common::document;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

/// The emitted code, and the inventory without the order of members, of parts that have no finding.
fn read(parts: &[Value]) -> Option<(Files, BTreeMap<String, (&'static str, Vec<String>)>)> {
    let mut read = None;
    common::alone(&document::composed(parts), |whole| {
        let files = whole.generate()?;
        let lock = files.get("bindery.lock").map_or("", String::as_str);
        if !lock.lines().any(|line| line.starts_with("degradation ")) {
            let types = whole.inventory()?.types.into_iter().map(|mut one| {
                one.members.sort_unstable();
                (one.name, (one.kind, one.members))
            });
            read = Some((files.clone(), types.collect()));
        }
        Ok(files)
    });
    read
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut parts) = document::parts(&mut Unstructured::new(bytes)) else {
        return;
    };
    let Some((files, types)) = read(&parts) else {
        return;
    };
    let twice = [parts.clone(), parts.clone()].concat();
    let (again, _) = read(&twice).expect("what is said twice contradicts nothing");
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert_eq!(Some(text), again.get(path), "{path} of {twice:?}");
    }
    parts.reverse();
    let (_, reversed) = read(&parts).expect("no order contradicts itself");
    assert_eq!(types, reversed, "{parts:?}");
});

//! The modules are what bindery generates from the descriptions.

use std::path::{Path, PathBuf};

use bindery::Generator;

fn descriptions() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("the descriptions are there")
        .map(|entry| {
            entry
                .expect("the folder can be listed")
                .path()
                .join("bindery.yaml")
        })
        .collect();
    found.sort();
    found
}

#[test]
fn every_module_is_fresh() {
    let mut stale = String::new();
    for description in descriptions() {
        let generator =
            Generator::from_config(&description).unwrap_or_else(|findings| panic!("{findings}"));
        if std::env::var_os("BLESS").is_some() {
            generator.write().unwrap_or_else(|error| panic!("{error}"));
        }
        for difference in generator.check().unwrap_or_else(|error| panic!("{error}")) {
            stale.push_str(&format!("{difference}\n"));
        }
    }
    assert!(
        stale.is_empty(),
        "`BLESS=1 cargo test --package bindery-goldens` accepts this:\n{stale}"
    );
}

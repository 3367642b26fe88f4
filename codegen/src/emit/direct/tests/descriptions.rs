//! Whole descriptions: those of this repository, and the documents that `BINDERY_CORPUS` names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::super::{calls, types};
use super::super::{
    alias, handle_methods, handle_struct, inputs, open_enum, record, request_struct, setters,
};
use super::same;
use crate::describe::{Accept, Described, Request, describe};
use crate::lower;
use crate::options::Options;
use crate::output::Lock;
use crate::revision::Reads;
use crate::rust::{File, Item};
use crate::source::Root;

/// How many texts there are, and how many of them are written directly.
#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    direct: usize,
}

impl Count {
    fn add(&mut self, direct: bool) {
        self.all += 1;
        self.direct += usize::from(direct);
    }
}

/// Compares every item of a file.
fn compare(file: &File) -> Count {
    let mut count = Count::default();
    for item in &file.items {
        match item {
            Item::Struct(item) => count.add(same(record(item), types::record_tokens(item))),
            Item::Enum(item) => count.add(same(open_enum(item), types::enum_tokens(item))),
            Item::Alias(item) => count.add(same(alias(item), types::alias_tokens(item))),
            Item::Inputs(item) => count.add(same(inputs(item), types::inputs_tokens(item))),
            Item::Handle(item) => {
                count.add(same(handle_struct(item), calls::handle_tokens(item)));
                count.add(same(handle_methods(item), calls::methods_tokens(item)));
            }
            Item::Request(item) => {
                count.add(same(request_struct(item), calls::request_tokens(item)));
                if !item.setters.is_empty() {
                    count.add(same(setters(item), calls::setters_tokens(item)));
                }
            }
            _ => {}
        }
    }
    count
}

/// Compares everything that a description emits.
fn compare_all(described: &Described) -> Count {
    let options = Options {
        crate_path: described.config.crate_name.clone(),
        module: "crate".to_owned(),
        features: described.config.features,
        edition: described.config.edition,
        included: false,
        source: "bindery.yaml".to_owned(),
    };
    let counts = lower::lower(
        &described.api,
        &described.names,
        &described.usage,
        &options,
        compare,
    );
    counts.into_iter().fold(Count::default(), |sum, one| Count {
        all: sum.all + one.all,
        direct: sum.direct + one.direct,
    })
}

fn read(root: Root, folder: &Path) -> Option<Described> {
    let request = Request {
        root,
        file: "bindery.yaml",
        reads: Reads::Configuration,
        folder,
        accept: Accept::All,
        settings: None,
    };
    describe(request, |_| Ok(Lock::default())).ok()
}

#[test]
fn what_this_repository_describes_is_written_as_it_is_printed() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![here.join("../spec")];
    for entry in fs::read_dir(here.join("tests/goldens/specs")).expect("the folder is there") {
        folders.push(entry.expect("the folder can be listed").path());
    }
    let mut sum = Count::default();
    for folder in folders {
        if let Some(described) = read(Root::folder(&folder), &folder) {
            let count = compare_all(&described);
            sum.all += count.all;
            sum.direct += count.direct;
        }
    }
    assert!(sum.all > 50 && sum.direct * 10 > sum.all * 9);
}

/// What GitHub's description needs before anything can be called.
const REPAIRS: &str = "overlay: 1.0.0
info: { title: Repairs, version: '1' }
actions:
  - target: $
    update:
      components: { securitySchemes: { token: { type: http, scheme: bearer } } }
      security: [{ token: [] }]
  - target: $.components.schemas['package-version'].properties.metadata.properties.docker.required
    remove: true
";

#[test]
fn the_corpus_is_written_as_it_is_printed() {
    let Some(corpus) = std::env::var_os("BINDERY_CORPUS") else {
        return;
    };
    let mut found = 0;
    for entry in fs::read_dir(PathBuf::from(corpus)).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.ends_with(".json") && !name.ends_with(".yaml") {
            continue;
        }
        let repairs = name.starts_with("github").then_some(REPAIRS);
        let overlays = repairs.map_or("", |_| "overlays: [repairs.yaml]\n");
        let config =
            format!("edition: 2\ncrate: any\ninputs: ['{name}']\n{overlays}output: ../any\n");
        let files = BTreeMap::from([
            (
                name.clone().into_owned(),
                fs::read(&path).expect("the document can be read"),
            ),
            ("bindery.yaml".to_owned(), config.into_bytes()),
            (
                "repairs.yaml".to_owned(),
                repairs.unwrap_or_default().as_bytes().to_vec(),
            ),
        ]);
        let described = read(Root::memory("", files), Path::new("."));
        assert!(described.is_some() || repairs.is_none(), "{name}");
        if let Some(described) = described {
            let count = compare_all(&described);
            assert!(count.direct * 10 >= count.all * 9, "{name}");
            eprintln!("{name}: {} of {} items", count.direct, count.all);
            found += 1;
        }
    }
    assert!(found > 0, "a document of the corpus is described");
}

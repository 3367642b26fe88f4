//! What the tests of whole descriptions share: running one, and scratch folders.

#![allow(dead_code, reason = "each test program uses a part of it")]

pub(crate) mod case;

use std::fs;
use std::path::Path;

use bindery::{Code, Files, Findings, Generator};

/// A description of one call and one record.
pub(crate) const API: &str = "\
openapi: 3.1.0
info:
  title: Example
  version: '1'
  description: An example.
servers:
  - url: https://example.com
security:
  - apiKey: []
tags:
  - name: keys
    description: Keys.
paths:
  /keys:
    get:
      operationId: listKeys
      tags: [keys]
      summary: Lists keys.
      responses:
        '200':
          description: The keys.
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: '#/components/schemas/Key'
components:
  securitySchemes:
    apiKey:
      type: apiKey
      in: header
      name: X-API-Key
  schemas:
    Key:
      description: A key.
      type: object
      required: [id]
      properties:
        id:
          type: integer
          format: int32
          description: Identifies the key.
";

/// What a description generates, from the first stage on.
pub(crate) fn generate(config: &Path) -> Result<Files, Findings> {
    Generator::from_config(config)?.generate()
}

/// The codes of the findings, in their order.
pub(crate) fn codes(findings: &Findings) -> Vec<Code> {
    findings.iter().map(bindery::Finding::code).collect()
}

/// Writes a file, and the folders above it.
pub(crate) fn put(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).expect("the folder can be made");
    }
    fs::write(path, text).expect("the file can be written");
}

/// Reads a file of the repository.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A scratch folder with these files below `spec/`.
pub(crate) fn scratch<T: AsRef<[u8]>>(files: &[(&str, T)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for (path, text) in files {
        put(folder.path(), &format!("spec/{path}"), text);
    }
    folder
}

/// A configuration that names one input.
pub(crate) fn config(input: &str) -> String {
    format!("edition: 1\ncrate: example\ninputs:\n  - {input}\noutput: generated\n")
}

/// The root of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("codegen/ lies in the repository")
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// Numbers that look random and are the same in every run.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Starts a row of numbers.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`; 0 when that is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33)
            .unwrap_or_default()
            .checked_rem(bound)
            .unwrap_or_default()
    }

    /// Puts the items of a list in another order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

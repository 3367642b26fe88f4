//! What is emitted breaks its lines as rustfmt does, however long the names are.

use std::fmt::Write as _;
use std::process::Command;

use bindery::package::{Package, Runtime};

/// A description with names of every length up to a whole line, in every place that a name has.
fn description() -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for length in 8..80 {
        let name = "abcdefghi_".repeat(9)[..length].to_owned();
        write!(
            paths,
            r##"
  /{name}/{{id}}:
    parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}]
    put:
      operationId: put_{name}
      x-bindery-renamed-from: set_{name}
      tags: [things]
      parameters:
        - {{ name: {name}, in: query, schema: {{ type: array, items: {{ type: string, enum: [a, b] }} }} }}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                of_{name}: {{ type: [string, 'null'], enum: [c, d, null] }}
                list: {{ type: array, items: {{ $ref: '#/components/schemas/T{name}' }} }}
      responses:
        '200': {{ description: Done., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/T{name}' }} }} }} }}
        '404': {{ description: None., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/E' }} }} }} }}
    post:
      operationId: post_{name}
      tags: [things]
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/R{name}' }} }} }} }}
      responses: {{ '204': {{ description: Done. }} }}
    get:
      operationId: {name}
      tags: [{name}]
      responses:
        '204': {{ description: Done. }}"##
        )
        .expect("a text takes it");
        write!(
            schemas,
            r##"
    T{name}:
      type: object
      required: [many]
      properties:
        {name}: {{ $ref: '#/components/schemas/E' }}
        many: {{ type: object, additionalProperties: {{ $ref: '#/components/schemas/U{name}' }} }}
        maybe: {{ type: array, items: {{ anyOf: [{{ $ref: '#/components/schemas/U{name}' }}, {{ type: 'null' }}] }} }}
    R{name}:
      type: object
      required: [a, b, c, d, e]
      properties: {{ a: {{ type: string }}, b: {{ type: string }}, c: {{ type: string }}, d: {{ type: string }}, e: {{ type: string }} }}
    U{name}:
      oneOf: [{{ $ref: '#/components/schemas/T{name}' }}, {{ type: string }}]
    M{name}: {{ type: object, additionalProperties: {{ $ref: '#/components/schemas/U{name}' }} }}"##
        )
        .expect("a text takes it");
    }
    format!(
        "openapi: 3.1.0\ninfo: {{ title: Example, version: '1' }}\nservers: [{{ url: 'https://api.example.org' }}]\n\
         paths:{paths}\ncomponents:\n  schemas:\n    E: {{ type: object, properties: {{ message: {{ type: string }} }} }}{schemas}\n"
    )
}

#[test]
fn rustfmt_leaves_names_of_any_length_alone() {
    let folder = crate::support::scratch(&[("api.yaml", description())]);
    let out = folder.path().join("out");
    Package::new(folder.path().join("spec/api.yaml"), &out)
        .runtime(Some(Runtime::Version("0.1".to_owned())))
        .write()
        .expect("it generates");
    let done = Command::new("rustfmt")
        .args(["--edition", "2024", "--check", "src/lib.rs"])
        .current_dir(&out)
        .output()
        .expect("rustfmt is installed");
    assert!(
        done.status.success(),
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
}

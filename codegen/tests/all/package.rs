//! Whole crates from documents alone: what is written where, what is left alone, what is refused,
//! and that all of it compiles without a warning, each feature on its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{API, Dice, put, read};

/// A document of four tags, one of which is called like a feature of ours and one like a keyword.
const TAGS: &str = r##"openapi: 3.0.3
info: {title: "Pet Store", version: "v2", license: {name: Apache 2.0}}
servers: [{url: "https://example.com/v2"}]
security: [{key: []}]
tags:
  - {name: pet store, description: "Pets | and more."}
  - {name: type, description: Kinds.}
  - {name: default}
  - {name: orders}
paths:
  /pets: {get: {operationId: listPets, tags: [pet store], responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}}}}}
  /kinds: {get: {operationId: listKinds, tags: [type], responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Kind"}}}}}}}}
  /orders: {get: {operationId: listOrders, tags: [orders], responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Order"}}}}}}}}
  /root: {get: {operationId: getRoot, tags: [default], responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Root"}}}}}}}
webhooks:
  petSold: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Sold"}}}}, responses: {}}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Pet: {type: object, properties: {kind: {$ref: "#/components/schemas/Kind"}, name: {type: string}}}
    Kind: {type: object, properties: {name: {type: string}, all: {$ref: "#/components/schemas/Shared"}}}
    Order: {type: object, deprecated: true, properties: {pet: {$ref: "#/components/schemas/Pet"}}}
    Sold: {type: object, deprecated: true, properties: {all: {$ref: "#/components/schemas/Shared"}}}
    Root: {type: object, properties: {a: {type: string}, all: {$ref: "#/components/schemas/Shared"}}}
    Shared: {type: object, properties: {a: {type: string}}}
"##;

/// What a run printed, and its exit code.
#[derive(Debug)]
struct Run {
    out: String,
    err: String,
    code: Option<i32>,
}

fn bindery(folder: &Path, arguments: &[&str]) -> Run {
    let output = assert_cmd::Command::cargo_bin("bindery")
        .expect("the binary is built")
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the binary runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run {
        out: text(&output.stdout),
        err: text(&output.stderr),
        code: output.status.code(),
    }
}

/// A folder with a document, and the crate `client` from it.
fn generated(document: &str, more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", document);
    let run = generate(folder.path(), "client", more);
    assert_eq!(run.code, Some(0), "{run:?}");
    folder
}

fn generate(folder: &Path, out: &str, more: &[&str]) -> Run {
    let arguments: Vec<_> = ["generate", "--spec", "api.yaml", "--out", out]
        .iter()
        .chain(more)
        .copied()
        .collect();
    bindery(folder, &arguments)
}

/// Runs Cargo in a crate without a network, into the folder of this build; warnings are errors.
fn cargo(crate_folder: &Path, arguments: &[&str]) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(here.join("../Cargo.lock"), crate_folder.join("Cargo.lock"))
        .expect("it can be copied");
    // Beside what this build compiled of the same dependencies.
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let target = target.parent().expect("a target folder is around it");
    let output = Command::new(env!("CARGO"))
        .current_dir(crate_folder)
        .args(arguments)
        .args(["--quiet", "--offline"])
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_BUILD_WARNINGS", "deny")
        .env_remove("RUSTFLAGS")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .expect("Cargo runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && !err.contains("warning"),
        "cargo {arguments:?}: {err}"
    );
}

/// rustfmt would change nothing in a crate.
fn assert_formatted(crate_folder: &Path) {
    let formatted = Command::new(env!("CARGO"))
        .current_dir(crate_folder)
        .args(["fmt", "--check"])
        .output()
        .expect("Cargo runs");
    assert!(formatted.status.success(), "{formatted:?}");
}

/// Every file below a folder, by path.
fn tree(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("it lies below")
                    .display()
                    .to_string();
                found.push((name, read(&path)));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_crate_builds_with_its_runtime_and_each_feature_alone() {
    let folder = generated(TAGS, &[]);
    let client = folder.path().join("client");
    let manifest = read(&client.join("Cargo.toml"));
    for line in [
        "name = \"pet-store\"",
        "version = \"2.0.0\"",
        "license = \"Apache-2.0\"",
        "default = [\"gzip\", \"rustls\", \"orders\", \"pets\", \"root\", \"type\", \"webhooks\"]",
        "bindery-runtime = { package = \"pet-store-runtime\", path = \"runtime\", default-features = false }",
    ] {
        assert!(
            manifest.lines().any(|other| other == line),
            "{line}\n{manifest}"
        );
    }
    let types = read(&client.join("src/types/mod.rs"));
    for gated in [
        "    any(feature = \"orders\", feature = \"pets\", feature = \"type\");\n\n    mod kind;",
        "    feature = \"orders\";\n\n    mod order;",
        "    any(feature = \"orders\", feature = \"pets\");\n\n    mod pet;",
        "    feature = \"root\";\n\n    mod root;",
        "\nmod shared;",
        "    feature = \"webhooks\";\n\n    mod sold;",
        "#![cfg_attr(\n    any(feature = \"orders\", feature = \"webhooks\"),\n    expect(deprecated,",
    ] {
        assert!(types.contains(gated), "{gated}\n{types}");
    }
    cargo(&client, &["check", "--all-targets"]);
    cargo(&client, &["check", "--no-default-features"]);
    for feature in ["orders", "pets", "root", "type", "webhooks"] {
        cargo(
            &client,
            &["check", "--no-default-features", "--features", feature],
        );
    }
    cargo(
        &client,
        &["check", "--package", "pet-store-runtime", "--all-targets"],
    );
    cargo(&client, &["doc", "--no-deps"]);
    assert_formatted(&client);
}

/// A call that deletes takes the least; one that reads takes a value of an enumeration.
const KINDS: &str = r##"openapi: 3.0.3
info: {title: Kinds, version: "1"}
servers: [{url: "https://example.com"}]
paths:
  /all: {delete: {operationId: deleteAll, responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Kept"}}}}}}}
  /kept: {get: {operationId: getKept, parameters: [{name: kind, in: query, required: true, schema: {$ref: "#/components/schemas/Kind"}}], responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Kept"}}}}}}}
components:
  schemas:
    Kept: {type: object, properties: {name: {type: string}}}
    Kind: {type: string, enum: [small, large]}
"##;

#[test]
fn the_first_call_reads_and_a_crate_without_one_shows_a_client() {
    let writes = KINDS.replace("/kept: {get:", "/kept: {post:");
    for (document, title, shown, imported) in [
        (
            KINDS,
            "A first call",
            "let kept = client.kept().get(types::Kind::Small).await?;\n",
            "use kinds::{Client, types};\n",
        ),
        (
            &writes,
            "A client",
            "println!(\"{client:?}\");\n",
            "use kinds::Client;\n",
        ),
    ] {
        let folder = generated(document, &[]);
        let client = folder.path().join("client");
        let page = read(&client.join("README.md"));
        let program = read(&client.join("examples/first_call.rs"));
        assert!(page.contains(&format!("\n## {title}\n")), "{page}");
        for text in [&page, &program] {
            assert!(text.contains(shown) && text.contains(imported), "{text}");
            assert!(!text.contains("delete_all"), "{text}");
        }
        cargo(&client, &["check", "--examples"]);
        assert_formatted(&client);
    }
}

#[test]
fn the_path_of_a_server_without_a_host_is_in_every_example() {
    let openapi = KINDS.replace("https://example.com", "/api/v1/");
    let swagger = "swagger: '2.0'\ninfo: {title: Kinds, version: '1'}\nbasePath: /api/v1\n\
        paths: {/kept: {get: {operationId: getKept, responses: {'200': {description: ok}}}}}\n";
    for document in [openapi.as_str(), swagger] {
        let folder = generated(document, &[]);
        let client = folder.path().join("client");
        for path in [
            "README.md",
            "examples/first_call.rs",
            "src/lib.rs",
            "src/rest/mod.rs",
        ] {
            let text = read(&client.join(path));
            let shown = text.matches("https://api.example.org").count();
            let whole = text.matches("https://api.example.org/api/v1").count();
            assert!(shown > 0 && shown == whole, "{path}: {text}");
        }
        let new = read(&client.join("src/rest/mod.rs"));
        let docs: Vec<_> = new
            .split_whitespace()
            .filter(|word| *word != "///")
            .collect();
        assert!(
            docs.join(" ")
                .contains("the path `/api/v1` is part of `base_url`"),
            "{new}"
        );
    }
}

#[test]
fn accepted_findings_are_told_by_kind_and_rare_ones_first() {
    let tagged: String = (0..30)
        .map(|number| {
            format!("  /a{number}: {{get: {{operationId: a{number}, tags: [t{number}], responses: {{'204': {{description: Done.}}}}}}}}\n")
        })
        .collect();
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: Many, version: '1'}}\nservers: [{{url: 'https://example.com'}}]\n\
         tags: [{{name: t0}}]\npaths:\n{tagged}  /z: {{get: {{operationId: z, tags: [t0], responses: {{'304': {{description: Kept.}}}}}}}}\n"
    );
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", &document);
    let run = generate(folder.path(), "client", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let told: Vec<_> = run.err.lines().collect();
    let [_, rare, many, rest] = told.as_slice() else {
        panic!("{}", run.err);
    };
    assert!(
        rare.contains("no successful response is described") && !rare.contains("more like it"),
        "{rare}"
    );
    assert!(
        many.contains("the tag `t1` is not defined") && many.ends_with("(and 28 more like it)"),
        "{many}"
    );
    assert!(
        rest.contains("these are in client/src/bindery.lock")
            || rest.contains("these are in src/bindery.lock"),
        "{rest}"
    );
}

#[test]
fn the_same_document_gives_the_same_bytes_whatever_its_order() {
    let expected = tree(&generated(TAGS, &[]).path().join("client"));
    let mut dice = Dice::new(7);
    for _ in 0..5 {
        let mut lines: Vec<_> = TAGS.lines().collect();
        for key in ["paths:", "  schemas:", "tags:"] {
            let start = lines
                .iter()
                .position(|line| *line == key)
                .expect("it is there")
                + 1;
            let indent = lines[start].len() - lines[start].trim_start().len();
            let length = lines[start..]
                .iter()
                .take_while(|line| line.len() - line.trim_start().len() == indent)
                .count();
            dice.shuffle(&mut lines[start..start + length]);
        }
        let again = generated(&format!("{}\n", lines.join("\n")), &[]);
        assert_eq!(tree(&again.path().join("client")), expected);
    }
}

#[test]
fn a_program_uses_two_crates_with_a_runtime_each() {
    let folder = generated(TAGS, &[]);
    put(folder.path(), "api.yaml", KINDS);
    let run = generate(folder.path(), "kinds", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    put(
        folder.path(),
        "both/Cargo.toml",
        "[package]\nname = \"both\"\nedition = \"2024\"\n\n[dependencies]\n\
         kinds = { path = \"../kinds\" }\npet-store = { path = \"../client\" }\n\n[workspace]\n",
    );
    put(
        folder.path(),
        "both/src/lib.rs",
        "//! Both.\n\n/// A client of each.\npub type Both = (kinds::Client, pet_store::Client);\n",
    );
    cargo(&folder.path().join("both"), &["check"]);
}

#[test]
fn the_copy_of_the_runtime_has_the_name_that_an_edited_manifest_asks_for() {
    let folder = generated(TAGS, &[]);
    let client = folder.path().join("client");
    let manifest = read(&client.join("Cargo.toml"));
    let copy = || read(&client.join("runtime/Cargo.toml"));
    assert!(copy().contains("\nname = \"pet-store-runtime\"\n"));
    let published = manifest.replace("package = \"pet-store-runtime\", ", "");
    put(&client, "Cargo.toml", &published);
    let run = generate(folder.path(), "client", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(read(&client.join("Cargo.toml")), published);
    assert!(copy().contains("\nname = \"bindery-runtime\"\n"));
    // Nobody's edit: it is written again, and the copy with it.
    put(&client, "Cargo.toml", &manifest);
    let run = generate(folder.path(), "client", &["--name", "pets"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(read(&client.join("Cargo.toml")).contains("package = \"pets-runtime\""));
    assert!(copy().contains("\nname = \"pets-runtime\"\n"));
}

#[test]
fn generating_again_follows_the_document_and_leaves_alone_what_was_edited() {
    let folder = generated(TAGS, &[]);
    let again = generate(folder.path(), "client", &[]);
    assert_eq!(
        (again.code, again.out.as_str(), again.err.as_str()),
        (Some(0), "", "")
    );

    let client = folder.path().join("client");
    put(&client, "README.md", "Mine.\n");
    put(&client, "runtime/src/retry.rs", "// Mine, too.\n");
    fs::remove_file(client.join(".gitignore")).expect("it is there");
    put(
        folder.path(),
        "api.yaml",
        TAGS.replace("[type]", "[kinds]")
            .replace("name: type", "name: kinds"),
    );
    let run = generate(folder.path(), "client", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let told: Vec<_> = run.out.lines().collect();
    for line in [
        "created .gitignore",
        "created src/rest/kinds.rs",
        "removed src/rest/type_.rs",
        "updated Cargo.toml",
    ] {
        assert!(told.contains(&line), "{line}: {run:?}");
    }
    assert!(
        run.err.contains("kept README.md: ") && run.err.contains("kept runtime/src/retry.rs: "),
        "{run:?}"
    );
    assert_eq!(read(&client.join("README.md")), "Mine.\n");
    assert!(read(&client.join("Cargo.toml")).contains("\nkinds = []\n"));
}

#[test]
fn what_an_edited_manifest_lacks_is_printed_and_its_name_and_runtime_are_kept() {
    let folder = generated(TAGS, &[]);
    let manifest = folder.path().join("client/Cargo.toml");
    let edited = read(&manifest)
        .replace("\"pet-store\"\nversion", "\"mine\"\nversion")
        .replace(
            "package = \"pet-store-runtime\", path = \"runtime\"",
            "version = \"0.1\"",
        );
    put(folder.path(), "client/Cargo.toml", &edited);
    put(
        folder.path(),
        "api.yaml",
        TAGS.replace("[type]", "[kinds]")
            .replace("name: type", "name: kinds"),
    );
    let run = generate(folder.path(), "client", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(read(&manifest), edited);
    assert!(run.err.contains("kept Cargo.toml: "), "{run:?}");
    assert!(run.err.contains("[features]\nkinds = []"), "{run:?}");
    assert!(!run.err.contains("[dependencies]"), "{run:?}");
    assert!(read(&folder.path().join("client/src/lib.rs")).contains("use mine::"));
    // The copy is no longer what the crate is built with.
    assert!(!folder.path().join("client/runtime").exists(), "{run:?}");
}

#[test]
fn in_a_crate_that_is_there_a_module_is_written_and_nothing_else() {
    for (out, module, more) in [
        ("mine", "src/pet_store", &[][..]),
        ("mine", "src/pets", &["--name", "pets"][..]),
        ("mine/src/api", "src/api", &[][..]),
    ] {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        put(folder.path(), "api.yaml", TAGS);
        put(
            folder.path(),
            "mine/Cargo.toml",
            "[package]\nname = \"my-crate\"\nedition = \"2024\"\n",
        );
        put(folder.path(), "mine/src/lib.rs", "//! Mine.\n");
        let before = tree(&folder.path().join("mine"));
        let run = generate(folder.path(), out, more);
        assert_eq!(run.code, Some(0), "{run:?}");
        let after = tree(&folder.path().join("mine"));
        let changed: Vec<_> = after.iter().filter(|file| !before.contains(file)).collect();
        assert!(
            !changed.is_empty() && changed.iter().all(|(path, _)| path.starts_with(module)),
            "{changed:?}"
        );
        let name = module.rsplit('/').next().expect("a module has a name");
        for said in [
            "root = []",
            "bindery-runtime = { version = ",
            &format!("pub mod {name};"),
        ] {
            assert!(run.err.contains(said), "{said}: {run:?}");
        }
        let root = read(&folder.path().join(format!("mine/{module}/mod.rs")));
        assert!(root.contains(&format!("use my_crate::{name}::")), "{root}");

        let again = generate(folder.path(), out, more);
        assert_eq!((again.code, again.out.as_str()), (Some(0), ""), "{again:?}");
    }
}

#[test]
fn a_module_in_a_crate_compiles_with_the_lines_that_are_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", TAGS);
    let head = "[package]\nname = \"my-crate\"\nedition = \"2024\"\n\n[workspace]\n\n";
    put(folder.path(), "mine/Cargo.toml", head);
    put(folder.path(), "mine/src/lib.rs", "//! Mine.\n");
    let run = generate(folder.path(), "mine/src/api", &["--runtime", "vendored"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let (_, text) = run
        .err
        .split_once("Cargo.toml` needs:\n\n")
        .expect("it is said");
    let (lines, _) = text.split_once("\nsrc/lib.rs").expect("it is said");
    put(folder.path(), "mine/Cargo.toml", format!("{head}{lines}"));
    put(
        folder.path(),
        "mine/src/lib.rs",
        "//! Mine.\n\npub mod api;\n",
    );
    cargo(
        &folder.path().join("mine"),
        &["check", "--no-default-features", "--features", "orders"],
    );
    let again = generate(folder.path(), "mine/src/api", &[]);
    assert!(!again.err.contains("Cargo.toml"), "{again:?}");
}

#[test]
fn every_version_of_an_api_gives_a_version_of_a_package() {
    for (version, expected) in [
        ("v2", "2.0.0"),
        ("2022-11-15", "2022.11.15"),
        ("1.0", "1.0.0"),
        ("''", "0.1.0"),
        ("'1.0 \"beta\"'", "1.0.0-beta"),
    ] {
        let folder = generated(
            &API.replace("version: '1'", &format!("version: {version}")),
            &["--runtime", "version=0.1"],
        );
        let manifest = read(&folder.path().join("client/Cargo.toml"));
        assert!(
            manifest.contains(&format!("\nversion = \"{expected}\"\n")),
            "{version}\n{manifest}"
        );
        assert!(!manifest.contains("license"), "{manifest}");
        assert!(!folder.path().join("client/runtime").exists());
    }
}

#[test]
fn what_the_code_does_not_reflect_is_accepted_aloud_unless_it_is_to_be_strict() {
    let document = API.replace(
        "servers:\n",
        "externalDocs: {url: 'https://example.com'}\nservers:\n  - url: https://other.example.com\n    variables: {region: {default: eu}}\n",
    );
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", &document);
    let strict = generate(folder.path(), "client", &["--strict"]);
    assert_eq!(strict.code, Some(1), "{strict:?}");
    assert!(!folder.path().join("client").exists());
    let run = generate(folder.path(), "client", &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(
        run.err.starts_with("accepted: ") && run.err.contains("src/bindery.lock"),
        "{run:?}"
    );
    assert!(
        read(&folder.path().join("client/src/bindery.lock")).contains("\ndegradation ignored ")
    );
    let quiet = generate(folder.path(), "client", &["-q"]);
    assert_eq!(
        (quiet.code, quiet.out.as_str(), quiet.err.as_str()),
        (Some(0), "", "")
    );
}

/// Each media type is a call or a finding, and what several calls share is said once.
/// A document whose records travel either way and both ways.
const WAYS: &str = r##"openapi: 3.1.0
info: {title: Ways, version: "1"}
servers: [{url: "https://example.com"}]
paths:
  /notes:
    put: {operationId: putNote, requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}}, responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Note"}}}}}}
    post: {operationId: postDrafts, requestBody: {required: true, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Draft"}}}}}, responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Count"}}}}}}
components:
  schemas:
    Note: {type: object, required: [text], properties: {text: {type: string}}}
    Draft: {type: object, properties: {text: {type: string}}}
    Count: {type: object, additionalProperties: false, properties: {count: {type: integer}}}
"##;

#[test]
fn what_answers_say_beyond_their_description_is_kept_unless_told_otherwise() {
    let keeps = |more: &[&str]| {
        let folder = generated(WAYS, more);
        let types = folder.path().join("client/src/types");
        let keeps = |name: &str| read(&types.join(name)).contains("pub additional_properties: ");
        let calls: String = (tree(&folder.path().join("client/src/rest")).into_iter())
            .map(|(_, text)| text)
            .collect();
        assert!(!keeps("count.rs"), "its schema excludes others");
        let lock = read(&folder.path().join("client/src/bindery.lock"));
        assert_eq!(
            lock.contains("\ngenerate undescribed-properties "),
            more.len() == 2 && more[1] != "keep-returned",
            "what is usual is not said"
        );
        // A body that is arguments one by one can be given whole by another method.
        let takes_the_note = !calls.contains("update_with");
        (keeps("note.rs"), keeps("draft.rs"), takes_the_note)
    };
    assert_eq!(keeps(&[]), (true, false, false));
    assert_eq!(
        keeps(&["--undescribed", "keep-returned"]),
        (true, false, false)
    );
    assert_eq!(keeps(&["--undescribed", "keep"]), (true, true, true));
    assert_eq!(keeps(&["--undescribed", "drop"]), (false, false, false));
}

#[test]
fn the_lock_file_remembers_the_overlays() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", WAYS);
    let mend = "overlay: 1.0.0\ninfo: {title: Mend, version: '1'}\nactions: [{target: $.info, update: {title: Mended}}]\n";
    put(folder.path(), "mend.yaml", mend);
    let run = generate(folder.path(), "client", &["--overlay", "mend.yaml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let lock = read(&folder.path().join("client/src/bindery.lock"));
    assert!(lock.contains("\ngenerate overlays mend.yaml\n"), "{lock}");
}

#[test]
fn a_folder_above_the_document_may_be_read_where_it_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let parted = WAYS.replace("$ref: \"#/", "$ref: \"../shared/all.yaml#/");
    put(folder.path(), "v1/api.yaml", &parted);
    put(folder.path(), "shared/all.yaml", WAYS);
    let generate = |more: &[&str]| {
        let arguments = ["generate", "--spec", "v1/api.yaml", "--out", "client"];
        let arguments: Vec<_> = arguments.iter().chain(more).copied().collect();
        bindery(folder.path(), &arguments)
    };
    let refused = generate(&[]);
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("--root"), "{}", refused.err);
    let elsewhere = generate(&["--root", "shared"]);
    assert_eq!(elsewhere.code, Some(2), "{elsewhere:?}");
    assert!(!folder.path().join("client").exists());

    let run = generate(&["--root", "."]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let note = read(&folder.path().join("client/src/types/note.rs"));
    assert!(note.contains("from ways/../shared/all.yaml:"), "{note}");
    let lock = read(&folder.path().join("client/src/bindery.lock"));
    assert!(lock.contains("\ngenerate root ../..\n"), "{lock}");
}

#[test]
fn of_many_media_types_the_first_make_calls_and_the_others_are_told() {
    let types: String = (0..40)
        .map(|number| format!(", application/x{number}: {{schema: {{type: number}}}}"))
        .collect();
    let content = format!("{{application/json: {{schema: {{type: string}}}}{types}}}");
    let document = format!(
        "openapi: 3.1.0\ninfo: {{title: Many, version: '1'}}\nservers: [{{url: 'https://example.com'}}]\n\
         paths: {{/a: {{post: {{operationId: a, requestBody: {{content: {content}}}, \
         responses: {{'200': {{description: Done., content: {content}}}}}}}}}}}\n"
    );
    let folder = generated(&document, &[]);
    let lock = read(&folder.path().join("client/src/bindery.lock"));
    let calls = read(&folder.path().join("client/src/rest/a.rs"));
    let made = calls.matches("    pub fn a").count() - 1;
    let told = lock.matches("is not supported and is ignored").count();
    assert_eq!((made, told), (2 * 16, 2 * (40 - 16)), "{lock}");
    let run = generate(folder.path(), "client", &[]);
    assert!(
        run.err.contains("accepted: 48 ignored, 32 widened"),
        "{run:?}"
    );
}

#[test]
fn a_folder_that_is_somebody_elses_is_refused_untouched() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", API);
    put(folder.path(), "file", "A file.\n");
    put(folder.path(), "foreign/notes.txt", "Notes.\n");
    put(
        folder.path(),
        "crate/Cargo.toml",
        "[package]\nname = \"c\"\n",
    );
    put(folder.path(), "crate/src/lib.rs", "//! Mine.\n");
    put(folder.path(), "crate/src/used/mod.rs", "//! Mine.\n");
    put(folder.path(), "crate/src/taken.rs", "//! Mine.\n");
    put(folder.path(), "broken/Cargo.toml", "[package\n");
    put(folder.path(), "virtual/Cargo.toml", "[workspace]\n");
    put(folder.path(), "links/src/lib.rs", "//! Mine.\n");
    let before = tree(folder.path());
    for (out, said) in [
        ("file", "is a file"),
        (".", "holds files and no crate"),
        ("foreign", "holds files and no crate"),
        ("virtual", "holds files and no crate"),
        ("links", "holds files and no crate"),
        ("broken", "cannot be read"),
        ("crate/src", "is the source of the crate `c`"),
        ("crate/src/used", "holds files that bindery did not write"),
        ("crate/src/taken", "is this module already"),
        ("crate/src/no-module", "cannot be its name"),
    ] {
        let run = generate(folder.path(), out, &[]);
        assert_eq!(run.code, Some(2), "{out}: {run:?}");
        assert!(run.err.contains(said), "{out}: {run:?}");
        assert_eq!(tree(folder.path()), before, "{out}");
    }
    for (more, said) in [
        (
            &["--name", "no name"][..],
            "cannot be the name of a package",
        ),
        (&["--name", "std"], "cannot be the name of a package"),
        (&["--runtime", "git"], "is none of"),
        (
            &["--overlay", "absent.yaml"],
            "there is no file `absent.yaml`",
        ),
    ] {
        let run = generate(folder.path(), "client", more);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.err.contains(said), "{run:?}");
        assert_eq!(tree(folder.path()), before);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = generated(API, &["--runtime", "version=0.1"]);
    let client = folder.path().join("client");
    fs::rename(client.join("src"), folder.path().join("elsewhere")).expect("it can be moved");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), client.join("src"))
        .expect("a link can be made");
    put(
        folder.path(),
        "api.yaml",
        API.replace("Identifies the key.", "Names it."),
    );
    let before = tree(&folder.path().join("elsewhere"));
    let run = generate(folder.path(), "client", &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(tree(&folder.path().join("elsewhere")), before);
}

#[test]
fn a_document_may_lie_in_the_folder_and_a_killed_run_is_completed() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "client/api.yaml", API);
    fs::create_dir(folder.path().join("client/.git")).expect("it can be made");
    let arguments = ["generate", "--spec", "client/api.yaml", "--out", "client"];
    assert_eq!(bindery(folder.path(), &arguments).code, Some(0));
    let expected = tree(&folder.path().join("client"));
    // Killed before there is a ledger, and behind it.
    for gone in [
        &[
            "src/bindery.lock",
            "Cargo.toml",
            "README.md",
            ".gitignore",
            "examples",
            "runtime",
        ][..],
        &["Cargo.toml", "runtime/src/lib.rs"],
    ] {
        for path in gone {
            let path = folder.path().join("client").join(path);
            let removed = if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
            removed.expect("it is there");
        }
        let run = bindery(folder.path(), &arguments);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(tree(&folder.path().join("client")), expected);
    }
}

#[test]
fn a_published_package_has_the_manifest_of_the_runtime() {
    let folder = generated(API, &["--name", "client"]);
    let made = read(&folder.path().join("client/runtime/Cargo.toml"))
        .replace("name = \"client-runtime\"", "name = \"bindery-runtime\"");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/manifest.toml");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &made).expect("it can be written");
    }
    assert_eq!(
        read(&path),
        made,
        "BLESS=1 cargo test -p bindery --test all whole writes it"
    );
}

/// Characters that hide or reorder text, some of every kind.
const HIDING: &[char] = &[
    '\u{85}',
    '\u{9b}',
    '\u{ad}',
    '\u{61c}',
    '\u{115f}',
    '\u{1160}',
    '\u{180e}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202b}',
    '\u{202c}',
    '\u{202d}',
    '\u{202e}',
    '\u{2060}',
    '\u{2064}',
    '\u{2066}',
    '\u{2067}',
    '\u{2068}',
    '\u{2069}',
    '\u{3164}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff9}',
    '\u{fffb}',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e007f}',
    '\u{e0100}',
    '\u{e01ef}',
];

/// JSON in ASCII.
fn ascii(document: &serde_json::Value) -> String {
    let mut text = String::new();
    for one in document.to_string().chars() {
        if one.is_ascii() {
            text.push(one);
        } else {
            for unit in one.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    text
}

#[test]
fn nothing_that_is_written_hides_or_reorders_text() {
    let all: String = HIDING.iter().map(|one| format!("x{one}y ")).collect();
    let properties: serde_json::Map<String, serde_json::Value> = HIDING
        .iter()
        .map(|one| {
            let schema = serde_json::json!({
                "type": "string", "description": &all, "enum": [format!("v{one}w"), "plain"],
            });
            (format!("p{one}q"), schema)
        })
        .collect();
    let parameters: Vec<_> = HIDING
        .iter()
        .map(|one| {
            serde_json::json!({
                "name": format!("n{one}m"), "in": "query", "description": &all,
                "schema": {"type": "string"},
            })
        })
        .collect();
    let document = serde_json::json!({
        "openapi": "3.1.0",
        "info": {"title": format!("Things {all}"), "version": "1", "description": &all},
        "servers": [{"url": "https://api.example.org"}],
        "tags": [{"name": format!("t{all}"), "description": &all}],
        "paths": {"/things": {"get": {
            "operationId": format!("list{all}"),
            "tags": [format!("t{all}")],
            "summary": &all,
            "description": format!("{all}\n\n- {all}\n\n`{all}`\n\n```\n{all}\n```\n"),
            "parameters": parameters,
            "responses": {"200": {"description": &all, "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Thing"},
                "example": {"p\u{200b}q": "plain"},
            }}}},
        }}},
        "components": {"schemas": {"Thing": {
            "type": "object", "title": &all, "description": &all, "properties": properties,
        }}},
    });
    let folder = generated(&ascii(&document), &["--name", "things"]);
    let files = tree(&folder.path().join("client"));
    let emitted: String = files
        .iter()
        .filter(|(path, _)| !path.starts_with("runtime/"))
        .inspect(|(path, text)| {
            let found = HIDING.iter().find(|one| text.contains(**one));
            assert!(found.is_none(), "{path} has {found:?}");
        })
        .map(|(_, text)| text.as_str())
        .collect();
    for one in HIDING {
        let one = one.escape_unicode();
        for wire in [format!("p{one}q"), format!("v{one}w"), format!("n{one}m")] {
            assert!(emitted.contains(&format!("\"{wire}\"")), "{wire}");
        }
    }
    // What a terminal shows hides nothing either.
    let mut wrong = document;
    wrong["paths"]["/things"]["get"]["responses"]["200"]["content"]["application/json"]["schema"] =
        serde_json::json!({"type": format!("a{all}")});
    put(folder.path(), "api.yaml", ascii(&wrong));
    let run = generate(folder.path(), "client", &["--strict"]);
    assert_ne!(run.code, Some(0), "{run:?}");
    let found = HIDING
        .iter()
        .find(|one| run.err.contains(**one) || run.out.contains(**one));
    assert!(found.is_none(), "{found:?}: {}", run.err);
}

/// Two calls with all that is derived from one: a struct of required arguments, an enumeration of
/// responses, methods that take the body whole or send none, and inline types of the same names.
const DERIVED: &str = r##"openapi: 3.0.3
info: {title: Depot, version: "1"}
servers: [{url: "https://example.com"}]
security: []
tags: [{name: parcels, description: Parcels.}]
paths:
  /parcels/search:
    post:
      operationId: searchParcels
      tags: [parcels]
      x-bindery-effect: read
      parameters:
        - {name: order, in: query, schema: {type: string, enum: [up, down]}}
        - {name: X-Trace, in: header, schema: {type: string}, x-bindery-name: trace_id}
        - {name: a, in: query, required: true, schema: {type: string}}
        - {name: b, in: query, required: true, schema: {type: string}}
        - {name: c, in: query, required: true, schema: {type: string}}
        - {name: d, in: query, required: true, schema: {type: string, enum: [x, y]}}
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Filter"}}}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {state: {type: string, enum: [open, shut]}}}}}}
        "202": {description: later, content: {application/json: {schema: {type: object, required: [ticket], properties: {ticket: {type: integer}}}}}}
  /parcels:
    get:
      operationId: listParcels
      tags: [parcels]
      parameters:
        - {name: order, in: query, schema: {type: string, enum: [size, weight]}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: object, properties: {state: {type: string, enum: [open]}}}}}}
components:
  schemas:
    Filter: {type: object, required: [by], properties: {by: {type: string, enum: [size, weight]}}}
"##;

#[test]
fn an_operation_that_is_renamed_keeps_what_callers_name_after_it() {
    let folder = generated(DERIVED, &[]);
    let client = folder.path().join("client");
    let named = |files: [&str; 2], items: &[&str]| -> Vec<String> {
        let code: Vec<_> = files.iter().map(|file| read(&client.join(file))).collect();
        let lines = code.iter().flat_map(|text| text.lines());
        let found = lines.filter_map(|line| {
            let mut items = items.iter();
            let rest = items.find_map(|item| line.trim().strip_prefix(item))?;
            let end = rest.find(|one: char| !(one.is_alphanumeric() || one == '_'));
            Some(rest[..end.unwrap_or(rest.len())].to_owned())
        });
        found.collect()
    };
    let files = ["src/rest/parcels.rs", "src/rest/parcels/types.rs"];
    let types = named(files, &["pub struct ", "pub enum "]);
    assert!(types.len() > 8, "{types:?}");
    let methods = || -> Vec<String> {
        let methods = named(files, &["pub fn "]);
        let searching = methods
            .into_iter()
            .filter(|name| name.starts_with("search"));
        searching.collect()
    };
    let searching = methods();
    assert_eq!(searching.len(), 3, "{searching:?}");
    let renamed = "operationId: findParcels\n      x-bindery-renamed-from: searchParcels\n";
    put(
        folder.path(),
        "api.yaml",
        DERIVED.replace("operationId: searchParcels\n", renamed),
    );
    put(
        &client,
        "examples/caller.rs",
        format!(
            "#![allow(deprecated, unused_imports)]\n\
             use depot::rest::parcels::{{{}}};\n\
             fn call(client: &depot::Client) -> SearchCall {{\n    \
             let required = SearchRequired {{ a: \"a\".into(), b: \"b\".into(), c: \"c\".into(), \
             d: \"x\".into(), by: depot::types::filter::By::Size }};\n    \
             client.parcels().search(required).trace_id(\"1\")\n}}\nfn main() {{\n    let _ = call;\n}}\n",
            types.join(", ")
        ),
    );
    // Once, and again when the lock file knows the new names.
    for _ in 0..2 {
        let run = generate(folder.path(), "client", &[]);
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(methods(), searching);
        cargo(&client, &["check", "--example", "caller"]);
    }
    put(folder.path(), "old.yaml", DERIVED);
    let run = bindery(folder.path(), &["diff", "old.yaml", "api.yaml"]);
    assert!(
        run.out.starts_with("verdict: minor") && run.out.contains("0 source breaks, 0 wire breaks"),
        "{run:?}"
    );
}

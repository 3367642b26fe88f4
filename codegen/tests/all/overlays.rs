//! Overlays repair a description that somebody else keeps, and touch nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use crate::support::{Dice, codes, copy, generate, put, read, scratch};
use bindery::{Code, Files, Finding, Findings};

const API: &str = "\
openapi: 3.1.0
info:
  title: Example
  version: '1'
servers:
  - url: https://api.example.org
security:
  - apiKey: []
paths:
  /keys:
    get:
      operationId: listKeys
      responses:
        '200':
          description: The keys.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Key'
components:
  securitySchemes:
    apiKey:
      type: apiKey
      in: header
      name: X-API-Key
  schemas:
    Key:
      type: object
      required: [id]
      properties:
        id:
          type: string
        limit:
          type: integer
          maximum: 10
";

const HEAD: &str = "overlay: 1.0.0\ninfo:\n  title: Repairs\n  version: '1'\n";

fn config(inputs: &str) -> String {
    format!(
        "edition: 1\ncrate: example\ninputs: [{inputs}]\noverlays: [repairs.yaml]\noutput: generated\n"
    )
}

/// What a description generates with the actions of an overlay.
fn overlaid(api: &str, actions: &str) -> Result<Files, Findings> {
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml")),
        ("api.yaml", api.to_owned()),
        ("repairs.yaml", format!("{HEAD}actions:\n{actions}")),
    ]);
    generate(&folder.path().join("spec/bindery.yaml"))
}

/// What a description generates that has the same changes in place.
fn edited(api: &str) -> Files {
    let folder = scratch(&[
        ("bindery.yaml", crate::support::config("api.yaml")),
        ("api.yaml", api.to_owned()),
    ]);
    generate(&folder.path().join("spec/bindery.yaml")).expect("the edited description is accepted")
}

/// What the actions of an overlay do is what the same changes in the description do.
#[track_caller]
fn same(api: &str, actions: &str, edits: &[(&str, &str)]) {
    let mut text = api.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from} stands in the description");
        text = text.replacen(from, to, 1);
    }
    let changed = overlaid(api, actions).unwrap_or_else(|findings| panic!("{actions}\n{findings}"));
    assert!(changed == edited(&text), "{actions}");
    if !edits.is_empty() {
        assert!(changed != edited(api), "the change shows: {actions}");
    }
}

#[test]
fn an_overlay_does_what_an_edit_does() {
    same(
        API,
        "  - target: $.components.schemas.Key
    update:
      description: What opens a mailbox.
      required: [limit]
      properties:
        limit: {maximum: 20}
        note: {type: string}
",
        &[
            (
                "required: [id]",
                "description: What opens a mailbox.\n      required: [id, limit]",
            ),
            ("maximum: 10", "maximum: 20\n        note: {type: string}"),
        ],
    );
    // An update of a list is one more item of it.
    same(
        API,
        "  - target: $.components.schemas.*.required\n    update: limit\n",
        &[("[id]", "[id, limit]")],
    );
    same(
        API,
        "  - target: $.components.schemas.Key.properties[?@.type == 'integer' && @.maximum <= 10]
    remove: true
  - target: $.components.schemas.Key.required[?@ == 'id']
    remove: true
",
        &[
            (
                "        limit:\n          type: integer\n          maximum: 10\n",
                "",
            ),
            ("required: [id]", "required: []"),
        ],
    );
    // In order: what one action adds, the next one finds.
    same(
        API,
        "  - target: $.components.schemas
    update: {Key: {properties: {note: {type: string}}}}
  - target: $.components.schemas.Key.properties.note
    update: {description: For people.}
",
        &[(
            "maximum: 10\n",
            "maximum: 10\n        note: {type: string, description: For people.}\n",
        )],
    );
    same(
        API,
        "  - target: $.components.schemas.Key.properties.limit.maximum\n    update: 30\n",
        &[("maximum: 10", "maximum: 30")],
    );
    // What several selectors name is changed once.
    same(
        API,
        "  - target: $.components.schemas.Key['required', 'required']\n    update: limit\n",
        &[("[id]", "[id, limit]")],
    );
}

/// A number is text until a schema says what it is: no digit gets lost on the way.
#[test]
fn numbers_stay_as_they_are_written() {
    let number = "12345678901234567890123";
    same(
        API,
        &format!("  - target: $..limit\n    update: {{maximum: {number}, minimum: 1.10}}\n"),
        &[(
            "maximum: 10",
            &format!("maximum: {number}\n          minimum: 1.10"),
        )],
    );
}

/// A change is to the place that the target names, not to what an alias shares with it.
#[test]
fn an_alias_is_changed_where_it_stands() {
    let shared = "        id: &text
          type: string
        name: *text
        more:
          type: object
          properties: &both
            one: *text
            two: *text
        again:
          type: object
          properties: *both
";
    let api = API.replace("        id:\n          type: string\n", shared);
    let plain = shared
        .replace(": &text", ":")
        .replace(": &both", ":")
        .replace(
            "properties: *both",
            "properties:\n            one: *text\n            two: *text",
        )
        .replace(": *text", ": {type: string}");
    let plain = API.replace("        id:\n          type: string\n", &plain);
    assert!(edited(&api) == edited(&plain), "aliases are what they name");
    let folder = |target: &str| {
        format!(
            "  - target: $.components.schemas.Key.properties.{target}\n    update: {{description: Here only.}}\n"
        )
    };
    let actions = folder("name") + &folder("again.properties.two") + &folder("more.properties.one");
    let here = "{type: string, description: Here only.}";
    let (before, behind) = plain.split_once("again:").expect("it has that");
    let before = before
        .replace("name: {type: string}", &format!("name: {here}"))
        .replace("one: {type: string}", &format!("one: {here}"));
    let behind = behind.replacen("two: {type: string}", &format!("two: {here}"), 1);
    let changed = overlaid(&api, &actions).unwrap_or_else(|findings| panic!("{findings}"));
    assert!(changed == edited(&format!("{before}again:{behind}")));
    // One update at many places is not one value either.
    let actions = "  - target: $.components.schemas.Key.properties['more', 'again'].properties
    update: {note: {type: object, properties: {text: {type: string}}}}
  - target: $.components.schemas.Key.properties.more.properties.note.properties
    update: {more: {type: integer}}
";
    let changed = overlaid(&api, actions).unwrap_or_else(|findings| panic!("{findings}"));
    let note = |more: &str| {
        let text = "note: {type: object, properties: {text: {type: string}";
        format!("two: {{type: string}}\n            {text}{more}}}}}")
    };
    let (before, behind) = plain.split_once("again:").expect("it has that");
    let before = before.replace("two: {type: string}", &note(", more: {type: integer}"));
    let behind = behind.replace("two: {type: string}", &note(""));
    // What an overlay describes belongs to the document that it changes.
    assert!(changed["types/key.rs"].contains("bindery from example:"));
    assert_eq!(changed, edited(&format!("{before}again:{behind}")));
}

/// In a large mapping every key is found after some came and some went.
#[test]
fn a_large_mapping_keeps_its_keys() {
    let property = |name: char| format!("        {name}: {{type: string}}\n");
    let all: String = ('a'..='l').map(property).collect();
    let api = API.replace("        id:\n", &format!("{all}        id:\n"));
    same(
        &api,
        "  - target: $.components.schemas.Key.properties['c', 'k', 'a']
    remove: true
  - target: $.components.schemas.Key.properties
    update: {l: {description: Last.}, aa: {type: string}, z: {type: string}}
  - target: $.components.schemas.Key.properties['b', 'l', 'z', 'id', 'aa']
    update: {deprecated: true}
",
        &[
            (&property('a'), ""),
            (&property('c'), ""),
            (&property('k'), ""),
            ("b: {", "b: {deprecated: true, "),
            ("l: {", "l: {deprecated: true, description: Last., "),
            (
                "id:\n          type: string\n",
                "id:\n          type: string\n          deprecated: true\n",
            ),
            (
                "maximum: 10\n",
                "maximum: 10\n        aa: {deprecated: true, type: string}\n        z: {deprecated: true, type: string}\n",
            ),
        ],
    );
}

/// A finding points at the line that says it, in the overlay or in the description.
#[test]
fn places_are_those_of_the_file_that_says_it() {
    let findings = overlaid(
        &API.replace("type: integer", "type: intger"),
        "  - target: $.components.schemas.Key.properties
    update:
      id:
        type: strin
      more: {type: numbr}
",
    )
    .expect_err("no type is spelt like that");
    let places: Vec<_> = findings
        .iter()
        .map(|finding| {
            let file = finding.file().unwrap_or_default().rsplit('/').next();
            (
                file.unwrap_or_default().to_owned(),
                finding.line(),
                finding.column(),
            )
        })
        .collect();
    let overlay = "repairs.yaml".to_owned();
    assert_eq!(
        places,
        [
            ("api.yaml".to_owned(), Some(34), Some(17)),
            (overlay.clone(), Some(9), Some(15)),
            (overlay, Some(10), Some(20)),
        ]
    );
}

/// A reference that an overlay brings is relative to the file that it changes, and `extends` names
/// an input or a file that an input refers to.
#[test]
fn references_are_those_of_the_changed_file() {
    let text = "components:\n  schemas:\n    Note: {type: string, format: uri}\n";
    let run = |extends: &str, actions: &str| {
        let folder = scratch(&[
            (
                "bindery.yaml",
                config("rest/api.yaml").replace("repairs.yaml", "changes/repairs.yaml"),
            ),
            ("rest/api.yaml", API.to_owned()),
            ("rest/parts.yaml", text.to_owned()),
            (
                "changes/repairs.yaml",
                format!("{HEAD}extends: {extends}\nactions:\n{actions}"),
            ),
        ]);
        generate(&folder.path().join("spec/bindery.yaml"))
    };
    let note = "  - target: $.components.schemas.Key.properties
    update:
      note: {$ref: 'parts.yaml#/components/schemas/Note'}
";
    let plain = run("../rest/api.yaml", note).expect("the file lies beside the description");
    assert!(plain["types/mod.rs"].contains("pub type Note = String;"));
    assert!(run("api.yaml", note).expect("an input has a name") == plain);
    let findings = run(
        "api.yaml",
        &note.replace("parts.yaml", "../rest/parts.yaml"),
    );
    assert!(findings.is_ok(), "the same file by another path");
    let findings = run("./api.yaml", note).expect_err("no such file beside the overlay");
    assert_eq!(codes(&findings), [Code::UnknownReference]);

    let described = "  - target: $.components.schemas.Note\n    update: {description: Words.}\n";
    let folder = scratch(&[
        (
            "bindery.yaml",
            config("rest/api.yaml").replace("[repairs.yaml]", "[repairs.yaml, parts.overlay.json]"),
        ),
        ("rest/api.yaml", API.to_owned()),
        ("rest/parts.yaml", text.to_owned()),
        ("repairs.yaml", format!("{HEAD}actions:\n{note}")),
        (
            "parts.overlay.json",
            r#"{"overlay": "1.0.1", "info": {"title": "Parts", "version": "1"}, "extends": "rest/parts.yaml",
                "actions": [{"target": "$.components.schemas.Note", "update": {"description": "Words."}}]}"#
                .to_owned(),
        ),
    ]);
    let both = generate(&folder.path().join("spec/bindery.yaml")).expect("both apply");
    assert!(both["types/mod.rs"].contains("Words."), "{described}");
}

/// An overlay that changes one schema changes the file of that schema and no other.
#[test]
fn an_overlay_touches_the_file_of_its_owner_only() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    copy(&spec, &folder.path().join("spec"));
    let file = folder.path().join("spec/bindery.yaml");
    let before = generate(&file).expect("the description is accepted");
    let config = read(&file) + "\noverlays: [repairs.yaml]\n";
    put(folder.path(), "spec/bindery.yaml", config);
    put(
        folder.path(),
        "spec/repairs.yaml",
        format!(
            "{HEAD}actions:\n  - target: $.components.schemas.KeyInfo\n    update: {{type: object, description: What a key is.}}\n"
        ),
    );
    let after = generate(&file).unwrap_or_else(|findings| panic!("{findings}"));
    let touched: BTreeSet<&str> = before
        .iter()
        .filter(|(path, text)| after.get(*path) != Some(*text))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(before.len(), after.len());
    assert_eq!(touched, BTreeSet::from(["types/key_info.rs"]));
}

/// The overlay that a finding offers, pasted as it is shown, makes the finding go away.
#[test]
fn an_offered_repair_repairs() {
    let cases = [
        (
            "  - url: https://api.example.org\n",
            "  - url: https://api.example.org\n    variables: {\"the 'region'\": {default: eu}}\n",
            Code::Ignored,
        ),
        (
            "      operationId: listKeys\n",
            "",
            Code::MissingOperationId,
        ),
        (
            "required: [id]",
            "required: [id, \"it's\"]",
            Code::UnknownReference,
        ),
        (
            "type: integer",
            "type: integer\n          format: int46",
            Code::Ignored,
        ),
    ];
    for (from, to, code) in cases {
        assert!(API.contains(from), "{from}");
        let api = API.replacen(from, to, 1);
        let findings = overlaid(&api, "  - target: $.info\n    update: {x-note: none}\n")
            .expect_err("the description is wrong");
        assert_eq!(codes(&findings), [code], "{findings}");
        let repairs: Vec<_> = findings.iter().filter_map(Finding::repair).collect();
        assert_eq!(repairs.len(), 1, "{findings}");
        // As it stands in the text for people, below the line that offers it.
        let shown = findings.to_string();
        let (_, pasted) = shown
            .split_once("repair it with an overlay:\n")
            .expect("the repair is shown");
        assert_eq!(dedented(pasted), repairs[0]);
        let repaired = overlaid(&api, pasted);
        assert!(repaired.is_ok(), "{pasted}{:?}", repaired.err());
    }
}

fn dedented(text: &str) -> String {
    let indent = text.len() - text.trim_start().len();
    text.lines()
        .map(|line| format!("{}\n", &line[indent..]))
        .collect()
}

/// No repair is offered where no overlay reaches: in a SOAP description, say.
#[test]
fn a_repair_has_a_path() {
    let api = API.replace("$ref: '#/components/schemas/Key'", "$ref: 'parts.yaml'");
    let folder = scratch(&[
        ("bindery.yaml", crate::support::config("api.yaml")),
        ("api.yaml", api),
        (
            "parts.yaml",
            "type: object\nrequired: [a]\nproperties: {b: {type: string}}\n".to_owned(),
        ),
    ]);
    let findings =
        generate(&folder.path().join("spec/bindery.yaml")).expect_err("`a` is no property");
    let offered = findings.iter().filter_map(Finding::repair).count();
    assert!(
        findings
            .iter()
            .any(|finding| finding.code() == Code::UnknownReference)
    );
    assert_eq!(offered, 0, "{findings}");
}

/// A target or an update that asks for the world is refused, and soon.
#[test]
fn hostile_overlays_end() {
    let wide = (0..2000)
        .map(|at| format!("    Wide{at}: {{type: object, properties: {{a: {{type: string}}}}}}\n"));
    let api = API.to_owned() + &wide.collect::<String>();
    let deep = format!("{}1{}", "[".repeat(180), "]".repeat(180));
    let only = |actions: &str, code: Code| {
        let findings = overlaid(&api, actions).expect_err("that is too much");
        assert!(codes(&findings).contains(&code), "{actions}\n{findings}");
    };
    for target in [
        "$..[?$..[?@.nothing == $..a]]",
        "$..[?count($..*) > count($..[?@ == $])]",
        "$..[?@ == $..[?search(@, '(((a{100}){100}){100})')]]",
    ] {
        let findings = overlaid(
            &api,
            &format!("  - target: \"{target}\"\n    remove: true\n"),
        )
        .expect_err("that is too much");
        assert!(
            codes(&findings)
                .iter()
                .all(|code| matches!(code, Code::OverlayTooLarge | Code::InvalidJsonPath)),
            "{target}\n{findings}"
        );
    }
    let grow = "  - target: $..[?@.a || @.type || @.properties]\n    update: {a: {a: {type: b}, c: {type: b}, d: {type: b}}}\n";
    only(&grow.repeat(60), Code::OverlayTooLarge);
    only(
        "  - target: $..*\n    update: {a: {b: 1}}\n",
        Code::WrongType,
    );
    only(
        &format!(
            "  - target: $.info\n    update: {{x-a: {deep}}}\n  - target: $.info['x-a']{}\n    update: {deep}\n",
            "[0]".repeat(30)
        ),
        Code::TooDeep,
    );
    let long = format!("$.{}", "a".repeat(5000));
    only(
        &format!("  - target: {long}\n    remove: true\n"),
        Code::OverlayTooLarge,
    );
    for nested in ["(", "@[?", "!(", "length(", "count(@[?", "count($..[?"] {
        let target = format!("$[?{}", nested.repeat(2000));
        only(
            &format!("  - target: '{target}'\n    remove: true\n"),
            Code::OverlayTooLarge,
        );
        // As deep as is allowed, and broken at the end.
        let target = format!(
            "$[?{}",
            nested.repeat(7 / nested.matches(['(', '[']).count())
        );
        only(
            &format!("  - target: '{target}'\n    remove: true\n"),
            Code::InvalidJsonPath,
        );
    }
    // Filters inside each other, in a document as deep as one may be.
    let deepest = format!("{}{}", "{a: ".repeat(190), "1") + &"}".repeat(190);
    let api = API.replace(
        "  title: Example\n",
        &format!("  title: Example\n  x-deep: {deepest}\n"),
    );
    let only = |actions: &str, code: Code| {
        let findings = overlaid(&api, actions).expect_err("nothing is changed");
        assert_eq!(codes(&findings), [code], "{findings}");
    };
    let target = "$..[?@..[?@..[?@..[?@..[?@..[?@..b]]]]]]";
    only(
        &format!("  - target: {target}\n    remove: true\n"),
        Code::OverlayTooLarge,
    );
    // Each filter is only looked into at the deepest place.
    let target =
        format!("$..{}1{}", "[?@ == 1 && $..".repeat(7), "]".repeat(7)).replace("..1]", "..z]");
    only(
        &format!("  - target: '{target}'\n    remove: true\n"),
        Code::OverlayWithoutMatch,
    );
}

/// An overlay is a file of the description like any other.
#[test]
fn an_overlay_that_is_no_overlay() {
    let run = |text: &str| {
        let folder = scratch(&[
            ("bindery.yaml", config("api.yaml")),
            ("api.yaml", API.to_owned()),
            ("repairs.yaml", text.to_owned()),
        ]);
        generate(&folder.path().join("spec/bindery.yaml")).map_err(|findings| codes(&findings))
    };
    assert_eq!(run("a: [").err(), Some(vec![Code::NotYaml]));
    assert_eq!(run("").err(), Some(vec![Code::EmptyFile]));
    assert_eq!(run("- a\n").err(), Some(vec![Code::WrongType]));
    assert_eq!(
        run(API)
            .err()
            .map(|found| found.contains(&Code::MissingKey)),
        Some(true)
    );
    assert_eq!(
        run(&format!("{HEAD}actions:\n  - target: $.info.x\n  - 1\n")).err(),
        Some(vec![Code::MissingKey, Code::WrongType])
    );
    let mut actions = String::new();
    for kind in ["1", "[]", "~", "yes", "{a: 1}"] {
        actions.push_str(&format!("  - target: {kind}\n    update: {{a: 1}}\n"));
    }
    let found = run(&format!("{HEAD}actions:\n{actions}"))
        .err()
        .unwrap_or_default();
    assert_eq!(found.len(), 5, "{found:?}");
}

/// Overlays made of parts that some tool might put together: whatever they do to the description,
/// the run ends with files, or with findings that have a place.
#[test]
fn overlays_put_together_at_random() {
    const STEPS: &[&str] = &[
        ".paths",
        ".components",
        ".schemas",
        ".*",
        "..*",
        "[0]",
        "[-1]",
        "[1:]",
        "[::2]",
        "['/keys']",
        "..properties",
        "..['$ref']",
        "..type",
        ".Key",
        "..required",
        "..parameters",
        "..responses",
        "[?@.type]",
        "[?@.type == 'string']",
        "[?!@.x]",
        "[?count(@.*) > 1]",
        ".info",
        "['Key', 'Key']",
    ];
    const CHANGES: &[&str] = &[
        "remove: true",
        "update: {type: string}",
        "update: {a: &a {b: [1, 2]}, c: *a}",
        "update: [1, {x: 2}]",
        "update: ~",
        "update: 0x10",
        "update: {$ref: '#/components/schemas/Key'}",
        "update: {properties: {id: {maximum: 1e400}, new: {type: integer}}, required: [new]}",
        "update: {get: {operationId: more, responses: {'204': {description: None.}}}}",
        "update: {openapi: 3.0.3, paths: {}, x-note: []}",
    ];
    let (mut accepted, mut rejected) = (0, 0);
    for seed in 0..300 {
        let mut dice = Dice::new(seed);
        let mut actions = String::new();
        for _ in 0..=dice.below(3) {
            let steps = (0..dice.below(4)).map(|_| STEPS[dice.below(STEPS.len())]);
            let target: String = std::iter::once("$").chain(steps).collect();
            let change = CHANGES[dice.below(CHANGES.len())];
            actions.push_str(&format!("  - target: \"{target}\"\n    {change}\n"));
        }
        match overlaid(API, &actions) {
            Ok(_) => accepted += 1,
            Err(findings) => {
                rejected += 1;
                let placed = |finding: &Finding| finding.line().is_some();
                assert!(findings.iter().all(placed), "{actions}{findings}");
            }
        }
    }
    assert!(accepted > 0 && rejected > 0, "{accepted} {rejected}");
}

/// What an overlay adds can be acknowledged at the place where it stands in the description.
#[test]
fn a_finding_in_an_overlay_can_be_acknowledged() {
    let run = |at: &str, actions: &str| {
        let accepted = format!(
            "{}acknowledge: [{{code: ignored, at: 'api.yaml#{at}', why: a test}}]\n",
            config("api.yaml")
        );
        let folder = scratch(&[
            ("bindery.yaml", accepted),
            ("api.yaml", API.to_owned()),
            ("repairs.yaml", format!("{HEAD}actions:\n{actions}")),
        ]);
        generate(&folder.path().join("spec/bindery.yaml"))
    };
    let add = "  - target: $.servers\n    update: {url: https://test.example.org, variables: {region: {default: eu}}}\n";
    let files = run("/servers/1", add).unwrap_or_else(|findings| panic!("{findings}"));
    let ledger = files["bindery.lock"].as_str();
    assert!(
        ledger.contains("example#/servers/1/variables/region "),
        "{ledger}"
    );
    let format = "  - target: $.components.schemas.Key.properties
    update: {id: {type: integer, format: int46}}\n";
    let place = "/components/schemas/Key/properties/id/format";
    let files = run(place, format).unwrap_or_else(|findings| panic!("{findings}"));
    let ledger = files["bindery.lock"].as_str();
    assert!(ledger.contains(&format!("example#{place} ")), "{ledger}");
    let outcome = run("/servers/0", add).expect_err("that is another place");
    assert_eq!(
        codes(&outcome),
        [Code::UnknownAcknowledgement, Code::Ignored]
    );
}

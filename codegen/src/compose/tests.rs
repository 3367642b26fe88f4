//! What holds for any parts: their order says nothing, saying something twice adds nothing, and
//! what one part says holds for the whole or is reported.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::config::Input;
use crate::documents::Documents;
use crate::keywords::Keyword;
use crate::report::Report;
use crate::schemas::{SchemaRef, Schemas, Value};
use crate::source::{Root, Sources};

/// What a schema says in the end, and whether anything was reported.
#[derive(Debug, PartialEq)]
struct Composed {
    says: Json,
    reported: usize,
}

/// Composes the schema `Whole` of some schemas.
fn composed(schemas: &Json) -> Composed {
    let text = json!({
        "openapi": "3.1.0",
        "info": { "title": "Example", "version": "1" },
        "components": { "schemas": schemas },
    });
    let files = BTreeMap::from([("api.json".to_owned(), text.to_string().into_bytes())]);
    let mut sources = Sources::new(Root::memory("", files));
    let mut report = Report::new();
    let inputs = [Input::of("api.json", None)];
    let documents = Documents::read(&mut sources, &inputs, &[], &mut report);
    let before = report.mark();
    let mut schemas = Schemas::read(&documents, &sources);
    super::compose(&mut schemas, &documents, &sources, &mut report);
    let root = documents.inputs().next().expect("the document is read");
    let whole = root
        .pointer("/components/schemas/Whole")
        .and_then(|node| schemas.at(node))
        .expect("the schema is there");
    Composed {
        says: said(whole),
        reported: report.mark() - before,
    }
}

/// What a schema says, without its parts, where order means nothing.
fn said(schema: SchemaRef<'_>) -> Json {
    if let Some(failure) = schema.failure() {
        return json!({ "failure": failure });
    }
    let says = schema.schema().says.iter().filter_map(|said| {
        let value = match (said.keyword?, &said.value) {
            (Keyword::AllOf | Keyword::Description, _) => return None,
            (Keyword::Reference, _) => return None,
            (_, Value::Schema(id)) => self::said(schema.other(*id)),
            (_, Value::Named(named)) => named
                .iter()
                .map(|named| {
                    (
                        named.name.to_owned(),
                        self::said(schema.other(named.schema)),
                    )
                })
                .collect(),
            (_, Value::List(items)) => {
                let items = items.iter().map(|item| crate::syntax::canonical(*item));
                json!(items.collect::<BTreeSet<_>>())
            }
            (_, Value::Schemas(members)) => members
                .iter()
                .map(|id| self::said(schema.other(*id)))
                .collect(),
            (_, Value::Types { .. }) => json!(schema.types().into_iter().collect::<BTreeSet<_>>()),
            (_, value) => json!(format!("{value:?} {}", crate::syntax::canonical(said.node))),
        };
        Some((said.key.to_owned(), value))
    });
    match schema.target() {
        Some(target) => self::said(target),
        None => says.collect(),
    }
}

/// What restricts integers.
fn integers() -> impl Strategy<Value = Json> {
    let bound = || prop::option::of(-3..4);
    let listed = prop::option::of(prop::collection::btree_set(-2..3, 1..4));
    (bound(), bound(), listed).prop_map(|(least, most, listed)| {
        let mut schema = json!({ "type": "integer" });
        let said = [
            ("minimum", least.map(|it| json!(it))),
            ("maximum", most.map(|it| json!(it))),
            ("enum", listed.map(|it| json!(it))),
        ];
        for (key, value) in said {
            if let Some(value) = value {
                schema[key] = value;
            }
        }
        schema
    })
}

/// Objects of a few properties, which are described here or elsewhere.
fn objects() -> impl Strategy<Value = Json> {
    let property = prop_oneof![
        integers(),
        Just(json!({ "type": "string", "maxLength": 3 })),
        Just(json!({ "$ref": "#/components/schemas/Named" })),
    ];
    let names = || prop::sample::select(vec!["a", "b", "c"]);
    (
        prop::collection::btree_map(names(), property, 0..3),
        prop::collection::btree_set(names(), 0..3),
        prop::option::of(1..4),
        prop::option::of(any::<bool>()),
    )
        .prop_map(|(properties, required, least, further)| {
            let mut schema = json!({ "type": "object", "properties": properties });
            if !required.is_empty() {
                schema["required"] = json!(required);
            }
            if let Some(least) = least {
                schema["minProperties"] = json!(least);
            }
            if let Some(further) = further {
                schema["additionalProperties"] = json!(further);
            }
            schema
        })
}

/// Keywords, each with two values.
type Values = Vec<(&'static str, [Json; 2])>;

/// Keywords of which every part that has one restricts the values, each with two values that no
/// single value of the keyword stands for.
fn restrictions() -> [(&'static str, Values); 4] {
    let texts = vec![
        ("pattern", [json!("^a"), json!("b$")]),
        ("format", [json!("uuid"), json!("uri")]),
        ("not", [json!({ "const": "a" }), json!({ "const": "b" })]),
        ("contentEncoding", [json!("base64"), json!("base32")]),
        (
            "contentMediaType",
            [json!("text/html"), json!("text/plain")],
        ),
    ];
    let numbers = vec![
        ("multipleOf", [json!(4), json!(6)]),
        ("format", [json!("float"), json!("double")]),
    ];
    let lists = vec![
        ("contains", [json!({ "const": 1 }), json!({ "const": 2 })]),
        ("minContains", [json!(1), json!(2)]),
        (
            "prefixItems",
            [json!([{ "type": "string" }]), json!([{ "maxLength": 3 }])],
        ),
    ];
    let objects = vec![
        (
            "propertyNames",
            [json!({ "pattern": "^a" }), json!({ "maxLength": 3 })],
        ),
        (
            "dependentRequired",
            [json!({ "a": ["b"] }), json!({ "b": ["c"] })],
        ),
    ];
    [
        ("string", texts),
        ("number", numbers),
        ("array", lists),
        ("object", objects),
    ]
}

/// Parts of one type, each with some of its restrictions.
fn restricted() -> impl Strategy<Value = Vec<Json>> {
    let of_type = |(name, keywords): (&'static str, Values)| {
        let choices = prop::collection::vec(0..3_usize, keywords.len());
        let part = choices.prop_map(move |choices| {
            let mut part = json!({ "type": name });
            for ((keyword, values), choice) in keywords.iter().zip(choices) {
                if let Some(value) = values.get(choice) {
                    part[keyword] = value.clone();
                }
            }
            part
        });
        prop::collection::vec(part, 1..4)
    };
    let [texts, numbers, lists, objects] = restrictions().map(of_type);
    prop_oneof![texts, numbers, lists, objects]
}

/// Alternatives, with or without properties beside them.
fn choice() -> impl Strategy<Value = Json> {
    let members = prop::collection::vec(objects(), 2..4);
    (members, any::<bool>(), objects()).prop_map(|(members, is_beside, beside)| {
        let mut schema = if is_beside { beside } else { json!({}) };
        schema["oneOf"] = json!(members);
        schema
    })
}

fn parts() -> impl Strategy<Value = Vec<Json>> {
    prop_oneof![
        prop::collection::vec(integers(), 1..4),
        prop::collection::vec(objects(), 1..4),
        restricted(),
    ]
}

fn whole(parts: &[Json]) -> Composed {
    composed(&json!({
        "Named": { "type": "string", "minLength": 1 },
        "Whole": { "allOf": parts },
    }))
}

/// Whether a whole holds for no value that a part excludes, keyword by keyword; `alone` is what the
/// part says when it is the only one.
fn implies(whole: &Json, part: &Json, alone: &Json) -> Result<(), String> {
    let number = |schema: &Json, key: &str| {
        let text = schema.get(key)?.to_string();
        let digits = text.rsplit(' ').next()?.trim_matches(['"', '\\']);
        digits.parse::<f64>().ok()
    };
    for (key, is_larger) in [
        ("minimum", true),
        ("maximum", false),
        ("minProperties", true),
    ] {
        let Some(bound) = part.get(key).and_then(Json::as_f64) else {
            continue;
        };
        let found = number(whole, key).ok_or(format!("`{key}` is lost"))?;
        if (found < bound) == is_larger && found != bound {
            return Err(format!("`{key}` is {found}, and a part says {bound}"));
        }
    }
    for (_, keywords) in restrictions() {
        for (keyword, _) in keywords {
            if let Some(wanted) = part.get(keyword)
                && whole.get(keyword) != alone.get(keyword)
            {
                return Err(format!("`{keyword}` is no longer {wanted}"));
            }
        }
    }
    let texts = |list: &Json| -> BTreeSet<String> {
        let items = list.as_array().into_iter().flatten();
        let plain = items.map(|item| item.as_str().map_or(item.to_string(), str::to_owned));
        plain
            .map(|item| item.trim_matches('"').to_owned())
            .collect()
    };
    if let Some(listed) = part.get("enum")
        && !texts(&whole["enum"]).is_subset(&texts(listed))
    {
        return Err("a value is allowed that a part does not list".to_owned());
    }
    if let Some(required) = part.get("required")
        && !texts(required).is_subset(&texts(&whole["required"]))
    {
        return Err("a property is no longer required".to_owned());
    }
    for (name, property) in part
        .get("properties")
        .and_then(Json::as_object)
        .into_iter()
        .flatten()
    {
        let found = whole["properties"]
            .get(name)
            .ok_or(format!("`{name}` is lost"))?;
        if found.get("failure").is_none() && property.get("type") == Some(&json!("integer")) {
            implies(found, property, alone).map_err(|why| format!("{name}: {why}"))?;
        }
    }
    Ok(())
}

#[test]
fn a_value_that_a_list_has_twice_is_in_common_once() {
    let lists = [
        json!({ "enum": ["a", "a", "b"] }),
        json!({ "enum": ["a", "c"] }),
    ];
    let reversed = [lists[1].clone(), lists[0].clone()];
    assert_eq!(whole(&lists), whole(&reversed));
}

#[test]
fn null_alone_and_another_type_have_no_value_in_common() {
    let null = json!({ "type": ["null"] });
    let or_null = json!({ "type": ["string", "null"] });
    for part in [
        json!({ "type": "object" }),
        json!({ "$ref": "#/components/schemas/Named" }),
    ] {
        let composed = whole(&[null.clone(), part.clone()]);
        assert!(composed.says.get("failure").is_some(), "{part}");
    }
    assert_eq!(
        whole(&[null.clone(), null.clone()]).says["type"],
        json!(["null"])
    );
    assert_eq!(
        whole(&[or_null.clone(), or_null]).says["type"],
        json!(["null", "string"])
    );
}

proptest! {
    #[test]
    fn the_order_of_parts_says_nothing(parts in parts().prop_flat_map(|parts| {
        let shuffled = Just(parts.clone()).prop_shuffle();
        (Just(parts), shuffled)
    })) {
        let (one, other) = (whole(&parts.0), whole(&parts.1));
        // Of properties that contradict each other the last counts, and is reported.
        if one.reported == 0 {
            prop_assert_eq!(one, other);
        } else {
            prop_assert_eq!(one.reported, other.reported);
        }
    }

    #[test]
    fn what_is_said_twice_is_said_once(mut parts in parts(), choice in prop::option::of(choice())) {
        parts.extend(choice);
        let once = whole(&parts);
        let twice = whole(&[parts.clone(), parts.clone()].concat());
        prop_assert_eq!(&once.says, &twice.says);
        let nested = composed(&json!({
            "Named": { "type": "string", "minLength": 1 },
            "Inner": { "allOf": parts },
            "Whole": { "allOf": [{ "$ref": "#/components/schemas/Inner" }] },
        }));
        prop_assert_eq!(once.says, nested.says);
    }

    #[test]
    fn what_a_part_says_holds_for_the_whole_or_is_reported(parts in parts()) {
        let whole = whole(&parts);
        if whole.reported == 0 && whole.says.get("failure").is_none() {
            for part in &parts {
                let alone = self::whole(std::slice::from_ref(part)).says;
                if let Err(why) = implies(&whole.says, part, &alone) {
                    return Err(TestCaseError::fail(format!("{why}: {:#}", whole.says)));
                }
            }
        }
    }
}

//! What is generated, listed for programs.

mod support;

use bindery::Generator;
use serde_json::json;
use support::{API, config, scratch};

#[test]
fn every_type_and_call_is_listed_by_its_place() {
    let api = API.replace(
        "      summary: Lists keys.\n",
        "      summary: Lists keys.\n      parameters:\n        - { name: pageSize, in: query, schema: { type: integer } }\n",
    );
    let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)]);
    let generator = Generator::from_config(folder.path().join("spec/bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"));
    let inventory = generator
        .inventory()
        .unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(
        serde_json::to_value(&inventory).expect("an inventory is JSON"),
        json!({
            "module": "example",
            "client": "Client::builder(ApiKey::from_env(\"EXAMPLE_API_KEY\")?)",
            "types": [
                { "name": "Key", "place": "api.yaml#/components/schemas/Key", "kind": "record" }
            ],
            "operations": [{
                "id": "listKeys",
                "place": "api.yaml#/paths/~1keys/get",
                "wire": "GET /keys",
                "service": "rest",
                "handle": "keys",
                "method": "list_keys",
                "holder": null,
                "inputs": [{
                    "wire": "pageSize",
                    "in": "query",
                    "name": "page_size",
                    "type": "i64",
                    "required": false,
                    "nullable": false,
                }],
                "answer": "Vec<Key>",
            }],
        })
    );
}

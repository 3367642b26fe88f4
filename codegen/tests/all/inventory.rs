//! What is generated, listed for programs.

use crate::support::{API, config, scratch};
use bindery::Generator;
use serde_json::json;

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
                { "name": "types::Key", "place": "api.yaml#/components/schemas/Key", "kind": "record", "members": ["id"] }
            ],
            "operations": [{
                "id": "listKeys",
                "place": "api.yaml#/paths/~1keys/get",
                "wire": "GET /keys",
                "service": "rest",
                "handle": "keys",
                "module": "keys",
                "method": "list",
                "holder": null,
                "inputs": [{
                    "wire": "pageSize",
                    "in": "query",
                    "name": "page_size",
                    "type": "i64",
                    "required": false,
                    "nullable": false,
                }],
                "response": "Vec<types::Key>",
                "statuses": ["200"],
                "successes": ["200"],
            }],
            "credentials": ["apiKey"],
            "webhooks": [],
        })
    );
}

#[test]
fn the_place_of_a_schema_of_parts_is_the_schema() {
    let api = API.replace(
        "    Key:\n      description: A key.\n",
        "    Key:\n      nullable: false\n      allOf: [{ type: object, properties: { at: { type: string } } }]\n      description: A key.\n",
    );
    let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)]);
    let inventory = Generator::from_config(folder.path().join("spec/bindery.yaml"))
        .and_then(|generator| generator.inventory())
        .unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(inventory.types[0].place, "api.yaml#/components/schemas/Key");
    assert_eq!(inventory.types[0].members, ["at", "id"]);
}

#[test]
fn statuses_media_types_security_and_webhooks_are_listed() {
    let api = API
        .replace(
            "      summary: Lists keys.\n",
            "      summary: Lists keys.\n      security: [{}]\n",
        )
        .replace(
            "      responses:\n        '200':\n          description: The keys.\n          content:\n            application/json:\n",
            "      responses:\n        '204': { description: None. }\n        4xx: { description: Refused. }\n        '200':\n          description: The keys.\n          content:\n            application/vnd.keys+json:\n",
        )
        .replace(
            "components:\n",
            "webhooks:\n  newKey:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema: { $ref: '#/components/schemas/Key' }\n      responses:\n        '204': { description: Received. }\ncomponents:\n",
        );
    let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)]);
    let inventory = Generator::from_config(folder.path().join("spec/bindery.yaml"))
        .and_then(|generator| generator.inventory())
        .unwrap_or_else(|findings| panic!("{findings}"));
    let inventory = serde_json::to_value(&inventory).expect("an inventory is JSON");
    let call = &inventory["operations"][0];
    assert_eq!(call["statuses"], json!(["200", "204", "4XX"]));
    assert_eq!(call["accepts"], "application/vnd.keys+json");
    assert_eq!(call["security"], json!([]));
    assert_eq!(
        inventory["webhooks"],
        json!([{ "name": "NewKey", "key": "newKey", "method": "POST", "type": "types::Key", "statuses": ["204"] }])
    );
}

#[test]
fn the_other_methods_of_a_call_are_listed() {
    let api = API.replace(
        "      summary: Lists keys.\n",
        "      summary: Lists keys.\n      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Search' } } } }\n",
    );
    let api = format!(
        "{}\n    Search: {{ type: object, required: [text], properties: {{ text: {{ type: string }} }} }}\n",
        api.trim_end()
    );
    let folder = scratch(&[("bindery.yaml", config("api.yaml")), ("api.yaml", api)]);
    let generator = Generator::from_config(folder.path().join("spec/bindery.yaml"))
        .unwrap_or_else(|findings| panic!("{findings}"));
    let inventory = generator
        .inventory()
        .unwrap_or_else(|findings| panic!("{findings}"));
    let inventory = serde_json::to_value(&inventory).expect("an inventory is JSON");
    let listed = &inventory["operations"][0];
    assert_eq!(
        listed["with"],
        json!({ "method": "list_with", "type": "types::Search" })
    );
    assert_eq!(listed["without_body"], "list_without_body");
}

//! What a schema says of its values is told where they are set, whoever else describes them.

use super::supported;

#[test]
fn a_parameter_with_a_description_tells_the_rules_of_its_schema_too() {
    let document = "openapi: 3.0.3
info: {title: Documentation, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - name: limit
          in: query
          description: How many to list.
          schema: {description: A number., type: integer, minimum: 1, maximum: 100, default: 30}
        - {name: since, in: query, description: The first., schema: {type: string, format: slug, pattern: '^a'}}
        - {name: shape, in: query, description: Its shape., schema: {$ref: '#/components/schemas/Shape'}}
      responses: {'204': {description: Listed.}}
components:
  schemas:
    Shape: {type: string, description: A shape., enum: [round, square]}
";
    let emitted = supported(&[("api.yaml", document.to_owned())]);
    emitted.holds(
        "/// How many to list. /// /// Bounds: at least 1, at most 100. /// /// Default: `30`. limit: ",
    );
    emitted.holds("/// The first. /// /// Bounds: matching `^a`. /// /// Format: `slug`. since: ");
    emitted.holds("/// Its shape. shape: ");
}

#[test]
fn defaults_of_every_shape_and_closed_patterns_are_documented() {
    let document = "openapi: 3.1.0
info: {title: Documentation, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - {name: sort, in: query, schema: {type: array, items: {type: string}, default: [name, age]}}
        - {name: none, in: query, schema: {type: array, items: {type: string}, default: []}}
        - {name: range, in: query, schema: {type: object, additionalProperties: {type: integer}, default: {from: 1}}}
      responses:
        '200':
          description: Labels.
          content: {application/json: {schema: {$ref: '#/components/schemas/Labels'}}}
components:
  schemas:
    Labels:
      type: object
      patternProperties: {'^a': {type: string}}
      properties:
        closed: {type: object, additionalProperties: false}
        pair: {type: array, prefixItems: [{type: string}, {type: string}], items: false}
      additionalProperties: false
";
    let emitted = supported(&[("api.yaml", document.to_owned())]);
    emitted.holds("Default: `[\"name\",\"age\"]`.");
    emitted.holds("Default: `[]`.");
    emitted.holds("Default: `{\"from\":1}`.");
    emitted.holds("match `^a`, and there are no others.");
    emitted.holds("Without properties. pub closed");
    emitted.holds("At most 2 items. pub pair: Option<Vec<String>>");
}

#[test]
fn alternatives_that_are_one_type_keep_their_documentation() {
    let document = "openapi: 3.0.3
info: {title: Documentation, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /things/{thing}:
    get:
      operationId: getThing
      parameters:
        - {name: thing, in: path, required: true, schema: {$ref: '#/components/schemas/NameOrId'}}
      responses: {'204': {description: Found.}}
components:
  schemas:
    NameOrId:
      oneOf:
        - {title: id, allOf: [{type: string, format: uuid}]}
        - {title: name, allOf: [{$ref: '#/components/schemas/Name'}]}
        - {$ref: '#/components/schemas/Alias'}
    Name: {type: string, pattern: '^[a-z]+$'}
    Alias: {type: string, description: Another name.}
";
    let emitted = supported(&[("api.yaml", document.to_owned())]);
    emitted.holds("/// - id /// /// Format: `uuid`. /// /// - name /// /// Bounds: matching `^[a-z]+$`. /// /// - Another name. ///");
    emitted.holds("pub type NameOrId = String;");
}

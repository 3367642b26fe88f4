"""Schemas as others judge them: OpenAPI 3.0 lifted to JSON Schema 2020-12, and a validator for any place."""

import jsonschema_rs

DATA = {"example", "examples", "default", "enum", "const"}
NAMED = {"properties", "patternProperties", "$defs", "definitions", "schemas", "responses", "parameters", "headers",
         "requestBodies", "paths", "content", "callbacks", "links", "securitySchemes", "webhooks", "encoding",
         "mapping", "dependentSchemas", "variables"}
BASE = "urn:document"


def lifted(node, named=False):
    """A document of 3.0 with its schemas as 3.1 writes them."""
    if isinstance(node, list):
        return [lifted(value) for value in node]
    if not isinstance(node, dict):
        return node
    done = {}
    for key, value in node.items():
        if key in DATA and not named:
            done[key] = value
        else:
            done[key] = lifted(value, key in NAMED and not named)
    if named:
        return done
    if isinstance(done.get("$ref"), str):
        # What stands beside a reference has no part in 3.0, but for what everybody means by this one.
        beside = {"$ref": done["$ref"]}
        return {"anyOf": [beside, {"type": "null"}]} if done.get("nullable") is True else beside
    if done == {"nullable": True}:
        # Alone it says nothing of other values: among alternatives it means null.
        return {"type": "null"}
    if done.get("nullable") is True:
        kind = done.get("type")
        if isinstance(kind, str):
            done["type"] = [kind, "null"]
        if isinstance(done.get("enum"), list) and None not in done["enum"]:
            done["enum"] = done["enum"] + [None]
    for key, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(done.get(key), bool):
            if done.pop(key) and bound in done:
                done[key] = done.pop(bound)
    return done


class Judge:
    """Says whether a value fits the schema at a place of a document."""

    def __init__(self, document, formats=False):
        self.formats = formats
        version = str(document.get("openapi", "3.0"))
        self.document = lifted(document) if version.startswith("3.0") else document
        self.registry = jsonschema_rs.Registry([(BASE, self.document)])
        self.known = {}

    def accepts(self, pointer, value):
        """Whether the schema accepts a value; None where the schema itself cannot be judged."""
        if pointer not in self.known:
            from urllib.parse import quote

            schema = {"$schema": "https://json-schema.org/draft/2020-12/schema",
                      "$ref": BASE + "#" + quote(pointer, safe="/~$.:@!&'()*+,;=-_")}
            try:
                self.known[pointer] = jsonschema_rs.validator_for(schema, registry=self.registry, validate_formats=self.formats)
            except Exception:
                self.known[pointer] = None
        validator = self.known[pointer]
        if validator is None:
            return None
        try:
            return validator.is_valid(value)
        except Exception:
            return None

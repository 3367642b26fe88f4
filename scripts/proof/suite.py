"""The official JSON-Schema-Test-Suite as an OpenAPI 3.1 document, so that scripts/corpus can be run over it:

    python3 scripts/proof/suite.py JSON-Schema-Test-Suite/tests/draft2020-12 OUT.json

Each group of tests becomes a schema, whose valid values become its examples. What refers to other documents over
the network, or makes itself another base, is no schema of an OpenAPI document, and is left out; how many are is said.
"""

import json
import re
import sys
from pathlib import Path


def foreign(schema):
    """Whether a schema refers out of itself, or by another base than the document's."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in ("$id", "$schema", "$vocabulary") and isinstance(value, str) and key != "$schema":
                return True
            if key in ("$ref", "$dynamicRef") and isinstance(value, str) and not value.startswith("#"):
                return True
            if foreign(value):
                return True
    if isinstance(schema, list):
        return any(foreign(value) for value in schema)
    return False


def rebased(schema, base):
    """The schema with its own references as those of the document that holds it."""
    if isinstance(schema, dict):
        done = {}
        for key, value in schema.items():
            if key == "$schema":
                continue
            if key == "$ref" and isinstance(value, str) and (value == "#" or value.startswith("#/")):
                done[key] = base + value[1:]
            else:
                done[key] = rebased(value, base)
        return done
    if isinstance(schema, list):
        return [rebased(value, base) for value in schema]
    return schema


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    schemas, left_out = {}, 0
    for path in sorted(folder.glob("*.json")):
        for at, group in enumerate(json.loads(path.read_text())):
            if foreign(group["schema"]):
                left_out += 1
                continue
            words = re.sub(r"[^A-Za-z0-9]+", " ", f"{path.stem} {at} {group['description']}").title().replace(" ", "")
            schema = rebased(group["schema"], f"#/components/schemas/{words}")
            valid = [test["data"] for test in group["tests"] if test["valid"]]
            # What is no object cannot hold examples: a schema beside it does.
            schemas[words] = schema
            schemas[words + "Values"] = {"type": "array", "items": {"$ref": f"#/components/schemas/{words}"}, "examples": [valid]}
    names = [name for name in schemas if name.endswith("Values")]
    document = {
        "openapi": "3.1.0",
        "info": {"title": "JSON Schema Test Suite", "version": "2020-12"},
        "servers": [{"url": "https://example.org"}],
        "paths": {
            f"/{name}": {"post": {
                "operationId": name,
                "requestBody": {"required": True, "content": {"application/json": {
                    "schema": {"$ref": f"#/components/schemas/{name}"}, "example": schemas[name]["examples"][0]}}},
                "responses": {"204": {"description": "Taken."}},
            }} for name in names
        },
        "components": {"schemas": schemas},
    }
    out.write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"{len(names)} groups, {left_out} left out")


if __name__ == "__main__":
    main()

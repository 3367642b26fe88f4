"""Random instances of schemas: what a schema asks for, and some of what it allows."""

import random
import re
import string

import rstr

from document import at, unquoted

FORMATS = {
    "date-time": ["2024-02-29T12:00:00Z", "1999-12-31T23:59:59.123+02:00"],
    "date": ["2024-02-29", "1999-12-31"],
    "time": ["12:00:00Z"],
    "duration": ["P1DT2H"],
    "uuid": ["6f1d3c1e-4f0e-4c1b-9d1a-2b3c4d5e6f70"],
    "uri": ["https://example.org/a?b=c"],
    "url": ["https://example.org/a"],
    "email": ["someone@example.org"],
    "ipv4": ["192.0.2.1"],
    "ipv6": ["2001:db8::1"],
    "ip": ["192.0.2.1"],
    "hostname": ["example.org"],
    "byte": ["aGVsbG8=", ""],
    "decimal": ["12.50"],
    "int64": ["9007199254740993"],
}
DEEPEST = 6


class Impossible(Exception):
    """A schema that accepts nothing, as far as this can see."""


class Instances:
    """Makes values for the schemas of a document, the same in every run."""

    def __init__(self, document, seed, sent=False):
        self.document = document
        # In 3.0 nothing stands beside a reference but what everybody means by this.
        self.beside = {"nullable"} if str(document.get("openapi", "")).startswith("3.0") else None
        # What is sent has no property that is only read.
        self.sent = sent
        self.dice = random.Random(seed)

    def of(self, pointer):
        return self.value({"$ref": "#" + pointer}, 0)

    def merged(self, schema, depth):
        """The schema with its references followed and the parts of `allOf` and one branch of each choice put in."""
        for _ in range(30):
            if not isinstance(schema, dict):
                return {} if schema is not False else {"not": {}}
            if isinstance(schema.get("$ref"), str):
                target = at(self.document, unquoted(schema["$ref"])) if schema["$ref"].startswith("#") else {}
                beside = {key: value for key, value in schema.items()
                          if key != "$ref" and (self.beside is None or key in self.beside)}
                schema = joined(target if isinstance(target, dict) else {}, beside)
                continue
            if isinstance(schema.get("allOf"), list):
                parts = schema["allOf"]
                schema = {key: value for key, value in schema.items() if key != "allOf"}
                for part in parts:
                    schema = joined(schema, self.merged(part, depth))
                continue
            for key in ("oneOf", "anyOf"):
                if isinstance(schema.get(key), list) and schema[key]:
                    branches = schema[key]
                    rest = {name: value for name, value in schema.items() if name != key}
                    plain = [branch for branch in branches if is_plain(branch)]
                    branch = self.dice.choice(plain if depth > DEEPEST and plain else branches)
                    tag = tag_of(schema.get("discriminator"), branch)
                    if tag:
                        rest = joined(rest, {"properties": {tag[0]: {"const": tag[1]}}, "required": [tag[0]]})
                    schema = joined(rest, self.merged(branch, depth + 1))
                    break
            else:
                return schema
        return schema

    def value(self, schema, depth):
        if depth > 40:
            raise Impossible
        schema = self.merged(schema, depth)
        if schema.get("nullable") is True and not set(schema) - {"nullable", "title", "description"}:
            # Alone it says nothing of other values: among alternatives it means null.
            return None
        if "const" in schema:
            return schema["const"]
        if isinstance(schema.get("enum"), list) and schema["enum"]:
            return self.dice.choice(schema["enum"])
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = self.dice.choice(kind) if kind else None
        if kind is None:
            kind = guessed(schema)
        if schema.get("nullable") is True and self.dice.random() < 0.1:
            return None
        make = getattr(self, "a_" + str(kind), None)
        if make is None:
            return self.dice.choice(["any", 1, True, None, {"any": [1, "two"]}, [1.5]])
        return make(schema, depth)

    def a_null(self, schema, depth):
        return None

    def a_boolean(self, schema, depth):
        return self.dice.random() < 0.5

    def a_integer(self, schema, depth):
        low, high = bounds(schema, 1)
        # `u-int8` and `uint8` are one.
        format = str(schema.get("format", "")).replace("-", "")
        if format in ("int32", "int16", "int8", "uint8", "uint16", "uint32"):
            low = max(low, -128 if "u" not in format else 0)
            high = min(high, 127)
        if format.startswith("u"):
            low = max(low, 0)
        if low > high:
            low = high
        step = schema.get("multipleOf")
        number = self.dice.randint(int(low), int(high))
        if isinstance(step, (int, float)) and step >= 1:
            number -= number % int(step)
        return number

    def a_number(self, schema, depth):
        low, high = bounds(schema, 0.5)
        if isinstance(schema.get("multipleOf"), (int, float)):
            return self.a_integer(schema, depth)
        return self.dice.choice([round(self.dice.uniform(low, high), 3), self.dice.randint(int(low), int(high))])

    def a_string(self, schema, depth):
        if schema.get("format") in FORMATS:
            return self.dice.choice(FORMATS[schema["format"]])
        if isinstance(schema.get("pattern"), str):
            return self.matching(schema)
        low = schema.get("minLength", 0)
        high = min(schema.get("maxLength", low + 12), low + 12)
        length = self.dice.randint(low, max(low, high))
        return "".join(self.dice.choice(string.ascii_letters + " -_/äß☂") for _ in range(length))

    def matching(self, schema):
        try:
            rstr.Rstr(self.dice)
            for _ in range(20):
                text = rstr.Rstr(self.dice).xeger(schema["pattern"])
                # What `.` stands for is no end of a line, and dialects differ on which characters are one.
                if text.isprintable() and schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", 10_000):
                    return text
        except (re.error, Exception):
            pass
        raise Impossible

    def a_array(self, schema, depth):
        low = schema.get("minItems", 0)
        high = low if depth > DEEPEST else min(schema.get("maxItems", low + 2), low + 2)
        count = self.dice.randint(low, max(low, high))
        first = schema.get("prefixItems", [])
        items = schema.get("items", {})
        values = []
        for at_ in range(max(count, len(first)) if first else count):
            values.append(self.value(first[at_] if at_ < len(first) else items, depth + 1))
        if schema.get("uniqueItems"):
            unique = []
            for value in values:
                if value not in unique:
                    unique.append(value)
            values = unique
        return values

    def a_object(self, schema, depth):
        properties = schema.get("properties") if isinstance(schema.get("properties"), dict) else {}
        required = [name for name in schema.get("required", []) if isinstance(name, str)]
        value = {}
        for name, described in properties.items():
            if self.sent and isinstance(described, dict) and self.merged(described, depth + 1).get("readOnly") is True:
                required = [one for one in required if one != name]
                continue
            if name in required or (depth <= DEEPEST and self.dice.random() < 0.8 / (depth + 1)):
                try:
                    value[name] = self.value(described, depth + 1)
                except Impossible:
                    if name in required:
                        raise
        for name in required:
            if name not in value and name not in properties:
                value[name] = self.value(more_of(schema), depth + 1)
        more = schema.get("additionalProperties")
        if depth <= DEEPEST and (more is True or isinstance(more, dict)) and not schema.get("maxProperties"):
            for at_ in range(self.dice.randint(0, 2)):
                value.setdefault(f"more_{at_}", self.value(more_of(schema), depth + 1))
        while len(value) < schema.get("minProperties", 0) and more is not False:
            value[f"extra_{len(value)}"] = self.value(more_of(schema), depth + 1)
        return value


def more_of(schema):
    more = schema.get("additionalProperties")
    return more if isinstance(more, dict) else {"type": "string"}


def is_plain(branch):
    return isinstance(branch, dict) and (branch.get("type") in ("string", "integer", "number", "boolean", "null")
                                         or "enum" in branch or "const" in branch)


def tag_of(discriminator, branch):
    """The tag of a branch: its property and value."""
    if not isinstance(discriminator, dict) or not isinstance(branch, dict) or "$ref" not in branch:
        return None
    mapping = discriminator.get("mapping") or {}
    name = branch["$ref"].rsplit("/", 1)[-1]
    for tag, target in mapping.items():
        if target == branch["$ref"] or target == name:
            return discriminator.get("propertyName"), tag
    return (discriminator.get("propertyName"), name) if not mapping else None


def guessed(schema):
    if any(key in schema for key in ("properties", "additionalProperties", "required", "minProperties")):
        return "object"
    if "items" in schema or "prefixItems" in schema:
        return "array"
    if "pattern" in schema or "minLength" in schema:
        return "string"
    return None


def bounds(schema, gap):
    low, high = schema.get("minimum"), schema.get("maximum")
    for key, strict in (("exclusiveMinimum", True), ("exclusiveMaximum", True)):
        bound = schema.get(key)
        if bound is True:
            if key == "exclusiveMinimum" and low is not None:
                low += gap
            if key == "exclusiveMaximum" and high is not None:
                high -= gap
        elif isinstance(bound, (int, float)) and not isinstance(bound, bool):
            if key == "exclusiveMinimum":
                low = bound + gap
            else:
                high = bound - gap
    if low is None:
        low = (high - 1000) if high is not None and high < 0 else 0
    if high is None:
        high = low + 1000
    return low, min(high, low + 1000) if high > low + 1000 else high


def joined(one, other):
    """Two schemas that both apply, as one."""
    done = dict(one)
    for key, value in other.items():
        if key == "properties" and isinstance(done.get(key), dict) and isinstance(value, dict):
            merged = dict(done[key])
            for name, schema in value.items():
                merged[name] = {"allOf": [merged[name], schema]} if name in merged and merged[name] != schema else schema
            done[key] = merged
        elif key == "required" and isinstance(done.get(key), list):
            done[key] = done[key] + [name for name in value if name not in done[key]]
        elif key == "enum" and isinstance(done.get(key), list):
            done[key] = [item for item in done[key] if item in value] or value
        elif key in ("oneOf", "anyOf", "allOf") and isinstance(done.get(key), list):
            done.setdefault("allOf", [])
            done["allOf"] = list(done["allOf"]) + [{key: value}]
        else:
            done[key] = value
    return done

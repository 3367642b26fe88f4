"""What is read into types and what is sent: examples of the document, and random instances of its schemas."""

import re

from document import at, escaped, followed
from instances import Impossible, Instances

JSON = ("application/json", "*/*")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def is_json(media):
    name = media.split(";")[0].strip().lower()
    return name in JSON or name.endswith("+json") or name == "application/*"


def content_of(document):
    """Every media type with its place."""
    pending = [("", document, None)]
    while pending:
        pointer, node, key = pending.pop()
        if isinstance(node, dict):
            for name, value in node.items():
                if name in ("example", "examples", "default", "enum", "const"):
                    continue
                pending.append((f"{pointer}/{escaped(name)}", value, name))
            if key == "content":
                for media, described in node.items():
                    if isinstance(described, dict) and is_json(media):
                        yield f"{pointer}/{escaped(media)}", described
        elif isinstance(node, list):
            pending.extend((f"{pointer}/{index}", value, None) for index, value in enumerate(node))


def shown(described):
    """The examples of a media type or a parameter."""
    if "example" in described:
        yield described["example"]
    examples = described.get("examples")
    if isinstance(examples, dict):
        for one in examples.values():
            if isinstance(one, dict) and "value" in one:
                yield one["value"]


def examples(document, types):
    """Pairs of a type's place and an example of it."""
    for pointer in types:
        schema = at(document, pointer)
        if not isinstance(schema, dict):
            continue
        if "example" in schema:
            yield pointer, schema["example"]
        if isinstance(schema.get("examples"), list):
            for one in schema["examples"]:
                yield pointer, one
    for pointer, described in content_of(document):
        target = followed(document, pointer + "/schema")
        for value in shown(described):
            if target in types:
                yield target, value
                continue
            schema = at(document, target)
            if isinstance(schema, dict) and "items" in schema and isinstance(value, list):
                items = followed(document, target + "/items")
                if items in types:
                    for one in value:
                        yield items, one


def values(document, inventory, judge, count, seed):
    """Cases of types: their type, text, and whether they are examples; what the schema refuses is left out."""
    types = {}
    combined = parts(document)
    for one in inventory["types"]:
        place = one["place"].split("#", 1)[1]
        if not is_part(document, place, combined):
            types.setdefault(place, []).append(one["name"])
    # Of several types at one place all but one are combined with more, which this cannot tell.
    types = {place: names[0] for place, names in types.items() if len(names) == 1}
    found = {"cases": [], "examples": 0, "examples_refused": 0, "without_instance": []}
    for pointer, value in examples(document, types):
        found["examples"] += 1
        if value is not None and judge.accepts(pointer, value):
            found["cases"].append((types[pointer], value, True))
        else:
            found["examples_refused"] += 1
    for pointer, name in types.items():
        maker = Instances(document, f"{seed} {pointer}")
        made = 0
        for _ in range(count * 6):
            if made == count:
                break
            try:
                value = maker.of(pointer)
            except (Impossible, RecursionError, TypeError, ValueError, OverflowError, KeyError, IndexError):
                continue
            # A type that may be null is not null itself: what holds it may be.
            if value is not None and judge.accepts(pointer, value):
                made += 1
                found["cases"].append((name, value, False))
        if made == 0:
            found["without_instance"].append(name)
    return found


def parts(document):
    """What `allOf` refers to anywhere."""
    found, pending = set(), [document]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            for part in node.get("allOf", []) if isinstance(node.get("allOf"), list) else []:
                if isinstance(part, dict) and isinstance(part.get("$ref"), str):
                    found.add(part["$ref"].lstrip("#"))
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)
    return found


def is_part(document, pointer, combined):
    """Whether a schema is an alternative beside which more is said: its type is of both."""
    above = re.fullmatch(r"(.*)/(?:oneOf|anyOf)/\d+", pointer)
    if above and (above.group(1) in combined or re.search(r"/allOf/\d+$", above.group(1))):
        return True
    schema = at(document, above.group(1)) if above else None
    return isinstance(schema, dict) and any(key in schema for key in ("properties", "allOf", "required", "additionalProperties"))


def single(document, maker, judge, pointer, examples_):
    """Likewise a value that one alternative accepts as it is written in an address, where numbers are texts as well."""
    value = fitting(maker, judge, pointer, examples_)
    schema = at(document, followed(document, pointer))
    if isinstance(schema, dict) and isinstance(schema.get("oneOf"), list):
        for _ in range(24):
            if not isinstance(value, (int, float)) and not re.fullmatch(r"-?[0-9.]*|true|false|null", str(value)):
                break
            value = fitting(maker, judge, pointer, ())
    return value


def fitting(maker, judge, pointer, examples_):
    """An example or an instance that a schema accepts; the last that was tried where none is."""
    value = None
    for one in examples_:
        if judge.accepts(pointer, one) is not False:
            return one
    for _ in range(12):
        try:
            value = maker.of(pointer)
        except (Impossible, RecursionError, TypeError, ValueError, OverflowError, KeyError, IndexError):
            continue
        if judge.accepts(pointer, value) is not False:
            return value
    return value


def parameters(document, pointer):
    """The places of the parameters of an operation, by place and name."""
    found = {}
    path = pointer.rsplit("/", 1)[0]
    for above in (path, pointer):
        listed = (at(document, above) or {}).get("parameters") or []
        for index in range(len(listed)):
            place = followed(document, f"{above}/parameters/{index}")
            described = at(document, place)
            if isinstance(described, dict):
                found[described.get("in"), described.get("name")] = place
    return found


def inputs_of(document, operation, judge, seed):
    """What an operation is called with, by the names of its inputs."""
    pointer = operation["place"].split("#", 1)[1]
    node = at(document, pointer)
    if not isinstance(node, dict):
        return None
    maker = Instances(document, f"{seed} {pointer}", sent=True)
    declared = parameters(document, pointer)
    body_place = followed(document, pointer + "/requestBody")
    body = at(document, body_place)
    given = {}
    whole = Ellipsis
    for one in operation["inputs"]:
        if one["in"] in ("path", "query", "header", "cookie"):
            place = declared.get((one["in"], one["wire"]))
            described = at(document, place) if place else None
            if not isinstance(described, dict):
                if one["required"]:
                    given[one["name"]] = "text"
                continue
            schema = place + "/schema"
            if "schema" not in described and isinstance(described.get("content"), dict):
                media = next(iter(described["content"]))
                schema = f"{place}/content/{escaped(media)}/schema"
            value = single(document, maker, judge, schema, shown(described))
            if value == "" and one["required"] and one["in"] in ("path", "query"):
                # Nothing is no part of a path, and Prism takes an empty parameter for none.
                value = "text"
            if value == [] and one["required"]:
                # A list without items is not there, as RFC 6570 has it.
                value = [fitting(maker, judge, schema + "/items", ())]
            if value is not None or one["required"]:
                given[one["name"]] = value
            continue
        if whole is Ellipsis:
            whole = body_value(document, body_place, body, operation.get("sends"), maker, judge)
        if one["in"] == "whole-body":
            if whole is not None or one["required"]:
                given[one["name"]] = whole
        elif isinstance(whole, dict) and one["wire"] in whole:
            value = whole[one["wire"]]
            if value is None and not is_json(operation.get("sends") or JSON[0]):
                # Null has no form: what may be null in a form may be absent.
                continue
            # One or several of something is a list.
            is_listed = one["type"].startswith("Vec<") and value is not None and not isinstance(value, list)
            given[one["name"]] = [value] if is_listed else value
    return given


def body_value(document, place, body, sends, maker, judge):
    if not isinstance(body, dict) or not isinstance(body.get("content"), dict):
        return None
    media = sorted(body["content"], key=lambda name: (name.strip() != sends, not is_json(name), name))
    for name in media:
        described = body["content"][name]
        if isinstance(described, dict) and "schema" in described:
            return fitting(maker, judge, f"{place}/content/{escaped(name)}/schema", shown(described))
    return None

"""What Prism does not read as OpenAPI writes it: what it holds, for other validators to judge."""

import email
import json
import subprocess

from cases import parameters
from document import at, escaped, followed


def judged(document, operation, exchange, judge):
    """Whether a body that Prism refuses holds what its schema accepts, by jsonschema-rs; None for other refusals.

    Prism reads neither the JSON in a part of `multipart/form-data` nor a number in `text/plain`."""
    try:
        problems = json.loads(exchange["violations"] or "null") or json.loads(exchange["answer"])["validation"]
    except (ValueError, KeyError, TypeError):
        return None
    if not problems or any((one.get("location") or [""])[0] not in ("body", "request") for one in problems):
        return None
    sent = next((value for name, value in exchange["headers"].items() if name.lower() == "content-type"), "")
    kind = sent.split(";")[0].strip().lower()
    place = f"{followed(document, operation['place'].split('#', 1)[1] + '/requestBody')}/content"
    media = next((name for name in at(document, place) or {} if name.split(";")[0].strip().lower() == kind), None)
    if media is None:
        return None
    schema = f"{place}/{escaped(media)}/schema"
    if kind == "text/plain":
        return any(judge.accepts(schema, value) for value in scalars(exchange["raw"].decode("utf-8", "replace")))
    if kind == "multipart/form-data":
        return judge.accepts(schema, parts(document, followed(document, schema), sent, exchange["raw"], judge))
    return None


def scalars(text):
    """What a text can stand for."""
    yield text
    try:
        yield json.loads(text)
    except ValueError:
        pass


def parts(document, schema, sent, raw, judge):
    """The object that the parts of a form make: lists are repeated parts, objects are JSON."""
    message = email.message_from_bytes(b"Content-Type: " + sent.encode() + b"\r\n\r\n" + raw)
    found = {}
    for part in message.get_payload():
        name = part.get_param("name", header="content-disposition")
        found.setdefault(name, []).append(part)
    made = {}
    for name, listed in found.items():
        place = followed(document, f"{schema}/properties/{escaped(name)}")
        values = [value(part) for part in listed]
        described = at(document, place)
        is_list = isinstance(described, dict) and described.get("type") in ("array", ["array", "null"])
        one = list(zip(*values)) if is_list else values[0]
        # Text as it is, or the scalar that it stands for: whichever the property accepts.
        candidates = [list(each) for each in one] if is_list else list(one)
        made[name] = next((each for each in candidates if judge.accepts(place, each)), candidates[0])
    return made


def value(part):
    """A part as text and as what the text stands for."""
    text = part.get_payload(decode=True).decode("utf-8", "replace")
    read = list(scalars(text))
    return read[0], read[-1]


QS = "const qs = require('qs'); let text = ''; process.stdin.on('data', more => text += more).on('end', () => console.log(JSON.stringify(" \
     "qs.parse(text, { depth: 100, arrayLimit: 10000, parameterLimit: 100000, strictNullHandling: false }))))"


def read_back(document, operation, exchange, inputs, judge, tools):
    """Whether what Prism refuses in a form or a query with deep objects is what the schemas accept, as `qs` reads it.

    Prism makes an absent object of `deepObject` an empty one, and reads no lists of objects there, and no lists that
    may be null. What was meant is
    judged by jsonschema-rs; that the text says just that, by `qs`, whose form of writing nested values it is."""
    pointer = operation["place"].split("#", 1)[1]
    meant = {"query": {}, "body": {}}
    for one in operation["inputs"]:
        if one["in"] in meant and one["name"] in inputs:
            meant[one["in"]][one["wire"]] = inputs[one["name"]]
    for one in operation.get("constants", []):
        if one["in"] in meant:
            meant[one["in"]][one["wire"]] = one["value"]
    sent = next((value for name, value in exchange["headers"].items() if name.lower() == "content-type"), "")
    texts = {"query": exchange["request"].partition("?")[2], "body": ""}
    if sent.startswith("application/x-www-form-urlencoded"):
        texts["body"] = exchange["raw"].decode("ascii", "replace")
        place = f"{followed(document, pointer + '/requestBody')}/content/{escaped('application/x-www-form-urlencoded')}/schema"
        if not judge.accepts(place, meant["body"]):
            return False
    elif meant["body"]:
        return None
    declared = parameters(document, pointer)
    for name, value in meant["query"].items():
        if not judge.accepts(declared["query", name] + "/schema", value):
            return False
    return all(says(read_by_qs(texts[where], tools), value) for where, value in meant.items())


def read_by_qs(text, tools):
    done = subprocess.run(["node", "-e", QS], input=text, text=True, capture_output=True, cwd=tools, check=True)
    return json.loads(done.stdout)


def says(read, meant):
    """Whether a text that was read means a value: scalars are their texts, what is null or empty is not written."""
    if isinstance(meant, dict):
        there = {name: value for name, value in meant.items() if not is_nothing(value)}
        return (isinstance(read, dict) and there.keys() == read.keys()
                and all(says(read[name], value) for name, value in there.items()))
    if isinstance(meant, list):
        # One item is one pair, which nothing tells from a text.
        read = read if isinstance(read, list) else [read]
        there = [value for value in meant if not is_nothing(value)]
        return isinstance(read, list) and len(read) == len(there) and all(map(says, read, there))
    if isinstance(meant, bool):
        return read == json.dumps(meant)
    if isinstance(meant, (int, float)):
        try:
            return float(read) == float(meant)
        except (TypeError, ValueError):
            return False
    return read == meant


def is_nothing(value):
    """What no pair is written for."""
    if isinstance(value, dict):
        return all(map(is_nothing, value.values()))
    if isinstance(value, list):
        return all(map(is_nothing, value))
    return value is None

"""Bodies that Prism takes for texts all the way down: what they hold, for another validator to judge."""

import email
import json

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

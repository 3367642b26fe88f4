"""A document as plain data: reading it, what its pointers name, and shuffling what has no order."""

import json
import random

import yaml


class Loader(yaml.CSafeLoader):
    """YAML as JSON has it: a date is text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
    for first, rules in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def keyed(data):
    """The same with text for every key, as JSON has them."""
    if isinstance(data, dict):
        return {key if isinstance(key, str) else json.dumps(key): keyed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [keyed(value) for value in data]
    return data


def read(path):
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        return json.loads(text)
    return keyed(yaml.load(text, Loader=Loader))


def escaped(key):
    return key.replace("~", "~0").replace("/", "~1")


def at(document, pointer):
    """What a JSON pointer names, or None."""
    node = document
    for part in pointer.strip("#").split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, dict) and part in node:
            node = node[part]
        elif isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        else:
            return None
    return node


def unquoted(reference):
    """The pointer of a reference within the document."""
    from urllib.parse import unquote

    return unquote(reference.split("#", 1)[1])


def followed(document, pointer):
    """The place at the end of the references that start at a place."""
    for _ in range(50):
        node = at(document, pointer)
        if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
            return pointer
        if not node["$ref"].startswith("#"):
            return pointer
        pointer = unquoted(node["$ref"])
    return pointer


UNORDERED = {"paths", "schemas", "responses", "requestBodies", "headers", "examples", "links", "callbacks",
             "securitySchemes", "content", "webhooks", "pathItems"}


def shuffled(document, seed):
    """The document with everything in another order that has none: paths, methods, components, responses,
    media types, tags. The order of properties, parameters, and values is meaning, and stays."""
    dice = random.Random(seed)

    def mixed(mapping):
        keys = list(mapping)
        dice.shuffle(keys)
        return {key: mapping[key] for key in keys}

    def walk(node, key, above):
        if isinstance(node, dict):
            done = {name: walk(value, name, key) for name, value in node.items()}
            unordered = key in UNORDERED and above not in ("properties", "example", "default")
            # The methods of a path, too, and the kinds of components.
            return mixed(done) if unordered or above == "paths" or key == "components" else done
        if isinstance(node, list) and key == "tags" and above is None:
            done = list(node)
            dice.shuffle(done)
            return done
        return [walk(value, None, key) for value in node] if isinstance(node, list) else node

    return {
        key: walk(value, key, None) if key in ("paths", "components", "webhooks", "tags") else value
        for key, value in document.items()
    }

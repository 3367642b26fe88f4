"""Counts what documents describe, and looks for all of it in the inventory. It reads documents by itself, so that what the
generator passes over is counted all the same."""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from urllib.parse import unquote

from document import at, escaped, followed, read

ROOT = pathlib.Path(__file__).parents[2]
BINDERY = ROOT / "target/release/bindery"
EXCEPTIONS = pathlib.Path(__file__).with_name("exceptions.tsv")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
KINDS = ("operations", "parameters", "bodies", "body properties", "statuses", "media types", "security", "schemes", "webhooks",
         "callbacks", "schemas", "properties", "values")
# Keywords that make a type.
MEANING = {"properties", "enum", "const", "oneOf", "anyOf"}
# Parameters that OpenAPI says are not to be read.
SPOKEN_FOR = ("accept", "content-type", "authorization")


def sent(call):
    """What a call sends: what callers pass, and what has one value."""
    return call["inputs"] + call.get("constants", [])


class Census:
    def __init__(self, path):
        self.path = path
        self.document = read(path)
        with tempfile.TemporaryDirectory() as folder:
            crate = pathlib.Path(folder) / "crate"
            self.run("generate", crate)
            self.inventory = json.loads(self.run("inventory", crate))
            lines = (crate / "src/bindery.lock").read_text().splitlines()
        places = (line.split(" ", 3)[2] for line in lines if line.startswith("degradation "))
        self.findings = {unquote(place.split("#", 1)[1]) for place in places}
        self.counted, self.found, self.reported = Counter(), Counter(), Counter()
        self.missing = []
        self.calls = defaultdict(list)
        for call in self.inventory["operations"]:
            self.calls[call["place"].split("#", 1)[1]].append(call)
        self.types = defaultdict(list)
        for one in self.inventory["types"]:
            self.types[one["place"].split("#", 1)[1]].append(one)

    def run(self, command, crate):
        done = subprocess.run([BINDERY, command, "--spec", self.path, "--out", crate], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{self.path}: {command} ends with {done.returncode}\n{done.stderr[-2000:]}")
        return done.stdout

    def count(self, kind, pointer, is_there, what=""):
        self.counted[kind] += 1
        if is_there:
            self.found[kind] += 1
        elif self.is_reported(pointer):
            self.reported[kind] += 1
        else:
            self.missing.append((kind, pointer, what))

    def is_reported(self, pointer):
        while pointer:
            if pointer in self.findings:
                return True
            pointer = pointer.rpartition("/")[0]
        return False

    def whole(self):
        self.schemes = set()
        self.schemas = {}
        if isinstance(self.document.get("security"), list):
            self.schemes |= {name for needs in self.document["security"] for name in needs}
        for path, item in self.entries("/paths"):
            self.path_item(item, self.operation)
        for key, item in self.entries("/webhooks"):
            self.path_item(item, lambda pointer, method, above, key=key: self.webhook(pointer, method, key, None))
        for name, _ in self.entries("/components/securitySchemes"):
            if name in self.schemes:
                self.count("schemes", f"/components/securitySchemes/{escaped(name)}", name in self.inventory["credentials"])
        # Alternatives that list values are one enumeration, or the text that they stand beside.
        self.listed = defaultdict(set)
        for pointer in self.schemas:
            alternatives = {followed(self.document, one) for one in self.alternatives(pointer)}
            for one in alternatives:
                self.listed[one] |= alternatives | {pointer}
        for pointer in self.schemas:
            self.schema(pointer)
        return self

    def entries(self, pointer):
        """The keys of a mapping, each with the pointer to what stands there."""
        pointer = followed(self.document, pointer)
        node = at(self.document, pointer)
        if isinstance(node, dict):
            yield from ((key, f"{pointer}/{escaped(key)}") for key in node if not key.startswith("x-"))

    def value(self, pointer):
        node = at(self.document, pointer)
        return node if isinstance(node, dict) else {}

    def path_item(self, pointer, do):
        behind = followed(self.document, pointer)
        for method in METHODS:
            for place in dict.fromkeys((pointer, behind)):
                if method in self.value(place):
                    do(followed(self.document, f"{place}/{method}"), method, place)
        for place in dict.fromkeys((pointer, behind)):
            for method, operation in self.entries(f"{place}/additionalOperations"):
                do(followed(self.document, operation), method.lower(), place)

    def operation(self, pointer, method, above):
        node = self.value(pointer)
        calls = self.calls.get(pointer, [])
        self.count("operations", pointer, calls, method)
        if not calls:
            return
        described = {}
        for holder in (above, pointer):
            parameters = self.value(holder).get("parameters")
            for index in range(len(parameters) if isinstance(parameters, list) else 0):
                place = followed(self.document, f"{holder}/parameters/{index}")
                parameter = self.value(place)
                described[parameter.get("in"), parameter.get("name")] = place
        for (where, name), place in described.items():
            if where == "header" and str(name).lower() in SPOKEN_FOR:
                continue
            there = all(any((one["in"], one["wire"]) == (where, name) for one in sent(call)) for call in calls)
            self.count("parameters", place, there, f"{where} {name}")
            self.contents(place)
        if "requestBody" in node:
            self.body(followed(self.document, f"{pointer}/requestBody"), calls)
        self.responses(pointer, calls)
        if "security" in node:
            wanted = sorted(sorted(needs) for needs in node["security"] if node["security"] != [{}])
            self.schemes |= {name for needs in wanted for name in needs}
            common = self.document.get("security", [])
            said = [call["security"] if "security" in call else common for call in calls]
            self.count("security", f"{pointer}/security", all(sorted(map(sorted, one)) == wanted for one in said))
        for key, callback in self.entries(f"{pointer}/callbacks"):
            for _, item in self.entries(callback):
                ids = {call["id"] for call in calls}
                self.path_item(item, lambda pointer, method, above, key=key, ids=ids: self.webhook(pointer, method, key, ids))

    def webhook(self, pointer, method, key, ids):
        there = any(one["key"] == key and one["method"].lower() == method and (one.get("operation") in ids if ids else "operation" not in one)
                    for one in self.inventory["webhooks"])
        self.count("callbacks" if ids else "webhooks", pointer, there, f"{method} {key}")
        body = followed(self.document, f"{pointer}/requestBody")
        for _, media in self.entries(f"{body}/content"):
            self.reach(f"{media}/schema")

    def body(self, pointer, calls):
        for media_type, media in self.entries(f"{pointer}/content"):
            # A range is sent as one of its types.
            own = [call for call in calls if "sends" in call and ("*" in media_type or plain(call["sends"]) == plain(media_type))]
            self.count("bodies", media, own, media_type)
            media = followed(self.document, media)
            flat = [{one["wire"] for one in sent(call) if one["in"] == "body"} for call in own]
            if any(one["in"] == "whole-body" for call in own for one in call["inputs"]):
                self.reach(f"{media}/schema")
            elif own:
                switches = {call["switch"] for call in own if "switch" in call}
                for name, place in self.properties(followed(self.document, f"{media}/schema")).items():
                    read_only = self.value(followed(self.document, place)).get("readOnly") is True
                    there = read_only or all(name in names for names in flat) or {name, f"/{escaped(name)}"} & switches
                    self.count("body properties", place, there, name)
                    self.reach(place)

    def responses(self, pointer, calls):
        statuses = {status for call in calls for status in call["statuses"]}
        asked = {plain(one) for call in calls for one in call.get("accepts", "application/json").split(",")}
        asked |= {plain(call["streams"]) for call in calls if "streams" in call}
        for status, place in self.entries(f"{pointer}/responses"):
            self.count("statuses", place, status.upper() in {one.upper() for one in statuses}, status)
            place = followed(self.document, place)
            for media_type, media in self.entries(f"{place}/content"):
                if status.startswith("2"):
                    self.count("media types", media, plain(media_type) in asked, f"{status} {media_type}")
            self.contents(place)

    def contents(self, pointer):
        self.reach(f"{pointer}/schema")
        for _, media in self.entries(f"{pointer}/content"):
            if not self.is_reported(media):
                for key in ("schema", "itemSchema"):
                    self.reach(f"{followed(self.document, media)}/{key}")

    def reach(self, pointer):
        """Counts a schema, and what it is made of."""
        pending = [pointer]
        while pending:
            chain = self.chain(pending.pop())
            pointer = chain[-1]
            is_known = pointer in self.schemas
            if not isinstance(at(self.document, pointer), dict):
                continue
            self.schemas.setdefault(pointer, set()).update(chain)
            if is_known:
                continue
            pending.extend(self.properties(pointer).values())
            for place in self.parts(pointer):
                for key in ("items", "additionalProperties"):
                    pending.append(f"{place}/{key}")
                for key in ("oneOf", "anyOf", "prefixItems"):
                    items = self.value(place).get(key)
                    pending.extend(f"{place}/{key}/{index}" for index in range(len(items) if isinstance(items, list) else 0))

    def parts(self, pointer, seen=None):
        """The schema and those that it is all of."""
        seen = set() if seen is None else seen
        pointer = followed(self.document, pointer)
        if pointer in seen:
            return
        seen.add(pointer)
        yield pointer
        parts = self.value(pointer).get("allOf")
        for index in range(len(parts) if isinstance(parts, list) else 0):
            yield from self.parts(f"{pointer}/allOf/{index}", seen)

    def properties(self, pointer):
        """The properties of a schema and of those that it is all of, each with its place."""
        found = {}
        for part in self.parts(pointer):
            properties = self.value(part).get("properties")
            for name in properties if isinstance(properties, dict) else ():
                found.setdefault(name, f"{part}/properties/{escaped(name)}")
        return found

    def chain(self, pointer):
        """The places from a schema to the one that says what it is: that which it is all of, or the only one that is not null."""
        seen = []
        while pointer not in seen:
            pointer = followed(self.document, pointer)
            seen.append(pointer)
            node = self.value(pointer)
            parts = [f"{pointer}/allOf/{index}" for index in range(len(node.get("allOf") or []))]
            parts = [part for part in parts if any(self.value(one).keys() & MEANING for one in self.parts(part))]
            alternatives = list(self.alternatives(pointer))
            if node.keys() & MEANING - {"oneOf", "anyOf"} == set() and len(parts) + len(alternatives) == 1:
                pointer = (parts + alternatives)[0]
        return seen

    def alternatives(self, pointer):
        """The places of the alternatives of a schema that are not null."""
        for key in ("oneOf", "anyOf"):
            items = self.value(pointer).get(key)
            for index in range(len(items) if isinstance(items, list) else 0):
                node = self.value(followed(self.document, f"{pointer}/{key}/{index}"))
                if node.get("type") != "null" and node.get("enum") != [None] and node != {"nullable": True}:
                    yield f"{pointer}/{key}/{index}"

    def values(self, pointer):
        """The texts and numbers that a schema lists, by itself or one an alternative; None where it is no list of such."""
        node = self.value(followed(self.document, pointer))
        values = node.get("enum", [node["const"]] if "const" in node else None)
        if values is not None:
            values = [value for value in values if value is not None]
            return None if all(isinstance(value, bool) for value in values) else values
        each = [self.values(one) for one in self.alternatives(pointer)]
        return [value for values in each for value in values] if each and None not in each else None

    def schema(self, pointer):
        properties = self.properties(pointer)
        alternatives = list(self.alternatives(pointer))
        values = None if properties else self.values(pointer)
        if not properties and values is None and (len(alternatives) < 2 or self.is_text(pointer)):
            return
        places = set(self.schemas[pointer])
        if values is not None:
            places |= {one for place in places for one in self.listed[place]}
            if any(self.is_text(place) for place in places):
                return
        types = [one for place in places for one in self.types.get(place, []) if values is None or one["kind"] == "enumeration"]
        # A single value is a constant of what has it, which is counted as its property.
        if not types and values is not None and len(values) == 1:
            return
        what = "record" if properties else "enumeration" if values is not None else "union"
        # Properties of what is no object are reported where they stand.
        where = f"{pointer}/properties" if what == "record" else pointer
        self.count("schemas", where, types, what)
        for one in types:
            if one["kind"] == "record":
                for name, place in properties.items():
                    self.count("properties", place, name in one["members"], f"{name} of {one['name']}")
            if one["kind"] == "enumeration":
                for value in values or ():
                    text = value if isinstance(value, str) else json.dumps(value)
                    self.count("values", pointer, text in one["members"], f"{text} of {one['name']}")

    def is_text(self, pointer):
        """Whether any text is one of the alternatives, and the others list texts."""
        alternatives = [followed(self.document, one) for one in self.alternatives(pointer)]
        plain = [one for one in alternatives if self.value(one).get("type") == "string" and self.values(one) is None]
        return bool(plain) and all(one in plain or self.values(one) is not None for one in alternatives)


def plain(media_type):
    return media_type.split(";")[0].strip().lower()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--only", action="append", default=[])
    arguments = arguments.parse_args()
    known = {tuple(line.split("\t")[:3]) for line in EXCEPTIONS.read_text().splitlines() if line and line[0] != "#"}
    print(f"| document | {' | '.join(KINDS)} |")
    print("|---" * (len(KINDS) + 1) + "|")
    missing, stale = [], []
    for path in sorted(arguments.folder.iterdir()):
        if path.suffix not in (".json", ".yaml", ".yml") or arguments.only and path.name not in arguments.only:
            continue
        census = Census(path).whole()
        cells = []
        for kind in KINDS:
            counted, found, reported = census.counted[kind], census.found[kind], census.reported[kind]
            cells.append(f"{found} + {reported} of {counted}" if found < counted else str(counted))
        print(f"| {path.name} | {' | '.join(cells)} |", flush=True)
        places = {one[1] for one in census.missing}
        missing += [(path.name, *one) for one in census.missing if (path.name, "census", one[1]) not in known]
        stale += [one for one in known if one[:2] == (path.name, "census") and one[2] not in places]
    for one in missing:
        print("\t".join(one), file=sys.stderr)
    for one in sorted(stale):
        print("\t".join((*one, "is listed and not missing")), file=sys.stderr)
    print(f"\n{len(missing)} missing, {len(stale)} listed and not missing")
    sys.exit(1 if missing or stale else 0)


main()

"""Judges the wire effect of every kind of change by execution; see scripts/wire-verdicts."""

import email
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cases
import probe
from bodies import scalars
from document import at, escaped, followed, read, unquoted
from instances import Impossible, Instances
from schemas import NAMED, Judge

ROOT = Path(__file__).resolve().parents[2]
CHANGES = ROOT / "codegen/tests/changes"
ANSWERS = ROOT / "codegen/tests/verdicts/executed.tsv"
WORK = ROOT / "target/wire"
BINDERY = Path(os.environ.get("BINDERY_PROGRAM", ROOT / "target/debug/bindery"))
SIDES = ("old", "new")
# How many instances are made of a request and of a response; equal ones are sent once.
TRIES = 24
METHODS = cases.METHODS + ("query",)


class NotExecuted(Exception):
    """What the double does not understand."""


class Edges(Instances):
    """Instances with numbers that only just fit the type that a format asks for."""

    def a_integer(self, schema, depth):
        bits = {"int32": 31, "int64": 63, None: 53}.get(schema.get("format"))
        bounds = {schema[key] for key in schema if key.lower().endswith(("minimum", "maximum"))} - {-(2**31), 2**31 - 1}
        if bits is None or bounds or "multipleOf" in schema:
            return super().a_integer(schema, depth)
        return self.dice.choice([1, 2**bits - 1, -(2 ** (bits - 1))])


cases.Instances = Edges


def lay_out(folder, text):
    """Writes the files that a file of a case stands for, as codegen/tests/support/case.rs does."""
    first, text = text.split("\n", 1)
    frame = (CHANGES / f"frames/{first.removeprefix('# frame: ')}.yaml").read_text()
    files, name = {"api.yaml": ""}, "api.yaml"
    for line in text.splitlines():
        if line.startswith("--- "):
            name = line[4:]
            files[name] = ""
        else:
            files[name] += line + "\n"
    framed = ""
    for line in frame.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        listed = files["api.yaml"].splitlines() if line.strip() == "(case)" else None
        framed += "".join(f"{indent}{one}\n" for one in listed) if listed is not None else line + "\n"
    files["api.yaml"] = framed
    soap = "  - soap.yaml\n" if "soap.yaml" in files else ""
    files.setdefault("bindery.yaml", f"edition: 1\ncrate: example\ninputs:\n  - api.yaml\n{soap}")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class Side:
    """A case before or after its change: the emitted module, and what a service of the description does."""

    def __init__(self, rule, kind, side, sources):
        self.name = side
        self.module = f"{kind}{side}_{rule}".replace("-", "_")
        folder = WORK / "cases" / rule / f"{kind}{side}"
        shutil.rmtree(folder, ignore_errors=True)
        lay_out(folder, (CHANGES / rule / f"{kind}{side}.yaml").read_text())
        config = folder / "bindery.yaml"
        text = re.sub(r"(?m)^(crate|output):.*\n", "", config.read_text())
        config.write_text(f"crate: wire_probe::{self.module}\noutput: {sources / self.module}\n{text}")
        run("--quiet", "generate", "--spec", config)
        self.inventory = json.loads(run("inventory", "--spec", config))
        for call in self.calls():
            if call.get("without_body"):
                inputs = [one for one in call["inputs"] if one["in"] != "body"]
                self.inventory["operations"].append(
                    {**call, "id": f"{call['id']} without body", "method": call["without_body"], "inputs": inputs, "without_body": None})
        inputs = re.findall(r"[\w-]+\.yaml", re.search(r"(?m)^inputs:(.*(?:\n  - .*)*)", text).group(1))
        self.documents = [Described(read(folder / name), name, f"{rule} {side}") for name in inputs
                          if "soap: 1" not in (folder / name).read_text()]
        self.soap = len(self.documents) < len(inputs)
        emitted = "".join(path.read_text() for path in (sources / self.module).rglob("mod.rs"))
        self.base = next(iter(re.findall(r'pub const BASE_URL: &str =\s*"([^"]*)"', emitted)), None)
        self.keys = {scheme["name"].lower() for document in self.documents for scheme in document.schemes().values() if "name" in scheme}

    def calls(self):
        return [one for one in self.inventory["operations"] if one["service"] == "rest"]

    def document(self, call):
        name = call["place"].split("#")[0]
        return next(one for one in self.documents if one.name == name)

    def operation(self, call):
        """The operation of a call of the other side, by its method and path."""
        found = self.find(*call["wire"].split(" ", 1), exact=True)
        return found[0] if found else None

    def find(self, method, path, exact=False):
        """The operation that takes a request, and the parts of its path."""
        for document in self.documents:
            for one in document.operations:
                if one.method == method.upper() and not exact and (match := one.pattern.fullmatch(path)):
                    return one, match.groupdict()
                if one.method == method.upper() and exact and one.path == path:
                    return one, {}
        return None


class Described:
    """A document, for requests and for responses."""

    def __init__(self, document, name, seed):
        self.document, self.name, self.seed = document, name, seed
        # readOnly properties need not be sent, and writeOnly properties need not be returned.
        self.asked = Judge(without(document, "readOnly"), formats=True)
        self.answered = Judge(without(document, "writeOnly"), formats=True)
        self.operations = [
            Operation(self, path, method, node)
            for path, item in (document.get("paths") or {}).items()
            for method, node in item.items() if method in METHODS
        ]

    def node(self, pointer):
        pointer = followed(self.document, pointer)
        return pointer, at(self.document, pointer)

    def schemes(self):
        return (self.document.get("components") or {}).get("securitySchemes") or {}

    def servers(self):
        """Every URL, with the default of each variable."""
        for one in self.document.get("servers", []):
            variables = one.get("variables", {})
            yield re.sub(r"\{([^}]*)\}", lambda found: variables[found[1]]["default"], one["url"])

    def instances(self, pointer, judge, key):
        """Different values that a schema accepts, without the properties of one direction."""
        maker = Edges(judge.document, f"{self.seed} {pointer}")
        found = []
        for number in range(TRIES):
            if number < 2:
                # First everything that may be there, then only what has to be.
                maker.dice.random = lambda there=number: there * 0.999
            elif number == 2:
                del maker.dice.random
            try:
                value = maker.of(pointer)
            except (Impossible, RecursionError, TypeError, ValueError, OverflowError, KeyError, IndexError):
                continue
            if judge.accepts(pointer, value) is False:
                continue
            value = stripped(judge.document, {"$ref": "#" + pointer}, value, key)
            if value not in found or any(type(one) is not type(value) for one in found if one == value):
                found.append(value)
        return found


class Operation:
    """An operation as a service has it."""

    def __init__(self, described, path, method, node):
        self.described, self.path, self.method = described, path, method.upper()
        self.place = f"/paths/{escaped(path)}/{method}"
        self.node = node
        parts = re.split(r"\{([^}]*)\}", path)
        self.pattern = re.compile("".join(re.escape(part) if at_ % 2 == 0 else f"(?P<p{at_ // 2}>[^/]*)" for at_, part in enumerate(parts)))
        self.names = parts[1::2]
        self.made = None

    def answers(self):
        """The responses that are described: status, headers, media type, body."""
        if self.made is None:
            self.made = [one for status in self.node.get("responses", {}) for one in self.answers_of(status)]
        return self.made

    def answers_of(self, status):
        described = self.described
        pointer, node = described.node(f"{self.place}/responses/{status}")
        code = {"default": 418, "1XX": 100, "2XX": 299, "3XX": 399, "4XX": 418, "5XX": 501}.get(status) or int(status)
        headers = {}
        for name in node.get("headers") or {}:
            place, header = described.node(f"{pointer}/headers/{escaped(name)}")
            # A header is text of ASCII.
            values = [value for value in described.instances(place + "/schema", described.answered, "writeOnly")
                      if str(value).isascii() and str(value).isprintable()]
            headers[name] = header.get("required", False), values
        bodies = []
        for media, about in (node.get("content") or {}).items():
            if "schema" not in about:
                raise NotExecuted(f"a response of {media} without a schema")
            schema = f"{pointer}/content/{escaped(media)}/schema"
            bodies += [(media, value) for value in described.instances(schema, described.answered, "writeOnly")]
        if node.get("content") and not bodies:
            raise NotExecuted("no value is known that fits the schema of a response")
        bodies = [(media, enveloped(described.document, self.node, value, code)) for media, value in bodies]
        made = []
        for number, (media, value) in enumerate(bodies or [(None, None)] * (2 if headers else 1)):
            # What need not be there is there every other time.
            sent = {name: values[number % len(values)] for name, (required, values) in headers.items()
                    if values and (required or number % 2 == 0)}
            made.append((status, code, sent, media, value))
        return made

    def refused(self, request):
        """Why the service refuses a request, or None."""
        why = self.unauthorized(request) or self.parameters_refused(request)
        return why or self.body_refused(request)

    def unauthorized(self, request):
        document = self.described.document
        needs = self.node.get("security", document.get("security", []))
        schemes = self.described.schemes()

        def met(name, scopes):
            scheme = schemes[name]
            if scheme["type"] == "apiKey":
                where = {"header": request.headers, "query": request.query, "cookie": request.cookies}[scheme["in"]]
                return scheme["name"].lower() in {one.lower() for one in where}
            kind = {"basic": "basic ", "bearer": "bearer "}.get(scheme.get("scheme", "bearer").lower(), "bearer ")
            granted = request.scopes.get(name, [])
            return request.headers.get("authorization", "").lower().startswith(kind) and set(scopes) <= set(granted)

        if needs and not any(all(met(name, scopes) for name, scopes in one.items()) for one in needs):
            return "the credential is not enough"
        return None

    def parameters_refused(self, request):
        described = self.described
        query, sent = dict(request.query), set(request.unknown)
        query = {name: values for name, values in query.items() if name.lower() not in request.spent}
        for (where, name), place in cases.parameters(described.document, self.place).items():
            pointer, node = described.node(place)
            schema = pointer + "/schema"
            if where == "path":
                texts = [urllib.parse.unquote(request.path[f"p{self.names.index(name)}"])]
            elif where == "query":
                texts = query.pop(name, None)
            elif where == "header":
                sent.discard(name.lower())
                texts = [request.headers[name.lower()]] if name.lower() in request.headers else None
            else:
                texts = [request.cookies[name]] if name in request.cookies else None
            if texts is None:
                if node.get("required"):
                    return f"the {where} parameter `{name}` is missing"
                continue
            is_exploded = node.get("explode", where in ("query", "cookie"))
            if not any(described.asked.accepts(schema, one) for one in readings(texts, is_exploded)):
                return f"the {where} parameter `{name}` is not as described"
        if query:
            return f"no query parameter `{next(iter(query))}` is described"
        if sent:
            return f"no header `{next(iter(sent))}` is described"
        return None

    def body_refused(self, request):
        described = self.described
        pointer, node = described.node(self.place + "/requestBody")
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if node is None:
            return "no request body is described" if request.raw else None
        if not kind:
            return "the request body is missing" if node.get("required") else None
        media = next((name for name in node["content"] if name.split(";")[0].strip().lower() == kind), None)
        if media is None:
            return f"a request body of {kind} is not described"
        schema = f"{pointer}/content/{escaped(media)}/schema"
        for value in bodies_read(kind, request):
            lost = undescribed(described.document, {"$ref": "#" + schema}, value, "")
            if described.asked.accepts(schema, value) and lost is None:
                return None
        return f"no property `{lost}` is described to be sent" if lost else "the request body is not as described"

    def acceptable(self, request, media):
        accepted = request.headers.get("accept", "*/*")
        if media is None:
            return True
        kind = media.split(";")[0].strip().lower()
        ranges = [one.split(";")[0].strip().lower() for one in accepted.split(",")]
        return any(one in (kind, "*/*", kind.split("/")[0] + "/*") for one in ranges)


def readings(texts, is_exploded):
    """What the texts of a parameter can stand for."""
    if len(texts) == 1:
        yield from scalars(texts[0])
        texts = texts if is_exploded else texts[0].split(",")
    elif not is_exploded:
        return
    for which in (0, -1):
        yield [list(scalars(text))[which] for text in texts]


def bodies_read(kind, request):
    """What a body can stand for."""
    if cases.is_json(kind):
        return [json.loads(request.raw)]
    if kind == "application/x-www-form-urlencoded":
        pairs = urllib.parse.parse_qs(request.raw.decode(), keep_blank_values=True)
        return [{name: list(scalars(values[0]))[which] if len(values) == 1 else values for name, values in pairs.items()}
                for which in (0, -1)]
    if kind.startswith("text/"):
        return list(scalars(request.raw.decode()))
    if kind == "multipart/form-data":
        head = b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n"
        parts = email.message_from_bytes(head + request.raw).get_payload()
        texts = {part.get_param("name", header="content-disposition"): part.get_payload(decode=True).decode() for part in parts}
        return [{name: list(scalars(text))[which] for name, text in texts.items()} for which in (0, -1)]
    raise NotExecuted(f"a request body of {kind}")


def without(document, key):
    """The document with no property required that travels only in the other direction, and with the bounds of `int32`, which no
    validator knows."""

    def walk(node, named=False):
        if isinstance(node, list):
            return [walk(one) for one in node]
        if not isinstance(node, dict):
            return node
        done = {name: walk(value, name in NAMED and not named) for name, value in node.items()}
        properties = done.get("properties")
        if not named and done.get("format") == "int32":
            done.setdefault("minimum", -2**31)
            done.setdefault("maximum", 2**31 - 1)
        if not named and isinstance(done.get("required"), list) and isinstance(properties, dict):
            done["required"] = [name for name in done["required"] if not (properties.get(name) or {}).get(key)]
        return done

    return walk(document)


def parts_of(document, schema):
    """A schema and everything that says more about the same value."""
    pending, found = [schema], []
    while pending and len(found) < 200:
        one = pending.pop()
        if not isinstance(one, dict):
            continue
        found.append(one)
        if isinstance(one.get("$ref"), str) and one["$ref"].startswith("#"):
            pending.append(at(document, unquoted(one["$ref"])))
        for key in ("allOf", "anyOf", "oneOf"):
            pending += one.get(key, [])
    return found


def stripped(document, schema, value, key):
    """A value without what travels only in the other direction."""
    parts = parts_of(document, schema)
    if isinstance(value, dict):
        done = {}
        for name, one in value.items():
            about = [part["properties"][name] for part in parts if name in part.get("properties", {})]
            if not any(part.get(key) for each in about for part in parts_of(document, each)):
                done[name] = stripped(document, {"allOf": about}, one, key)
        return done
    if isinstance(value, list):
        items = {"allOf": [part["items"] for part in parts if "items" in part]}
        return [stripped(document, items, one, key) for one in value]
    return value


def undescribed(document, schema, value, path):
    """A property of a request that the document does not describe, or describes as only read."""
    parts = parts_of(document, schema)
    if isinstance(value, list):
        items = {"anyOf": [part["items"] for part in parts if "items" in part]}
        return next(filter(None, (undescribed(document, items, one, path + "[]") for one in value)), None) if items["anyOf"] else None
    if not isinstance(value, dict) or not any("properties" in part for part in parts):
        return None
    for name, one in value.items():
        about = [part["properties"][name] for part in parts if name in part.get("properties", {})]
        more = any(part.get("additionalProperties") not in (None, False) for part in parts)
        if (not about and not more) or any(part.get("readOnly") for each in about for part in parts_of(document, each)):
            return f"{path}.{name}".strip(".")
        lost = undescribed(document, {"anyOf": about}, one, f"{path}.{name}") if about else None
        if lost:
            return lost
    return None


def enveloped(document, operation, value, code):
    """A response in its envelope says that it is a success, as its status does."""
    envelope = operation.get("x-bindery-envelope", document.get("x-bindery-envelope"))
    if isinstance(envelope, dict) and isinstance(value, dict) and code < 300:
        return {**value, envelope["success"]: True}
    return value


USUAL = {"host", "accept", "user-agent", "content-type", "content-length", "authorization", "x-case", "accept-encoding", "connection",
         "cookie", "transfer-encoding"}


class Request:
    def __init__(self, handler, raw, scopes, spent):
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        target = urllib.parse.urlsplit(handler.path)
        self.method, self.target = handler.command, target.path
        self.query = urllib.parse.parse_qs(target.query, keep_blank_values=True)
        pairs = (one.strip().partition("=") for one in self.headers.get("cookie", "").split(";"))
        self.cookies = {name: value for name, _, value in pairs if name}
        self.raw, self.scopes, self.spent = raw, scopes, spent
        self.path = {}

    @property
    def unknown(self):
        return {name for name in self.headers if name not in USUAL and name not in self.spent}


class Double:
    """The services of all descriptions: a request says by its case which one it is for, and gets its next response."""

    def __init__(self):
        self.cases, self.exchanges = {}, {}
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                    raise NotExecuted("a request in chunks")
                case = int(self.headers["x-case"])
                try:
                    exchange = outer.exchange(case, self, raw)
                except NotExecuted as why:
                    exchange = {"unknown": str(why)}
                outer.exchanges[case] = exchange
                body = exchange.get("body", b"")
                self.send_response(exchange.get("status", 418))
                for name, value in exchange.get("headers", {}).items():
                    self.send_header(name, value if isinstance(value, str) else json.dumps(value))
                if exchange.get("media"):
                    self.send_header("Content-Type", exchange["media"])
                if exchange.get("status", 418) not in (204, 304):
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = do_QUERY = answer

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"

    def exchange(self, case, handler, raw):
        program, service, number, scopes = self.cases[case]
        # A credential that is not asked for is ignored.
        request = Request(handler, raw, scopes, program.keys)
        found = service.find(request.method, request.target)
        if found is None:
            return {"refused": f"no call `{request.method} {request.target}` is described", "status": 404}
        operation, request.path = found
        why = operation.refused(request)
        if why:
            return {"refused": why, "status": 422}
        answers = operation.answers()
        if not answers:
            raise NotExecuted("an operation without a response that can be made")
        wanted = [one for one in answers if operation.acceptable(request, one[3])]
        if not wanted:
            return {"refused": "the response is of no media type that is asked for", "status": 406}
        key, status, headers, media, value = wanted[number % len(wanted)]
        if media is None:
            body = b""
        elif cases.is_json(media):
            body = json.dumps(value).encode()
        elif media.startswith("text/") and isinstance(value, str):
            body = value.encode()
        else:
            raise NotExecuted(f"a response of {media}")
        return {"status": status, "key": key, "headers": headers, "media": media, "body": body}


def run(*words):
    done = subprocess.run([BINDERY, *words], cwd=ROOT, text=True, capture_output=True)
    if done.returncode:
        # Some cases are descriptions that can be compared and not generated from.
        codes = re.findall(r"(?m)^error\[(\S+)\]", done.stderr)
        raise NotExecuted(f"nothing is generated, for `{codes[0]}`") if codes else SystemExit(done.stderr)
    return done.stdout


def write_program(sides):
    """The program: what is emitted for every side, and the calls and types of each as one module more."""
    sources = WORK / "probe/src"
    modules, calls, types = [], [], []
    for side in sides:
        crate = f"crate::{side.module}"
        for name, text in (("calls", probe.calls_file(crate, side.inventory) if side.calls() else None),
                           ("types", probe.types_file(crate, side.inventory))):
            if text is not None:
                put(sources / f"{name}_{side.module}.rs", text)
                modules.append(f"{name}_{side.module}")
        modules.append(side.module)
        if side.calls():
            calls.append(f'        "{side.module}" => super::calls_{side.module}::call(id, base, case, inputs).await,')
        types.append(f'        "{side.module}" => super::types_{side.module}::keep_as(name, text),')
    dispatch = ("pub async fn call(id: &str, base: &str, case: &str, inputs: super::Inputs) -> Result<(), (bool, Option<u16>, String)> {\n"
                "    let (side, id) = id.split_once('/').unwrap_or_default();\n    match side {\n" + "\n".join(calls)
                + "\n        _ => Err((false, None, \"no such call\".to_owned())),\n    }\n}\n")
    read_as = ("pub fn keep_as(name: &str, text: &str) -> Option<Result<String, String>> {\n"
               "    let (side, name) = name.split_once('/')?;\n    match side {\n" + "\n".join(types) + "\n        _ => None,\n    }\n}\n")
    put(sources / "calls.rs", dispatch)
    put(sources / "types.rs", read_as)
    put(sources / "main.rs", probe.MAIN.replace("mod calls;", "mod calls;\n" + "\n".join(f"mod {name};" for name in modules)))
    emitted = "".join(path.read_text() for side in sides for path in (sources / side.module).rglob("*.rs"))
    features = sorted(set(re.findall(r'feature = "([^"]+)"', emitted)))
    manifest = f'''[package]
name = "wire-probe"
version = "0.0.0"
edition = "2024"
publish = false

[features]
default = {json.dumps(features)}
{"".join(f"{name} = []{chr(10)}" for name in features)}
[dependencies]
bindery-runtime = {{ path = "{ROOT / 'runtime'}", features = ["soap"] }}
serde = "1"
serde_json = "1"
tokio = {{ version = "1", features = ["macros", "rt"] }}

[workspace]
'''
    put(WORK / "probe/Cargo.toml", manifest)
    shutil.copy(ROOT / "Cargo.lock", WORK / "probe/Cargo.lock")
    keep = {path for side in sides for path in (sources / side.module,)} | {sources / f"{name}.rs" for name in [*modules, "calls", "types", "main"]}
    for path in sources.iterdir():
        if path not in keep:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


class Run:
    """What is asked of the program, and what comes of it, for each pair of a program and a service."""

    def __init__(self, double):
        self.double, self.lines, self.about = double, [], []

    def plan(self, pair, program, service):
        for call in program.calls():
            described = program.document(call)
            there = service.operation(call)
            try:
                answers = len(there.answers()) if there else 1
            except NotExecuted:
                answers = 1
            made = []
            for number in range(TRIES):
                given = cases.inputs_of(described.document, call, described.asked, f"{program.module} {number}") or {}
                if given not in made:
                    made.append(given)
            # The fewest inputs as well.
            needed = {one["name"] for one in call["inputs"] if one["required"]}
            made.append({name: value for name, value in made[0].items() if name in needed})
            for number in range(max(len(made), answers)):
                self.add(pair, (call, there), call=f"{program.module}/{call['id']}", inputs=made[number % len(made)])
                self.double.cases[len(self.lines) - 1] = (program, service, number, call.get("scopes", {}))
        for webhook in program.inventory["webhooks"]:
            self.webhook(pair, program, service, webhook)

    def add(self, pair, what, **line):
        self.lines.append({"case": len(self.lines), **line})
        self.about.append((pair, what))

    def webhook(self, pair, program, service, webhook):
        """What the service sends by itself, and what it is answered."""
        for described in service.documents:
            place = f"/webhooks/{escaped(webhook['key'])}/{webhook['method'].lower()}"
            node = at(described.document, place)
            if node is None:
                self.add(pair, "the webhook is not sent")
                continue
            for status in webhook["statuses"]:
                if status not in node.get("responses", {}):
                    self.add(pair, f"the webhook may not be answered with the status {status}")
            pointer, body = described.node(place + "/requestBody")
            name = next((one["name"] for one in program.inventory["types"] if one["name"].endswith(webhook.get("type") or "-")), None)
            for media in (body or {}).get("content", {}) if name else ():
                schema = f"{pointer}/content/{escaped(media)}/schema"
                for value in described.instances(schema, described.answered, "writeOnly"):
                    self.add(pair, None, type=f"{program.module}/{name}", text=json.dumps(value))

    def error_bodies(self, answers):
        """Reads the bodies of errors as the types that the program knows for them."""
        first = len(self.lines)
        for number in range(first):
            exchange = self.double.exchanges.get(number)
            pair, what = self.about[number]
            if not exchange or not isinstance(what, tuple) or exchange.get("status", 0) < 400 or "refused" in exchange:
                continue
            rule, program, _ = pair
            described = program.document(what[0])
            pointer = what[0]["place"].split("#", 1)[1]
            known = at(described.document, f"{pointer}/responses") or {}
            key = next((key for key in (str(exchange["status"]), f"{exchange['status'] // 100}XX", "default") if key in known), None)
            response, node = described.node(f"{pointer}/responses/{key}") if key else (None, None)
            for media in (node or {}).get("content", {}):
                schema = followed(described.document, f"{response}/content/{escaped(media)}/schema")
                name = next((one["name"] for one in program.inventory["types"] if one["place"].endswith("#" + schema)), None)
                if name and cases.is_json(media):
                    self.add(pair, None, type=f"{program.module}/{name}", text=exchange.get("body", b"").decode())
        return first

    def ask(self, program, first=0):
        env = dict(os.environ)
        for name in ("API_KEY", "OTHER_KEY", "LOGIN_USER", "LOGIN_PASSWORD", "TOKEN"):
            env[f"WIRE_PROBE_{name}"] = "a-secret-of-the-probe"
        text = "".join(json.dumps(line) + "\n" for line in self.lines[first:] if len(line) > 1)
        done = subprocess.run([program, self.double.base], input=text, text=True, capture_output=True, env=env, timeout=1800)
        if done.returncode:
            raise SystemExit(done.stderr[-5000:])
        return {one["case"]: one for one in map(json.loads, done.stdout.splitlines())}

    def outcome(self, number, answer):
        """Why a program breaks, None when it works, or NotExecuted."""
        pair, what = self.about[number]
        if isinstance(what, str):
            return what
        if what is None:
            return None if "text" in answer else f"what is sent is not read: {answer.get('problem', 'there is no such type')}"
        exchange = self.double.exchanges.get(number)
        if exchange is None:
            raise NotExecuted(f"nothing is sent: {answer.get('problem')}")
        if "unknown" in exchange:
            raise NotExecuted(exchange["unknown"])
        if "refused" in exchange:
            return exchange["refused"]
        if exchange["status"] >= 400:
            return None if answer.get("status") == exchange["status"] else "an error is not read as one"
        if not answer.get("done"):
            return f"the response is not read: {answer.get('problem')}"
        return self.headers_missing(pair[1], what[0], exchange)

    def headers_missing(self, program, call, exchange):
        described = program.document(call)
        pointer = call["place"].split("#", 1)[1]
        known = at(described.document, f"{pointer}/responses") or {}
        key = next((key for key in (str(exchange["status"]), f"{exchange['status'] // 100}XX", "default") if key in known), None)
        if key is None:
            return None
        response, node = described.node(f"{pointer}/responses/{key}")
        for name in node.get("headers") or {}:
            place, header = described.node(f"{response}/headers/{escaped(name)}")
            value = exchange["headers"].get(name)
            if value is None and header.get("required"):
                return f"the header `{name}` is missing"
            text = value if isinstance(value, str) else json.dumps(value)
            if value is not None and not any(described.answered.accepts(place + "/schema", one) for one in scalars(text)):
                return f"the header `{name}` is not as described"
        return None


def main():
    check = sys.argv[1:] == ["--check"]
    listed = sorted((path.parent.name, kind) for kind in ("", "also-") for path in CHANGES.glob(f"*/{kind}old.yaml"))
    sources = WORK / "probe/src"
    made, refused = {}, {}
    for case in listed:
        try:
            made[case] = tuple(Side(*case, side, sources) for side in SIDES)
        except NotExecuted as why:
            refused[case] = str(why)
    write_program([side for pair in made.values() for side in pair])
    env = dict(os.environ, CARGO_TARGET_DIR=str(WORK / "target"), CARGO_INCREMENTAL="0", CARGO_PROFILE_DEV_DEBUG="0")
    subprocess.run(["cargo", "build", "--quiet"], cwd=WORK / "probe", env=env, check=True)

    double = Double()
    asked = Run(double)
    for case, (old, new) in made.items():
        for program, service in ((old, old), (new, new), (old, new), (new, old)):
            asked.plan((case, program, service), program, service)
    program = WORK / "target/debug/wire-probe"
    answers = asked.ask(program)
    first = asked.error_bodies(answers)
    answers.update(asked.ask(program, first))

    whys, unknown = {}, {}
    for number, (pair, _) in enumerate(asked.about):
        key = (pair[0], pair[1].name, pair[2].name)
        whys.setdefault(key, None)
        try:
            whys[key] = whys[key] or asked.outcome(number, answers.get(number, {}))
        except NotExecuted as why:
            unknown.setdefault(key, str(why))
    failed, rows = [], []
    for case, (old, new) in made.items():
        cells = []
        for program, service in ((old, old), (new, new), (old, new), (new, old)):
            key = (case, program.name, service.name)
            why = whys.get(key)
            known = [url for document in service.documents for url in document.servers() if "://" in url]
            if why is None and program.base and known and program.base not in known:
                why = f"no server `{program.base}` is described"
            if why:
                cells.append("breaks: " + " ".join(why.split()))
            elif key in unknown or key not in whys:
                cells.append("not executed: " + unknown.get(key, "SOAP" if old.soap else "the description has no call of its own"))
            else:
                cells.append("works")
        failed += [f"{' '.join(case)}: a program and the service of its own description: {one}" for one in cells[:2] if one.startswith("breaks")]
        rows.append("\t".join([f"{case[0]}/{case[1]}", *cells[2:]]))
    rows += ["\t".join([f"{case[0]}/{case[1]}", *[f"not executed: {why}"] * 2]) for case, why in refused.items()]
    text = "# Written by scripts/wire-verdicts: case, old program with new service, new program with old service.\n"
    text += "".join(row + "\n" for row in sorted(rows))
    print(f"{len(listed)} cases, {len(asked.lines)} exchanges and values")
    for line in failed:
        print(line, file=sys.stderr)
    if failed:
        raise SystemExit(1)
    if check and ANSWERS.read_text() != text:
        raise SystemExit(f"{ANSWERS.relative_to(ROOT)} says something else; run scripts/wire-verdicts")
    if not check:
        ANSWERS.write_text(text)


main()

"""Prism beside a document, and a proxy in front of it that remembers what each case sent and was answered."""

import copy
import http.client
import json
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from document import at, escaped, followed


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


# How long the mock may take to start, in seconds.
PATIENCE = 120
FORM = "application/x-www-form-urlencoded"


def plain(document):
    """The document with each default of forms written out that Prism knows only so: lists are repeated fields."""
    document = copy.deepcopy(document)
    for place in bodies(document):
        form = (at(document, place) or {}).get("content", {}).get(FORM)
        if not isinstance(form, dict):
            continue
        pointer = f"{place}/content/{escaped(FORM)}/schema"
        schema = at(document, followed(document, pointer))
        properties = schema.get("properties") if isinstance(schema, dict) else None
        for name in properties or {}:
            described = at(document, followed(document, f"{followed(document, pointer)}/properties/{escaped(name)}"))
            if isinstance(described, dict) and described.get("type") == "array":
                form.setdefault("encoding", {}).setdefault(name, {"style": "form", "explode": True})
    return document


def bodies(document):
    for path, item in (document.get("paths") or {}).items():
        for method, operation in item.items() if isinstance(item, dict) else ():
            if isinstance(operation, dict) and "requestBody" in operation:
                yield followed(document, f"/paths/{escaped(path)}/{method}/requestBody")


def asking(document):
    """The document with what is asked, and nothing of what is answered: what Prism cannot follow in hours stands in answers."""
    document = copy.deepcopy(document)
    for item in (document.get("paths") or {}).values():
        for operation in item.values() if isinstance(item, dict) else ():
            if isinstance(operation, dict) and "responses" in operation:
                operation["responses"] = {"204": {"description": "What is answered is not looked at."}}
    components = document.get("components") or {}
    components.pop("responses", None)
    used, pending = set(), [{name: part for name, part in components.items() if name != "schemas"}, document.get("paths")]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/components/schemas/") and reference not in used:
                used.add(reference)
                pending.append(at(document, reference[1:]))
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)
    schemas = components.get("schemas") or {}
    components["schemas"] = {name: schema for name, schema in schemas.items() if f"#/components/schemas/{escaped(name)}" in used}
    return document


class Server:
    """A mock of the document; `exchanges` has what happened, by case. A document that Prism does not come to an end with
    in two minutes is served without its answers; `answers` says whether it was."""

    def __init__(self, prism, document, folder):
        self.exchanges = {}
        log = open(folder / "prism.txt", "w")
        self.answers = True
        document = plain(document)
        if not self.start(prism, document, folder, log):
            self.answers = False
            if not self.start(prism, asking(document), folder, log):
                raise RuntimeError("Prism does not listen")
        outer = self

        class Proxy(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def forward(self):
                body = b""
                if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                    while True:
                        size = int(self.rfile.readline().split(b";")[0] or b"0", 16)
                        body += self.rfile.read(size)
                        self.rfile.readline()
                        if size == 0:
                            break
                else:
                    body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {}
                for name, value in self.headers.items():
                    if name.lower() not in ("host", "connection", "transfer-encoding", "content-length", "x-case", "accept-encoding"):
                        headers[name] = f"{headers[name]}, {value}" if name in headers else value
                inner = http.client.HTTPConnection("127.0.0.1", outer.port, timeout=60)
                try:
                    inner.request(self.command, self.path, body=body if body or self.headers.get("Content-Length") else None, headers=headers)
                    answer = inner.getresponse()
                    data = answer.read()
                except OSError as error:
                    self.send_error(502, str(error))
                    return
                finally:
                    inner.close()
                outer.exchanges[self.headers.get("x-case")] = {
                    "request": f"{self.command} {self.path}",
                    "headers": headers,
                    "raw": body,
                    "body": body[:2000].decode("utf-8", "replace"),
                    "status": answer.status,
                    "violations": answer.headers.get("sl-violations"),
                    "answer": data[:2000].decode("utf-8", "replace"),
                }
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    if name.lower() not in ("connection", "transfer-encoding", "content-length", "date", "server"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = forward

            def log_message(self, *_):
                pass

        self.proxy = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
        threading.Thread(target=self.proxy.serve_forever, daemon=True).start()
        self.base = f"http://127.0.0.1:{self.proxy.server_address[1]}"

    def start(self, prism, document, folder, log):
        """Starts the mock; whether it listens."""
        self.port = free_port()
        written = folder / "prism.json"
        written.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        self.prism = subprocess.Popen(
            [str(prism), "mock", "--errors", "--host", "127.0.0.1", "--port", str(self.port), str(written)],
            stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.prism.poll() is not None:
                raise RuntimeError("Prism ended; its log says why")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return True
            except OSError:
                time.sleep(0.1)
        self.prism.kill()
        self.prism.wait()
        return False

    def close(self):
        self.proxy.shutdown()
        self.prism.kill()
        self.prism.wait()


def rejected(exchange):
    """Why the server refused a request as not described; None when it accepted it."""
    if exchange["status"] in (401, 422) and ("violations" in exchange and exchange["violations"] or "stoplight" in exchange["answer"]):
        return exchange["violations"] or exchange["answer"]
    if exchange["status"] in (404, 405) and "stoplight" in exchange["answer"]:
        problem = exchange["answer"]
        # The request was accepted, and the document describes no answer that the mock can make.
        return None if "NO_RESPONSE" in problem or "RESOURCE_NOT_FOUND" in problem else problem
    if exchange["status"] == 415:
        return exchange["answer"]
    return None


def load(text):
    try:
        return json.loads(text)
    except ValueError:
        return None

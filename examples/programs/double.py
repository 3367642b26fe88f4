"""A double of five services on loopback for the programs in this folder.

It refuses what the programs should not send, and otherwise responds with what the services document.
`double.py GITHUB` prints its address and serves until its input ends; GITHUB is GitHub's description,
whose examples are its responses.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

GITHUB = json.loads(Path(sys.argv[1]).read_text())


def example(name):
    return GITHUB["components"]["examples"][name]["value"]


class Refused(Exception):
    """A request that is not what the service takes."""

    def __init__(self, status, body):
        super().__init__(status)
        self.status, self.body = status, body


def check(what, holds):
    """Refuses the request unless it holds."""
    if not holds:
        raise Refused(400, {"error": {"message": f"not as documented: {what}"}})


def authorized(request, value):
    check("the credential", request.headers.get("Authorization") == value)


# OpenAI


def completion(message, finish):
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1741569952,
        "model": "gpt-5.4",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29},
    }


def said(text):
    return {"role": "assistant", "content": text, "refusal": None}


def chat(request):
    authorized(request, "Bearer sk-test")
    body = request.json()
    roles = [message["role"] for message in body["messages"]]
    if body["model"] == "no-such-model":
        error = {"type": "invalid_request_error", "param": None, "code": "model_not_found"}
        raise Refused(404, {"error": {"message": "The model does not exist", **error}})
    if body.get("stream"):
        check("Accept of a stream", "text/event-stream" in request.headers["Accept"])
        chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1741569952, "model": "gpt-5.4"}
        deltas = [{"role": "assistant", "content": ""}, {"content": "1, "}, {"content": "2, "}, {"content": "3"}]
        choices = [{"index": 0, "delta": delta, "finish_reason": None} for delta in deltas]
        choices.append({"index": 0, "delta": {}, "finish_reason": "stop"})
        chunks = [json.dumps({**chunk, "choices": [choice]}) for choice in choices]
        text = "".join(f"data: {data}\n\n" for data in [*chunks, "[DONE]"])
        return 200, "text/event-stream", text.encode()
    if "tool" in roles:
        check("the answered tool call", body["messages"][-1]["tool_call_id"] == "call_1")
        check("the call is repeated", body["messages"][-2]["tool_calls"][0]["id"] == "call_1")
        return completion(said("It is 4 degrees in Oslo."), "stop")
    if body.get("tools"):
        check("a function", body["tools"][0]["type"] == "function")
        check("its parameters", body["tools"][0]["function"]["parameters"]["required"] == ["city"])
        check("the choice", body["tool_choice"] == "auto")
        function = {"name": "get_weather", "arguments": '{"city":"Oslo"}'}
        calls = [{"id": "call_1", "type": "function", "function": function}]
        return completion({**said(None), "tool_calls": calls}, "tool_calls")
    check("roles", roles == ["system", "user"])
    check("temperature", body["temperature"] == 0.2)
    return completion(said("Hello! How can I help?"), "stop")


def file(request):
    authorized(request, "Bearer sk-test")
    for part in [b'name="purpose"', b"fine-tune", b'filename="train.jsonl"', b'{"a":1}']:
        check("parts", part in request.body)
    named = {"filename": "train.jsonl", "purpose": "fine-tune", "status": "processed"}
    return {"id": "file-1", "object": "file", "bytes": 8, "created_at": 1677610602, **named}


def embeddings(request):
    authorized(request, "Bearer sk-test")
    body = request.json()
    check("input", body == {"input": ["The food was delicious"], "model": "text-embedding-3-small"})
    data = [{"object": "embedding", "index": 0, "embedding": [0.1, 0.2, 0.3]}]
    usage = {"prompt_tokens": 4, "total_tokens": 4}
    return {"object": "list", "model": body["model"], "data": data, "usage": usage}


# GitHub


def issues(request):
    token(request)
    query = dict(parse_qsl(request.query))
    check("open issues, two at a time", (query["state"], query["per_page"]) == ("open", "2"))
    items = example("issue-items")
    if query.get("page") == "2":
        return [{**items[0], "number": 1348, "title": "Second page"}]
    url = f"{request.base}/github/repos/XAMPPRocky/octocrab/issues?state=open&per_page=2&page=2"
    return 200, "application/json", json.dumps(items).encode(), {"Link": f'<{url}>; rel="next"'}


def token(request):
    if request.headers.get("Authorization") != "Bearer ghp_x":
        raise Refused(401, {"message": "Requires authentication"})


def issue(request):
    token(request)
    text = {"title": "My first issue", "body": "The body"}
    check("issue", request.json() == {**text, "labels": ["bug"], "assignees": ["ferris"]})
    return 201, "application/json", json.dumps(example("issue")).encode()


def asset(request):
    token(request)
    check("asset", request.body == b"hello" and request.query == "name=notes.txt")
    check("its media type", request.headers["Content-Type"] == "text/plain")
    return 201, "application/json", json.dumps(example("release-asset-response-for-successful-upload")).encode()


def repository(request):
    token(request)
    if "/nobody/" in request.path:
        raise Refused(404, {"message": "Not Found", "documentation_url": "https://docs.github.com/rest"})
    return example("full-repository-default-response")


def search(request):
    token(request)
    check("query", "q=language%3Arust%20stars%3A%3E1000" in request.query.replace("+", "%20"))
    return example("repo-search-result-item-paginated")


# Qdrant


def qdrant(request, result):
    check("key", request.headers.get("api-key") == "key")
    return {"usage": None, "time": 0.002, "status": "ok", "result": result}


def collection(request):
    check("vectors", request.json()["vectors"] == {"size": 4, "distance": "Cosine"})
    return qdrant(request, True)


def upsert(request):
    check("wait", request.query == "wait=true")
    point = request.json()["points"][0]
    check("a point", point["id"] == 1 and point["payload"] == {"city": "Berlin"} and len(point["vector"]) == 4)
    return qdrant(request, {"operation_id": 0, "status": "completed"})


def query_points(request):
    if "/nothing/" in request.path:
        raise Refused(404, {"status": {"error": "Not found: Collection `nothing` doesn't exist!"}, "time": 0.0})
    body = request.json()
    check("query", len(body["query"]["nearest"]) == 4)
    check("filter", body["filter"] == {"must": [{"key": "city", "match": {"value": "Berlin"}}]})
    check("limit and payload", body["limit"] == 3 and body["with_payload"] is True)
    point = {"id": 1, "version": 0, "score": 0.97, "payload": {"city": "Berlin"}}
    return qdrant(request, {"points": [point]})


# Meilisearch


TIME = "2024-08-08T14:12:09.393Z"


def enqueued(request, uid, kind):
    authorized(request, "Bearer masterKey")
    body = {"taskUid": uid, "indexUid": "movies", "status": "enqueued", "type": kind, "enqueuedAt": TIME}
    return 202, "application/json", json.dumps(body).encode()


def index(request):
    check("an index", request.json() == {"uid": "movies", "primaryKey": "id"})
    return enqueued(request, 1, "indexCreation")


# A task is found unfinished once.
finished = [None, TIME]


def task(request):
    authorized(request, "Bearer masterKey")
    at = finished.pop(0) if len(finished) > 1 else TIME
    body = {"uid": 1, "indexUid": "movies", "status": "succeeded" if at else "processing", "type": "indexCreation"}
    return {**body, "enqueuedAt": TIME, "startedAt": TIME, "finishedAt": at}


def documents(request):
    check("documents", [movie["id"] for movie in request.json()] == [1, 2])
    return enqueued(request, 2, "documentAdditionOrUpdate")


def hits(request):
    authorized(request, "Bearer masterKey")
    body = request.json()
    check("search", (body["q"], body["limit"], body["filter"]) == ("wonder", 5, "genres = Action"))
    hit = {"id": 2, "title": "Wonder Woman", "genres": ["Action"]}
    found = {"query": "wonder", "processingTimeMs": 1, "limit": 5, "offset": 0, "estimatedTotalHits": 1}
    return {"hits": [hit], **found}


def no_index(request):
    body = {"message": "Index `nothing` not found.", "code": "index_not_found", "type": "invalid_request"}
    raise Refused(404, {**body, "link": "https://docs.meilisearch.com/errors#index_not_found"})


# Stripe


def form(request):
    """The fields of a form, as the service names them."""
    authorized(request, "Bearer sk_test")
    check("a form", request.headers["Content-Type"] == "application/x-www-form-urlencoded")
    return dict(parse_qsl(request.body.decode(), strict_parsing=True))


CREATED = {"created": 1680893993, "livemode": False}
SOURCES = {"object": "list", "data": [], "has_more": False, "url": "/v1/customers/cus_1/sources"}
CUSTOMER = {**CREATED, "object": "customer", "email": None, "shipping": None, "sources": SOURCES}
PRODUCT = {**CREATED, "id": "prod_1", "object": "product", "active": True, "images": [], "metadata": {}}
PRODUCT |= {"name": "T-Shirt", "type": "service", "updated": 1680893993}
PRICE = {**CREATED, "id": "price_1", "object": "price", "active": True, "currency": "usd"}
PRICE |= {"billing_scheme": "per_unit", "metadata": {}, "nickname": None, "recurring": None, "type": "one_time", "unit_amount": 1000}


def customer(request):
    check("a customer", form(request) == {"email": "a@example.com", "metadata[plan]": "pro"})
    return {**CUSTOMER, "id": "cus_1", "email": "a@example.com"}


def no_customer(request):
    error = {"type": "invalid_request_error", "code": "resource_missing", "param": "id"}
    raise Refused(404, {"error": {**error, "message": "No such customer: 'cus_0'"}})


def customers(request):
    check("limit", "limit=2" in request.query)
    more = "starting_after=cus_2" not in request.query
    page = [{**CUSTOMER, "id": id} for id in (["cus_1", "cus_2"] if more else ["cus_3"])]
    return {"object": "list", "url": "/v1/customers", "has_more": more, "data": page}


def product(request):
    check("a product", form(request) == {"name": "T-Shirt"})
    return PRODUCT


def price(request):
    amount = {"currency": "usd", "unit_amount": "1000"}
    check("a price", form(request) == {**amount, "product": "prod_1", "expand[]": "product"})
    return {**PRICE, "product": PRODUCT}


def session(request):
    addresses = {"cancel_url": "http://test.com/cancel", "success_url": "http://test.com/ok"}
    items = {"line_items[0][price]": "price_1", "line_items[0][quantity]": "3"}
    means = {"payment_method_types[]": "card", "mode": "payment", "customer": "cus_1", "expand[]": "line_items"}
    check("a session", form(request) == addresses | items | means)
    item = {"id": "li_1", "object": "item", "amount_subtotal": 3000, "amount_total": 3000, "currency": "usd"}
    item |= {"description": "T-Shirt", "price": {**PRICE, "product": "prod_1"}, "quantity": 3}
    lines = {"object": "list", "data": [item], "has_more": False, "url": "/v1/checkout/sessions/cs_1/line_items"}
    means = {"customer": "cus_1", "customer_email": None, "mode": "payment", "payment_method_types": ["card"]}
    return {"id": "cs_1", "object": "checkout.session", "livemode": False, **means, **addresses, "line_items": lines}


ROUTES = {
    ("POST", "/openai/chat/completions"): chat,
    ("POST", "/openai/files"): file,
    ("POST", "/openai/embeddings"): embeddings,
    ("GET", "/github/repos/XAMPPRocky/octocrab"): repository,
    ("GET", "/github/repos/nobody/nothing"): repository,
    ("GET", "/github/repos/XAMPPRocky/octocrab/issues"): issues,
    ("POST", "/github/repos/XAMPPRocky/octocrab/issues"): issue,
    ("POST", "/github/repos/XAMPPRocky/octocrab/releases/1/assets"): asset,
    ("GET", "/github/search/repositories"): search,
    ("PUT", "/qdrant/collections/test"): collection,
    ("PUT", "/qdrant/collections/test/points"): upsert,
    ("POST", "/qdrant/collections/test/points/query"): query_points,
    ("POST", "/qdrant/collections/nothing/points/query"): query_points,
    ("POST", "/meilisearch/indexes"): index,
    ("GET", "/meilisearch/tasks/1"): task,
    ("POST", "/meilisearch/indexes/movies/documents"): documents,
    ("POST", "/meilisearch/indexes/movies/search"): hits,
    ("GET", "/meilisearch/indexes/nothing"): no_index,
    ("POST", "/stripe/v1/customers"): customer,
    ("GET", "/stripe/v1/customers"): customers,
    ("GET", "/stripe/v1/customers/cus_0"): no_customer,
    ("POST", "/stripe/v1/products"): product,
    ("POST", "/stripe/v1/prices"): price,
    ("POST", "/stripe/v1/checkout/sessions"): session,
}


class Handler(BaseHTTPRequestHandler):
    """Responds by the table of routes."""

    protocol_version = "HTTP/1.1"

    def json(self):
        return json.loads(self.body)

    def respond(self):
        self.path, _, self.query = self.path.partition("?")
        self.base = f"http://{self.headers['Host']}"
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                self.body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        route = ROUTES.get((self.command, self.path))
        try:
            reply = route(self) if route else (404, "application/json", b'{"message": "no such path"}')
        except Refused as refused:
            reply = refused.status, "application/json", json.dumps(refused.body).encode()
        if not isinstance(reply, tuple):
            reply = 200, "application/json", json.dumps(reply).encode()
        status, media_type, body, *headers = reply
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers[0] if headers else {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = respond

    def log_message(self, *arguments):
        """Prints nothing: the programs say what failed."""


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(f"http://127.0.0.1:{server.server_port}", flush=True)
sys.stdin.read()

"""Drives Chromium through the pages of comparisons; see scripts/page."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time


class Browser:
    """Chromium without a window, over the pipe of its DevTools protocol."""

    def __init__(self, program, folder):
        theirs, mine = os.pipe()
        ours, yours = os.pipe()

        def hand_over():
            # Both first out of the way of the numbers that the browser expects.
            one, other = os.dup(theirs), os.dup(yours)
            os.dup2(one, 3)
            os.dup2(other, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--no-first-run", f"--user-data-dir={folder}", "about:blank"],
            close_fds=False, preexec_fn=hand_over, stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(yours)
        self.out, self.into = mine, os.fdopen(ours, "rb")
        self.number, self.events = 0, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "Accessibility"):
            self.call(f"{domain}.enable")

    def message(self):
        text = b""
        while True:
            byte = self.into.read(1)
            if not byte:
                raise SystemExit("the browser is gone")
            if byte == b"\0":
                return json.loads(text)
            text += byte

    def call(self, method, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if hasattr(self, "session"):
            request["sessionId"] = self.session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise SystemExit(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def open(self, url):
        """Opens a page in a fresh document; the milliseconds until it is there."""
        for at in ("about:blank", url):
            self.events = []
            started = time.monotonic()
            self.call("Page.navigate", url=at)
            while not self.seen("Page.loadEventFired"):
                self.events.append(self.message())
        # What is in sight is drawn as well.
        self.value("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        return (time.monotonic() - started) * 1000

    def value(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise SystemExit(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def press(self, key):
        codes = {"Tab": 9, "Enter": 13}
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key],
                      **({"text": "\r"} if key == "Enter" and kind == "rawKeyDown" else {}))

    def seen(self, method):
        return [event["params"] for event in self.events if event.get("method") == method]


failed = []


def check(what, is_so, detail=""):
    print(f"{'ok' if is_so else 'FAILED'}: {what}{f' ({detail})' if detail != '' else ''}", flush=True)
    if not is_so:
        failed.append(what)


def document(calls, schemas):
    return {
        "openapi": "3.1.0",
        "info": {"title": "Example", "version": "1"},
        "servers": [{"url": "https://example.test"}],
        "paths": calls,
        "components": {"schemas": schemas},
    }


def call(name, tag, answer, **more):
    described = {"operationId": name, "tags": [tag], "responses": {"200": {
        "description": "It.", "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}}}}}
    return {"get": {**described, **more}}


def record(**properties):
    return {"type": "object", "properties": properties}


TEXT = {"type": "string"}
HOSTILE = "</script><script>window.owned=1;alert(1)</script><img src=x onerror=\"window.owned=2\">'\"`\u202e\u2028--><svg/onload=alert(2)>"


def small():
    old = document(
        {"/keys": call("listKeys", "keys", "Key"), "/users": call("listUsers", "users", "User"),
         "/old": call("getOld", "users", "User")},
        {"Key": record(id=TEXT, name=TEXT), "User": record(id=TEXT)})
    new = document(
        {"/keys": call("listKeys", "keys", "Key", parameters=[{"name": "limit", "in": "query", "schema": {"type": "integer"}}]),
         "/users": call("listUsers", "users", "User")},
        {"Key": record(id={"type": "integer"}, name=TEXT, label=TEXT), "User": record(id=TEXT, label=TEXT)})
    return old, new


def hostile():
    def side(more):
        kind = {"type": "string", "enum": [HOSTILE, "a"] + more}
        described = {"description": HOSTILE + "".join(more)}
        return document(
            {"/keys": call(f"list {HOSTILE}", HOSTILE, "Key", parameters=[
                {"name": HOSTILE + one, "in": "query", "schema": TEXT, **described} for one in ["x"] + more])},
            {"Key": {**record(**{HOSTILE: {**TEXT, **described}, "kind": kind}), **described}})
    return side([]), side([HOSTILE + "2"])


def large():
    old = document(
        {f"/p{at}": call(f"call{at}", f"group{at % 40}", f"R{at}") for at in range(450)},
        {f"R{at}": record(**{f"f{field}": TEXT for field in range(6)}) for at in range(450)})
    new = document(
        {f"/p{at}": call(f"call{at}", f"group{at % 40}", f"R{at}") for at in range(450)},
        {f"R{at}": record(**{f"f{field}": {"type": "integer"} if field < 3 and at % 2 == 0 else TEXT for field in range(6)},
                          **{f"g{field}_{at}": TEXT for field in range(2)}) for at in range(450)})
    return old, new


def page(program, folder, name, sides):
    below = folder / name
    below.mkdir()
    paths = []
    for side, described in zip(("old", "new"), sides):
        path = below / f"{side}.json"
        path.write_text(json.dumps(described, indent=2) if isinstance(described, dict) else described.read_text())
        paths.append(path.name)
    run = subprocess.run([program, "diff", *paths, "--format", "html"], cwd=below, capture_output=True, check=True)
    html = below / "changes.html"
    html.write_bytes(run.stdout)
    return html.as_uri()


def is_clean(browser, what, url):
    check(f"{what}: nothing was loaded beside the page",
          all(one["request"]["url"].split("#")[0] == url for one in browser.seen("Network.requestWillBeSent")))
    logged = [one["entry"]["text"] for one in browser.seen("Log.entryAdded")]
    check(f"{what}: the browser complains of nothing", not logged, "; ".join(logged))
    thrown = browser.seen("Runtime.exceptionThrown")
    check(f"{what}: the script ends well", not thrown, str(thrown) if thrown else "")


COUNT = "document.getElementById('count').textContent"
SHOWN = "Array.from(document.querySelectorAll('article:not([hidden])'), one => one.firstElementChild.textContent)"


def choose(browser, name, value):
    browser.value(f"(() => {{ const one = document.forms[0].elements[{json.dumps(name)}]; one.value = {json.dumps(value)}; "
                  "one.dispatchEvent(new Event('input', {bubbles: true})); })()")


def works(browser, url):
    browser.open(url)
    is_clean(browser, "a small page", url)
    every = browser.value("document.querySelectorAll('article').length")
    check("every change is shown at first", browser.value(COUNT) == f"{every} of {every} changes", browser.value(COUNT))
    check("the form is there with the script", browser.value("!document.forms[0].hidden"))

    browser.value("document.forms[0].elements.text.focus()")
    browser.call("Input.insertText", text="LABEL")
    shown = browser.value(SHOWN)
    check("the search keeps what has the text", shown and all("label" in one for one in shown), shown)
    check("the count follows", browser.value(COUNT) == f"{len(shown)} of {every} changes", browser.value(COUNT))
    check("the filter is in the address", browser.value("location.hash") == "#text=LABEL", browser.value("location.hash"))
    browser.value("document.forms[0].elements.text.value = 'nothing is like this'")
    choose(browser, "column", "")
    check("it says when nothing is left", browser.value("!document.getElementById('none').hidden"))
    browser.value("document.querySelector('button[type=reset]').click()")
    browser.value("new Promise(done => setTimeout(done, 50))")
    check("everything comes back", browser.value(COUNT) == f"{every} of {every} changes", browser.value(COUNT))

    tallies = "Array.from(document.querySelectorAll('section.standing:not([hidden]) > h2 > .tally'), one => one.textContent)"
    before = browser.value(tallies)
    browser.value("document.forms[0].elements.text.value = 'label'")
    choose(browser, "column", "")
    check("the counts of sections follow", any("shown" in one for one in browser.value(tallies)), browser.value(tallies))
    browser.value("document.querySelector('button[type=reset]').click()")
    browser.value("new Promise(done => setTimeout(done, 50))")
    check("and come back", browser.value(tallies) == before)

    for name, value, attribute, wanted in (
        ("column", "source-break", "source", "break"), ("column", "wire-break", "wire", "break"),
        ("severity", "minor", "severity", "minor"),
    ):
        browser.value("document.forms[0].reset()")
        choose(browser, name, value)
        found = browser.value(f"Array.from(document.querySelectorAll('article:not([hidden])'), one => one.dataset.{attribute})")
        left = browser.value(f"document.querySelectorAll('article[hidden][data-{attribute}={wanted}]').length")
        check(f"{name} {value} keeps these alone", found and set(found) == {wanted} and left == 0, found)

    browser.open(f"{url}#group=Keys")
    shown = browser.value(SHOWN)
    check("an address with a filter filters", 0 < len(shown) < every, len(shown))
    check("what holds nothing is not shown", browser.value(
        "Array.from(document.querySelectorAll('section.group:not([hidden])')).every(one => one.querySelector('article:not([hidden])'))"))
    browser.open(url)
    browser.value("document.querySelector('nav table a').click()")
    browser.value("new Promise(done => setTimeout(done, 50))")
    check("the map filters", browser.value("location.hash").startswith("#group="), browser.value(COUNT))

    last = browser.value("Array.from(document.querySelectorAll('article')).at(-1).id")
    browser.open(f"{url}#{last}")
    check("a link leads to its change", browser.value("document.activeElement.id") == last, last)
    check("which is open", browser.value("document.activeElement.querySelector('details').open"))
    check("and in sight", browser.value(
        "(() => { const at = document.activeElement.getBoundingClientRect(); return at.top >= 0 && at.top < innerHeight; })()"))
    browser.value(f"location.hash = '#text=nothing+is+like+this'")
    browser.value("new Promise(done => setTimeout(done, 50))")
    browser.value(f"location.hash = '#{last}'")
    browser.value("new Promise(done => setTimeout(done, 50))")
    check("a link shows what a filter hid", browser.value("document.activeElement.id") == last)
    check("both descriptions are there", browser.value(
        "document.activeElement.querySelectorAll('.sides > div').length") == 2)
    check("a place is a link to its line", browser.value(
        "/^\\.\\/new\\.json#L[0-9]+$/.test(document.querySelector('.meta a').getAttribute('href')) || "
        "/^\\.\\/old\\.json#L[0-9]+$/.test(document.querySelector('.meta a').getAttribute('href'))"))

    browser.open(url)
    browser.press("Tab")
    check("the first stop of the keyboard skips to the changes", browser.value("document.activeElement.className") == "skip")
    check("the focus can be seen", browser.value("getComputedStyle(document.activeElement).outlineStyle") == "solid")
    browser.press("Enter")
    browser.value("new Promise(done => setTimeout(done, 50))")
    check("and does so", browser.value("location.hash") == "#changes", browser.value("document.activeElement.id"))
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    named = [(node.get("role", {}).get("value"), node.get("name", {}).get("value", "")) for node in nodes if not node.get("ignored")]
    roles = {role for role, _ in named}
    check("landmarks are there", {"banner", "navigation", "search", "main", "heading"} <= roles, sorted(map(str, roles)))
    controls = [(role, name) for role, name in named if role in ("searchbox", "combobox", "button", "link", "textbox")]
    check("every control has a name", controls and all(name for _, name in controls), len(controls))
    check("the count is announced", "status" in roles)

    def paper():
        return browser.value("getComputedStyle(document.body).backgroundColor")

    colors = []
    for scheme in ("light", "dark"):
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        colors.append(paper())
    check("it is light and dark", colors[0] != colors[1], colors)
    browser.call("Emulation.setEmulatedMedia", features=[])


def is_harmless(browser, url):
    browser.open(url)
    for last in ("", "#" + browser.value("Array.from(document.querySelectorAll('article')).at(-1).id")):
        browser.open(url + last)
        browser.value("document.querySelectorAll('details').forEach(one => one.open = true)")
        browser.value("new Promise(done => setTimeout(done, 200))")
        is_clean(browser, "a hostile page", url)
        check("nothing of a description runs", browser.value("window.owned === undefined"))
        check("no dialog opens", not browser.seen("Page.javascriptDialogOpening"))
    check("one script is there", browser.value("document.scripts.length") == 1)
    check("no element of a description is there", browser.value(
        "document.querySelectorAll('img, svg, iframe, object, embed, link, base').length") == 0)
    check("its text is there", browser.value("document.body.textContent.includes('<script>window.owned=1')"))
    check("nothing turns the text around", not browser.value("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.textContent)"))
    browser.value(f"location.hash = '#group=' + encodeURIComponent({json.dumps(HOSTILE)}) + '&text=' + encodeURIComponent('<img src=x onerror=alert(3)>')")
    browser.value("new Promise(done => setTimeout(done, 100))")
    check("nothing of an address runs", browser.value("window.owned === undefined") and not browser.seen("Page.javascriptDialogOpening"))


def is_fast(browser, url):
    took = min(browser.open(url) for _ in range(3))
    many = browser.value("document.querySelectorAll('article').length")
    check("the large page has at least 1,272 changes", many >= 1272, many)
    check("it is there within a second", took < 1000, f"{took:.0f} ms")
    filtering = browser.value(
        "(() => { const start = performance.now(); const form = document.forms[0]; form.elements.text.value = 'a'; "
        "form.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - start; })()")
    check("a filter takes less than 200 ms", filtering < 200, f"{filtering:.0f} ms")


def main():
    chromium, program, *sides = sys.argv[1:]
    program = str(pathlib.Path(program).resolve())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        folder = pathlib.Path(folder).resolve()
        browser = Browser(chromium, folder / "profile")
        try:
            works(browser, page(program, folder, "small", small()))
            is_harmless(browser, page(program, folder, "hostile", hostile()))
            is_fast(browser, page(program, folder, "large", [pathlib.Path(side) for side in sides] or large()))
        finally:
            browser.process.terminate()
            browser.process.wait()
    if failed:
        raise SystemExit(f"{len(failed)} failed")


main()

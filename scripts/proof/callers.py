"""Compiles small callers against two crates and looks for reported breaks behind those that fail; see scripts/callers."""

import argparse
import bisect
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import probe

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target/callers"
BINDERY = Path(os.environ.get("BINDERY_PROGRAM", ROOT / "target/debug/bindery"))
CRATE = "callers_api"
ENVIRONMENT = dict(os.environ, CARGO_TARGET_DIR=str(WORK / "target"), CARGO_INCREMENTAL="0", CARGO_PROFILE_DEV_DEBUG="0")


def bindery(*words, fine=(0,)):
    done = subprocess.run([BINDERY, *words], text=True, capture_output=True)
    if done.returncode not in fine:
        raise SystemExit(f"bindery {' '.join(map(str, words))}:\n{done.stdout}{done.stderr}")
    return done.stdout


class Emitted:
    """What the source of a crate says that its inventory does not: fields, variants, constructors, handles."""

    def __init__(self, crate, inventory):
        self.source = crate / "src"
        self.known = {one["name"] for one in inventory["types"]}
        self.handles = {}
        self.requests = {}  # by module and method
        for path in self.source.rglob("*.rs"):
            for method, module, name in re.findall(r"pub fn (\w+)\(&self\) -> (?:(\w+)::)?(\w+)<'_>", path.read_text()):
                self.handles[method, module] = name
        for path, module in self.files():
            for method, name in re.findall(r"(?s)pub fn (\w+)\(\s*&self\b[^{;]*?\) -> (\w+) \{", path.read_text()):
                self.requests[module, method] = name

    def files(self):
        for path in sorted(self.source.rglob("*.rs")):
            parts = path.relative_to(self.source).with_suffix("").parts
            if parts[0] in ("types", "rest", "webhooks") and path.name != "lib.rs":
                yield path, "::".join(parts[:2]) if parts[0] == "rest" else parts[0]

    def types(self):
        """Every struct and enum: its name, the text of its body, and what names in it stand for."""
        for path, module in self.files():
            text = path.read_text()
            own = {}
            for name in re.findall(r"(?m)^pub (?:struct|enum|type) (\w+)", text):
                # A type lies in the module of its owner, or in one of its own.
                inside = f"{module}::{path.stem}::{name}"
                own[name] = inside if inside in self.known else f"{module}::{name}"
            names = {**self.names(text, module), **{name: f"{CRATE}::{full}" for name, full in own.items()}}
            for kind, name, body in re.findall(r"(?m)^pub (struct|enum) (\w+) \{\n(.*?)^\}", text, re.S):
                full = own[name]
                if full in self.known:
                    new = re.search(rf"(?ms)^impl {name} \{{.*?^    pub fn new\((.*?)\) -> Self", text)
                    yield full, kind, body, (new[1] if new else None), names

    def names(self, text, module):
        names = {}
        for path in re.findall(r"(?ms)^use ([^;]+);", text):
            for one in unfolded(" ".join(path.split())):
                head, _, last = one.rpartition("::")
                if head == "super" or head.startswith("super::super"):
                    head = f"{CRATE}::{module}"
                elif head.startswith("crate"):
                    head = CRATE + head.removeprefix("crate")
                names[last] = f"{head}::{last}" if head else last
        return names

    def resolved(self, ty, names, module):
        def replace(found):
            path = found[0]
            first, _, rest = path.partition("::")
            if first == "crate":
                return f"{CRATE}::{rest}"
            if first in names:
                return names[first] + (f"::{rest}" if rest else "")
            return f"{CRATE}::{module}::{first}" if f"{module}::{first}" in self.known else path

        return re.sub(r"(?<![\w:])[A-Za-z_]\w*(?:::\w+)*", replace, " ".join(ty.split()))


def unfolded(path):
    """The paths of an import with braces."""
    found = re.fullmatch(r"(.*?)::\{(.*)\}", path)
    if not found:
        return [path]
    return [one for part in split(found[2], "{", "}") for one in unfolded(f"{found[1]}::{part}")]


def split(text, opening="<(", closing=">)"):
    """What is between the commas of a list, but for commas inside of brackets."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text + ","):
        depth += (letter in opening) - (letter in closing)
        if letter == "," and depth == 0:
            if part := text[start:at].strip():
                parts.append(part)
            start = at + 1
    return parts


class Caller:
    def __init__(self, text, items, mentioned):
        self.text, self.items, self.mentioned = text, items, mentioned


def qualified(ty):
    return re.sub(r"(?<![\w:])(types|rest|webhooks)::", rf"{CRATE}::\1::", ty)


def mentioned(text):
    return {found.removeprefix(f"{CRATE}::") for found in re.findall(rf"{CRATE}(?:::\w+)+", text)}


def callers(crate, inventory):
    """A small function for each call, setter, field, variant and constructor."""
    emitted = Emitted(crate, inventory)
    made = []

    def add(items, text):
        made.append(Caller(text.replace("fn it", f"fn it_{len(made)}", 1), items, mentioned(text)))

    for one in inventory["operations"]:
        if one["service"] != "rest":
            continue
        handle = emitted.handles.get((one["handle"], one["module"]), one["handle"])
        item = f"{handle}::{one['method']}"
        required = [given for given in one["inputs"] if given["required"]]
        typed = {given["name"]: qualified(f"Option<{given['type']}>" if given["nullable"] or given.get("null") else given["type"])
                 for given in required}
        parameters = "".join(f", {name}: {ty}" for name, ty in typed.items())
        if one["holder"]:
            fields = ", ".join(typed)
            arguments = f"{CRATE}::rest::{one['module']}::{one['holder']} {{ {fields} }}"
        else:
            arguments = ", ".join(typed)
        call = f"client.{one['handle']}().{one['method']}({arguments})"
        client = f"client: &{CRATE}::Client{parameters}"
        answer = qualified(one["response"])
        add([item], f"pub async fn it({client}) -> Result<{answer}, {CRATE}::Error> {{ {call}.await }}")
        for given in one["inputs"]:
            if given["required"]:
                continue
            request = emitted.requests.get((f"rest::{one['module']}", one["method"]))
            inside = [item, f"{item}({given['name']})", f"{request}::{given['name']}"]
            ty = qualified(given["type"])
            if given.get("only"):
                add(inside, f"pub fn it({client}) {{ let _ = {call}.{given['name']}(); }}")
            else:
                # An argument may be called as the value is.
                ty = f"Option<{ty}>" if given["nullable"] and not given.get("null") else ty
                add(inside, f"pub fn it({client}, the_value: {ty}) {{ let _ = {call}.{given['name']}(the_value); }}")
            if given.get("null"):
                add(inside, f"pub fn it({client}) {{ let _ = {call}.{given['null']}(); }}")
    for name, kind, body, new, names in emitted.types():
        module = name.rpartition("::")[0]
        path = f"{CRATE}::{name}"
        body = re.sub(r"(?m)^\s*(///|//|#\[).*\n", "", body)
        if kind == "struct":
            for field, ty in re.findall(r"(?ms)^    pub (\w+|r#\w+): (.*?),$(?=\n    (?:pub )?[\w#]+: |\n*\Z)", body):
                ty = emitted.resolved(ty, names, module)
                add([f"{name}::{field}"], f"pub fn it(value: &{path}) -> &{ty} {{ &value.{field} }}")
        else:
            for variant, inner in re.findall(r"(?ms)^    (\w+)(?:\((.*?)\))?,$", body):
                if inner:
                    ty = emitted.resolved(inner, names, module)
                    text = f"pub fn it(value: &{path}) -> Option<&{ty}> {{ match value {{ {path}::{variant}(inner) => Some(inner), _ => None }} }}"
                else:
                    text = f"pub fn it(value: &{path}) -> bool {{ matches!(value, {path}::{variant}) }}"
                add([f"{name}::{variant}"], text)
        if new is not None:
            given = [part.split(":", 1) for part in split(new)]
            given = [(argument.strip(), emitted.resolved(re.sub(r"^impl Into<(.*)>$", r"\1", " ".join(ty.split())), names, module))
                     for argument, ty in given]
            parameters = ", ".join(f"{argument}: {ty}" for argument, ty in given)
            add([name, f"{name}::new"], f"pub fn it({parameters}) -> {path} {{ {path}::new({', '.join(argument for argument, _ in given)}) }}")
    return made


def compiled(folder, crate, made, head):
    """Those of the callers that do not compile against a crate, with what the compiler says of each."""
    manifest = f'''[package]
name = "callers"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
callers-api = {{ path = "{crate}" }}
bindery-runtime = {{ path = "{ROOT / 'runtime'}" }}
serde_json = "1"

[workspace]
'''
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "Cargo.toml").write_text(manifest)
    shutil.copy(ROOT / "Cargo.lock", folder / "Cargo.lock")
    failed = {}
    while True:
        text, starts, numbers = head, [], []
        for number, one in enumerate(made):
            if number not in failed:
                starts.append(text.count("\n") + 1 if not starts else starts[-1] + lines)
                numbers.append(number)
                lines = one.text.count("\n") + 1
                text += one.text + "\n"
        (folder / "src/lib.rs").write_text(text)
        done = subprocess.run(["cargo", "check", "--quiet", "--message-format=json"], cwd=folder, env=ENVIRONMENT, text=True, capture_output=True)
        found = 0
        for line in done.stdout.splitlines():
            message = json.loads(line).get("message")
            if not isinstance(message, dict) or message.get("level") != "error":
                continue
            for span in message["spans"]:
                if span["is_primary"] and span["file_name"] == "src/lib.rs":
                    number = numbers[bisect.bisect_right(starts, span["line_start"]) - 1]
                    failed.setdefault(number, message["message"])
                    found += 1
        if done.returncode == 0:
            return failed
        if not found:
            raise SystemExit(done.stderr[-4000:] + done.stdout[-4000:])


def explained(one, breaks):
    """Whether a reported break is at what the caller uses, around it, inside of a call, or at a type that it names."""
    for subject in breaks:
        if subject in one.mentioned:
            return True
        for item in one.items:
            if subject == item or item.startswith(subject + "::") or item.startswith(subject + "("):
                return True
            if subject.startswith((item + "(", item + "::")):
                return True
    return False


def pair(old, new, keep):
    name = f"{old.parent.name}-{old.stem}-{new.stem}"
    folder = WORK / re.sub(r"[^\w.-]", "-", name)
    shutil.rmtree(folder, ignore_errors=True)
    crates = []
    for side, document in (("old", old), ("new", new)):
        crates.append(folder / side)
        bindery("generate", "--quiet", "--spec", document, "--out", crates[-1], "--name", "callers-api", "--runtime", f"path={ROOT / 'runtime'}")
    inventory = json.loads(bindery("inventory", "--spec", old, "--out", crates[0]))
    report = json.loads(bindery("diff", old, new, "--format", "json"))
    breaks = {one["subject"] for one in report["changes"] if one["source"] == "break"}
    made = callers(crates[0], inventory)
    # What is not of the crates is there on both sides.
    head = "#![allow(warnings)]\n" + re.sub(r"^use \S+::\{[^}]*\}; ", "", probe.imported(CRATE, {**inventory, "types": inventory["types"]}))
    head += "\nuse std::collections::BTreeMap;\n"
    unwritten = compiled(folder / "caller", crates[0], made, head)
    made = [one for number, one in enumerate(made) if number not in unwritten]
    failed = compiled(folder / "caller", crates[1], made, head)
    unexplained = [(made[number], why) for number, why in sorted(failed.items()) if not explained(made[number], breaks)]
    used = {subject for subject in breaks for number in failed if explained(made[number], {subject})}
    print(f"{name}: {len(made)} callers ({len(unwritten)} more do not compile against their own crate), {len(failed)} fail, "
          f"{len(unexplained)} of them without a reported break; {len(breaks)} items with a reported break, {len(breaks - used)} that no caller shows", flush=True)
    for why in list(unwritten.values())[:3]:
        print(f"  not a caller: {why}")
    for one, why in unexplained:
        print(f"  unexplained: {one.items[-1]}: {why}\n    {one.text}")
    for subject in sorted(breaks - used)[:20]:
        print(f"  shown by no caller: {subject}")
    if not keep:
        shutil.rmtree(folder)
    return len(unexplained)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="+", type=Path, metavar="OLD NEW")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    documents = [one.resolve() for one in options.documents]
    if len(documents) % 2:
        parser.error("documents come in pairs")
    found = sum(pair(old, new, options.keep) for old, new in zip(documents[::2], documents[1::2]))
    sys.exit(1 if found else 0)


main()

"""Runs the stages of scripts/corpus, which says what they are."""

import argparse
import difflib
import filecmp
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import bodies
import cases
import probe
from document import read, shuffled
from schemas import Judge
from server import Server, rejected

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target/corpus"
BINDERY = Path(os.environ.get("BINDERY_PROGRAM", ROOT / "target/release/bindery"))
RUNTIME = ROOT / "runtime"
PRISM = WORK / "tools/node_modules/.bin/prism"
EXCEPTIONS = Path(__file__).with_name("exceptions.tsv")
STAGES = ["generate", "same", "fmt", "check", "clippy", "doc", "features", "values", "calls"]
SEED = "a row of dice"
# A whole run of a stage takes no longer, in seconds.
PATIENCE = 1800


def digest(*paths):
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


class Failure(Exception):
    pass


class Document:
    def __init__(self, path, options):
        self.path = path
        self.options = options
        # Crates of one document that differ are packages of their own.
        what = options.undescribed
        self.keeps = ["--undescribed", what] if what else []
        kind = "-" + what if what else ""
        self.name = path.stem.replace(".", "-") + kind
        self.folder = WORK / (path.stem + kind)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.crate = self.folder / "crate"
        self.log = open(self.folder / "log.txt", "a")
        self.state = self.folder / "report.json"
        self.key = digest(BINDERY, path, *sorted(Path(__file__).parent.glob("*.py")))
        self.report = {"key": self.key, "stages": {}}
        if self.state.exists() and not options.fresh:
            known = json.loads(self.state.read_text())
            if known.get("key") == self.key:
                self.report = known

    def run(self):
        for stage in STAGES:
            if stage in self.options.skip:
                continue
            done = self.report["stages"].get(stage)
            if done and done["passed"]:
                continue
            if stage != "generate" and not self.report["stages"].get("generate", {}).get("passed"):
                break
            started = time.monotonic()
            try:
                said = getattr(self, stage)() or {}
                passed = said.pop("passed", True)
            except Failure as failure:
                passed, said = False, {"failure": str(failure)[-4000:]}
            except Exception as error:  # A fault of ours is a failure that is told, too.
                passed, said = False, {"failure": f"{type(error).__name__}: {error}"}
            said["passed"] = passed
            said["seconds"] = round(time.monotonic() - started, 2)
            self.report["stages"][stage] = said
            self.state.write_text(json.dumps(self.report, indent=1))
            print(f"{self.path.name:32} {stage:9} {'ok' if passed else 'FAILED':7} {said['seconds']:8.2f} s", flush=True)

    def command(self, *words, folder=None, environment=None, must=True, patience=PATIENCE):
        env = dict(os.environ, CARGO_TARGET_DIR=str(WORK / "target"), CARGO_INCREMENTAL="0", CARGO_PROFILE_DEV_DEBUG="0",
                   CARGO_TERM_COLOR="never", **(environment or {}))
        self.log.write(f"\n$ {' '.join(map(str, words))}\n")
        self.log.flush()
        try:
            done = subprocess.run([str(word) for word in words], cwd=folder or self.crate, env=env, text=True, stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=patience)
        except subprocess.TimeoutExpired:
            raise Failure(f"{words[0]} took more than {patience} s")
        self.log.write(done.stdout[-20000:] + done.stderr[-20000:])
        self.log.flush()
        if must and done.returncode != 0:
            raise Failure(done.stdout[-2000:] + done.stderr[-3000:])
        return done

    def into(self, out, document=None):
        shutil.rmtree(out, ignore_errors=True)
        return self.command(BINDERY, "generate", "--spec", document or self.path, "--out", out, "--name",
                            "api-" + self.name, "--runtime", f"path={RUNTIME}", *self.keeps, folder=self.folder)

    def emitted(self):
        lock = next(self.crate.rglob("bindery.lock"))
        return lock, [lock.parent / line[5:] for line in lock.read_text().splitlines() if line.startswith("file ")]

    def generate(self):
        started = time.monotonic()
        self.into(self.crate)
        seconds = time.monotonic() - started
        lock, files = self.emitted()
        findings = {}
        for line in lock.read_text().splitlines():
            if line.startswith("degradation "):
                code = line.split()[1]
                findings[code] = findings.get(code, 0) + 1
        lines = sum(path.read_text().count("\n") for path in files)
        return {"generated in": round(seconds, 3), "files": len(files), "lines": lines, "findings": findings}

    def same(self):
        again = self.folder / "again"
        self.into(again)
        self.compare(self.crate, again, "generated twice")
        shutil.rmtree(again)
        # A document that is written anew has other lines, so that both sides are written by the same hand.
        plain, mixed = self.folder / "plain", self.folder / "mixed"
        document = read(self.path)
        outs = []
        for side, data in ((plain, document), (mixed, shuffled(document, SEED))):
            shutil.rmtree(side, ignore_errors=True)
            side.mkdir()
            (side / "document.json").write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
            self.into(side / "out", side / "document.json")
            outs.append(side / "out")
        self.compare(*outs, "shuffled")
        for side in (plain, mixed):
            shutil.rmtree(side)

    def compare(self, one, other, how):
        files = [{path.relative_to(side): path for path in side.rglob("*") if path.is_file() and "target" not in path.parts}
                 for side in (one, other)]
        for path in sorted(set(files[0]) | set(files[1])):
            if path.name == "Cargo.lock":
                continue
            if path not in files[0] or path not in files[1]:
                raise Failure(f"{how}: {path} is on one side only")
            if not filecmp.cmp(files[0][path], files[1][path], shallow=False):
                lines = difflib.unified_diff(files[0][path].read_text().splitlines(), files[1][path].read_text().splitlines(), lineterm="", n=1)
                raise Failure(f"{how}: {path} differs\n" + "\n".join(list(lines)[:40]))

    def fmt(self):
        _, files = self.emitted()
        # A file that others declare is shown with each of them.
        hunks = set()
        listed = [path for path in files if path.suffix == ".rs"]
        for start in range(0, len(listed), 200):
            done = self.command("rustfmt", "--edition", "2024", "--check", "--config", "skip_children=true", *listed[start:start + 200], must=False)
            if "error" in done.stderr and "skip_children" in done.stderr:
                done = self.command("rustfmt", "--edition", "2024", "--check", *listed[start:start + 200], must=False)
            hunks.update(re.findall(r"(?m)^Diff in .*$", done.stdout))
        hunks = len(hunks)
        lines = self.report["stages"]["generate"]["lines"]
        return {"hunks": hunks, "per 10,000 lines": round(hunks * 10_000 / max(lines, 1), 2)}

    def check(self):
        started = time.monotonic()
        self.command("cargo", "rustc", "--lib", "--profile", "check", "--", "-D", "warnings")
        return {"checked in": round(time.monotonic() - started, 2)}

    def clippy(self):
        self.command("cargo", "clippy", "--all-targets", "--", "-D", "warnings")

    def doc(self):
        self.command("cargo", "doc", "--no-deps", environment={"RUSTDOCFLAGS": "-D warnings"})

    def features(self):
        manifest = (self.crate / "Cargo.toml").read_text()
        default = re.search(r"(?ms)^default = \[(.*?)\]", manifest)
        names = re.findall(r'"([^"]+)"', default.group(1)) if default else []
        names = [name for name in names if "/" not in name]
        picked = names[:: max(1, len(names) // 5)][:5]
        for features in ["", *picked]:
            self.command("cargo", "rustc", "--lib", "--profile", "check", "--no-default-features", "--features", features, "--", "-D", "warnings")
        return {"features": len(names), "tried": picked}

    def inventory(self):
        done = self.command(BINDERY, "inventory", "--spec", self.path, "--out", self.crate, *self.keeps, folder=self.folder)
        return json.loads(done.stdout)

    def probe(self, inventory):
        folder = self.folder / "probe"
        probe.write(folder, self.crate, RUNTIME, inventory)
        self.command("cargo", "build", folder=folder)
        return WORK / "target/debug" / f"probe-{self.name}"

    def ask(self, program, listed, base=""):
        env = dict(os.environ)
        for name in self.variables:
            # A key may stand where a token is asked for, too.
            env[name] = "Bearer a-secret-of-the-probe" if name.endswith("API_KEY") else "a-secret-of-the-probe"
        done = subprocess.run([str(program), base], input="".join(json.dumps(case) + "\n" for case in listed), text=True,
                              capture_output=True, env=env, timeout=PATIENCE)
        answers = {}
        for line in done.stdout.splitlines():
            answer = json.loads(line)
            answers[answer["case"]] = answer
        if done.returncode != 0:
            self.log.write(done.stderr[-5000:])
        return answers

    def prepared(self):
        document = read(self.path)
        inventory = self.inventory()
        self.variables = re.findall(r'"([^"]+)"', inventory["client"] or "")
        return document, inventory, self.probe(inventory)

    def values(self):
        document, inventory, program = self.prepared()
        judge = Judge(document)
        found = cases.values(document, inventory, judge, self.options.instances, SEED)
        listed = [{"case": at, "type": name, "text": json.dumps(value, ensure_ascii=False)}
                  for at, (name, value, _) in enumerate(found["cases"])]
        answers = self.ask(program, listed)
        said = {kind: {"valid": 0, "kept": 0} for kind in ("examples", "instances")}
        # What only arrives does not tell null from absence.
        sent = {one["name"] for one in inventory["types"] if one.get("sent")}
        lost = []
        for at, (name, value, example) in enumerate(found["cases"]):
            kind = said["examples" if example else "instances"]
            kind["valid"] += 1
            answer = answers.get(at, {"problem": "no answer"})
            why = answer.get("problem") or ("unknown type" if "text" not in answer else
                                            difference(value, json.loads(answer["text"]), nulls=name in sent))
            if why is None:
                kind["kept"] += 1
            else:
                lost.append({"type": name, "example": example, "why": why, "value": json.dumps(value, ensure_ascii=False)[:600]})
        said["examples"]["found"] = found["examples"]
        said["examples"]["refused by their schema"] = found["examples_refused"]
        said["types"] = len(inventory["types"])
        said["types without an instance"] = found["without_instance"]
        said["lost"] = lost
        valid, kept = (sum(said[kind][what] for kind in ("examples", "instances")) for what in ("valid", "kept"))
        said["excused"] = self.excused("value", lost, "type")
        said["passed"] = valid == 0 or (kept / valid >= 0.995 and len(said["excused"]) == len({one["type"] for one in lost}))
        return said

    def excused(self, kind, losses, key):
        """The reasons in exceptions.tsv for what was lost, by what it is called."""
        known = {tuple(line.split("\t")[:3]): line.split("\t")[3] for line in EXCEPTIONS.read_text().splitlines() if line and line[0] != "#"}
        reasons = {one[key]: known.get((self.path.name, kind, one[key])) for one in losses}
        return {name: reason for name, reason in reasons.items() if reason}

    def calls(self):
        document, inventory, program = self.prepared()
        # Prism minds formats.
        judge = Judge(document, formats=True)
        operations = [one for one in inventory["operations"] if one["service"] == "rest"]
        if not operations:
            return {"operations": 0, "accepted": 0, "answers read": 0}
        listed = [{"case": at, "call": one["id"], "inputs": cases.inputs_of(document, one, judge, SEED) or {}}
                  for at, one in enumerate(operations)]
        server = Server(PRISM, document, self.folder)
        try:
            answers = self.ask(program, listed, server.base)
        finally:
            server.close()
        said = {"operations": len(operations), "accepted": 0, "answers read": 0, "judged otherwise": 0, "with answers": server.answers}
        wrong, unread = [], []
        for at, one in enumerate(operations):
            exchange = server.exchanges.get(str(at))
            answer = answers.get(at, {"problem": "the probe gave no answer"})
            if exchange is None:
                wrong.append({"call": one["id"], "why": answer.get("problem", "nothing was sent"), "inputs": listed[at]["inputs"]})
                continue
            why = rejected(exchange)
            if why and (bodies.judged(document, one, exchange, judge)
                        or bodies.read_back(document, one, exchange, listed[at]["inputs"], judge, WORK / "tools")):
                said["judged otherwise"] += 1
                why = None
            if why:
                wrong.append({"call": one["id"], "why": why, "request": exchange["request"], "headers": exchange["headers"], "body": exchange["body"]})
                continue
            said["accepted"] += 1
            if answer.get("done"):
                said["answers read"] += 1
            elif exchange["status"] < 300 and server.answers:
                unread.append({"call": one["id"], "why": answer.get("problem"), "status": exchange["status"], "answer": exchange["answer"][:600]})
        said["wrong"], said["unread"] = wrong, unread
        said["excused"] = self.excused("call", wrong, "call")
        said["passed"] = len(said["excused"]) == len(wrong)
        return said


def difference(one, other, path="", nulls=True):
    """Where two values differ; numbers are equal when they mean the same, and without `nulls` absence is null."""
    if isinstance(one, bool) or isinstance(other, bool):
        return None if one is other else f"{path or '/'}: {one!r} became {other!r}"
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return None if one == other or float(one) == float(other) else f"{path or '/'}: {one!r} became {other!r}"
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            if key not in other:
                if one[key] is None and not nulls:
                    continue
                return f"{path}/{key}: dropped"
            found = difference(one[key], other[key], f"{path}/{key}", nulls)
            if found:
                return found
        added = [key for key in other if key not in one]
        return f"{path}/{added[0]}: added" if added else None
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return f"{path}: {len(one)} items became {len(other)}"
        for at, (a, b) in enumerate(zip(one, other)):
            found = difference(a, b, f"{path}/{at}", nulls)
            if found:
                return found
        return None
    return None if one == other and type(one) is type(other) else f"{path or '/'}: {one!r} became {other!r}"


def page(documents):
    """The report over all documents."""
    lines = ["| document | generate s | files | lines | findings | hunks/10k | check s | clippy | doc | features | same | examples | instances | calls |",
             "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"]
    total = {"examples": [0, 0], "instances": [0, 0], "calls": [0, 0]}

    def stage(one, name, shown=lambda said: "ok"):
        said = one.report["stages"].get(name)
        return "" if said is None else (shown(said) if said["passed"] or name in ("values", "calls") else "**failed**")

    for one in documents:
        stages = one.report["stages"]
        values, calls = stages.get("values", {}), stages.get("calls", {})
        for kind in ("examples", "instances"):
            if kind in values:
                total[kind][0] += values[kind]["kept"]
                total[kind][1] += values[kind]["valid"]
        if "operations" in calls:
            total["calls"][0] += calls["accepted"]
            total["calls"][1] += calls["operations"]
        lines.append("| " + " | ".join([
            one.path.name,
            stage(one, "generate", lambda said: str(said["generated in"])),
            stage(one, "generate", lambda said: f"{said['files']:,}"),
            stage(one, "generate", lambda said: f"{said['lines']:,}"),
            stage(one, "generate", lambda said: ", ".join(f"{count} {code}" for code, count in sorted(said["findings"].items()))),
            stage(one, "fmt", lambda said: str(said["per 10,000 lines"])),
            stage(one, "check", lambda said: str(said["checked in"])),
            stage(one, "clippy"), stage(one, "doc"), stage(one, "features"), stage(one, "same"),
            stage(one, "values", lambda said: f"{said['examples']['kept']}/{said['examples']['valid']}" if "examples" in said else "**failed**"),
            stage(one, "values", lambda said: f"{said['instances']['kept']}/{said['instances']['valid']}" if "instances" in said else "**failed**"),
            stage(one, "calls", lambda said: f"{said['accepted']}/{said['operations']}" if "operations" in said else "**failed**"),
        ]) + " |")
    excused = [(one.path.name, stage, name, reason) for one in documents for stage in ("values", "calls")
               for name, reason in one.report["stages"].get(stage, {}).get("excused", {}).items()]
    if excused:
        lines += ["", "What is excused:", ""]
        lines += [f"- {document}, {stage}: `{name}`: {reason}" for document, stage, name, reason in excused]
    lines.append("")
    for kind, (good, all_) in total.items():
        if all_:
            lines.append(f"{kind}: {good} of {all_} ({100 * good / all_:.2f} %)")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(usage="scripts/corpus FOLDER [--only NAME]... [--skip STAGE]... [--fresh] [--instances N] [--undescribed WHAT]")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--undescribed", choices=["drop", "keep-returned", "keep"])
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--skip", action="append", default=[], choices=STAGES)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--instances", type=int, default=3)
    options = parser.parse_args()
    paths = sorted(path for path in options.folder.resolve().iterdir() if path.suffix in (".json", ".yaml", ".yml"))
    if options.only:
        paths = [path for path in paths if path.stem in options.only or path.name in options.only]
    # The small ones first: what is wrong with all shows soon.
    paths.sort(key=lambda path: path.stat().st_size)
    documents = [Document(path, options) for path in paths]
    for one in documents:
        one.run()
    text = page(documents)
    (WORK / "report.md").write_text(text)
    print("\n" + text)
    failed = [one for one in documents if any(not said["passed"] for said in one.report["stages"].values())]
    return 1 if failed or not documents else 0


if __name__ == "__main__":
    sys.exit(main())

"""Runs scripts/curve, which says what it is."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5


def references(node):
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                yield node["$ref"]
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)


def part(document, paths):
    """The document with these paths only, and what they refer to."""
    done = {key: value for key, value in document.items() if key not in ("paths", "components") and "webhooks" not in key}
    done["paths"] = {path: document["paths"][path] for path in paths}
    known = document.get("components", {})
    components = {"securitySchemes": known.get("securitySchemes", {})}
    pending = list(references(done["paths"]))
    seen = set()
    while pending:
        reference = pending.pop()
        if reference in seen or not reference.startswith("#/components/"):
            continue
        seen.add(reference)
        kind, name = reference[len("#/components/"):].split("/", 1)
        name = name.split("/")[0].replace("~1", "/").replace("~0", "~")
        value = known.get(kind, {}).get(name)
        if value is not None:
            components.setdefault(kind, {})[name] = value
            pending.extend(references(value))
    done["components"] = components
    return done


def renamed(node, mark):
    """The same under other names, so that nothing of it is shared."""
    if isinstance(node, dict):
        done = {}
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str) and value.startswith("#/components/"):
                done[key] = value + mark
            elif key == "mapping" and isinstance(value, dict):
                done[key] = {tag: target + mark if isinstance(target, str) else target for tag, target in value.items()}
            elif key == "operationId" and isinstance(value, str):
                done[key] = value + mark
            else:
                done[key] = renamed(value, mark)
        return done
    return [renamed(value, mark) for value in node] if isinstance(node, list) else node


def times(document, count):
    """The document as often as said, side by side."""
    done = dict(document)
    done["paths"], done["components"] = {}, {"securitySchemes": document.get("components", {}).get("securitySchemes", {})}
    for copy in range(count):
        mark = f"-copy{copy}"
        for path, item in document["paths"].items():
            done["paths"][f"/copy{copy}{path}"] = renamed(item, mark)
        for kind, listed in document.get("components", {}).items():
            if kind != "securitySchemes":
                done["components"].setdefault(kind, {}).update({name + mark: renamed(value, mark) for name, value in listed.items()})
    return done


def measured(program, document, folder):
    """Seconds, the median of some runs; the most bytes of memory; lines that were written."""
    spec = folder / "document.json"
    spec.write_text(json.dumps(document), encoding="utf-8")
    seconds, memory = [], 0
    for run in range(RUNS):
        out = folder / f"out{run}"
        started = time.monotonic()
        # Not from here: what a process held before it became another counts as that one's.
        done = subprocess.run(["time", "--format", "%M", program, "generate", "--spec", spec, "--out", out, "--runtime", "version=0.1.0"],
                              capture_output=True, text=True)
        seconds.append(time.monotonic() - started)
        if done.returncode:
            raise SystemExit(done.stderr)
        memory = max(memory, int(done.stderr.splitlines()[-1]) * 1024)
    lines = sum(path.read_text().count("\n") for path in (folder / "out0").rglob("*.rs"))
    return statistics.median(seconds), memory, lines, spec.stat().st_size


def main():
    document = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8-sig"))
    program = str(Path(sys.argv[2]).resolve())
    paths = sorted(document["paths"])
    subjects = [(f"1/{16 >> step}", part(document, paths[::16 >> step])) for step in range(4)]
    subjects += [("1", document), ("2", times(document, 2)), ("4", times(document, 4))]
    print("| of it | MB | operations | lines | s | MB of memory | s for a MB | memory / input |\n|---|---|---|---|---|---|---|---|")
    for name, subject in subjects:
        with tempfile.TemporaryDirectory() as folder:
            seconds, memory, lines, size = measured(program, subject, Path(folder))
        operations = sum(1 for item in subject["paths"].values() for key in item if key in
                         ("get", "put", "post", "delete", "options", "head", "patch", "trace"))
        print(f"| {name} | {size / 1e6:.2f} | {operations:,} | {lines:,} | {seconds:.3f} | {memory / 1e6:.0f} | "
              f"{seconds / (size / 1e6):.3f} | {memory / size:.1f} |", flush=True)


if __name__ == "__main__":
    main()

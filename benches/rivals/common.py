"""The generators that are compared, and how a command is measured."""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
RIVALS = Path(os.environ.get("RIVALS") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bindery-rivals").resolve()

OURS = "bindery"


@dataclass
class Spent:
    """What a command cost, the processes that it started included."""

    seconds: float  # by the clock
    processor: float  # seconds, of user and system
    memory: float  # megabytes: the most that one of the processes held
    failure: str = ""  # what it said, if it failed


def run(command, folder, limit=None, **variables):
    """Runs a command, and measures it; one that takes longer than the limit fails."""
    with tempfile.NamedTemporaryFile() as times, tempfile.TemporaryFile(mode="w+", errors="replace") as said:
        # Not from here: what a process held before it became another counts as that one's.
        timed = ["time", "--format", "%U %S %M", "--output", times.name, *map(str, command)]
        started = time.perf_counter()
        process = subprocess.Popen(timed, cwd=folder, env={**os.environ, **variables}, stdin=subprocess.DEVNULL,
                                   stdout=said, stderr=said, start_new_session=True)
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return Spent(limit, limit, 0, f"takes more than {limit} s")
        seconds = time.perf_counter() - started
        user, system, memory = times.read().split()[-3:]
        said.seek(0)
        failure = (said.read() or f"ended with {code}") if code else ""
    return Spent(seconds, float(user) + float(system), int(memory) / 1024, failure)


@dataclass
class Generator:
    """One of the generators. `command`, of a document and a folder, writes a package into the folder, whose name it takes."""

    name: str
    version: str
    program: Path
    command: object
    complete: object = None  # makes a package of what was written, if it is none

    @property
    def title(self):
        return f"{self.name} {self.version}".strip()

    def generate(self, document, folder, limit=None, anew=True):
        """Writes into a new folder, or into what it wrote before."""
        if anew:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        return run([self.program, *self.command(document, folder)], folder, limit)


def with_required(folder):
    """openapi-to-rust writes a module, and beside it the dependencies to declare."""
    required = (folder / "src/generated/REQUIRED_DEPS.toml").read_text(encoding="utf-8")
    package = f'[package]\nname = "{folder.name}"\nversion = "0.1.0"\nedition = "2024"\n\n'
    (folder / "Cargo.toml").write_text(package + required, encoding="utf-8")
    (folder / "src/lib.rs").write_text("pub mod generated;\n", encoding="utf-8")


def ours():
    """The command of this repository, optimised, unless BINDERY_PROGRAM names another."""
    if program := os.environ.get("BINDERY_PROGRAM"):
        return Path(program).resolve()
    subprocess.run(["cargo", "build", "--quiet", "--release", "--package", "bindery"], cwd=REPOSITORY, check=True)
    return REPOSITORY / (os.environ.get("CARGO_TARGET_DIR") or "target") / "release/bindery"


def generators():
    """Those that are installed, ours first."""
    bin, runtime = RIVALS / "bin", f"path={REPOSITORY / 'runtime'}"
    known = [
        Generator(OURS, "", ours(), lambda document, folder: [
            "generate", "--quiet", "--spec", document, "--out", folder, "--name", folder.name, "--runtime", runtime]),
        Generator("oas3-gen", "0.29.0", bin / "oas3-gen", lambda document, folder: [
            "generate", "client-mod", "-i", document, "-o", folder, "-w", "--color", "never"]),
        Generator("openapi-to-rust", "0.23.0", bin / "openapi-to-rust", lambda document, folder: [
            "generate", "--quiet", document], with_required),
        Generator("progenitor", "0.15.1", bin / "cargo-progenitor", lambda document, folder: [
            "progenitor", "-i", document, "-o", folder, "-n", folder.name, "-v", "0.1.0"]),
        Generator("openapi-generator", "7.26.0", bin / "openapi-generator-cli", lambda document, folder: [
            "generate", "-g", "rust", "-i", document, "-o", folder, "--additional-properties", f"packageName={folder.name},library=reqwest"]),
    ]
    for generator in known:
        if not generator.program.exists():
            note(f"{generator.name} is not installed and left out: `RIVALS={RIVALS} benches/rivals/install`")
    return [generator for generator in known if generator.program.exists()]


def note(text):
    """Says something that is no result."""
    print(text, file=sys.stderr, flush=True)


def median(values):
    """The median; of nothing, nothing."""
    return statistics.median(values) if values else None


def arguments(about, *more):
    """Those that both scripts take, and more."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("folder", type=Path, help="of OpenAPI documents")
    parser.add_argument("--only", action="append", metavar="NAME", help="the documents to take: `nexus` for nexus.json; may be repeated")
    parser.add_argument("--without", action="append", default=[], metavar="GENERATOR", help="a generator to leave out; may be repeated")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured, in turns; medians are printed (default 5)")
    parser.add_argument("--limit", type=int, default=900, help="seconds after which a command counts as failed (default 900)")
    for name, options in more:
        parser.add_argument(name, **options)
    return parser.parse_args()


def documents(given, usual):
    """The documents that are wanted, by name."""
    found = {path.stem: path.resolve() for path in sorted(given.folder.iterdir()) if path.suffix in (".json", ".yaml", ".yml")}
    wanted = given.only or [name for name in usual if name in found]
    for name in wanted:
        if name not in found:
            sys.exit(f"there is no document `{name}` in {given.folder}")
    return {name: found[name] for name in wanted}


def machine():
    """Where and when this is measured."""
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    revision = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=REPOSITORY, capture_output=True, text=True).stdout.strip()
    return f"{time.strftime('%Y-%m-%d %H:%M')}, {revision}, {os.cpu_count()} processors, {compiler}, load {load}"


class Table:
    """Rows of one number for each generator, and the ratio of ours to the least of the others."""

    def __init__(self, generators):
        self.names = [generator.name for generator in generators]
        titles = [generator.title for generator in generators]
        print(f"| | {' | '.join(titles)} | ratio to the best rival |")
        print("|---" * (len(titles) + 2) + "|")

    def row(self, title, values, digits=1, failures=None):
        """Prints a row; what has no value says why."""
        shown = []
        for name in self.names:
            value = values.get(name)
            shown.append((failures or {}).get(name, "–") if value is None else f"{value:,.{digits}f}")
        rivals = [value for name, value in values.items() if name != OURS and value is not None]
        known = values.get(OURS)
        ratio = f"{known / min(rivals):.2f}" if rivals and known is not None else "–"
        print(f"| {title} | {' | '.join(shown)} | {ratio} |", flush=True)

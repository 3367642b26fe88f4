"""Runs scripts/curve --shapes, which says what it is."""

import math
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNTS = [4000, 8000, 16000]
LONGEST = 120


def run(command):
    """Seconds of the processor, bytes of memory, and whether the run ended by itself."""
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        ends = time.monotonic() + LONGEST
        while True:
            pid, status, used = os.wait4(child.pid, os.WNOHANG)
            if pid:
                child.returncode = status
                return used.ru_utime, used.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)
            if time.monotonic() > ends:
                child.kill()
                _, _, used = os.wait4(child.pid, 0)
                return used.ru_utime, used.ru_maxrss * 1024, None
            time.sleep(0.002)


def size(folder, ending=""):
    return sum(path.stat().st_size for path in folder.rglob(f"*{ending}") if path.is_file())


def main():
    shapes, program, *names = sys.argv[1:]
    listed = subprocess.run([shapes], capture_output=True, text=True, check=True).stdout.splitlines()
    every = [line.split()[0] for line in listed]
    print("| shape | how | " + " | ".join(f"{count:,}: s" for count in COUNTS) + " | growth | input MB | output MB | memory MB | code |")
    print("|---" * (len(COUNTS) + 7) + "|")
    for name in every:
        if names and name not in names:
            continue
        for how in ("accepting", "strict"):
            seconds = []
            for count in COUNTS:
                with tempfile.TemporaryDirectory() as folder:
                    folder = Path(folder)
                    spec, out = folder / "spec", folder / "out"
                    subprocess.run([shapes, name, str(count), spec], check=True)
                    given = size(spec)
                    if (spec / "bindery.yaml").exists():
                        command = [program, "generate", "--spec", spec / "bindery.yaml"]
                        out = folder / "spec" / "generated"
                    else:
                        command = [program, "generate", "--spec", spec / "api.yaml", "--out", out, "--runtime", "version=0.1.0"]
                        command += ["--strict"] if how == "strict" else []
                    took, memory, code = run(command)
                    seconds.append(took)
                    written = size(out)
                if code is None:
                    break
            growth = math.log2(max(seconds[-1], 0.01) / max(seconds[-2], 0.01)) if len(seconds) > 1 else math.inf
            cells = [f"{took:.2f}" for took in seconds] + [""] * (len(COUNTS) - len(seconds))
            print(f"| {name} | {how} | " + " | ".join(cells) + f" | {growth:.2f} | {given / 1e6:.2f} | {written / 1e6:.2f} | {memory / 1e6:.0f} | {code} |", flush=True)
            # A configuration says itself what it accepts.
            if name.startswith(("acknowledgements", "overlay")):
                break


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Runs every check that is not a test, two at a time; prints what each found and a tally.

Usage: check.py [STEP…]
"""

import argparse
import concurrent.futures
import dataclasses
import glob
import os
import pathlib
import subprocess
import sys
import time

from tally import Tally

ROOT = pathlib.Path(__file__).resolve().parent.parent
PYTHON = sys.executable


@dataclasses.dataclass
class Step:
    """One check: a command that prints findings and exits 0 when there are none."""

    name: str
    command: list
    needs: str = ""  # a file without which the step is skipped
    shown: bool = False  # its output is worth reading even when nothing is wrong
    where: str = "."


STEPS = [
    Step("headers", [PYTHON, "tools/check_headers.py"], needs="build/build.ninja"),
    Step("violations", ["tests/build/run"], shown=True),
    Step("types", ["npm", "run", "--silent", "types"], needs="web/package.json", where="web"),
    Step("lint", ["npm", "run", "--silent", "lint"], needs="web/package.json", where="web"),
    Step("api", [PYTHON, "tools/check_api.py"], needs="build/bin/olive"),
    Step("format", [PYTHON, "tools/format.py", "--check"]),
    Step("tidy", [PYTHON, "tools/tidy.py", "--modules"], shown=True),
    Step("dependencies", [PYTHON, "tools/check_deps.py"]),
    Step("messages", [PYTHON, "tools/check_messages.py"]),
    Step("sql", [PYTHON, "tools/sql_lint.py"], needs="tools/sql_lint.py"),
    Step("shell", ["shellcheck", "dev", ".ci/run", *glob.glob("tools/*.sh", root_dir=ROOT)]),
]


@dataclasses.dataclass
class Outcome:
    step: Step
    verdict: str
    output: str
    seconds: float


def run_step(step):
    if step.needs and not (ROOT / step.needs).exists():
        return Outcome(step, "skipped", f"needs {step.needs}", 0)
    start = time.monotonic()
    done = subprocess.run(step.command, cwd=ROOT / step.where, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "NO_COLOR": "1"})
    return Outcome(step, "ok" if done.returncode == 0 else "FAILED", done.stdout,
                   time.monotonic() - start)


def prepare_web():
    """The generated message keys that types and lint need."""
    if (ROOT / "web/package.json").exists():
        subprocess.run(["npm", "run", "--silent", "messages"], cwd=ROOT / "web",
                       stdout=subprocess.DEVNULL, check=False)


def prepare_build():
    """The build files that the header sets need; says nothing unless it fails."""
    if not (ROOT / "build/build.ninja").exists():
        done = subprocess.run(["cmake", "--preset", "release"], cwd=ROOT, capture_output=True,
                              text=True)
        if done.returncode != 0:
            print(done.stdout + done.stderr)


def show(outcome):
    last = outcome.output.strip().splitlines()[-1:] or [""]
    if outcome.verdict == "ok" and not outcome.step.shown:
        print(f"ok      {outcome.step.name:<13}{outcome.seconds:5.1f} s  {last[0]}", flush=True)
        return
    if outcome.verdict != "skipped":
        print(outcome.output.rstrip())
        last = [""]
    verdict = "skipped" if outcome.verdict == "skipped" else outcome.verdict
    print(f"{verdict:<8}{outcome.step.name:<13}{outcome.seconds:5.1f} s  {last[0]}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP")
    options = parser.parse_args()
    names = [step.name for step in STEPS]
    if unknown := set(options.steps) - set(names):
        parser.error(f"no step {', '.join(unknown)}; there are {' '.join(names)}")
    steps = [step for step in STEPS if not options.steps or step.name in options.steps]
    prepare_build()
    prepare_web()
    total = Tally()
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for future in concurrent.futures.as_completed([pool.submit(run_step, s) for s in steps]):
            outcome = future.result()
            show(outcome)
            total += Tally(outcome.verdict == "ok", outcome.verdict == "FAILED",
                           outcome.verdict == "skipped")
    print(f"check: {total}")
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main())

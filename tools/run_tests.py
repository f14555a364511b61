#!/usr/bin/env python3
"""Runs the tests of the project; the last line sums them and the exit code is the verdict.

Usage: run_tests.py [NAME…]
A name is a module (its unit tests), or one of: unit tools build check web scenarios journeys.
Without names: everything. PostgreSQL is started once for all runners.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from tally import Tally, read_gtest, read_tally, read_vitest

ROOT = pathlib.Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build/test-results"
TEST_TIMEOUT_S = 1200
NEED_POSTGRESQL = {"unit", "scenarios", "journeys"}


@contextlib.contextmanager
def postgresql():
    """A throw-away cluster that all test processes share, unless the caller brings one."""
    if os.environ.get("OLIVE_TEST_POSTGRESQL"):
        yield
        return
    server = subprocess.Popen([ROOT / "tools/postgres_for_tests.sh", "supervise"], text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        url = server.stdout.readline().strip()
        if not url:
            raise SystemExit("run_tests: PostgreSQL did not start")
        os.environ["OLIVE_TEST_POSTGRESQL"] = url
        yield
    finally:
        server.stdin.close()
        server.wait()


def stream(command, cwd=ROOT, environment=None):
    """Runs a command, shows its output as it comes; returns (exit code, output)."""
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, text=True,
                               errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               env={**os.environ, **(environment or {})})
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line)
    return process.wait(), "".join(lines)


def unit_tests(modules=()):
    """C++ tests of all or some modules through ctest; counts single tests, not executables."""
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    chosen = ["-R", "^(" + "|".join(map(re.escape, modules)) + ")$"] if modules else []
    listing = subprocess.run(["ctest", "--test-dir", "build", "--show-only=json-v1", *chosen],
                             cwd=ROOT, capture_output=True, text=True, check=True)
    names = [test["name"] for test in json.loads(listing.stdout)["tests"]]
    stream(["ctest", "--test-dir", "build", "--output-on-failure", "--no-tests=error",
            "--timeout", TEST_TIMEOUT_S, "-j", os.cpu_count(), *chosen],
           environment={"GTEST_OUTPUT": f"json:{RESULTS}/"})
    total = Tally(failed=0 if names else 1)
    for name in names:
        report = RESULTS / f"{name}_test.json"
        # An executable that died before its report counts as one failure.
        tally = read_gtest(json.loads(report.read_text())) if report.exists() else Tally(failed=1)
        print(f"  {name}: {tally}")
        total += tally
    return total


def web_tests():
    """Vitest, as the web folder configures it."""
    report = ROOT / "build/vitest.json"
    report.unlink(missing_ok=True)
    stream(["npm", "run", "--silent", "messages"], cwd=ROOT / "web")
    code, _ = stream(["node_modules/.bin/vitest", "run", "--reporter=default", "--reporter=json",
                      f"--outputFile.json={report}"], cwd=ROOT / "web")
    if not report.exists():
        return Tally(failed=1)
    tally = read_vitest(json.loads(report.read_text()))
    return tally if code == 0 or tally.failed else tally + Tally(failed=1)


def python_tests():
    """The tests of the tools themselves."""
    code, output = stream([sys.executable, "-m", "unittest", "discover", "-s", "tools",
                           "-p", "*_test.py"])
    counts = re.search(r"^Ran (\d+) tests?", output, re.M)
    if not counts or int(counts[1]) == 0:
        return Tally(failed=1)

    def told(word):
        found = re.search(rf"{word}=(\d+)", output.splitlines()[-1])
        return int(found[1]) if found else 0

    failed = told("failures") + told("errors") or (1 if code else 0)
    return Tally(int(counts[1]) - failed - told("skipped"), failed, told("skipped"))


def script(*command):
    """A runner of ours that ends with its own tally line."""
    code, output = stream(command)
    return read_tally(output, code)


def runners():
    """{name: function}, in the order in which they run; those whose folder exists."""
    found = {"tools": python_tests,
             "check": lambda: script(sys.executable, "tools/check.py"),
             "unit": unit_tests}
    if (ROOT / "web/package.json").exists():
        found["web"] = web_tests
    for name in ("scenarios", "journeys"):
        if (ROOT / "tests" / name / "run").exists():
            found[name] = lambda path=ROOT / "tests" / name / "run": script(path)
    return found


def chosen_runners(names):
    """The runners of the command line; names that are no runner are modules."""
    known = {**runners(), "build": lambda: script("tests/build/run")}
    if not names:
        return runners()
    modules = [name for name in names if name not in known]
    found = {name: known[name] for name in names if name in known}
    if modules:
        found["unit"] = lambda: unit_tests(modules)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    lines, total = [], Tally()
    chosen = chosen_runners(options.names)
    with postgresql() if NEED_POSTGRESQL & chosen.keys() else contextlib.nullcontext():
        for name, runner in chosen.items():
            print(f"\n=== {name} ===", flush=True)
            start = time.monotonic()
            tally = runner()
            lines.append(f"{name}: {tally} ({time.monotonic() - start:.0f} s)")
            print(lines[-1], flush=True)
            total += tally
    print("\n=== all ===", *lines, total, sep="\n", flush=True)
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())

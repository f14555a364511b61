"""Counts of a runner's tests, and the line in which every runner of the project tells them."""

import dataclasses
import re

LINE = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped")


@dataclasses.dataclass
class Tally:
    """How many tests passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Tally(self.passed + other.passed, self.failed + other.failed,
                     self.skipped + other.skipped)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def read_tally(output, exit_code):
    """The last tally in a runner's output. A runner that tells none, or contradicts it, failed."""
    found = LINE.findall(output)
    if not found:
        return Tally(failed=1)
    tally = Tally(*map(int, found[-1]))
    if exit_code != 0 and tally.failed == 0:
        tally.failed = 1
    return tally


def read_gtest(report):
    """The tally of one GoogleTest JSON report."""
    tally = Tally()
    for suite in report.get("testsuites", []):
        for test in suite.get("testsuite", []):
            if test.get("failures"):
                tally.failed += 1
            elif test.get("status") == "NOTRUN" or test.get("result") == "SKIPPED":
                tally.skipped += 1
            else:
                tally.passed += 1
    return tally


def read_vitest(report):
    """The tally of a Vitest JSON report."""
    return Tally(report["numPassedTests"], report["numFailedTests"],
                 report["numPendingTests"] + report.get("numTodoTests", 0))

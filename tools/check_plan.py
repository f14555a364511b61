#!/usr/bin/env python3
"""Checks a plan exactly, apart from the engine: is it feasible, and what does it cost?

Usage: check_plan.py [--json] INSTANCE SOLUTION
Knows Solomon and Gehring-Homberger files, home health care files (Mankowska, Kummer, Italian and
UHHC) and Olive's own plans, told apart by what is in them; docs/formats/plan.md describes all.
Prints the terms of the cost, then `valid` or a line for each violation. Exit code 0: valid;
1: violations; 2: a file cannot be read.
"""

import argparse
import json
import pathlib
import sys

from plan_rules import hhcrsp, olive, uhhc, vrptw
from plan_rules.report import BadFile, load


def check(instance_text, solution_text):
    """The report on the solution; BadFile when a text is none of its format."""
    if instance_text.lstrip()[:1] != "{":
        return vrptw.check(instance_text, solution_text)
    document = load(instance_text)
    for rules, mark in ((uhhc, "terminal_points"), (hhcrsp, "central_offices"),
                        (olive, "activities")):
        if mark in document:
            return rules.check(document, solution_text)
    raise BadFile("/", "no known format: none of terminal_points, central_offices, activities")


def print_report(report):
    print(f"format {report.format}")
    for name, amount in report.terms.items():
        print(f"{name} {amount}")
    for violation in report.violations:
        print(f"violation {violation}")
    print(f"{len(report.violations)} violations" if report.violations else "valid")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instance", type=pathlib.Path)
    parser.add_argument("solution", type=pathlib.Path)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = parser.parse_args()
    try:
        report = check(options.instance.read_text(), options.solution.read_text())
    except (BadFile, OSError, UnicodeDecodeError) as error:
        print(f"check_plan: {error}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps({"format": report.format, "terms": report.terms,
                          "violations": [str(each) for each in report.violations]},
                         ensure_ascii=False))
    else:
        print_report(report)
    return 1 if report.violations else 0


if __name__ == "__main__":
    sys.exit(main())

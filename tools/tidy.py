#!/usr/bin/env python3
"""Measures sizes, comments, checks and tests of the project and refuses what is out of bounds.

Usage: tidy.py [--root DIR] [--modules]
Prints one table: figure, ours, target, limit. Exit code 1 when a limit is broken. tidy_debts.json
lists accepted debts, path → lines; a debt may only shrink. --modules adds figures per module.
"""

import argparse
import dataclasses
import json
import pathlib
import re
import statistics
import subprocess
import sys

import check_deps
import sources
from sources import Finding

LINE_COLUMNS_MAX = 100
CPP_FILE_LINES_MAX = 800
WEB_FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 120
CHECKED_DENSELY = ("ledger", "optimiser", "ballot")
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "core", "misc"}
# Where an exception may be caught: the loops (HTTP, jobs, the ledger's writer) and their servants.
MAY_CATCH = ("platform/", "apps/", "foundation/ledger/src/writer.cpp")
GENERATED = ("schema.d.ts", "keys.generated.ts")


@dataclasses.dataclass
class Figure:
    """One row of the table; `broken` when the limit is."""

    name: str
    value: object
    target: str
    limit: str
    broken: bool = False


@dataclasses.dataclass
class SourceFile:
    """A file with what the figures need, read once."""

    path: str
    text: str
    is_test_only: bool = False  # a private header that only tests include

    def __post_init__(self):
        self.lines = self.text.split("\n")
        if self.lines and self.lines[-1] == "":
            self.lines.pop()
        self.filled = sum(1 for line in self.lines if line.strip())

    @property
    def name(self):
        return self.path.rsplit("/", 1)[-1]

    @property
    def is_test(self):
        return self.is_test_only or bool(re.search(
            r"_(test|bench|soak|fuzz)\.\w+$|\.(test|spec)\.ts$|^tests/|testing\.\w+$|/testing/",
            self.path))

    @property
    def is_public_header(self):
        return "/include/" in self.path

    @property
    def module(self):
        parts = self.path.split("/")
        return parts[1] if parts[0] in sources.LAYERS and len(parts) > 2 else ""


def read_files(root, *suffixes, test_only=frozenset()):
    found = [(str(path.relative_to(root)), path) for path in sources.walk(root, *suffixes)
             if path.name not in GENERATED]
    return [SourceFile(name, path.read_text(errors="replace"), name in test_only)
            for name, path in found]


# --- functions ------------------------------------------------------------------------------------

NOT_A_FUNCTION = re.compile(
    r"(?:^|[\s;{}])(?:namespace|class|struct|enum|union)\b"
    r"(?!.*\)\s*(?:const|noexcept|override|final)*\s*$)"
    r"|extern\s*\"")
HAS_PARAMETERS = re.compile(
    r"\)\s*(?:const|noexcept(?:\(.*?\))?|override|final|mutable|requires\b.*|->.*|&{1,2}|try|\s)*"
    r"(?::(?!:).*)?\s*$", re.DOTALL)


def _opens_function(head):
    """True when the text before a `{` at namespace or class scope is a function's signature."""
    head = re.sub(r"^\s*#.*$", "", head, flags=re.M).strip()
    if not head or NOT_A_FUNCTION.search(re.sub(r"template\s*<[^{;]*?>\s*(?=\w)", "", head)):
        return False
    if re.search(r"\)\s*(?:noexcept\s*)?:(?!:)", head) and re.search(r"[\w>]$", head):
        return False  # the brace of a member initialiser: `A() : x_{1} {`
    return bool(HAS_PARAMETERS.search(head)) and not re.search(r"=\s*$", head)


def function_lengths(text):
    """(first line, lines from brace to brace) of each function; lambdas count in their function."""
    code = re.sub(r"^[ \t]*#.*(?:\\\n.*)*$", lambda m: re.sub(r"[^\n]", " ", m[0]),
                  sources.code_only(text), flags=re.M)
    found, stack, head_start = [], [], 0
    for match in re.finditer(r"[{};]", code):
        position, char = match.start(), match[0]
        inside = any(kind != "scope" for kind, _ in stack)
        if char == "{":
            if inside:
                kind = "block"
            else:
                head = code[head_start:position]
                named = re.search(r"\b(?:namespace|class|struct|enum|union)\b|extern\s*\"", head)
                kind = "function" if _opens_function(head) else "scope" if named else "block"
            stack.append((kind, position))
        elif char == "}" and stack:
            kind, start = stack.pop()
            if kind == "function":
                first = sources.line_of(code, start)
                found.append((first, sources.line_of(code, position) - first + 1))
        # A `}` inside a member initialiser list `: a_{1} {` does not end the signature.
        if not any(kind != "scope" for kind, _ in stack):
            following = code[position + 1:position + 40].lstrip()
            initialiser = char == "}" and following[:1] in (",", "{")
            if not initialiser:
                head_start = position + 1
    return found


def quantile(values, share):
    """The value below which `share` of the values lie; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def median(values):
    return statistics.median_low(values) if values else 0


# --- single findings ------------------------------------------------------------------------------

BOOLEAN_ARGUMENT = re.compile(r"(\w+)\s*\(([^()]*)\)")
SETS_ITS_VALUE = re.compile(
    r"^(?:store|exchange|value_or|push_back|emplace\w*|if|while|for|switch|assert|return|CHECK\w*|"
    r"EXPECT_\w+|ASSERT_\w+|RC_ASSERT|set_\w+|to_value|Value|defined|noexcept|explicit|decltype|"
    r"static_assert|requires|sizeof|in_place_type|find|count|fill|assign|non_blocking|"
    r"execute|rows|query|query_one|integer|insert_many)$")


def boolean_arguments(file):
    """Calls with a bare true or false among other arguments: say /*what=*/true or use an enum."""
    code = sources.TOKEN.sub(
        lambda m: m[0] if m["block"] and m[0].endswith("=*/") else re.sub(r"[^\n]", " ", m[0]),
        file.text)
    for match in BOOLEAN_ARGUMENT.finditer(code):
        arguments = [each.strip() for each in match[2].split(",")]
        if len(arguments) > 1 and {"true", "false"} & set(arguments) \
                and not SETS_ITS_VALUE.match(match[1]):
            yield Finding(file.path, sources.line_of(code, match.start()),
                          f"bare boolean argument of {match[1]}(…): name it /*what=*/…")


def line_findings(file):
    for number, line in enumerate(file.lines, 1):
        if len(line) > LINE_COLUMNS_MAX and "http" not in line:
            yield Finding(file.path, number, f"line of {len(line)} columns")
        if re.search(r"\bFIX" r"ME\b", line):
            yield Finding(file.path, number, "a mark that never merges")


def catch_findings(file):
    if file.is_test or file.path.startswith(MAY_CATCH):
        return
    code = sources.code_only(file.text)
    for match in re.finditer(r"\bcatch\s*\(", code):
        yield Finding(file.path, sources.line_of(code, match.start()),
                      "catch outside the HTTP and job loops: return a refusal or let it rise")


def header_findings(file):
    if file.is_public_header and not file.text.startswith("///"):
        yield Finding(file.path, 1, "a public header begins with /// and its role in one sentence")
    if file.path.endswith(".h") and "#pragma once" not in file.text:
        yield Finding(file.path, 1, "no #pragma once")


def name_findings(file):
    parts = re.split(r"[/_.-]", file.path)
    for banned in BANNED_NAMES.intersection(parts):
        yield Finding(file.path, 1, f"'{banned}' says nothing about what is inside")


def length_findings(files, limit, debts):
    for file in files:
        lines, accepted = len(file.lines), debts.get(file.path)
        if accepted is not None and lines > accepted:
            yield Finding(file.path, 1, f"{lines} lines: an accepted debt of {accepted} grew")
        elif accepted is None and lines > limit:
            yield Finding(file.path, 1, f"{lines} lines (limit {limit})")


def debt_findings(root, debts):
    for path, accepted in debts.items():
        target = root / path
        lines = len(target.read_text().splitlines()) if target.exists() else 0
        if lines < accepted:
            yield Finding("tools/tidy_debts.json", 1,
                          f"{path} has {lines} lines now: lower its debt of {accepted}")


def function_findings(files):
    for file in files:
        for line, length in function_lengths(file.text):
            if length > FUNCTION_LINES_MAX:
                yield Finding(file.path, line,
                              f"function of {length} lines (limit {FUNCTION_LINES_MAX})")


# --- figures --------------------------------------------------------------------------------------

def size_figures(label, files, targets, limit):
    lengths = [len(file.lines) for file in files]
    longest = max(lengths, default=0)
    return [
        Figure(f"{label} file lines, median", median(lengths), targets[0], "–"),
        Figure(f"{label} file lines, p90", quantile(lengths, 0.9), targets[1], "–"),
        Figure(f"{label} file lines, max", longest, targets[2], str(limit), longest > limit),
    ]


def function_figures(files):
    lengths = [length for file in files for _, length in function_lengths(file.text)]
    long_ones = 100 * sum(1 for each in lengths if each > 70) / max(1, len(lengths))
    longest = max(lengths, default=0)
    return [
        Figure("function lines, median", median(lengths), "≤ 6", "–"),
        Figure("function lines, p90", quantile(lengths, 0.9), "≤ 25", "–"),
        Figure("functions > 70 lines", f"{long_ones:.1f} %", "≤ 0.5 %", "1 %", long_ones > 1),
        Figure("longest function", longest, "≤ 70", str(FUNCTION_LINES_MAX),
               longest > FUNCTION_LINES_MAX),
        Figure("functions measured", len(lengths), "–", "–"),
    ]


def comment_share(files):
    """Lines that hold a comment, in per cent of all lines with content."""
    filled = sum(file.filled for file in files)
    return 100 * sum(len(sources.comment_lines(file.text)) for file in files) / max(1, filled)


def comment_figures(product):
    share = comment_share(product)
    public = comment_share([file for file in product if file.is_public_header])
    private = comment_share([file for file in product if not file.is_public_header])
    return [
        Figure("comment share", f"{share:.1f} %", "12–20 %", "8–30 %", not 8 <= share <= 30),
        Figure("comment share, public headers", f"{public:.1f} %", "≤ 40 %", "–"),
        Figure("comment share, sources", f"{private:.1f} %", "–", "–"),
    ]


CHECK_CALL = re.compile(r"\b(?:CHECK|CHECK_REQUEST|static_assert)\s*\(")


def checks_per_kloc(files):
    checks = sum(len(CHECK_CALL.findall(sources.code_only(file.text))) for file in files)
    return 1000 * checks / max(1, sum(file.filled for file in files))


def check_figures(product):
    figures = []
    for name in CHECKED_DENSELY:
        files = [file for file in product if file.module == name]
        if files:
            figures.append(Figure(f"checks per kLOC, {name}", f"{checks_per_kloc(files):.0f}",
                                  "≥ 60", "10", checks_per_kloc(files) < 10))
    rest = [file for file in product if file.module and file.module not in CHECKED_DENSELY]
    figures.append(Figure("checks per kLOC, elsewhere", f"{checks_per_kloc(rest):.0f}", "≥ 15",
                          "10", bool(rest) and checks_per_kloc(rest) < 10))
    return figures


def test_share(files):
    code = sum(file.filled for file in files if file.module and not file.is_test)
    tests = sum(file.filled for file in files
                if file.module and file.is_test and not file.path.endswith("_bench.cpp"))
    return tests / max(1, code)


def reach(graph):
    """{file: set of files it pulls in}, direct and indirect, over an acyclic include graph."""
    known = {}

    def visit(node):
        if node not in known:
            known[node] = set()
            for target in graph.get(node, []):
                known[node] |= {target} | visit(target)
        return known[node]

    for node in graph:
        visit(node)
    return known


def longest_chain(graph):
    """The number of files in the longest chain of includes."""
    depth = {}

    def visit(node):
        if node not in depth:
            depth[node] = 0
            depth[node] = 1 + max((visit(target) for target in graph.get(node, [])), default=0)
        return depth[node]

    return max((visit(node) for node in graph), default=0)


def include_figures(graph):
    chain = longest_chain(graph)
    pulled = [len(files) for path, files in reach(graph).items()
              if path.endswith(".cpp") and not re.search(r"_(test|bench|soak|fuzz)\.cpp$", path)]
    cycles = 1 if check_deps.find_cycle(graph) else 0
    return [
        Figure("longest include chain", chain, "≤ 12", "16", chain > 16),
        Figure("own files pulled in by a .cpp, median", median(pulled), "≤ 20", "40",
               median(pulled) > 40),
        Figure("include cycles", cycles, "0", "0", cycles > 0),
    ]


def subject_figures(root):
    """How many of the last commits break `area: what`, 60 characters; tells, does not refuse."""
    done = subprocess.run(["git", "-C", str(root), "log", "-50", "--no-merges", "--format=%s"],
                          capture_output=True, text=True)
    subjects = done.stdout.splitlines()
    odd = [each for each in subjects
           if len(each) > 60 or not re.match(r"[a-z0-9_./, -]+: \S", each)]
    return [Figure("odd commit subjects of the last 50", len(odd), "0", "–")]


def mark_figures(files):
    marks = sum(len(re.findall(r"\bTO" r"DO\b", file.text)) for file in files)
    density = 1000 * marks / max(1, sum(file.filled for file in files))
    return [Figure("open marks per kLOC", f"{density:.1f}", "0", "1", density > 1)]


@dataclasses.dataclass
class Project:
    """All files by kind, read once."""

    root: pathlib.Path

    def __post_init__(self):
        self.graph = sources.include_graph(self.root, sources.find_modules(self.root))
        self.cpp = read_files(self.root, ".cpp", ".h", test_only=sources.test_files(self.graph))
        self.web = [file for file in read_files(self.root, ".ts", ".svelte")]
        self.other = read_files(self.root, ".py", ".sql", ".css", ".cmake", ".sh")
        self.product = [file for file in self.cpp if not file.is_test]
        debts = self.root / "tools/tidy_debts.json"
        self.debts = json.loads(debts.read_text()) if debts.exists() else {}

    def figures(self):
        web = [file for file in self.web if not file.is_test]
        share = test_share(self.cpp)
        return [
            *size_figures("C++", self.cpp, ("≤ 110", "≤ 350", "≤ 600"), CPP_FILE_LINES_MAX),
            *function_figures(self.product),
            *size_figures("web", web, ("≤ 60", "≤ 150", "≤ 300"), WEB_FILE_LINES_MAX),
            *include_figures(self.graph),
            *comment_figures(self.product),
            *check_figures(self.product),
            Figure("unit-test lines : code lines", f"{share:.2f}", "0.8–1.2", "0.6", share < 0.6),
            *mark_figures(self.cpp + self.web + self.other),
            *subject_figures(self.root),
            Figure("C++ lines, product + tests", f"{self.lines(self.product)} + "
                   f"{self.lines(self.cpp) - self.lines(self.product)}", "–", "–"),
            Figure("web lines", self.lines(self.web), "–", "–"),
        ]

    @staticmethod
    def lines(files):
        return sum(len(file.lines) for file in files)

    def findings(self):
        for file in self.cpp + self.web + self.other:
            yield from line_findings(file)
            yield from name_findings(file)
        for file in self.cpp:
            yield from catch_findings(file)
            yield from header_findings(file)
        for file in self.product:
            yield from boolean_arguments(file)
        yield from length_findings(self.cpp, CPP_FILE_LINES_MAX, self.debts)
        yield from length_findings(self.web, WEB_FILE_LINES_MAX, self.debts)
        yield from function_findings(self.cpp)
        yield from debt_findings(self.root, self.debts)


def module_table(project):
    """Figures per module, for their owners."""
    rows = [f"{'module':<14}{'code':>7}{'tests':>7}{'ratio':>7}{'comm %':>8}"
            f"{'checks':>8}{'fn p90':>8}"]
    for name in sorted({file.module for file in project.cpp if file.module}):
        files = [file for file in project.cpp if file.module == name]
        product = [file for file in files if not file.is_test]
        lengths = [length for file in product for _, length in function_lengths(file.text)]
        code = sum(file.filled for file in product)
        rows.append(f"{name:<14}{code:>7}{sum(f.filled for f in files) - code:>7}"
                    f"{test_share(files):>7.2f}{comment_share(product):>8.1f}"
                    f"{checks_per_kloc(product):>8.0f}{quantile(lengths, 0.9):>8}")
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--modules", action="store_true")
    options = parser.parse_args()
    project = Project(options.root)
    figures, findings = project.figures(), list(project.findings())
    print(f"{'figure':<42}{'ours':>14}{'target':>12}{'limit':>10}")
    for row in figures:
        mark = "  broken" if row.broken else ""
        print(f"{row.name:<42}{row.value!s:>14}{row.target:>12}{row.limit:>10}{mark}")
    if options.modules:
        print(module_table(project))
    for finding in findings:
        print(finding)
    broken = sum(row.broken for row in figures)
    print(f"tidy: {len(figures)} figures, {broken} out of bounds, {len(findings)} findings")
    return 1 if broken or findings else 0


if __name__ == "__main__":
    sys.exit(main())

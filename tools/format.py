#!/usr/bin/env python3
"""Formats C++ (clang-format), SQL (own rules), TypeScript and Svelte (prettier of the web folder).

Usage: format.py [--check] [FILE…]
Without files: the whole project. --check changes nothing and exits 1 when something would change.
SQL rules: upper-case keywords, no tabs, no trailing blanks, one final newline.
"""

import argparse
import concurrent.futures
import pathlib
import re
import subprocess
import sys

import check_deps
import sources

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLANG_FORMAT = "clang-format-19"
PRETTIER = "web/node_modules/.bin/prettier"
SQL_KEYWORDS = """
    add all alter and any as asc between bigint boolean by case check column conflict constraint
    create default delete desc distinct do drop else end except exists false foreign from full
    group having if in index inner insert intersect into is join left like limit not nothing null
    nulls offset on or order outer over partition primary references returning right rows select
    set table text then true union unique update using values when where with""".split()
SQL_TOKEN = re.compile(
    r"(?P<kept>'(?:''|[^'])*'|\"[^\"]*\"|--[^\n]*|\{\{\w+\}\})"
    r"|\b(?P<key>(?:primary|foreign)\s+key)\b|\b(?P<word>" + "|".join(SQL_KEYWORDS) + r")\b", re.I)


def format_sql(text):
    """The text of a .sql file in house style."""
    text = SQL_TOKEN.sub(lambda m: m[0] if m["kept"] is not None else m[0].upper(), text)
    lines = [line.rstrip().replace("\t", "  ") for line in text.split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def run_sql(files, check):
    stale = []
    for path in files:
        before = path.read_text()
        after = format_sql(before)
        if after != before:
            stale.append(path)
            if not check:
                path.write_text(after)
    return stale


def run_cpp(files, check):
    def one(path):
        before = path.read_text()
        after = subprocess.run([CLANG_FORMAT, str(path)], capture_output=True, text=True,
                               check=True).stdout
        if after != before and not check:
            path.write_text(after)
        return path if after != before else None

    with concurrent.futures.ThreadPoolExecutor() as pool:
        return [path for path in pool.map(one, files) if path]


def run_web(files, check):
    """Prettier over `files` of the web folder; the names of those it would change."""
    if not files or not (ROOT / PRETTIER).exists():
        return []
    action = "--list-different" if check else "--write"
    names = [str(path.relative_to(ROOT / "web")) for path in files]
    done = subprocess.run([str(ROOT / PRETTIER), "--log-level=warn", action, *names],
                          cwd=ROOT / "web", capture_output=True, text=True)
    if done.returncode > 1:
        raise SystemExit(f"prettier: {done.stderr}")
    return [ROOT / "web" / line for line in done.stdout.splitlines()] if check else []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    files = [path.resolve() for path in options.files] or sources.walk(
        ROOT, ".cpp", ".h", ".sql", ".ts", ".svelte")

    def of(*suffixes):
        return [path for path in files if path.suffix in suffixes]

    web = [path for path in of(".ts", ".svelte")
           if (ROOT / "web") in path.parents and not path.name.endswith((".d.ts", ".generated.ts"))]
    stale = [*run_cpp(of(".cpp", ".h"), options.check), *run_sql(of(".sql"), options.check),
             *run_web(web, options.check)]
    if not options.check and not options.files:
        page = ROOT / check_deps.MODULES_PAGE
        page.write_text(check_deps.modules_page(sources.find_modules(ROOT)))
    for path in stale:
        print(f"{path.relative_to(ROOT)}: {'not formatted' if options.check else 'formatted'}")
    print(f"format: {len(files)} files, {len(stale)} {'to change' if options.check else 'changed'}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())

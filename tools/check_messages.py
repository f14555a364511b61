#!/usr/bin/env python3
"""Refuses texts that somebody would read untranslated.

Usage: check_messages.py [--root DIR] [--unused]
Checks the catalogues (messages/*ko.json beside *en.json), the keys that code uses, the message of
every refusal, and Hangul outside catalogues. --unused lists keys that no source mentions.
"""

import argparse
import dataclasses
import json
import pathlib
import re
import sys

import sources
from sources import Finding

PLACE = re.compile(r"\{([a-z_0-9]+)(?::[^}]*)?\}")
HANGUL = re.compile(r"[가-힣]")
DESCRIBED = re.compile(r"BOOST_DESCRIBE_ENUM\(\s*(\w+)\s*,([^)]*)\)")
REFUSAL_ENUM = re.compile(r"enum\s+class\s+(\w*Refusal)\b")
WEB_KEY = re.compile(r"""(?<![\w.])(?:t|i18n\.text|translate)\(\s*(['"`])((?:\\.|(?!\1).)*)\1""")
LITERAL = re.compile(r"""(['"`])((?:\\.|(?!\1)[^\n])*)\1""")
# Where Hangul is data, not a text of the interface.
HANGUL_IS_DATA = re.compile(
    r"(^|/)messages/|_(test|bench|soak|fuzz)\.cpp$|\.(test|spec)\.ts$|testing\.\w+$|/testing/"
    r"|(^|/)(tests|benchmarks|demo|gallery|seed)/"
    r"|(demo|seed|gallery|district|holiday_data|bank_form|import|busan|sample)\w*"
    r"\.(cpp|h|ts|svelte)$")


@dataclasses.dataclass
class Catalogue:
    """One ko.json with its en.json."""

    path: str
    ko: dict
    en: dict

    @property
    def is_web(self):
        return self.path.startswith("web/")


def read_json(path, findings, name):
    """The flat object in `path`; a key given twice is a finding, for JSON would hide it."""
    def pairs(items):
        seen = {}
        for key, value in items:
            if key in seen:
                findings.append(Finding(name, 1, f"{key}: given twice"))
            seen[key] = value
        return seen

    try:
        return json.loads(path.read_text(), object_pairs_hook=pairs)
    except (OSError, ValueError) as error:
        findings.append(Finding(name, 1, f"unreadable: {error}"))
        return {}


def read_catalogues(root, findings):
    found = []
    for path in sources.walk(root, ".json"):
        if path.parent.name == "messages" and re.search(r"(^|\.)ko\.json$", path.name):
            english = path.with_name(path.name[:-len("ko.json")] + "en.json")
            name, other = (str(each.relative_to(root)) for each in (path, english))
            found.append(Catalogue(name, read_json(path, findings, name),
                                   read_json(english, findings, other)))
    return found


def places(text):
    return sorted(set(PLACE.findall(text)))


def check_pair(catalogue):
    """Both languages have the same keys with the same places, and English has no Hangul."""
    for key in sorted(catalogue.ko.keys() | catalogue.en.keys()):
        if key not in catalogue.ko or key not in catalogue.en:
            missing = "Korean" if key not in catalogue.ko else "English"
            yield Finding(catalogue.path, 1, f"{key}: {missing} is missing")
            continue
        korean, english = catalogue.ko[key], catalogue.en[key]
        if not korean.strip() or not english.strip():
            yield Finding(catalogue.path, 1, f"{key}: empty")
        if places(korean) != places(english):
            yield Finding(catalogue.path, 1,
                          f"{key}: places differ: {places(korean)} and {places(english)}")
        # A text that is the same in both, such as the name of a language, is meant to be.
        if HANGUL.search(english) and english != korean:
            yield Finding(catalogue.path, 1, f"{key}: Hangul in the English message")


def check_twice(catalogues):
    """No key in two catalogues of the same side; the server's and the web's are apart."""
    for side in (True, False):
        owner = {}
        for catalogue in catalogues:
            if catalogue.is_web == side:
                for key in catalogue.ko:
                    if key in owner:
                        yield Finding(catalogue.path, 1, f"{key}: is in {owner[key]} already")
                    owner[key] = catalogue.path


def check_refusals(files, keys):
    """Every *Refusal enum is described and each of its names has a message `refusal.<name>`."""
    described, declared = {}, {}
    for path, text in files:
        code = sources.without_comments(text)
        for match in DESCRIBED.finditer(code):
            names = [name.strip() for name in match[2].split(",") if name.strip()]
            described[match[1]] = (path, sources.line_of(code, match.start()), names)
        for match in REFUSAL_ENUM.finditer(code):
            declared.setdefault(match[1], (path, sources.line_of(code, match.start())))
    for enum, (path, line) in sorted(declared.items()):
        if enum not in described:
            yield Finding(path, line, f"{enum} is not described with BOOST_DESCRIBE_ENUM")
    for enum, (path, line, names) in sorted(described.items()):
        if enum.endswith("Refusal"):
            for name in names:
                if f"refusal.{name}" not in keys:
                    yield Finding(path, line, f"{enum}: no message refusal.{name}")


def check_web_keys(files, keys):
    """Every literal key of `t('…')` exists; of a composed key, some key begins like it."""
    for path, text in files:
        for match in WEB_KEY.finditer(text):
            key = match[2].split("${")[0]
            composed = match[1] == "`" and "${" in match[2]
            known = any(each.startswith(key) for each in keys) if composed else key in keys
            if not known:
                yield Finding(path, sources.line_of(text, match.start()), f"no message {match[2]}")


SERVER_KEY = re.compile(r"""[.>]text\(\s*[\w:.()]*lang\w*(?:\(\))?,\s*"([a-z_0-9.]+)"(?!\s*\+)""")


def check_server_keys(files, keys):
    """Every literal key of `catalogue.text(language, "…")` exists."""
    for path, text in files:
        code = sources.without_comments(text)
        for match in SERVER_KEY.finditer(code):
            if match[1] not in keys:
                yield Finding(path, sources.line_of(code, match.start()), f"no message {match[1]}")


def visible_text(path, text):
    """The text without comments, so that Hangul in a comment (a statute's term) may stay."""
    if path.endswith(".svelte"):
        text = re.sub(r"<!--.*?-->", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.DOTALL)
    if path.endswith(".sql"):
        return re.sub(r"--[^\n]*", "", text)
    return sources.without_comments(text)


def check_hangul(files):
    for path, text in files:
        if HANGUL_IS_DATA.search(path):
            continue
        for number, line in enumerate(visible_text(path, text).split("\n"), 1):
            if HANGUL.search(line):
                yield Finding(path, number, "Hangul outside a message catalogue")


def unused(catalogues, files):
    """Keys that no source mentions, whole or by a literal that they begin with."""
    literals, prefixes = set(), {"refusal.", "field."}
    for _, text in files:
        for match in LITERAL.finditer(text):
            literals.add(match[2])
            start = match[2].split("${")[0]
            if start.endswith(".") or "${" in match[2] and "." in start:
                prefixes.add(start)
    beginnings = tuple(prefix for prefix in prefixes if re.fullmatch(r"[a-z_0-9.]+", prefix))
    for catalogue in catalogues:
        for key in catalogue.ko:
            if key not in literals and not key.startswith(beginnings):
                yield catalogue.path, key


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--unused", action="store_true")
    options = parser.parse_args()
    findings = []
    catalogues = read_catalogues(options.root, findings)

    def texts(*suffixes):
        return [(str(path.relative_to(options.root)), path.read_text(errors="replace"))
                for path in sources.walk(options.root, *suffixes)]

    cpp, web = texts(".cpp", ".h"), texts(".ts", ".svelte")
    test_only = sources.test_files(
        sources.include_graph(options.root, sources.find_modules(options.root)))
    product = [each for each in cpp
               if not each[0].startswith("tests/") and each[0] not in test_only]
    findings += [finding for each in catalogues for finding in check_pair(each)]
    findings += check_twice(catalogues)
    server = {key for each in catalogues if not each.is_web for key in each.ko}
    browser = {key for each in catalogues if each.is_web for key in each.ko}
    findings += check_refusals(product, server)
    findings += check_server_keys(product, server)
    findings += check_web_keys([each for each in web if not each[0].endswith(".test.ts")], browser)
    findings += check_hangul(product + web + texts(".sql"))
    idle = list(unused(catalogues, cpp + web))
    for finding in findings:
        print(finding)
    if options.unused:
        for path, key in idle:
            print(f"{path}: {key} is not used")
    print(f"check_messages: {len(server)} server and {len(browser)} web messages, "
          f"{len(idle)} unused, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())

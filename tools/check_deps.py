#!/usr/bin/env python3
"""Refuses dependencies that the architecture forbids, beyond what CMake and the compiler refuse.

Usage: check_deps.py [--root DIR] [--graph | --write]
  --graph   prints docs/modules.md (a Mermaid drawing and one line a module)
  --write   writes it
Without either: prints findings, exit code 1 when there are any, or when docs/modules.md is stale.
"""

import argparse
import pathlib
import re
import sys

import sources
from sources import Finding

# What a pure layer must not touch: same input, same bytes, on every machine.
IMPURE_HEADERS = {
    "clock": {"ctime", "time.h", "sys/time.h"},
    "disk": {"fstream", "filesystem", "fcntl.h", "unistd.h", "sys/stat.h"},
    "network": {"sys/socket.h", "netinet/in.h", "arpa/inet.h", "netdb.h"},
    "thread": {"thread", "future", "condition_variable", "pthread.h"},
    "random": {"random"},
}
IMPURE_CODE = {
    "clock": r"\b(?:system_clock|steady_clock|high_resolution_clock|gettimeofday|clock_gettime)\b",
    "disk": r"\bstd::[io]?fstream\b|\bfopen\b",
    "thread": r"\bstd::(?:jthread|thread|async)\b",
    "random": r"\b(?:random_device|mt19937(?:_64)?|srand|rand)\b\s*[({\w]",
    "environment": r"\b(?:getenv|setenv)\b",
}
MODULES_PAGE = "docs/modules.md"


def check_layers(modules):
    """Directions and order; CMake refuses these too, but only in modules that it configures."""
    seen = {}
    for module in modules:
        place = f"{module.layer}/{module.name}"
        for name in module.depends("DEPENDS", "PRIVATE_DEPENDS", "TEST_DEPENDS"):
            if name not in seen:
                yield Finding(f"{place}/CMakeLists.txt", 1,
                              f"{place} depends on '{name}', which is no module listed before it")
            elif seen[name] not in sources.MAY_USE[module.layer]:
                yield Finding(f"{place}/CMakeLists.txt", 1,
                              f"{place} may not depend on {seen[name]}/{name}")
        seen[module.name] = module.layer


class ModuleCheck:
    """The include rules of one module."""

    def __init__(self, root, module, names, test_only):
        self.root, self.module, self.names, self.test_only = root, module, names, test_only
        self.used = {"public": set(), "private": set(), "test": set()}

    def findings(self):
        for path in self.module.files("include/**/*.h"):
            yield from self.check_file(path, "public", self.module.depends("DEPENDS"))
        linked = self.module.depends("DEPENDS", "PRIVATE_DEPENDS")
        for path in self.module.files("src/*.cpp") + self.module.files("src/*.h"):
            if str(path.relative_to(self.root)) in self.test_only:
                yield from self.check_file(
                    path, "test", linked + self.module.depends("TEST_DEPENDS"))
            else:
                yield from self.check_file(path, "private", linked)
        yield from self.unused()

    def check_file(self, path, kind, allowed):
        text = path.read_text()
        where = str(path.relative_to(self.root))
        for line, quote, target in sources.includes(text):
            if ".." in target.split("/"):
                yield Finding(where, line, f"'..' in an include: {target}")
                continue
            owner = target.split("/")[0] if "/" in target else None
            if quote == '"' and owner in self.names and owner != self.module.name:
                self.used[kind].add(owner)
                if owner not in allowed:
                    yield Finding(where, line, self.not_linked(kind, owner, target))
            elif quote == "<" and kind == "public":
                yield from self.check_third_party(where, line, target)
        if self.module.layer == "library" and kind != "test":
            yield from self.check_pure(where, text)

    def not_linked(self, kind, owner, target):
        if kind == "public" and owner in self.module.depends("PRIVATE_DEPENDS"):
            return f'leaks the private dependency {owner} ("{target}"); declare it in DEPENDS'
        return f'"{target}" is reached through somebody else; declare {owner} in ' + (
            "DEPENDS" if kind == "public" else "PRIVATE_DEPENDS")

    def check_third_party(self, where, line, target):
        foreign = "/" in target or target.endswith(".h")
        if foreign and not (where.endswith("base/describe.h") and target.startswith("boost/")):
            yield Finding(where, line, f"third-party header <{target}> in a public header")

    def check_pure(self, where, text):
        for line, quote, target in sources.includes(text):
            for kind, headers in IMPURE_HEADERS.items():
                if quote == "<" and target in headers:
                    yield Finding(where, line, f"library touches the {kind}: <{target}>")
        code = sources.code_only(text)
        for kind, pattern in IMPURE_CODE.items():
            for match in re.finditer(pattern, code):
                yield Finding(where, sources.line_of(code, match.start()),
                              f"library touches the {kind}: {match[0].strip()}")

    def unused(self):
        place = f"{self.module.layer}/{self.module.name}/CMakeLists.txt"
        for name in self.module.depends("DEPENDS"):
            if name not in self.used["public"]:
                advice = "; PRIVATE_DEPENDS is enough" if name in self.used["private"] else ""
                yield Finding(place, 1, f"DEPENDS {name}: no public header includes it{advice}")
        for name in self.module.depends("PRIVATE_DEPENDS"):
            if name not in self.used["private"]:
                advice = "; TEST_DEPENDS is enough" if name in self.used["test"] else ""
                yield Finding(place, 1, f"PRIVATE_DEPENDS {name}: no source includes it{advice}")
        for name in self.module.depends("TEST_DEPENDS"):
            if name not in self.used["test"]:
                yield Finding(place, 1, f"TEST_DEPENDS {name}: no test includes it")


def find_cycle(graph):
    """Some cycle as a list of nodes, or None."""
    state = {}
    for start in graph:
        path, stack = [], [(start, False)]
        while stack:
            node, done = stack.pop()
            if done:
                path.pop()
                state[node] = "done"
            elif state.get(node) == "open":
                return path[path.index(node):] + [node]
            elif node not in state:
                state[node] = "open"
                path.append(node)
                stack.append((node, True))
                stack.extend((each, False) for each in graph.get(node, [])
                             if state.get(each) != "done")
    return None


def check_cycles(graph):
    cycle = find_cycle(graph)
    if cycle:
        yield Finding(cycle[0], 1, "include cycle: " + " → ".join(cycle))


def purpose(module):
    """The first sentence of the module's README.md below its title."""
    readme = module.folder / "README.md"
    if not readme.exists():
        return ""
    lines = [line.strip() for line in readme.read_text().splitlines()]
    paragraph = []
    for line in lines:
        if line and not line.startswith(("#", "<!--")):
            paragraph.append(line)
        elif paragraph:
            break
    return re.split(r"(?<=[.:])\s", " ".join(paragraph))[0].rstrip(":").replace("|", "\\|")


def needed_arrows(modules):
    """Arrows of the drawing: direct dependencies that no other dependency implies."""
    direct = {m.name: set(m.depends("DEPENDS", "PRIVATE_DEPENDS")) for m in modules}
    reach = {}
    for module in modules:
        reach[module.name] = set().union(
            *[{name} | reach.get(name, set()) for name in direct[module.name]] or [set()])
    for module in modules:
        for name in module.depends("DEPENDS", "PRIVATE_DEPENDS"):
            others = direct[module.name] - {name}
            if not any(name in reach.get(other, ()) for other in others):
                yield module.name, name


def modules_page(modules):
    """The text of docs/modules.md."""
    out = ["# Modules", "",
           "Made by `tools/check_deps.py --write`; `./dev check` refuses a stale page.",
           "An arrow means “uses”; arrows that follow from others are left out.", "",
           "```mermaid", "flowchart TD"]
    for layer in reversed(sources.LAYERS):
        names = [module.name for module in modules if module.layer == layer]
        if names:
            out += [f"  subgraph {layer}", *[f"    {name}" for name in names], "  end"]
    out += [f"  {user} --> {used}" for user, used in needed_arrows(modules)]
    out += ["```", "", "| module | what it is for | uses |", "|---|---|---|"]
    for module in modules:
        uses = ", ".join(module.depends("DEPENDS", "PRIVATE_DEPENDS")) or "–"
        out.append(f"| `{module.layer}/{module.name}` | {purpose(module)} | {uses} |")
    return "\n".join(out) + "\n"


def check_page(root, modules):
    page = root / MODULES_PAGE
    if not page.exists() or page.read_text() != modules_page(modules):
        yield Finding(MODULES_PAGE, 1, "stale; run tools/check_deps.py --write")


def check_modules(root, modules):
    """All findings about includes and declarations; not the freshness of docs/modules.md."""
    names = {module.name for module in modules}
    graph = sources.include_graph(root, modules)
    test_only = sources.test_files(graph)
    yield from check_layers(modules)
    for module in modules:
        yield from ModuleCheck(root, module, names, test_only).findings()
    yield from check_cycles(graph)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument("--graph", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    modules = sources.find_modules(options.root)
    if options.graph or options.write:
        page = modules_page(modules)
        if options.write:
            (options.root / MODULES_PAGE).write_text(page)
        else:
            print(page, end="")
        return 0
    findings = [*check_modules(options.root, modules), *check_page(options.root, modules)]
    for finding in findings:
        print(finding)
    print(f"check_deps: {len(modules)} modules, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())

"""The project as the checks see it: its files, its modules, C++ text without comments."""

import dataclasses
import pathlib
import re

LAYERS = ("library", "platform", "foundation", "services", "apps")
MAY_USE = {
    "library": {"library"},
    "platform": {"library", "platform"},
    "foundation": {"library", "platform", "foundation"},
    "services": {"library", "platform", "foundation"},
    "apps": {"library", "platform", "foundation", "services"},
}
SKIPPED_FOLDERS = {"node_modules", "build", "dist", "data", "__pycache__"}
ARGUMENTS = ("DEPENDS", "PRIVATE_DEPENDS", "EXTERNAL", "TEST_EXTERNAL", "TEST_DEPENDS")


@dataclasses.dataclass
class Module:
    """One `layer/name/` folder with an `olive_module(…)` line."""

    layer: str
    name: str
    folder: pathlib.Path
    arguments: dict

    def depends(self, *kinds):
        """The module names under these arguments, in order of declaration."""
        return [name for kind in kinds for name in self.arguments.get(kind, [])]

    def files(self, pattern):
        return sorted(self.folder.glob(pattern))


@dataclasses.dataclass(frozen=True)
class Finding:
    """One breach of a rule: where and what."""

    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


def parse_module_arguments(text):
    """The arguments of the `olive_module(…)` call in a CMakeLists.txt, by keyword."""
    text = re.sub(r"#.*", "", text)
    call = re.search(r"olive_module\((.*?)\)", text, re.DOTALL)
    arguments, current = {}, None
    for word in call.group(1).split() if call else []:
        if word in ARGUMENTS:
            current = arguments.setdefault(word, [])
        elif current is not None:
            current.append(word)
    return arguments


def find_modules(root):
    """All modules below `root`, in the order of the root CMakeLists.txt where that lists them."""
    root = pathlib.Path(root)
    found = {}
    for layer in LAYERS:
        for listing in sorted(root.glob(f"{layer}/*/CMakeLists.txt")):
            text = listing.read_text()
            if "olive_module(" in text:
                folder = listing.parent
                found[f"{layer}/{folder.name}"] = Module(
                    layer, folder.name, folder, parse_module_arguments(text))
    top = root / "CMakeLists.txt"
    order = re.findall(r"^\s+(\w+/\w+)\)?\s*$", top.read_text(), re.M) if top.exists() else []
    listed = [found.pop(path) for path in order if path in found]
    return listed + list(found.values())


def walk(root, *suffixes):
    """Files below `root` with one of these suffixes, sorted; no generated or foreign folders."""
    root = pathlib.Path(root)

    def visit(folder):
        for entry in sorted(folder.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                hidden = entry.name.startswith(".") and entry.name != ".ci"
                if entry.name not in SKIPPED_FOLDERS and not hidden \
                        and not entry.name.startswith("build-"):
                    yield from visit(entry)
            elif entry.suffix in suffixes:
                yield entry

    return list(visit(root))


TOKEN = re.compile(
    r'(?P<raw>R"(?P<tag>[^(\s]{0,16})\(.*?\)(?P=tag)")'
    r"|(?P<block>/\*.*?\*/)"
    r"|(?P<line>//[^\n]*)"
    r'|(?P<text>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')",
    re.DOTALL)


def _blank(text, keep_quotes):
    """Same shape, no content: newlines stay, so that line numbers hold."""
    inner = re.sub(r"[^\n]", " ", text)
    return '"' + inner[1:-1] + '"' if keep_quotes and len(inner) >= 2 else inner


def without_comments(text):
    """C++ or TypeScript text with comments blanked out; lines keep their numbers."""
    return TOKEN.sub(
        lambda m: _blank(m[0], False) if m["line"] or m["block"] else m[0], text)


def code_only(text):
    """C++ text with comments and the contents of strings blanked out; lines keep their numbers."""
    return TOKEN.sub(lambda m: _blank(m[0], not (m["line"] or m["block"])), text)


def comment_lines(text):
    """The numbers (from 1) of the lines that hold a comment."""
    lines = set()
    for match in TOKEN.finditer(text):
        if match["line"] or match["block"]:
            first = text.count("\n", 0, match.start()) + 1
            lines.update(range(first, first + match[0].count("\n") + 1))
    return lines


def line_of(text, position):
    """The line number (from 1) of a position in `text`."""
    return text.count("\n", 0, position) + 1


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^">]+)[">]', re.M)


def includes(text):
    """(line, quote, path) of each #include; quote is `<` or `"`."""
    plain = without_comments(text)
    return [(line_of(plain, m.start(1)), m[1], m[2]) for m in INCLUDE.finditer(plain)]


def include_graph(root, modules):
    """{file: [files]} over our own quoted includes; paths relative to `root`."""
    by_name = {module.name: module for module in modules}
    graph = {}
    for module in modules:
        for path in module.files("include/**/*.h") + module.files("src/*"):
            if path.suffix not in (".h", ".cpp"):
                continue
            targets = []
            for _, quote, target in includes(path.read_text()):
                owner = by_name.get(target.split("/")[0])
                public = owner.folder / "include" / target if owner else None
                private = module.folder / "src" / target
                found = public if public and public.exists() else private
                if quote == '"' and found.exists():
                    targets.append(str(found.relative_to(root)))
            graph[str(path.relative_to(root))] = targets
    return graph


def test_files(graph):
    """Files of an include graph that are no part of the product: tests, benchmarks, and the private
    headers that only those include."""
    includers = {}
    for path, targets in graph.items():
        for target in targets:
            includers.setdefault(target, []).append(path)
    found = {path for path in graph if re.search(r"_(test|bench|soak|fuzz)\.cpp$", path)}
    while True:
        more = {path for path in graph.keys() - found
                if path.endswith(".h") and "/src/" in path and includers.get(path)
                and found.issuperset(includers[path])}
        if not more:
            return found
        found |= more

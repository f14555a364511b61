#!/usr/bin/env python3
"""Writes a C++ source with a module's schema/*.sql and messages/*.json as string literals.

usage: embed.py MODULE OUT.cpp FILE…

The result defines MODULE::embedded::schema() and MODULE::embedded::messages(), each a span of
base::EmbeddedFile sorted by name. A module declares the ones that it uses in its own source.
"""
import os
import sys

CHUNK = 8_000  # bytes of one literal; compilers warn above 65,536


def literal(text: bytes) -> str:
    """Octal escapes outside printable ASCII keep the source free of encoding questions."""
    out = []
    for start in range(0, len(text), CHUNK):
        piece = []
        for byte in text[start:start + CHUNK]:
            char = chr(byte)
            if char in '"\\':
                piece.append("\\" + char)
            elif char == "\n":
                piece.append("\\n")
            elif 32 <= byte < 127 and char != "?":
                piece.append(char)
            else:
                piece.append(f"\\{byte:03o}")
        out.append('"' + "".join(piece) + '"')
    return "\n    ".join(out) or '""'


def table(name: str, files: list[str]) -> str:
    if not files:
        return f"std::span<const base::EmbeddedFile> {name}() {{ return {{}}; }}\n"
    rows = []
    for path in files:
        with open(path, "rb") as handle:
            content = handle.read()
        view = f"std::string_view({literal(content)}, {len(content)})"
        rows.append(f'    {{"{os.path.basename(path)}",\n    {view}}},')
    body = "\n".join(rows)
    return (f"std::span<const base::EmbeddedFile> {name}() {{\n"
            f"  static constexpr base::EmbeddedFile kFiles[] = {{\n{body}\n  }};\n"
            f"  return kFiles;\n}}\n")


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    module, out, files = sys.argv[1], sys.argv[2], sorted(sys.argv[3:])
    text = ('#include "base/embedded.h"\n\n'
            f"namespace {module}::embedded {{\n\n"
            + table("schema", [f for f in files if f.endswith(".sql")]) + "\n"
            + table("messages", [f for f in files if f.endswith(".json")])
            + f"\n}}  // namespace {module}::embedded\n")
    with open(out, "w", encoding="ascii") as handle:
        handle.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Keeps the SQL of all modules within what SQLite, PostgreSQL and its sharded relatives share.

usage: sql_lint.py [ROOT] [--allow FILE]

Reads every schema/*.sql and the SQL string literals of every C++ file that is no test. Rules:

  tenant-key        the tenant (region_id or ledger_id) is the first column of every table, primary
                    key, unique index and foreign key
  one-tenant        a statement fixes the tenant of every tenant table it touches
  made-ids          no SERIAL, IDENTITY, AUTOINCREMENT, sequences: the application makes ids
  single-shard      no FOR UPDATE, recursive WITH, grouping sets
  plain-transaction no BEGIN, COMMIT, SAVEPOINT by hand: use db::Database and Transaction::nested
  no-locks          no LOCK TABLE, advisory locks, LISTEN, NOTIFY
  plain-schema      no triggers, functions, views, rules, inheritance, generated columns, STRICT …
  given-values      no clock or random functions, no subquery in VALUES: pass values as parameters
  small-steps       schema files hold CREATE TABLE, CREATE INDEX, DROP INDEX, ADD COLUMN; rows move
                    by INSERT … SELECT … ON CONFLICT DO NOTHING, an own table goes by DROP TABLE IF
                    EXISTS: a step that was interrupted is taken again
  fast-path         no COPY, unnest, SKIP LOCKED outside the allow list
  portable          types BIGINT, BOOLEAN, TEXT, {{json}}, {{blob}}; no ::casts, ILIKE, PRAGMA, ? …
  module-name       tables and indexes are called <module>_…

The allow list has one line an exception, with tabs between: rule, path (one that ends with / stands
for the folder), piece of the statement (* for any), reason. An entry that matches nothing is an
error too, so the list can only describe the present.
"""
from __future__ import annotations

import argparse
import dataclasses
import pathlib
import re
import sys

LAYERS = ("library", "platform", "foundation", "services", "apps")
TENANTS = ("region_id", "ledger_id")
TENANT = r"(?:\w+\.)?(?:region_id|ledger_id)"
TYPES = ("BIGINT", "BOOLEAN", "TEXT", "{{json}}", "{{blob}}")

# Words that no statement may hold: (rule, pattern, what is wrong).
FORBIDDEN = [
    ("made-ids", r"\b(BIG|SMALL)?SERIAL\b|\bIDENTITY\b|\bAUTOINCREMENT\b|\bSEQUENCE\b|\bnextval\b",
     "the database makes the id"),
    ("single-shard", r"\bFOR\s+(NO\s+KEY\s+)?(UPDATE|SHARE)\b", "row locks across shards"),
    ("single-shard", r"\bWITH\s+RECURSIVE\b", "recursive query"),
    ("single-shard", r"\bGROUPING\s+SETS\b|\bROLLUP\b|\bCUBE\b", "grouping sets"),
    ("no-locks", r"\bLOCK\s+TABLE\b|\bpg_(try_)?advisory\w*", "lock outside rows"),
    ("no-locks", r"^\s*(LISTEN|UNLISTEN|NOTIFY)\b|\bpg_notify\b", "notification as truth"),
    ("plain-schema", r"\bTRIGGER\b|\bCREATE\s+(OR\s+REPLACE\s+)?"
                     r"(FUNCTION|PROCEDURE|RULE|EXTENSION)\b",
     "code inside the database"),
    ("plain-schema", r"\bCREATE\s+(MATERIALIZED\s+|TEMP\w*\s+|FOREIGN\s+|VIRTUAL\s+)*VIEW\b|"
                     r"\bCREATE\s+(VIRTUAL|FOREIGN|TEMP\w*|UNLOGGED)\b", "no ordinary table"),
    ("plain-schema", r"\bINHERITS\b|\bEXCLUDE\b|\bDEFERRABLE\b|\bGENERATED\b|\bSTRICT\b|"
                     r"\bWITHOUT\s+ROWID\b|\bUSING\s+(GIST|GIN|BRIN)\b|\bPARTITION\s+(BY|OF)\s+"
                     r"(HASH|RANGE|LIST)\b", "not the same everywhere"),
    ("given-values", r"\b(random|now|gen_random_uuid|clock_timestamp|strftime|datetime|julianday|"
                     r"unixepoch|randomblob)\s*\(|\bCURRENT_(TIMESTAMP|DATE|TIME)\b",
     "a value that differs at each run"),
    ("fast-path", r"^\s*COPY\b|\bunnest\s*\(|\bSKIP\s+LOCKED\b", "PostgreSQL only"),
    ("portable", r"::", "cast with ::"),
    ("portable", r"\b(ILIKE|PRAGMA|GLOB|REGEXP|group_concat|string_agg|array_agg|ARRAY\s*\[|"
                 r"INSERT\s+OR\s+\w+|REPLACE\s+INTO|DATE_TRUNC|EXTRACT\s*\(|ROWID|printf|instr|"
                 r"strpos|position\s*\()", "only one of the databases has it"),
    ("portable", r"\?|(?<![\w$]):[a-z]\w*|@\w+", "parameters are written $1, $2 …"),
    ("portable", r"\bIS\s+(NOT\s+)?\$\d|\bAVG\s*\(|\bTOTAL\s*\(", "not the same on both databases"),
]
TRANSACTION = r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|START\s+TRANSACTION)\b"
STATEMENT = (r"^\s*(SELECT|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+|DELETE\s+FROM|WITH\s+\w+|"
             r"CREATE\s+|ALTER\s+TABLE|DROP\s+|LOCK\s+TABLE|COPY\s+|LISTEN\s|NOTIFY\s|PRAGMA\s|"
             r"REPLACE\s+INTO|TRUNCATE\s|BEGIN\b|COMMIT\b|ROLLBACK\b|SAVEPOINT\b|RELEASE\s)")


@dataclasses.dataclass(frozen=True)
class Fault:
    path: str
    line: int
    rule: str
    message: str
    statement: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.message}: {self.statement[:90]}"


@dataclasses.dataclass(frozen=True)
class Statement:
    path: str
    line: int
    text: str      # comments removed, white space collapsed
    module: str
    is_schema: bool

    @property
    def code(self) -> str:
        """The text without the content of its string constants."""
        return re.sub(r"'(?:[^']|'')*'", "''", self.text)


def collapse(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def schema_statements(path: str, module: str, text: str) -> list[Statement]:
    text = re.sub(r"--[^\n]*", "", text)
    found, line = [], 1
    for piece in re.split(r";", text):
        start = line + len(piece[:len(piece) - len(piece.lstrip())].split("\n")) - 1
        if piece.strip():
            found.append(Statement(path, start, collapse(piece), module, True))
        line += piece.count("\n")
    return found


TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<delimiter>\w*)\((?P<raw>.*?)\)(?P=delimiter)"'
    r'|"(?P<plain>(?:[^"\\\n]|\\.)*)"|\'(?:[^\'\\\n]|\\.)+\'|(?P<space>\s+)|(?P<other>.)', re.S)


def cpp_statements(path: str, module: str, text: str) -> list[Statement]:
    """String literals of a C++ text, neighbours joined, that begin like SQL."""
    found: list[Statement] = []
    current: list[str] = []
    start = line = 1

    def finish() -> None:
        joined = "".join(current)
        if re.match(STATEMENT, joined):
            found.append(Statement(path, start, collapse(joined), module, False))
        current.clear()

    for token in TOKEN.finditer(text):
        literal = token["raw"] if token["raw"] is not None else token["plain"]
        if literal is not None:
            if not current:
                start = line
            current.append(literal if token["raw"] is not None else
                           literal.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\"))
        elif token["other"] is not None or token.group().startswith("'"):
            finish()
        line += token.group().count("\n")
    finish()
    return found


def read_tree(root: pathlib.Path) -> list[Statement]:
    found: list[Statement] = []
    for layer in LAYERS:
        for path in sorted((root / layer).glob("*/schema/*.sql")):
            found += schema_statements(str(path.relative_to(root)), path.parts[-3],
                                       path.read_text(encoding="utf-8"))
        for path in sorted((root / layer).glob("*/**/*")):
            if path.suffix not in (".cpp", ".h") or re.search(r"_(test|bench)\.cpp$", path.name):
                continue
            module = path.relative_to(root).parts[1]
            found += cpp_statements(str(path.relative_to(root)), module,
                                    path.read_text(encoding="utf-8"))
    return found


def split_top(text: str) -> list[str]:
    """Splits at commas outside parentheses."""
    parts, depth, current = [], 0, ""
    for char in text:
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += char
    return parts + [current.strip()]


def first_name(columns: str) -> str:
    return columns.split(",")[0].strip().split(" ")[0]


def check_constraint(part: str) -> str | None:
    """What is wrong with a table constraint, if anything."""
    for key in re.finditer(r"\b(PRIMARY KEY|UNIQUE|FOREIGN KEY|REFERENCES \w+) ?\(([^)]*)\)", part):
        if first_name(key[2]) not in TENANTS:
            return f"{key[1]} does not begin with the tenant"
    if re.search(r"\bREFERENCES \w+(?! ?\()", re.sub(r"REFERENCES \w+ ?\(", "", part)):
        return "REFERENCES names no columns"
    return None


def check_column(part: str, is_first: bool) -> tuple[str, str] | None:
    name, _, rest = part.partition(" ")
    if not re.match("|".join(re.escape(t) + r"(?![\w(])" for t in TYPES), rest):
        return "portable", f"column {name} is of none of the types {', '.join(TYPES)}"
    if is_first and name not in TENANTS:
        return "tenant-key", "the first column is not the tenant"
    inline = re.search(r"\b(PRIMARY KEY|UNIQUE|REFERENCES)\b", rest)
    if inline and (name not in TENANTS or inline[1] == "REFERENCES"):
        return "tenant-key", f"{inline[1]} of column {name} alone"
    return None


def check_table(statement: Statement) -> list[tuple[str, str]]:
    match = re.match(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) ?\((.*)\)$", statement.code, re.I)
    if not match:
        return [("small-steps", "CREATE TABLE in an unknown form")]
    faults, is_first = [], True
    for part in split_top(match[2]):
        if re.match(r"(PRIMARY KEY|UNIQUE|FOREIGN KEY|CONSTRAINT|CHECK)\b", part):
            wrong = check_constraint(part)
            faults += [("tenant-key", wrong)] if wrong else []
        else:
            fault = check_column(part, is_first)
            faults += [fault] if fault else []
            is_first = False
    if "PRIMARY KEY" not in match[2]:
        faults.append(("tenant-key", "no primary key"))
    return faults + check_name(match[1], statement.module)


def check_name(name: str, module: str) -> list[tuple[str, str]]:
    return [] if name.startswith(module + "_") else [("module-name", f"{name} is not {module}_…")]


def check_index(statement: Statement) -> list[tuple[str, str]]:
    match = re.match(r"CREATE (UNIQUE )?INDEX (?:IF NOT EXISTS )?(\w+) ON (\w+) ?\((.*)\)"
                     r"( WHERE .*)?$", statement.code, re.I)
    if not match:
        return [("small-steps", "CREATE INDEX in an unknown form")]
    faults = check_name(match[2], statement.module) + check_name(match[3], statement.module)
    if first_name(match[4]) not in TENANTS:
        faults.append(("tenant-key", "the index does not begin with the tenant"))
    return faults


def check_schema(statement: Statement) -> list[tuple[str, str]]:
    code = statement.code
    if re.match(r"CREATE TABLE\b", code, re.I):
        return check_table(statement)
    if re.match(r"CREATE (UNIQUE )?INDEX\b", code, re.I):
        return check_index(statement)
    column = re.match(r"ALTER TABLE (\w+) ADD COLUMN (.*)$", code, re.I)
    if column:
        fault = check_column(column[2], False)
        return check_name(column[1], statement.module) + ([fault] if fault else [])
    index = re.match(r"DROP INDEX (\w+)$", code, re.I)
    if index:
        return check_name(index[1], statement.module)
    table = re.match(r"DROP TABLE IF EXISTS (\w+)$", code, re.I)
    if table:
        return check_name(table[1], statement.module)
    move = re.match(r"INSERT INTO \w+ ?\(([^)]*)\) SELECT .* ON CONFLICT DO NOTHING$", code, re.I)
    if move:  # of all tenants: a migration is no request
        wrong = first_name(move[1]) not in TENANTS
        return [("tenant-key", "the first inserted column is not the tenant")] if wrong else []
    return [("small-steps", "neither CREATE TABLE, CREATE INDEX, DROP INDEX, ADD COLUMN nor a move "
                            "of rows that can be taken again")]


def check_query(statement: Statement, tables: set[str]) -> list[tuple[str, str]]:
    """Every tenant table must be tied to the tenant: by a value, or to a table that is."""
    code = statement.code
    insert = re.match(r"INSERT (?:OR \w+ )?INTO (\w+)(?: AS \w+)? ?\(([^)]*)\)(.*)$", code, re.I)
    faults = []
    if insert and insert[1] in tables and first_name(insert[2]) not in TENANTS:
        faults.append(("one-tenant", "the first inserted column is not the tenant"))
    if insert and re.search(r"\bVALUES\b.*\( ?SELECT\b", insert[3], re.I):
        faults.append(("given-values", "subquery in VALUES"))
    rest = re.split(r"\bON CONFLICT\b", insert[3], flags=re.I)[0] if insert else code
    touched = [name for name in re.findall(r"\b(?:FROM|JOIN|UPDATE|INTO) (\w+)", rest, re.I)
               if name in tables]
    ties = len(re.findall(rf"\b{TENANT} ?= ?[\w$(]|\bUSING ?\( ?{TENANT}\b|\b{TENANT} IN ?\(|"
                          rf"\( ?{TENANT} ?,[^)]*\) ?(?:=|IN\b)", rest, re.I))
    if ties < len(touched):
        faults.append(("one-tenant", f"{len(touched)} tenant tables, tied to it {ties} times"))
    return faults


def check(statement: Statement, tables: set[str]) -> list[Fault]:
    faults = []
    for rule, pattern, message in FORBIDDEN:
        found = re.search(pattern, statement.code, re.I)
        if found:
            faults.append((rule, f"{message} ({found[0].strip()})"))
    if re.match(TRANSACTION, statement.code):
        faults.append(("plain-transaction", "transactions are made by db"))
    if statement.is_schema:
        faults += check_schema(statement)
    elif re.match(r"(CREATE|ALTER|DROP|TRUNCATE)\b", statement.code):
        faults.append(("small-steps", "DDL belongs in schema/*.sql"))
    else:
        faults += check_query(statement, tables)
    return [Fault(statement.path, statement.line, rule, message, statement.text)
            for rule, message in faults]


def lint(statements: list[Statement]) -> list[Fault]:
    made = [re.match(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", s.code, re.I)
            for s in statements if s.is_schema]
    tables = {match[1] for match in made if match}
    return [fault for statement in statements for fault in check(statement, tables)]


def read_allowed(text: str) -> list[list[str]]:
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = line.split("\t")
        if len(entry) != 4 or not all(part.strip() for part in entry):
            raise SystemExit(f"allow list, line {number}: rule, path, piece, reason; tabs between")
        entries.append(entry)
    return entries


def covers(entry: list[str], fault: Fault) -> bool:
    rule, path, piece, _ = entry
    is_path = fault.path.startswith(path) if path.endswith("/") else fault.path == path
    return rule == fault.rule and is_path and (piece == "*" or piece in fault.statement)


def apply_allowed(faults: list[Fault], allowed: list[list[str]]) -> tuple[list[Fault], list[str]]:
    used = [False] * len(allowed)
    left = []
    for fault in faults:
        matches = [i for i, entry in enumerate(allowed) if covers(entry, fault)]
        for i in matches:
            used[i] = True
        if not matches:
            left.append(fault)
    return left, ["\t".join(entry) for entry, is_used in zip(allowed, used) if not is_used]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", nargs="?", default=pathlib.Path(__file__).parent.parent,
                        type=pathlib.Path)
    parser.add_argument("--allow", type=pathlib.Path)
    arguments = parser.parse_args()
    allow = arguments.allow or arguments.root / "tools" / "sql_lint_allow.txt"
    statements = read_tree(arguments.root)
    allowed = read_allowed(allow.read_text(encoding="utf-8")) if allow.exists() else []
    faults, unused = apply_allowed(lint(statements), allowed)
    for fault in faults:
        print(fault)
    for entry in unused:
        print(f"{allow}: unused: {entry}")
    print(f"sql_lint: {len(statements)} statements, {len(faults)} faults, "
          f"{len(allowed)} exceptions, {len(unused)} of them unused")
    return 1 if faults or unused else 0


if __name__ == "__main__":
    sys.exit(main())

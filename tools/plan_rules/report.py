"""Exact numbers out of JSON, and what a check found."""

import dataclasses
import decimal
import json

# All times and distances are integers in millionths of the file's unit, so that sums and
# comparisons are exact. Published times have at most three decimals; what lies within one millionth
# of such a number is the noise of somebody's doubles and is taken for it.
MICRO = 1_000_000
MILLI = 1_000


class BadFile(Exception):
    """The text is no file of its format; `place` says where."""

    def __init__(self, place, what):
        super().__init__(f"{place}: {what}")


@dataclasses.dataclass(frozen=True)
class Violation:
    """One broken rule: its name, and who, where, by how much."""

    kind: str
    detail: str

    def __str__(self):
        return f"{self.kind}: {self.detail}"


@dataclasses.dataclass
class Report:
    """Terms of the cost in the format's own words, and everything that is broken."""

    format: str
    terms: dict = dataclasses.field(default_factory=dict)
    violations: list = dataclasses.field(default_factory=list)

    def broken(self, kind, detail):
        self.violations.append(Violation(kind, detail))

    def kinds(self):
        return {each.kind for each in self.violations}


def _no_constant(name):
    raise BadFile("/", f"{name} is no number")


def _unique(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadFile("/", "a field is given twice in one object")
    return found


def load(text):
    """The JSON document with exact decimals."""
    try:
        return json.loads(text, parse_float=decimal.Decimal, parse_constant=_no_constant,
                          object_pairs_hook=_unique)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadFile("/", f"no JSON: {error}") from error


def field(node, name, place, kind=None):
    """node[name], which must be there and of `kind`."""
    if not isinstance(node, dict):
        raise BadFile(place, "should be an object")
    if name not in node:
        raise BadFile(f"{place}/{name}", "is missing")
    value = node[name]
    if kind is not None and not isinstance(value, kind):
        raise BadFile(f"{place}/{name}", f"should be {kind.__name__}")
    return value


def rows(node, name, place):
    """The elements of the list node[name], each with its place."""
    return [(each, f"{place}/{name}/{i}") for i, each in enumerate(field(node, name, place, list))]


def exact(value, place):
    """A number in millionths."""
    if isinstance(value, bool) or not isinstance(value, (int, decimal.Decimal)):
        raise BadFile(place, "should be a number")
    micro = round(decimal.Decimal(value) * MICRO)
    nearest = (micro + MILLI // 2) // MILLI * MILLI
    return nearest if abs(micro - nearest) <= 1 else micro


def number(node, name, place):
    return exact(field(node, name, place), f"{place}/{name}")


def plain(micro):
    """Millionths as a short decimal."""
    text = f"{decimal.Decimal(micro) / MICRO:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def matrix_of(node, name, place, size):
    """The square matrix node[name] in millionths, at least size × size."""
    found = []
    for row, at in rows(node, name, place):
        if not isinstance(row, list):
            raise BadFile(at, "should be a list")
        found.append([exact(value, at) for value in row])
    if len(found) < size or any(len(row) != len(found) for row in found):
        raise BadFile(f"{place}/{name}", f"should be square, with {size} rows or more")
    return found

"""The table that every benchmark prints: machine, commit, input, ours beside the reference.

    from bench_report import Row, print_report
    print_report("ledger", "32 clients, 10 s", [Row("durable transfers/s", 51_000, 3_200)])
"""

import dataclasses
import os
import pathlib
import re
import subprocess


@dataclasses.dataclass
class Row:
    """One figure: ours, and what it is compared with (None when there is nothing)."""

    figure: str
    ours: float
    reference: float | None = None
    reference_name: str = "reference"


def machine():
    """Processor, number of cores and memory."""
    info = pathlib.Path("/proc/cpuinfo").read_text(errors="replace")
    model = re.search(r"model name\s*:\s*(.+)", info)
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = model[1].strip() if model else "unknown processor"
    return f"{name}, {os.cpu_count()} cores, {memory_gib:.0f} GiB"


def commit():
    """The short commit, marked when the tree has changes; `unknown` outside a clone."""
    def git(*arguments):
        done = subprocess.run(["git", *arguments], capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else ""

    name = git("rev-parse", "--short", "HEAD")
    changed = git("status", "--porcelain", "--untracked-files=no")
    return (name or "unknown") + (" with changes" if changed else "")


def number(value):
    """Thousands with separators, small figures with three significant digits."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(rows):
    """The rows as lines of text; the ratio is ours divided by the reference."""
    cells = [("figure", "ours", "reference", "ratio", "compared with")]
    for row in rows:
        ratio = f"{row.ours / row.reference:.2f}" if row.reference else "–"
        name = row.reference_name if row.reference is not None else ""
        cells.append((row.figure, number(row.ours), number(row.reference), ratio, name))
    widths = [max(len(line[i]) for line in cells) for i in range(5)]
    return [f"{a:<{widths[0]}}  {b:>{widths[1]}}  {c:>{widths[2]}}  {d:>{widths[3]}}  {e}".rstrip()
            for a, b, c, d, e in cells]


def print_report(name, what, rows):
    """Prints the whole report of benchmark `name` over input `what`."""
    print(f"benchmark  {name}\nmachine    {machine()}\ncommit     {commit()}\ninput      {what}\n")
    print("\n".join(table(rows)), flush=True)

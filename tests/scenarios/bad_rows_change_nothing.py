"""A file with twenty kinds of bad rows: each is named by line and field, exit code 1, and not a
row of the city changed. The example files are good; a dry run of them changes nothing either."""

import datetime

from bad_files import broken_files, kinds
from city import KOREA
from stages import ROOT, fingerprint

EXAMPLES = ROOT / "examples/import"
ROWS = {"people": 3, "requests": 3, "shops": 2}


def report_of(city, kind, content, *options, status):
    file = city.stage.folder / f"{kind}.csv"
    file.write_bytes(content)
    return city.run("import", kind, file, "--json", *options, status=status).json


def twenty_bad_rows(city, name, kind):
    assert len(kind.bad) >= 20, f"{name}: {len(kind.bad)} kinds"
    report = report_of(city, name, kind.file().encode(), status=1)
    told = {(each["line"], each["field"], each["code"]) for each in report["faults"]}
    missing, surplus = kind.expected() - told, told - kind.expected()
    assert not missing and not surplus, f"{name}: not told {missing}, surplus {surplus}"
    assert report["rows"] == 2 * len(kind.bad) and report["imported"] == 0, report


def broken_as_a_whole(city, name, kind):
    for what, content, code in broken_files(kind):
        report = report_of(city, name, content, status=1)
        assert code in [each["code"] for each in report["faults"]], (name, what, report)
        assert report["imported"] == 0, (name, what, report)


def example(name, today):
    """The example file; requests wish for a day that is not over."""
    content = (EXAMPLES / f"{name}.csv").read_bytes()
    if name == "requests":
        text = content.decode().replace("2026-12-01", str(today + datetime.timedelta(days=9)))
        content = text.replace("2026-11-20", str(today)).encode()
    return content


def examples_are_good(city, name, before, today):
    dry = report_of(city, name, example(name, today), "--dry-run", status=0)
    assert dry["is_dry_run"] and dry["imported"] == ROWS[name] and not dry["faults"], dry
    assert fingerprint(city.stage) == before, f"the dry run of {name} changed something"
    real = report_of(city, name, example(name, today), status=0)
    assert real["imported"] == ROWS[name], real
    assert fingerprint(city.stage) != before, f"{name} was not imported"
    again = report_of(city, name, example(name, today), status=1)
    assert len({each["line"] for each in again["faults"]}) == ROWS[name], again


def run(city):
    city.stop()  # an import is the only writer of its moment
    today = datetime.datetime.now(KOREA).date()
    before = fingerprint(city.stage)
    for name, kind in kinds(today).items():
        twenty_bad_rows(city, name, kind)
        broken_as_a_whole(city, name, kind)
        assert fingerprint(city.stage) == before, f"bad rows of {name} changed something"
    for name in ROWS:
        examples_are_good(city, name, fingerprint(city.stage), today)
    city.start()

"""Files that `olive import` must refuse: for each kind of table one with twenty bad rows, and
files that are broken as a whole."""

import dataclasses

LONG = "가" * 2_001
RESIDENT = "850101-1234567"


@dataclasses.dataclass
class BadRow:
    """One change to a good row, and what the report must say about it."""

    change: dict
    field: str
    code: str


@dataclasses.dataclass
class Kind:
    """A kind of table: a good row (`{n}` is the row's number) and twenty bad ones."""

    good: dict
    bad: list

    def header(self):
        return ",".join(self.good)

    def row(self, number, change=None):
        cells = {**self.good, **(change or {})}
        return ",".join(cell.format(n=f"{number:04}") for cell in cells.values())

    def file(self):
        """All bad rows below each other, a good one after each; line of a row = its place."""
        lines = [self.header()]
        for number, bad in enumerate(self.bad):
            lines.append(self.row(2 * number, bad.change))
            lines.append(self.row(2 * number + 1))
        return "\n".join(lines) + "\n"

    def expected(self):
        """{(line, field, code)} of the file."""
        return {(2 + 2 * number, bad.field, bad.code) for number, bad in enumerate(self.bad)}


def _text_faults(field, name):
    """What no cell of any table may hold."""
    return [
        BadRow({field: "=1+1"}, field, "formula"),
        BadRow({field: "@SUM(A1)"}, field, "formula"),
        BadRow({field: f"비고 {RESIDENT}"}, field, "resident_number"),
        BadRow({field: "８５０１０１１２３４５６７"}, field, "resident_number"),
        BadRow({field: "벨\x07소리"}, field, "control_character"),
        BadRow({field: LONG}, field, "too_long"),
        BadRow({name: ""}, name, "required"),
        BadRow({name: "나" * 81}, name, "too_long"),
        BadRow({field: "하나,둘"}, "", "wrong_cell_count"),
    ]


def _place_faults():
    return [
        BadRow({"phone": "123"}, "phone", "phone_malformed"),
        BadRow({"district_code": "한양구"}, "district_code", "district_not_found"),
        BadRow({"district_code": "99999"}, "district_code", "district_not_found"),
    ]


def kinds(today):
    """{name of the table: its Kind}."""
    people = Kind(
        {"name": "행인{n}", "born_on": "1970-01-02", "gender": "여", "phone": "010-5551-{n}",
         "district_code": "해운대구", "dong_code": "", "management_number": "B-{n}",
         "organisation": "", "role": "", "note": "좋음"},
        _text_faults("note", "name") + _place_faults() + [
            BadRow({"born_on": "1970-02-30"}, "born_on", "not_a_date"),
            BadRow({"born_on": "70.1.2"}, "born_on", "not_a_date"),
            BadRow({"born_on": "2190-01-01"}, "born_on", "born_in_the_future"),
            BadRow({"gender": "몰라"}, "gender", "no_such_choice"),
            BadRow({"dong_code": "123"}, "dong_code", "bad_pattern"),
            BadRow({"role": "임금님", "organisation": "1"}, "role", "no_such_choice"),
            BadRow({"role": "참여자", "organisation": "없는 기관"}, "organisation",
                   "organisation_not_found"),
            BadRow({"management_number": "B-0001"}, "management_number", "duplicate_row"),
        ])
    requests = Kind(
        {"name": "신청{n}", "born_on": "1950-01-02", "phone": "010-5552-{n}",
         "district_code": "해운대구", "service": "병원안심동행", "income_band": "70%이하",
         "discharged_on": "", "wished_from": str(today), "visit_min": "180", "purpose": "외래",
         "health_note": "좋음", "organisation": ""},
        _text_faults("health_note", "name") + _place_faults()[:2] + [
            BadRow({"born_on": "1950-13-01"}, "born_on", "not_a_date"),
            BadRow({"service": "마사지"}, "service", "no_such_choice"),
            BadRow({"income_band": "부자"}, "income_band", "no_such_choice"),
            BadRow({"wished_from": "2020-01-01"}, "wished_from", "wished_in_the_past"),
            BadRow({"wished_from": "내일"}, "wished_from", "not_a_date"),
            BadRow({"visit_min": "두시간"}, "visit_min", "expected_integer"),
            BadRow({"visit_min": "601"}, "visit_min", "visit_length_not_offered"),
            BadRow({"service": "퇴원환자안심돌봄"}, "discharged_on", "discharge_date_missing"),
            BadRow({"organisation": "없는 병원"}, "organisation", "organisation_not_found"),
        ])
    shops = Kind(
        {"name": "가게{n}", "trade": "두부", "team": "", "phone": "051-555-{n}",
         "road_address": "수영로 1", "district_code": "수영구", "opened_on": "2026-01-02"},
        _text_faults("road_address", "name") + _place_faults() + [
            BadRow({"trade": ""}, "trade", "required"),
            BadRow({"trade": "다" * 41}, "trade", "too_long"),
            BadRow({"road_address": "라" * 201}, "road_address", "too_long"),
            BadRow({"opened_on": "2026-02-30"}, "opened_on", "not_a_date"),
            BadRow({"opened_on": "어제"}, "opened_on", "not_a_date"),
            BadRow({"team": "없는 사업단"}, "team", "team_not_found"),
            BadRow({"name": "가게0001"}, "name", "shop_name_taken"),
            BadRow({"phone": RESIDENT}, "phone", "resident_number"),
        ])
    return {"people": people, "requests": requests, "shops": shops}


def broken_files(kind):
    """[(name, bytes, code)] of files that are wrong as a whole."""
    good = f"{kind.header()}\n{kind.row(1)}\n"
    first = kind.header().split(",")[0]
    return [
        ("neither UTF-8 nor CP949", good.encode() + b"\xff\xfe\xff\n", "not_utf8_or_cp949"),
        ("empty", b"", "empty_file"),
        ("open quote", good.encode() + b'"open\n', "unclosed_quote"),
        ("text after a quote", good.encode() + b'"a"b\n', "text_after_quote"),
        ("unknown column", f"{kind.header()},shoe_size\n{kind.row(1)},1\n".encode(),
         "unknown_column"),
        ("column twice", f"{kind.header()},{first}\n{kind.row(1)},1\n".encode(),
         "duplicate_column"),
        ("column missing", _without_first(good).encode(), "missing_column"),
    ]


def _without_first(text):
    """The table without its first column."""
    return "".join(line.split(",", 1)[1] + "\n" for line in text.splitlines())

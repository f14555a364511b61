"""A team's quarter from the first line to the figure that everybody sees: entered with evidence,
refused while it does not balance, closed by another person, shared by the approved rule, paid out
of a fund that cannot be overdrawn, exported without anything left to compute."""

import csv
import io

from client import expect, expect_refusal

QUARTER, INSIDE = "2026-07-01", "2026-08-14"
SALE, SUPPORT, COST, OVERTIME = 9_000_000, 300_000, 2_300_000, 100_000
SHARES = ["set_aside_won", "performance_won", "tomorrow_profit_won", "activation_won",
          "central_fund_won", "regional_support_won", "sales_left_won"]


class Books:
    """The coordinator enters, the director decides, everybody reads what is published."""

    def __init__(self, city):
        self.city = city
        self.clerk, self.director = city.sign_in("coordinator"), city.sign_in("director")
        self.public = city.public()

    def desk(self):
        return self.clerk.read("/api/v1/team-quarters", quarter=QUARTER)["items"]

    def line(self, kind, amount, number):
        return {"kind": kind, "occurred_on": INSIDE, "amount_won": amount,
                "counterparty": "이야기 구청", "evidence_number": number, "description": ""}

    def figures(self, path):
        return self.clerk.read(path)["figures"]

    def performance_fund(self, team):
        return self.clerk.read(f"/api/v1/teams/{team}/book")["funds"]["performance_won"]

    def published(self, centre):
        shown = self.public.read("/api/v1/published-quarters", quarter=QUARTER)["shown"]
        return next(each for each in shown["centres"] if each["centre_id"] == centre)


def enter(books, team):
    """Lines with evidence; what is wrong is named and changes nothing. Returns the path."""
    opened = books.clerk.do("/api/v1/team-quarters", {"team_id": team, "quarter": INSIDE}, 201)
    path = f"/api/v1/team-quarters/{opened['id']}"
    lines = f"{path}/lines"
    books.clerk.do(f"{path}/market-sales")
    assert books.clerk.read(path)["missing"] == []
    expect_refusal(books.clerk.post(lines, {**books.line("contract", SALE, "계-1"),
                                            "occurred_on": "2026-10-01"}),
                   422, "sales_line_outside_quarter", "/occurred_on")
    expect_refusal(books.clerk.post(lines, books.line("market", SALE, "계-1")),
                   422, "sales_line_of_market", "/kind")
    first = expect(books.clerk.post(lines, books.line("contract", SALE, "계-1"), key="sale-1"), 201)
    again = expect(books.clerk.post(lines, books.line("contract", SALE, "계-1"), key="sale-1"), 201)
    assert first.body == again.body, (first, again)
    expect_refusal(books.clerk.post(lines, books.line("contract", 5, "계-1")),
                   422, "evidence_number_used", "/evidence_number")
    books.clerk.do(lines, books.line("overtime", OVERTIME, "수-1"), 201)
    return path


def balance(books, path):
    """Support without costs and costs above the means are refused, with the field."""
    lines, submission = f"{path}/lines", f"{path}/submission"
    books.clerk.do(lines, books.line("government_support", SUPPORT, "지-1"), 201)
    expect_refusal(books.clerk.post(submission), 422, "support_above_costs",
                   "/government_support_won")
    books.clerk.do(lines, books.line("direct_cost", COST, "영-1"), 201)
    above = books.clerk.do(lines, books.line("direct_cost", 90_000_000, "영-2"), 201)
    expect_refusal(books.clerk.post(submission), 422, "costs_above_means", "/spent_direct_won")
    expect_refusal(books.clerk.post(submission, {"shortfall_bearer": "next_quarter"}), 422,
                   "shortfall_reason_missing", "/shortfall_reason")
    short_is_borne(books, path, lines, submission)
    books.clerk.do(f"/api/v1/sales-lines/{above['id']}/removal")


def short_is_borne(books, path, lines, submission):
    """Costs above the means are handed in with who bears them; the sum is approved as it is."""
    books.clerk.do(submission, {"shortfall_bearer": "next_quarter", "shortfall_reason": "재료 선구매"})
    shown = books.director.read(path)
    short, figures = shown["shortfall"], shown["figures"]
    means = (figures["carried_won"] + figures["sales_won"] + figures["government_support_won"]
             + figures["type_support_won"])
    costs = figures["spent_direct_won"] + figures["spent_overtime_won"]
    assert costs >= 90_000_000 and short["shortfall_won"] == costs - means, shown
    assert figures["sales_left_won"] == -short["shortfall_won"], figures
    expect_refusal(books.director.post(f"{path}/closing"), 422, "shortfall_not_approved",
                   "/shortfall_won")
    books.director.do(f"{path}/return", {"note": "영수증 영-2 확인"})
    assert books.clerk.read(path).get("shortfall") is None


def close(books, path):
    """By another person, once. Returns the figures that are kept."""
    books.clerk.do(f"{path}/submission")
    expect_refusal(books.clerk.post(f"{path}/lines", books.line("contract", 1, "계-9")),
                   422, "quarter_not_draft")
    expect_refusal(books.clerk.post(f"{path}/closing"), 403, "not_permitted")
    closed = books.director.do(f"{path}/closing")
    assert closed["state"] == "closed" and closed["seq"] > 0, closed
    expect_refusal(books.director.post(f"{path}/closing"), 422, "quarter_not_submitted")
    return closed, books.figures(path)


def parts_add_up(figures):
    surplus = (figures["carried_won"] + figures["sales_won"] + figures["government_support_won"]
               + figures["type_support_won"] - figures["spent_direct_won"]
               - figures["spent_overtime_won"])
    assert surplus == sum(figures[part] for part in SHARES), figures
    assert all(figures[part] >= 0 for part in SHARES), figures
    assert figures["direct_cost_won"] == COST - SUPPORT, figures
    assert figures["performance_won"] > 0, figures


def journal_says_the_same(books, closed, figures):
    rows = books.city.stage.query(
        "SELECT code, amount FROM ledger_transfer "
        f"WHERE reference = 'team_quarter:{closed['id']}'")
    posted = {code: int(amount) for code, amount in rows}
    for part in SHARES[:-1]:
        code = {"tomorrow_profit_won": "team_profit"}.get(part, f"team_{part[:-4]}")
        assert posted.get(code, 0) == figures[part], (part, posted, figures)


def public_sees_it(books, centre, before, figures):
    after = books.published(centre)
    for name in ["sales_won", "set_aside_won"]:
        assert after[name] - before[name] == figures[name], (name, before, after, figures)
    assert after["teams"] == before["teams"] + 1, (before, after)
    page = books.public.get("/api/v1/published-quarters", quarter=QUARTER)
    assert "person" not in page.text, page


def export_needs_no_computing(books, team_name, figures):
    """The file's cells are the account's figures; the old character set says the same."""
    new = books.director.get("/api/v1/team-quarter-export", quarter=QUARTER)
    old = books.director.get("/api/v1/team-quarter-export", quarter=QUARTER, encoding="cp949")
    table = new.bytes.decode("utf-8-sig")
    assert old.bytes.decode("cp949") == table
    row = next(each for each in csv.DictReader(io.StringIO(table)) if each["사업단명"] == team_name)
    assert row["매출정산년월"] == "202609", row
    for heading, name in [("매출금액", "sales_won"), ("직접사업금액", "direct_cost_won"),
                          ("매출적립금액", "set_aside_won"), ("자립성과금액", "performance_won"),
                          ("누계매출적립금액", "set_aside_total_won"),
                          ("매출잔금액", "sales_left_won"), ("지출잔액", "spending_left_won")]:
        assert int(row[heading]) == figures[name], (heading, row, figures)


def pay_a_participant(books, team, fund):
    """Proposed by one, approved by the other, never more than the fund or the month allows."""
    assert books.performance_fund(team) == fund
    member = books.clerk.read(f"/api/v1/teams/{team}/members")["items"][0]
    form = {"kind": "performance", "person_id": member["person_id"], "payee": None,
            "month": QUARTER[:5] + "09-01", "reason": "3분기 성과", "evidence_number": "결의-1"}
    payments = f"/api/v1/teams/{team}/payments"
    expect_refusal(books.clerk.post(payments, {**form, "amount_won": 150_001}), 422,
                   "bonus_above_month_max", "/amount_won")
    amount = min(10_000, fund)
    made = books.clerk.do(payments, {**form, "amount_won": amount}, 201)["payment"]
    approval = f"/api/v1/team-payments/{made['id']}/approval"
    expect_refusal(books.clerk.post(approval), 403, "not_permitted")
    paid = books.director.do(approval)["payment"]
    assert paid["state"] == "approved" and paid["paid_on"] == str(books.city.today), paid
    start_up = {"kind": "start_up", "person_id": None, "payee": "이야기 협동조합",
                "month": str(books.city.today), "amount_won": 9_000_000_000, "reason": "창업",
                "evidence_number": "결의-2"}
    above = books.clerk.do(payments, start_up, 201)["payment"]
    expect_refusal(books.director.post(f"/api/v1/team-payments/{above['id']}/approval"), 422,
                   "team_fund_insufficient", "/amount_won")
    assert books.performance_fund(team) == fund - amount


def correct_later(books, team, path):
    """A closed line is taken back in the next quarter, whole and once."""
    line = next(each for each in books.clerk.read(path)["lines"] if each["kind"] == "contract")
    later = books.clerk.do("/api/v1/team-quarters",
                           {"team_id": team, "quarter": str(books.city.today)}, 201)
    reversal = {"quarter_id": later["id"], "reason": "계약 금액 바로잡음"}
    back = books.clerk.do(f"/api/v1/sales-lines/{line['id']}/reversal", reversal, 201)
    assert back["amount_won"] == -SALE, back
    expect_refusal(books.clerk.post(f"/api/v1/sales-lines/{line['id']}/reversal", reversal), 422,
                   "sales_line_reversed")
    expect_refusal(books.clerk.post(f"/api/v1/team-quarters/{later['id']}/submission"), 422,
                   "quarter_not_over")
    assert books.figures(path)["sales_won"] >= SALE, "a closed account changed"


def run(city):
    books = Books(city)
    row = next(each for each in books.desk() if each.get("account") is None)
    team, centre = row["team_id"], row["centre_id"]
    before, fund = books.published(centre), books.performance_fund(team)
    path = enter(books, team)
    balance(books, path)
    closed, figures = close(books, path)
    parts_add_up(figures)
    journal_says_the_same(books, closed, figures)
    public_sees_it(books, centre, before, figures)
    export_needs_no_computing(books, row["team_name"], figures)
    pay_a_participant(books, team, fund + figures["performance_won"])
    correct_later(books, team, path)

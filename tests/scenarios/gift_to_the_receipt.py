"""A gift becomes an agreement, a budget line, a commitment and a payment; what is published leads
to the receipt and back. Whoever proposes does not decide, and no line is overspent."""

import hashlib
import json

from client import expect, expect_refusal

GIFT, ALLOCATED, COMMITTED, PAID = 10_000_000, 6_000_000, 4_000_000, 3_900_000
MAY_MOVE = ALLOCATED // 5  # of the line's plan, without the funder's consent
INTEREST = 1_234
INVOICE = b"%PDF-1.4 tax invoice of the story\n%%EOF\n"
RECEIPT = b"%PDF-1.4 a simple receipt\n%%EOF\n"


class Funds:
    """The metropolitan centre proposes, the city decides."""

    def __init__(self, city):
        self.city = city
        self.metro, self.officer = city.sign_in("metro"), city.sign_in("city")

    def agree(self, path, body, verdict="approval"):
        """Proposed by one, refused to the same, decided by the other. Returns what was made."""
        made = self.metro.do(path, body, 201)
        decision = f"{path}/{made['id']}/{verdict}"
        refused = self.metro.post(decision)
        assert refused.status == 422 and refused.code.endswith("_own_proposal"), refused
        self.officer.do(decision)
        return made

    def move(self, kind, agreement, amount, **more):
        return self.agree("/api/v1/fund-movements", self.movement(kind, agreement, amount, **more))

    def movement(self, kind, agreement, amount, **more):
        return {"kind": kind, "agreement_id": agreement, "amount_won": amount,
                "effective_on": str(self.city.today), "reason": "협약에 따라", **more}

    def commitment(self, line, agreement, amount):
        return {"line_id": line, "agreement_id": agreement, "amount_won": amount,
                "payee": "부산인쇄", "payee_kind": "business", "purpose": "안내 책자 인쇄",
                "committed_on": str(self.city.today), "due_on": str(self.city.today)}

    def figures(self, line):
        return self.metro.read(f"/api/v1/fund-lines/{line}")["figures"]

    def add_evidence(self, spending, content, kind, amount=PAID, key=None):
        query = (f"kind={kind}&amount_won={amount}&issued_on={self.city.today}"
                 "&file_name=invoice.pdf")
        return self.metro.send("POST", f"/api/v1/fund-spendings/{spending}/evidence?{query}",
                               content, key=key)


def agreement_of_a_gift(funds):
    """Programme with two lines, sponsor, agreement. Returns (agreement, line, other line)."""
    year = funds.city.today.year
    programme = funds.agree("/api/v1/fund-programmes", {
        "code": "gift-of-the-story", "name": "이야기의 지정기탁", "planned_won": GIFT,
        "starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31", "lines": [
            {"year": year, "goal": "promotion", "planned_won": ALLOCATED},
            {"year": year, "goal": "education", "planned_won": GIFT - ALLOCATED}]})["id"]
    funder = funds.metro.do("/api/v1/funders", {"name": "이야기 나눔재단"}, 201)["id"]
    agreement = funds.agree("/api/v1/fund-agreements", {
        "programme_id": programme, "funder_id": funder, "source": "designated_gift",
        "name": "이야기 지정기탁", "amount_won": GIFT, "starts_on": f"{year}-01-01",
        "ends_on": str(funds.city.today), "conditions": "홍보에만 쓴다."}, "signature")["id"]
    board = funds.metro.read(f"/api/v1/fund-programmes/{programme}/board", year=year)
    lines = {each["line"]["goal"]: each["line"]["id"] for each in board["lines"]}
    return agreement, lines["promotion"], lines["education"]


def money_arrives(funds, agreement, line):
    """Gift and allocation; neither can be exceeded."""
    above = funds.metro.post("/api/v1/fund-movements",
                             funds.movement("payment", agreement, GIFT + 1))
    expect_refusal(above, 422, "payment_above_agreement", "/amount_won")
    funds.move("payment", agreement, GIFT)
    funds.move("interest", agreement, INTEREST)
    funds.move("allocation", agreement, ALLOCATED, to_line_id=line)
    figures = funds.figures(line)
    assert (figures["allocated_won"], figures["left_won"]) == (ALLOCATED, ALLOCATED), figures


def commit(funds, agreement, line):
    """A hold; what is promised once cannot be promised again."""
    commitment = funds.agree("/api/v1/fund-commitments",
                             funds.commitment(line, agreement, COMMITTED))["id"]
    figures = funds.figures(line)
    assert figures["committed_won"] == COMMITTED, figures
    over = funds.metro.do("/api/v1/fund-commitments",
                          funds.commitment(line, agreement, ALLOCATED - COMMITTED + 1), 201)["id"]
    expect_refusal(funds.officer.post(f"/api/v1/fund-commitments/{over}/approval"), 422,
                   "line_balance_insufficient")
    assert funds.figures(line) == figures, "a refusal changed the line"
    funds.officer.do(f"/api/v1/fund-commitments/{over}/rejection", {"note": "예산 부족"})
    return commitment


def pay(funds, commitment):
    """Nothing without evidence. Returns the payment's id."""
    spending = funds.metro.do("/api/v1/fund-spendings", {
        "commitment_id": commitment, "amount_won": PAID, "spent_on": str(funds.city.today)},
        201)["id"]
    approval = f"/api/v1/fund-spendings/{spending}/approval"
    expect_refusal(funds.officer.post(approval), 422, "evidence_missing")
    expect_refusal(funds.add_evidence(spending, b"<html>", "tax_invoice"), 422,
                   "evidence_type_unknown", "/file")
    expect(funds.add_evidence(spending, RECEIPT, "simple_receipt"), 201)
    expect_refusal(funds.officer.post(approval), 422, "evidence_too_weak")
    first = expect(funds.add_evidence(spending, INVOICE, "tax_invoice", key="invoice-1"), 201)
    again = expect(funds.add_evidence(spending, INVOICE, "tax_invoice", key="invoice-1"), 201)
    assert first.body == again.body, (first, again)
    expect_refusal(funds.add_evidence(spending, INVOICE, "tax_invoice"), 422,
                   "evidence_used_before")
    funds.officer.do(approval)
    expect_refusal(funds.officer.post(approval), 422, "spending_not_proposed")
    release = funds.metro.post(f"/api/v1/fund-commitments/{commitment}/release",
                               {"note": "두 번은 안 됨"})
    expect_refusal(release, 422, "commitment_not_open")
    return spending


def move_between_lines(funds, agreement, line, other):
    """A fifth of the plan may move; more is the funder's to allow."""
    ways = {"from_line_id": line, "to_line_id": other}
    funds.move("reallocation", agreement, MAY_MOVE, **ways)
    more = funds.movement("reallocation", agreement, 1, **ways)
    expect_refusal(funds.metro.post("/api/v1/fund-movements", more), 422,
                   "funder_consent_required", "/funder_consent")
    funds.move("reallocation", agreement, 1, funder_consent="나눔재단 24-17 (동의)", **ways)
    moved = MAY_MOVE + 1
    assert funds.figures(line)["plan_won"] == ALLOCATED - moved
    assert funds.figures(other)["left_won"] == moved


def settle(funds, agreement):
    """Draft, approval with the returns, publication by another. Returns its id."""
    made = funds.agree("/api/v1/fund-settlements", {"agreement_id": agreement})
    assert (made["received_won"], made["spent_won"]) == (GIFT, PAID), made
    assert (made["unspent_won"], made["interest_won"]) == (GIFT - PAID, INTEREST), made
    path = f"/api/v1/fund-settlements/{made['id']}"
    public = funds.city.public()
    expect(public.get(f"/api/v1/published-funds/{made['id']}"), 404)
    expect_refusal(funds.officer.post(f"{path}/publication"), 422, "fund_settlement_own_approval")
    funds.metro.do(f"{path}/publication")
    return made["id"]


def public_walks_both_ways(funds, settlement, spending):
    """From the figure to the receipt's digest and back; the document stays inside."""
    public = funds.city.public()
    shown = public.read(f"/api/v1/published-funds/{settlement}")
    [line] = [each for each in shown["lines"] if each["spent_won"] > 0]
    behind = [each for each in shown["spendings"] if each["line_id"] == line["line_id"]]
    assert sum(each["amount_won"] for each in behind) == line["spent_won"] == PAID, shown
    detail = public.read(f"/api/v1/published-spendings/{behind[0]['id']}")
    assert behind[0]["id"] == spending and detail["spending"]["settlement_id"] == settlement
    digests = {each["sha256"] for each in detail["evidence"]}
    assert hashlib.sha256(INVOICE).hexdigest() in digests, detail
    inside = funds.officer.read(f"/api/v1/fund-spendings/{spending}")["evidence"]
    document = next(each for each in inside if each["kind"] == "tax_invoice")
    path = f"/api/v1/fund-evidence/{document['id']}"
    expect_refusal(public.get(f"{path}/content"), 401, "sign_in_required")
    auditor = funds.city.sign_in("auditor")
    assert auditor.get(f"{path}/content").text == INVOICE.decode()
    views = auditor.read(f"{path}/views")["items"]
    assert [each["viewer_id"] for each in views] == [auditor.session["person_id"]], views
    return detail["spending"]["seq"]


def journal_says_the_same(funds, spending, seq):
    rows = funds.city.stage.query(
        f"SELECT seq, amount FROM ledger_transfer WHERE reference = 'fund_spending:{spending}'")
    assert [tuple(map(int, row)) for row in rows] == [(seq, PAID)], rows


def exports_hold_it(funds, agreement, spending):
    public = funds.city.public()
    grants = json.loads(public.get("/api/v1/published-funds/360giving.json").text)["grants"]
    [grant] = [each for each in grants if each["id"].endswith(agreement)]
    assert (grant["amountAwarded"], grant["amountDisbursed"]) == (GIFT, GIFT), grant
    table = public.get("/api/v1/published-funds/fiscal/spending.csv").text
    assert any(row.startswith(spending) and row.endswith(str(PAID))
               for row in table.splitlines()), table


def run(city):
    funds = Funds(city)
    agreement, line, other = agreement_of_a_gift(funds)
    money_arrives(funds, agreement, line)
    commitment = commit(funds, agreement, line)
    spending = pay(funds, commitment)
    move_between_lines(funds, agreement, line, other)
    settlement = settle(funds, agreement)
    seq = public_walks_both_ways(funds, settlement, spending)
    journal_says_the_same(funds, spending, seq)
    exports_hold_it(funds, agreement, spending)

"""A shop, a team and an enterprise owe each other in a circle. Netting finds it, everybody agrees,
and the debt is gone without a won moving: nobody is richer or poorer, and the journal shows it."""

from client import expect, expect_refusal

ROUND_WON = 300_000  # what goes round
EXTRA_WON = 120_000  # what the shop owes beyond that
FILE = "공급받는자,공급자,합계금액,작성일자,결제기한,승인번호,품목\n"


class Trade:
    """The metropolitan centre, a shop, and a director who speaks for the centre's teams."""

    def __init__(self, city):
        self.city = city
        self.metro, self.keeper = city.sign_in("metro"), city.sign_in("shop")
        self.director = city.sign_in("director")
        self.shop = self.keeper.organisation("shop_keeper")
        own = [each for each in self.director.read("/api/v1/trading-parties")["items"]
               if each["is_own"]]
        self.team = next(each for each in own if each["kind"] == "team")
        self.firm = next(each for each in own if each["kind"] == "enterprise")

    def invoice(self, debtor, creditor, amount, number):
        return {"debtor_id": debtor, "creditor_id": creditor, "amount_won": amount,
                "invoiced_on": str(self.city.today), "due_on": str(self.city.today),
                "evidence_number": number, "item": "이야기의 납품"}

    def open_obligations(self):
        return self.metro.read("/api/v1/obligations", state="open", limit=200)["items"]

    def claims(self):
        """What each organisation may claim less what it owes, from the journal."""
        rows = self.city.stage.query(
            "SELECT a.owner_id, SUM(CASE WHEN t.credit = a.id THEN t.amount ELSE -t.amount END) "
            "FROM ledger_account a JOIN ledger_transfer t ON t.ledger_id = a.ledger_id "
            "AND (t.credit = a.id OR t.debit = a.id) WHERE a.purpose = 'claims' "
            "GROUP BY a.owner_id")
        return {int(owner): int(won) for owner, won in rows}


def clear_the_table(trade):
    """What the demo city left open goes, so that the circle is the story's own."""
    for each in trade.metro.read("/api/v1/netting-rounds")["items"]:
        if each["state"] == "open":
            held = trade.open_obligations()[0]
            in_round = next((one for one in trade.open_obligations() if one.get("round_id")), held)
            expect_refusal(trade.metro.post(f"/api/v1/obligations/{in_round['id']}/withdrawal",
                                            {"note": "이야기"}), 422, "obligation_in_round")
            trade.metro.do(f"/api/v1/netting-rounds/{each['id']}/withdrawal")
    for each in trade.open_obligations():
        trade.metro.do(f"/api/v1/obligations/{each['id']}/withdrawal", {"note": "이야기"})
    assert trade.open_obligations() == []


def enter(trade):
    """By hand, and from a file: bad rows by name, nothing recorded; then once, whatever is sent."""
    shop, team, firm = trade.shop, trade.team["id"], trade.firm["id"]
    first = trade.invoice(shop, team, ROUND_WON + EXTRA_WON, "이야기-1")
    made = expect(trade.director.post("/api/v1/obligations", first, key="story-1"), 201)
    again = expect(trade.director.post("/api/v1/obligations", first, key="story-1"), 201)
    assert made.body == again.body, (made, again)
    expect_refusal(trade.director.post("/api/v1/obligations", first), 422,
                   "evidence_number_taken", "/evidence_number")
    trade.keeper.do("/api/v1/obligations", trade.invoice(firm, shop, ROUND_WON, "이야기-3"), 201)
    line = (f"{trade.team['name']},{trade.firm['name']},{ROUND_WON},{trade.city.today},,"
            "이야기-2,청소\n")
    bad = FILE + line + line.replace("이야기-2", "이야기-4").replace("청소", "900101-1234567")
    path = "/api/v1/obligation-imports"
    report = expect(trade.metro.send("POST", path, bad.encode()), 200).body
    assert (report["imported"], report["faults"][0]["line"]) == (0, 3), report
    good = (FILE + line).encode()
    assert trade.metro.send("POST", path + "?is_dry_run=true", good)["imported"] == 1
    assert len(trade.open_obligations()) == 2, "a dry run recorded something"
    assert trade.metro.send("POST", path, good, key="story-2")["imported"] == 1
    assert trade.metro.send("POST", path, good, key="story-2")["imported"] == 1
    assert len(trade.open_obligations()) == 3


def agree(trade):
    """Proposed, declined by nobody, posted by the last acceptance. Returns the round."""
    made = trade.metro.do("/api/v1/netting-rounds", {"month": str(trade.city.today)}, 201)
    assert (made["set_off_won"], made["owed_won"]) == (
        3 * ROUND_WON, 3 * ROUND_WON + EXTRA_WON), made
    path = f"/api/v1/netting-rounds/{made['id']}"
    mine = trade.keeper.read(path)
    assert [each["party"]["organisation_id"] for each in mine["parties"]] == [trade.shop], mine
    assert len(mine["lines"]) == 2, "a shop sees its own lines only"
    answer = {"organisation_id": trade.shop, "version": made["version"], "accepts": True}
    expect_refusal(trade.keeper.post(f"{path}/answers",
                                     {**answer, "organisation_id": trade.team["id"]}),
                   404, "party_not_found", "/organisation_id")
    expect(trade.metro.post(f"{path}/answers", answer), 403)
    expect_refusal(trade.keeper.post(f"{path}/answers", {**answer, "version": 9}), 409,
                   "round_stale", "/version")
    trade.keeper.do(f"{path}/answers", answer)
    before = trade.claims()
    for party in (trade.team["id"], trade.firm["id"]):
        made = trade.director.do(f"{path}/answers", {**answer, "organisation_id": party})
    assert made["state"] == "posted" and made["seq"] > 0, made
    assert trade.claims() == before, "netting made somebody richer"
    return made


def what_is_left(trade, made):
    """The shop still owes what did not go round; a second look finds no circle."""
    left = trade.open_obligations()
    assert [(each["debtor_id"], each["left_won"]) for each in left] == [
        (trade.shop, EXTRA_WON)], left
    expect_refusal(trade.metro.post("/api/v1/netting-rounds", {"month": str(trade.city.today)}),
                   422, "nothing_to_set_off", "/month")
    rows = trade.city.stage.query(
        "SELECT group_seq, COUNT(*), SUM(amount) FROM ledger_transfer "
        f"WHERE reference = 'netting_round:{made['id']}' GROUP BY group_seq")
    assert [tuple(map(int, row)) for row in rows] == [(made["seq"], 3, 3 * ROUND_WON)], rows


def told_to_everybody(trade, made, before):
    after = trade.city.public().read("/api/v1/published-netting")
    assert after["set_off_won"] == before["set_off_won"] + made["set_off_won"], after
    assert after["rounds"] == before["rounds"] + 1
    assert trade.team["name"] not in str(after), "the public reads names"


def declined_is_left_out(trade):
    """Without the team there is no circle: the round is broken and binds nobody."""
    shop, team = trade.shop, trade.team["id"]
    trade.metro.do("/api/v1/obligations", trade.invoice(team, shop, 50_000, "이야기-5"), 201)
    made = trade.metro.do("/api/v1/netting-rounds", {"month": str(trade.city.today)}, 201)
    path = f"/api/v1/netting-rounds/{made['id']}/answers"
    no = {"organisation_id": team, "version": 1, "accepts": False}
    expect_refusal(trade.director.post(path, no), 422, "decline_reason_missing", "/note")
    broken = trade.director.do(path, {**no, "note": "반품한 물건"})
    assert broken["state"] == "broken", broken
    paid = next(each for each in trade.open_obligations() if each["debtor_id"] == shop)
    trade.director.do(f"/api/v1/obligations/{paid['id']}/payments", {"amount_won": EXTRA_WON})


def run(city):
    trade = Trade(city)
    clear_the_table(trade)
    before = city.public().read("/api/v1/published-netting")
    enter(trade)
    made = agree(trade)
    what_is_left(trade, made)
    told_to_everybody(trade, made, before)
    declined_is_left_out(trade)

"""Points and won at one till, a refund after the settlement was paid, the clawback in the next
statement, what expires, what a late refund revives, and what is donated: every won is accounted
for after each step."""

import datetime

from client import expect, expect_refusal
from the_loop_turns import figures_agree

POINTS, WON = 10_000, 3_000
BACK_POINTS, BACK_WON = 4_000, 1_000
LATE_POINTS, GIFT = 2_000, 1_000
LAST_OF_YEAR = datetime.date(2026, 12, 31)


def wallet(city):
    return city.sign_in("worker").read("/api/v1/me/points")


def buy_mixed(city):
    """Points and won in one sale. Returns its id."""
    shop, before = city.sign_in("shop"), wallet(city)["points"]
    form = {"shop_id": shop.organisation("shop_keeper"), "card_number": city.card["number"],
            "pin": city.card["pin"], "lines": [], "amount_points": POINTS, "paid_won": WON}
    receipt = shop.do("/api/v1/sales", form, 201)
    assert (receipt["points"], receipt["paid_won"]) == (POINTS, WON), receipt
    assert wallet(city)["points"] == before - POINTS
    figures_agree(city)
    return receipt["sale_id"]


def settlement_of(city, month):
    shop = city.sign_in("shop")
    items = shop.read("/api/v1/settlements", shop_id=shop.organisation("shop_keeper"))["items"]
    return next(each for each in items if each["month"] == str(month))


def verified_account(city):
    """The shop's account, as a second person has seen it."""
    shop, accountant = city.sign_in("shop"), city.sign_in("accountant")
    path = f"/api/v1/shops/{shop.organisation('shop_keeper')}/bank-accounts"
    form = {"bank_code": "032", "number": "101-2345-6789-01", "holder": "올리브가게"}
    account = shop.do(path, form, 201)["items"][0]
    assert account["number_end"] == "8901" and account.get("verified_at") is None, account
    verified = accountant.do(f"{path}/{account['id']}/verification")["items"][0]
    assert verified["verified_at"], verified


def settle(city, sale_id, month):
    """Draft → the shop confirms → somebody else approves → bank file → paid."""
    metro, shop, accountant = (city.sign_in(each) for each in ("metro", "shop", "accountant"))
    metro.do("/api/v1/settlements", {"month": str(month)}, 201)
    mine = settlement_of(city, month)
    path = f"/api/v1/settlements/{mine['id']}"
    lines = shop.read(path)["lines"]
    assert [each["points"] for each in lines if each["sale_id"] == sale_id] == [POINTS], lines
    assert sum(each["shop_won"] for each in lines) == mine["payout_won"], (mine, lines)
    expect_refusal(shop.post(f"{path}/confirmation", {"payout_won": mine["payout_won"] + 1}),
                   422, "settlement_changed")
    shop.do(f"{path}/confirmation", {"payout_won": mine["payout_won"]})
    expect_refusal(metro.post(f"{path}/approval"), 422, "four_eyes_required")
    accountant.do(f"{path}/approval")
    expect_refusal(accountant.post(f"{path}/approval"), 422, "settlement_not_confirmed")
    file = accountant.do("/api/v1/bank-files", {}, 201)
    content = accountant.get(f"/api/v1/bank-files/{file['id']}/content")
    rows = content.bytes.decode("cp949").splitlines()
    assert len(rows) == 1 + file["payments"] and rows[0].startswith("은행코드,계좌번호"), rows
    assert f",올리브가게,{mine['payout_won']}," in content.bytes.decode("cp949"), rows
    accountant.do(f"/api/v1/bank-files/{file['id']}/payment", {"paid_on": str(city.today)})
    assert settlement_of(city, month)["state"] == "paid"
    figures_agree(city)
    return mine


def refund(city, sale_id, points, won):
    shop, before = city.sign_in("shop"), wallet(city)["points"]
    path = f"/api/v1/sales/{sale_id}/refunds"
    expect_refusal(shop.post(path, {"points": POINTS + 1, "won": 0, "reason": "착오"}),
                   422, "refund_above_sale")
    expect_refusal(shop.post(path, {"points": 0, "won": WON + 1, "reason": "착오"}),
                   422, "refund_above_won")
    receipt = shop.do(path, {"points": points, "won": won, "reason": "상한 물건"})
    assert wallet(city)["points"] == before + points, receipt
    figures_agree(city)
    return receipt


def donate(city, points):
    worker, before = city.sign_in("worker"), wallet(city)["points"]
    sheet = worker.read("/api/v1/me/donations")
    form = {"points": points, "is_consented": False, "text_version": sheet["text_version"]}
    assert worker.post("/api/v1/me/donations", form).code == "consent_missing"
    given = worker.do("/api/v1/me/donations", {**form, "is_consented": True}, 201)
    assert given["fund_won"] == sheet["fund_won"] + points, given
    assert wallet(city)["points"] == before - points
    figures_agree(city)
    return given["items"][0]["id"]


def expire(city):
    """The night after the year's last day: nothing is left but what a late refund gives back."""
    city.restart_at(LAST_OF_YEAR + datetime.timedelta(days=1))
    city.wait_for("expiry", lambda: not city.stage.query(
        "SELECT 1 FROM ledger_lot WHERE remaining > 0 AND expires_on < "
        f"{(city.today - datetime.date(1970, 1, 1)).days}"))
    assert wallet(city)["points"] == 0
    figures_agree(city)


def claw_back(city, sale_id):
    """The next statements take back what was refunded after the sale's month was paid."""
    city.restart_at(datetime.date(2027, 1, 31))
    shop = city.sign_in("shop")
    city.sign_in("metro").do("/api/v1/settlements", {"month": str(city.today.replace(day=1))}, 201)
    taken = []
    for each in shop.read("/api/v1/settlements",
                          shop_id=shop.organisation("shop_keeper"))["items"]:
        lines = shop.read(f"/api/v1/settlements/{each['id']}")["lines"]
        back = [line for line in lines if line["kind"] in ("clawback", "carry")]
        assert each["clawback_won"] == sum(line["shop_won"] for line in back), (each, back)
        assert each["payout_won"] == max(0, each["shop_won"] + each["clawback_won"]), each
        taken += [line for line in back if line["sale_id"] == sale_id]
    assert sorted(line["points"] for line in taken) == [-BACK_POINTS, -LATE_POINTS], taken
    assert all(line["shop_won"] < 0 for line in taken), taken


def run(city):
    month = city.today.replace(day=1)
    sale_id = buy_mixed(city)
    verified_account(city)
    city.restart_at(LAST_OF_YEAR)
    settle(city, sale_id, month)
    receipt = refund(city, sale_id, BACK_POINTS, BACK_WON)
    assert (receipt["refunded"], receipt["refunded_won"]) == (BACK_POINTS, BACK_WON)
    gift = donate(city, GIFT)
    worker, before = city.sign_in("worker"), wallet(city)["points"]
    worker.do(f"/api/v1/me/donations/{gift}/cancellation")
    assert wallet(city)["points"] == before + GIFT
    donate(city, GIFT)
    expire(city)
    refund(city, sale_id, LATE_POINTS, 0)
    [lot] = wallet(city)["lots"]
    assert lot["expires_on"] == str(city.today + datetime.timedelta(days=30)), lot
    donate(city, LATE_POINTS)
    claw_back(city, sale_id)
    expect(city.public().get("/api/v1/insight/loop"), 200)

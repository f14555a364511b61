"""An office orders in its own name: by an officer whose role gives the right, paid by the office in
won alone, brought under its name, stated on paper, and counted once in its priority purchases
without anybody being named for it. The shop also sees what its tills sold and no shelf had."""

from client import expect, expect_refusal
from split_cart_to_settlement import line_of


def orderable(officer, public, own):
    """A line for goods of the shop that the officer may order."""
    goods = public.read("/api/v1/products", kind="goods", limit=200)["items"]
    return next(line for item in goods if item["shop_id"] == own
                if (line := line_of(officer, item)))


def bought(officer, year):
    report = officer.read("/api/v1/priority-purchase-report", year=year)
    return report["ordered_won"]


def place(city, officer, form):
    """Refused without the right and with points; placed once. Returns parcel and code."""
    orders = "/api/v1/me/orders"
    expect_refusal(city.sign_in("citizen").post(orders, form), 422, "organisation_not_yours",
                   "/organisation_id")
    expect_refusal(city.sign_in("auditor").post(orders, form), 422, "organisation_not_yours",
                   "/organisation_id")
    expect_refusal(officer.post(orders, {**form, "points": 1}), 422, "points_of_person", "/points")
    order = expect(officer.post(orders, form, key="office-order"), 201).body
    assert expect(officer.post(orders, form, key="office-order"), 201).body == order
    assert order["organisation_id"] == form["organisation_id"], order
    mine, = order["parcels"]
    assert mine["parcel"]["points"] == 0 and mine["parcel"]["won"] > 0, mine
    sheet = officer.get(f"{orders}/{order['id']}/statement")
    assert sheet.bytes.startswith(b"%PDF-"), sheet
    assert city.sign_in("citizen").get(f"{orders}/{order['id']}/statement").status == 404
    return mine["parcel"], mine["code"]


def owed(city, office):
    """What the office still has to pay, from the journal's balances."""
    return sum(int(amount) for amount, in city.stage.query(
        "SELECT t.amount FROM ledger_transfer t JOIN ledger_account a "
        "ON a.ledger_id = t.ledger_id AND a.id = t.debit "
        f"WHERE a.purpose = 'order_due' AND a.owner_id = {office} "
        "AND t.code = 'purchase_won'"))


def hand_over(shop, own, office, parcel, code):
    """The shop reads for whom it packs, without the officer's whole name."""
    day = shop.read(f"/api/v1/shops/{own}/day", on=parcel["collect_on"])
    seen = next(each for each in day["parcels"] if each["id"] == parcel["id"])
    assert seen["organisation_name"] == office["name"] and "*" in seen["buyer_name"], seen
    path = f"/api/v1/parcels/{parcel['id']}"
    shop.do(f"{path}/acceptance")
    assert shop.do(f"{path}/handover", {"code": code})["state"] == "handed_over"


def counted_once(officer, body, year, before, parcel):
    takeover = "/api/v1/priority-purchases/orders"
    assert officer.do(takeover, {"body_id": body})["taken"] >= 1
    assert officer.do(takeover, {"body_id": body}) == {"taken": 0, "withdrawn": 0}
    assert bought(officer, year) - before >= parcel["won"], (before, parcel)
    proofs = [each["evidence_number"] for each in officer.read(
        "/api/v1/priority-purchases", year=year)["items"] if not each["is_withdrawn"]]
    assert proofs.count(parcel["id"]) == 1, proofs


def last_piece(shop, own):
    """Two tills sold the last one of a size while both were without a connection."""
    path = f"/api/v1/shops/{own}/stock-deviations"
    open_ones = [each for each in shop.read(path)["items"] if each.get("seen_at") is None]
    if not open_ones:  # a city of this size may have no buyer from elsewhere
        return
    first = open_ones[0]
    assert 0 < first["missing"] <= first["sold"], first
    seen = shop.do(f"{path}/{first['id']}/sight")["items"]
    assert next(each for each in seen if each["id"] == first["id"])["seen_at"], seen


def run(city):
    officer, shop = city.sign_in("district"), city.sign_in("shop")
    own, year = shop.organisation("shop_keeper"), city.today.year
    office, = officer.read("/api/v1/me/ordering-organisations")["items"]
    assert city.sign_in("citizen").read("/api/v1/me/ordering-organisations")["items"] == []
    body = next(each["id"] for each in officer.read("/api/v1/public-bodies")["items"]
                if each["organisation_id"] == office["organisation_id"])
    before = bought(officer, year)
    form = {"lines": [orderable(officer, city.public(), own)], "method": "pickup", "points": 0,
            "organisation_id": office["organisation_id"]}
    parcel, code = place(city, officer, form)
    assert owed(city, office["organisation_id"]) >= parcel["won"]
    hand_over(shop, own, office, parcel, code)
    counted_once(officer, body, year, before, parcel)
    last_piece(shop, own)

"""A cart over two shops, from the search to the month's statement: found by a part of a word, paid
in points and won as one linked group, handed over against a code, a line given back to the points
and won that paid it, reviewed, and settled by what was agreed when it was placed."""

import calendar
import struct
import time
import zlib

from client import expect, expect_refusal
from the_loop_turns import figures_agree

PICTURE_ROWS, PICTURE_ROW_BYTES = 360, 480 * 3 + 1


def wallet(buyer):
    return buyer.read("/api/v1/me/points")["points"]


def picture_is_sound(public, digest):
    """The chunks' sums agree, the picture unpacks, and a browser may keep it for ever."""
    answer = expect(public.get(f"/api/v1/photos/{digest}"), 200)
    assert answer.headers["etag"] == f'"{digest}"'
    assert "immutable" in answer.headers["cache-control"]
    data, at, image = answer.bytes, 8, b""
    while at < len(data):
        size, name = struct.unpack(">I", data[at:at + 4])[0], data[at + 4:at + 8]
        content = data[at + 8:at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0] == \
            zlib.crc32(name + content), name
        image += content if name == b"IDAT" else b""
        at += 12 + size
    assert len(zlib.decompress(image)) == PICTURE_ROWS * PICTURE_ROW_BYTES
    again = public.send("GET", f"/api/v1/photos/{digest}", headers={"If-None-Match": f'"{digest}"'})
    assert (again.status, again.bytes) == (304, b""), again


def search(public):
    """Parts of a word and initial consonants find it; nonsense finds nothing. Returns all goods."""
    goods = public.read("/api/v1/products", kind="goods", limit=200)["items"]
    name = goods[0]["name"]
    initials = "".join("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[(ord(each) - 0xAC00) // 588]
                       if "가" <= each <= "힣" else each for each in name)
    for text in (name, name[1:], initials, name.replace(" ", "")):
        found = public.read("/api/v1/products", text=text, limit=200)["items"]
        assert any(each["id"] == goods[0]["id"] for each in found), (name, text)
    assert public.read("/api/v1/products", text="없는물건이다")["found"] == 0
    picture_is_sound(public, goods[0]["photo"])
    return goods


def line_of(buyer, item):
    """An order line for the product, or None when the caller cannot order it now."""
    line = {"product_id": item["id"], "quantity": 2}
    options = buyer.read(f"/api/v1/products/{item['id']}")["options"]
    if options:
        line["option_id"] = options[-1]["id"]
    form = {"lines": [line], "method": "pickup", "points": 0}
    return line if buyer.post("/api/v1/me/order-quotes", form).status == 200 else None


def fill_cart(buyer, goods, own):
    """The shop's own product and one of another shop."""
    mine = next(line for item in goods if item["shop_id"] == own
                if (line := line_of(buyer, item)))
    other = next(line for item in goods if item["shop_id"] != own
                 if (line := line_of(buyer, item)))
    return {"lines": [mine, other], "method": "pickup", "points": 0}


def place(city, buyer, form):
    """Quotes and orders, three fifths in points. Returns {shop: (parcel, code)}."""
    quote, before = buyer.do("/api/v1/me/order-quotes", form, 200), wallet(buyer)
    total = quote["total_won"]
    form["points"] = total * 3 // 5
    assert 0 < form["points"] <= quote["points_max"], quote
    expect_refusal(buyer.post("/api/v1/me/orders", {**form, "points": total + 1}),
                   422, "points_above_total", "/points")
    key = "one-tap-of-the-order"
    order = expect(buyer.post("/api/v1/me/orders", form, key=key), 201)
    assert buyer.post("/api/v1/me/orders", form, key=key).body == order.body
    parcels = {each["parcel"]["shop_id"]: (each["parcel"], each["code"])
               for each in order.body["parcels"]}
    assert len(parcels) == 2
    assert sum(parcel["points"] for parcel, _ in parcels.values()) == form["points"]
    assert sum(parcel["won"] for parcel, _ in parcels.values()) == total - form["points"]
    assert wallet(buyer) == before - form["points"]
    groups = city.stage.query(
        "SELECT DISTINCT group_seq FROM ledger_transfer WHERE reference IN ("
        + ", ".join(f"'sale:{parcel['sale_id']}'" for parcel, _ in parcels.values()) + ")")
    assert len(groups) == 1, groups  # all shops' points and won: one linked group
    figures_agree(city)
    return parcels


def lock_and_unlock(metro, shop, path, wrong, code):
    """The fifth wrong code locks even the right one; the centre sees it and unlocks it."""
    for _ in range(4):
        expect_refusal(shop.post(f"{path}/handover", {"code": wrong}), 422, "parcel_code_wrong")
    expect_refusal(shop.post(f"{path}/handover", {"code": code}),
                   422, "parcel_code_locked", "/code")
    locked = metro.read("/api/v1/parcel-locks")["items"]
    assert [each["parcel_id"] for each in locked] == [path.split("/")[-1]], locked
    assert metro.do(f"{path}/unlocking")["items"] == []
    expect_refusal(metro.post(f"{path}/unlocking", {}), 422, "parcel_not_locked")


def hand_over(metro, shop, own, parcel, code):
    day = shop.read(f"/api/v1/shops/{own}/day", on=parcel["collect_on"])
    assert any(each["id"] == parcel["id"] for each in day["parcels"])
    assert all("code" not in each for each in day["parcels"]), "only buyers know their codes"
    path = f"/api/v1/parcels/{parcel['id']}"
    expect_refusal(shop.post(f"{path}/handover", {"code": code}), 422, "parcel_not_accepted")
    shop.do(f"{path}/acceptance")
    wrong = "000000" if code != "000000" else "111111"
    expect_refusal(shop.post(f"{path}/handover", {"code": wrong}),
                   422, "parcel_code_wrong", "/code")
    lock_and_unlock(metro, shop, path, wrong, code)
    assert shop.do(f"{path}/handover", {"code": code})["state"] == "handed_over"


def told(person, *kinds):
    """The outbox has told somebody all of this by now."""
    for _ in range(50):
        known = [each["kind"] for each in person.read("/api/v1/me/notices")["items"]]
        if set(kinds) <= set(known):
            return
        time.sleep(0.1)
    raise AssertionError((kinds, known))


def sizes_have_shelves(shop, own):
    """One size sells out while the other is there; a till must say which it hands out."""
    item = next(each for each in shop.read(f"/api/v1/shops/{own}/products")["items"]
                if each["product"]["kind"] == "goods" and not each["options"])
    path = f"/api/v1/products/{item['product']['id']}"
    sizes = [{"name": name, "extra_won": 0, "is_sold": True, "has_own_stock": True}
             for name in ("작은 것", "큰 것")]
    small, large = expect(shop.put(f"{path}/options", {"items": sizes}), 200).body["items"]
    expect_refusal(shop.post(f"{path}/stock-entries", {"quantity": 3}),
                   422, "stock_is_by_option", "/option_id")
    entry = {"quantity": 3, "option_id": large["id"]}
    assert shop.do(f"{path}/stock-entries", entry, 201)["stock"] == 3
    stocks = [each["stock"] for each in shop.read(path)["options"]]
    assert (small["stock"], stocks) == (0, [0, 3]), stocks
    gone = expect(shop.put(f"{path}/low-stock", {"units": 3, "option_id": large["id"]}), 200)
    assert gone.body["units"] == 3
    low = {each["option_id"]: each["stock"]
           for each in shop.read(f"/api/v1/shops/{own}/day")["low_stock"]}
    assert (low[small["id"]], low[large["id"]]) == (0, 3), low
    expect_refusal(shop.put(f"{path}/options", {"items": sizes[:1]}), 422, "option_has_stock")


def points_of_pickup(metro, buyer, own):
    """A point is opened, found by nearness, closed and opened again."""
    form = {"name": "시장 입구", "run_by": own, "capacity": 1}
    point = next(each["point"] for each in metro.do("/api/v1/pickup-points", form, 201)["items"]
                 if each["point"]["name"] == form["name"])
    near = buyer.read("/api/v1/me/pickup-points")["items"]
    known = [each["distance_m"] for each in near if each["distance_m"] is not None]
    assert known == sorted(known) and point["id"] in [each["point"]["id"] for each in near]
    path = f"/api/v1/pickup-points/{point['id']}"
    assert metro.do(f"{path}/closing")["items"]
    assert point["id"] not in [each["point"]["id"] for each in
                               buyer.read("/api/v1/me/pickup-points")["items"]]
    metro.do(f"{path}/reopening")


def give_one_back(city, shop, buyer, parcel):
    """One of two units, to the points and won that paid it, and never more than was bought."""
    path, before = f"/api/v1/parcels/{parcel['id']}/refunds", wallet(buyer)
    one = {"lines": [{"line": 1, "quantity": 1}], "reason": "하나가 상했습니다"}
    after = shop.do(path, one)
    given = after["refunded_points"] + after["refunded_won"]
    assert given == parcel["lines"][0]["price_won"], after
    assert wallet(buyer) == before + after["refunded_points"]
    two = {"lines": [{"line": 1, "quantity": 2}], "reason": "두 번째"}
    expect_refusal(shop.post(path, two), 422, "refund_above_line", "/lines")
    expect_refusal(shop.post(f"/api/v1/sales/{parcel['sale_id']}/refunds",
                             {"points": 1, "reason": "계산대에서"}), 422, "sale_of_order")
    figures_agree(city)
    return after


def change_of_mind(city, buyer, parcel):
    """The other shop's part is cancelled: everything of it comes back."""
    before, path = wallet(buyer), f"/api/v1/me/parcels/{parcel['id']}/cancellation"
    gone = buyer.do(path, {"reason": "마음이 바뀌어서"})
    assert gone["state"] == "cancelled" and gone["refunded_points"] == gone["points"], gone
    assert wallet(buyer) == before + parcel["points"]
    figures_agree(city)


def review(city, buyer, parcel):
    product_id = parcel["lines"][0]["product_id"]
    form = {"parcel_id": parcel["id"], "product_id": product_id, "stars": 5, "body": "맛있습니다"}
    written = buyer.do("/api/v1/me/reviews", form, 201)
    expect_refusal(buyer.post("/api/v1/me/reviews", form), 422, "review_twice")
    path = f"/api/v1/products/{product_id}/reviews"
    ids = lambda: [each["id"] for each in city.public().read(path)["items"]]  # noqa: E731
    assert written["id"] not in ids(), "nobody has looked at it yet"
    metro = city.sign_in("metro")
    assert written["id"] in [each["id"] for each in metro.read("/api/v1/reviews/waiting")["items"]]
    metro.do(f"/api/v1/reviews/{written['id']}/verdict", {"verdict": "show"})
    assert written["id"] in ids()


def settle(city, own, kept, cancelled):
    """The month's draft has the sale as it was agreed, less what went back, and not the other."""
    month = city.today.replace(day=1)
    split = city.stage.query("SELECT points - refunded, shop_won, benefit_won, support_won "
                             f"FROM market_sale WHERE id = {kept['sale_id']}")[0]
    city.restart_at(month.replace(day=calendar.monthrange(month.year, month.month)[1]))
    city.sign_in("metro").do("/api/v1/settlements", {"month": str(month)}, 201)
    shop = city.sign_in("shop")
    mine = next(each for each in shop.read("/api/v1/settlements", shop_id=own)["items"]
                if each["month"] == str(month))
    lines = shop.read(f"/api/v1/settlements/{mine['id']}")["lines"]
    line = next(each for each in lines if each["sale_id"] == kept["sale_id"])
    told = (line["points"], line["shop_won"], line["benefit_won"], line["support_won"])
    assert told == tuple(int(each) for each in split), (told, split)
    assert not [each for each in lines if each["sale_id"] == cancelled["sale_id"]]


def run(city):
    buyer, shop = city.sign_in("worker"), city.sign_in("shop")
    own = shop.organisation("shop_keeper")
    parcels = place(city, buyer, fill_cart(buyer, search(city.public()), own))
    (mine, code), (other, _) = parcels.pop(own), parcels.popitem()[1]
    metro = city.sign_in("metro")
    hand_over(metro, shop, own, mine, code)
    told(buyer, "market.accepted", "market.handed_over")
    told(shop, "market.code_locked")
    sizes_have_shelves(shop, own)
    points_of_pickup(metro, buyer, own)
    give_one_back(city, shop, buyer, mine)
    change_of_mind(city, buyer, other)
    review(city, buyer, mine)
    settle(city, own, mine, other)

"""A cart over two shops, from the search to the month's statement: found by a part of a word, paid
in points and won as one linked group, handed over against a code, a line given back to the points
and won that paid it, reviewed, and settled by what was agreed when it was placed."""

import calendar
import struct
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


def hand_over(shop, own, parcel, code):
    day = shop.read(f"/api/v1/shops/{own}/day", on=parcel["collect_on"])
    assert any(each["id"] == parcel["id"] for each in day["parcels"])
    assert all("code" not in each for each in day["parcels"]), "only buyers know their codes"
    path = f"/api/v1/parcels/{parcel['id']}"
    expect_refusal(shop.post(f"{path}/handover", {"code": code}), 422, "parcel_not_accepted")
    shop.do(f"{path}/acceptance")
    wrong = "000000" if code != "000000" else "111111"
    expect_refusal(shop.post(f"{path}/handover", {"code": wrong}),
                   422, "parcel_code_wrong", "/code")
    assert shop.do(f"{path}/handover", {"code": code})["state"] == "handed_over"


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
    hand_over(shop, own, mine, code)
    give_one_back(city, shop, buyer, mine)
    change_of_mind(city, buyer, other)
    review(city, buyer, mine)
    settle(city, own, mine, other)

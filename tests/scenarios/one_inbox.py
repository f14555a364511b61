"""One inbox: orders, visits and netting tell the same person in one list. It is read one by one or
all at once, in the reader's language; what may be muted calls nobody and is still listed, what must
arrive cannot be muted."""

import datetime

from client import expect, expect_refusal
from split_cart_to_settlement import line_of

LIST, KINDS = "/api/v1/me/notices", "/api/v1/me/notice-kinds"
ALWAYS = {"care.taken_back", "care.cancelled", "market.cancelled", "market.refunded",
          "market.expires_soon"}


def unread(person):
    return person.read(f"{LIST}/unread")["unread"]


def kinds_of(person):
    return [each["kind"] for each in person.read(LIST, limit=200)["items"]]


def wait_for(city, person, kind, count=1):
    city.wait_for(f"{count} × {kind}", lambda: kinds_of(person).count(kind) >= count)


def order_from(buyer, shop_id, item_line):
    """A parcel of the shop, ordered and paid when it is fetched."""
    form = {"lines": [item_line], "method": "pickup", "points": 0}
    order = expect(buyer.post("/api/v1/me/orders", form), 201)
    return next(each["parcel"] for each in order.body["parcels"]
                if each["parcel"]["shop_id"] == shop_id)


def orders_are_told(city, buyer, shop, own):
    """The shop hears of the order, the buyer that it was accepted; each reads for themselves."""
    goods = buyer.read("/api/v1/products", kind="goods", limit=200)["items"]
    line = next(line for item in goods if item["shop_id"] == own
                if (line := line_of(buyer, item)))
    accepted = kinds_of(buyer).count("market.accepted")
    asked = kinds_of(shop).count("market.order_placed")
    parcel = order_from(buyer, own, line)
    wait_for(city, shop, "market.order_placed", asked + 1)
    waiting = unread(shop)
    shop.do(f"/api/v1/parcels/{parcel['id']}/acceptance")
    wait_for(city, buyer, "market.accepted", accepted + 1)
    assert unread(shop) == waiting - 1, "what is answered waits no longer"
    notice = buyer.read(LIST)["items"][0]
    assert notice["subject_id"] == parcel["id"] and notice.get("read_at") is None, notice
    assert notice["text"].startswith(f"{parcel['shop_name']}에서 주문을 받았습니다: "), notice
    english = expect(buyer.send("GET", LIST, headers={"Accept-Language": "en"}), 200)
    assert "has accepted your order" in english["items"][0]["text"], english
    before, path = unread(buyer), f"{LIST}/{notice['id']}/reading"
    expect_refusal(shop.post(path), 404, "notice_not_found")  # somebody else's
    assert buyer.do(path)["unread"] == before - 1
    assert buyer.do(path)["unread"] == before - 1, "the first reading stays"
    return line


def muted_kinds_call_nobody(city, buyer, shop, own, line):
    may = {each["kind"] for each in buyer.read(KINDS)["items"] if each["may_mute"]}
    must = {each["kind"] for each in buyer.read(KINDS)["items"]} - may
    assert ALWAYS <= must and "market.accepted" in may, (may, must)
    assert not any(kind.startswith("netting.") for kind in may | must), "a worker has no rounds"
    expect_refusal(buyer.put(f"{KINDS}/market.cancelled", {"is_muted": True}),
                   422, "notice_kind_must_arrive", "/is_muted")
    expect_refusal(buyer.put(f"{KINDS}/market.order_placed", {"is_muted": True}),
                   404, "notice_kind_not_found")
    accepted = f"{KINDS}/market.accepted"
    assert expect(buyer.put(accepted, {"is_muted": True}), 200)["is_muted"]
    waiting, known = unread(buyer), kinds_of(buyer).count("market.accepted")
    cancelled = kinds_of(buyer).count("market.cancelled")
    parcel = order_from(buyer, own, line)
    shop.do(f"/api/v1/parcels/{parcel['id']}/acceptance")
    wait_for(city, buyer, "market.accepted", known + 1)
    assert unread(buyer) == waiting, "muted and yet it calls"
    shop.do(f"/api/v1/parcels/{parcel['id']}/cancellation", {"reason": "재료가 떨어져서"})
    wait_for(city, buyer, "market.cancelled", cancelled + 1)
    assert unread(buyer) == waiting + 1, "money that came back is told"
    assert not expect(buyer.put(accepted, {"is_muted": False}), 200)["is_muted"]


def a_visit_is_cancelled(city, worker):
    """The same list has what the centre decides about visits."""
    days = [city.today + datetime.timedelta(days=ahead) for ahead in range(14)]
    visits = [each["visit"] for day in days
              for each in worker.read("/api/v1/care/my-visits", on=day)["visits"]]
    visit = next(each for each in visits if each["state"] == "assigned")
    waiting = unread(worker)
    city.sign_in("coordinator").do(f"/api/v1/care/visits/{visit['id']}/cancellation",
                                   {"version": visit["version"], "reason": "client_ill"})
    newest = worker.read(LIST)["items"][0]
    assert newest["kind"] == "care.cancelled" and newest["subject_id"] == visit["id"], newest
    assert "취소되었습니다." in newest["text"] and "*" in newest["text"], "clients are masked"
    assert unread(worker) == waiting + 1


def all_are_read_up_to_what_was_seen(city, buyer, shop, own, line):
    """The keeper has rounds and orders in one list, and pages through it."""
    asked = kinds_of(shop).count("market.order_placed")
    parcels = [order_from(buyer, own, line) for _ in range(2)]
    wait_for(city, shop, "market.order_placed", asked + 2)
    areas = {kind.split(".")[0] for kind in kinds_of(shop)}
    assert {"market", "netting"} <= areas, areas
    page, seen = shop.read(LIST, limit=2), []
    while page:
        seen += [int(each["id"]) for each in page["items"]]
        cursor = page.get("next_cursor")
        page = shop.read(LIST, limit=2, cursor=cursor) if cursor else None
    assert seen == sorted(set(seen), reverse=True) and len(seen) == len(kinds_of(shop))
    waiting = [each["id"] for each in shop.read(LIST, limit=200)["items"]
               if each.get("read_at") is None]
    assert len(waiting) >= 2 and unread(shop) == len(waiting), waiting
    assert shop.do(f"{LIST}/reading", {"newest_id": waiting[1]})["unread"] == 1
    assert shop.do(f"{LIST}/reading")["unread"] == 0
    for parcel in parcels:
        shop.do(f"/api/v1/parcels/{parcel['id']}/cancellation", {"reason": "재료가 떨어져서"})


def run(city):
    buyer, shop = city.sign_in("worker"), city.sign_in("shop")
    own = shop.organisation("shop_keeper")
    line = orders_are_told(city, buyer, shop, own)
    muted_kinds_call_nobody(city, buyer, shop, own, line)
    a_visit_is_cancelled(city, buyer)
    all_are_read_up_to_what_was_seen(city, buyer, shop, own, line)
    expect_refusal(city.public().get(LIST), 401, "sign_in_required")

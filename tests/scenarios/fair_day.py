"""A day at a travelling fair: goods leave the shelf, are sold at the pop-up till with and without a
connection, and what is left comes home; the shop is settled as for any other sale."""

from client import expect_refusal

BROUGHT, SOLD, MORE, LOST = 6, 2, 2, 1
VISITORS = 35


class FairDay:
    """The metropolitan centre plans, a shop keeper sells."""

    def __init__(self, city):
        self.city = city
        self.metro, self.keeper = city.sign_in("metro"), city.sign_in("shop")
        self.shop = self.keeper.organisation("shop_keeper")
        shelf = self.keeper.read(f"/api/v1/shops/{self.shop}/products")["items"]
        self.product = min((each for each in shelf if (each.get("stock") or 0) > BROUGHT + MORE),
                           key=lambda each: each["product"]["price_won"])["product"]
        self.fair = ""

    def stock(self):
        shelf = self.keeper.read(f"/api/v1/shops/{self.shop}/products")["items"]
        return next(each["stock"] for each in shelf
                    if each["product"]["id"] == self.product["id"])

    def at_fair(self):
        items = self.keeper.read(self.path(f"/shops/{self.shop}/products"))["items"]
        return next(each["stock"] for each in items
                    if each["product"]["id"] == self.product["id"])

    def path(self, rest=""):
        return f"/api/v1/fairs/{self.fair}{rest}"

    def units(self, quantity):
        return {"product_id": self.product["id"], "quantity": quantity}

    def sale(self, quantity, **more):
        return {"shop_id": self.shop, "card_number": self.city.card["number"],
                "pin": self.city.card["pin"], "lines": [self.units(quantity)],
                "fair_id": self.fair, **more}

    def takings(self):
        return self.keeper.read(f"/api/v1/shops/{self.shop}/statement",
                                **{"from": str(self.city.today), "to": str(self.city.today)})


def plan(day):
    """A place, a day, a shop; what it brings may be more than it has until the fair opens."""
    form = {"name": "이야기 판매전", "starts_on": str(day.city.today),
            "ends_on": str(day.city.today), "shop_ids": [day.shop],
            "place": {"road_address": "중앙대로 1001", "district_code": "26470", "dong_code": "",
                      "lat_e6": 0, "lng_e6": 0}}
    reversed_days = {**form, "starts_on": "2026-12-31"}
    expect_refusal(day.metro.post("/api/v1/fairs", reversed_days), 422, "fair_dates_reversed",
                   "/ends_on")
    day.fair = day.metro.do("/api/v1/fairs", form, 201)["id"]
    stock = day.path(f"/shops/{day.shop}/stock")
    before = day.stock()
    assert day.keeper.put(stock, {"units": [day.units(before + 1)]}).status == 200
    expect_refusal(day.metro.post(day.path("/opening")), 422, "fair_shelf_short")
    assert day.stock() == before, "a refused opening moved goods"
    assert day.keeper.put(stock, {"units": [day.units(BROUGHT)]}).status == 200
    expect_refusal(day.keeper.post("/api/v1/sales", day.sale(1)), 422, "fair_not_open")
    day.metro.do(day.path("/opening"))
    assert (day.stock(), day.at_fair()) == (before - BROUGHT, BROUGHT)
    return before


def sell(day):
    """From the fair's stock, never beyond it; once for a key."""
    home = day.stock()
    receipt = day.keeper.post("/api/v1/sales", day.sale(SOLD), key="fair-sale")
    assert receipt.status == 201, receipt
    assert day.keeper.post("/api/v1/sales", day.sale(SOLD), key="fair-sale").body == receipt.body
    assert (day.at_fair(), day.stock()) == (BROUGHT - SOLD, home)
    expect_refusal(day.keeper.post("/api/v1/sales", day.sale(BROUGHT)), 422, "stock_insufficient")
    brought = day.keeper.do(day.path(f"/shops/{day.shop}/stock-entries"), day.units(MORE), 201)
    assert brought["stock"] == BROUGHT - SOLD + MORE, brought
    return receipt["points"]


def count_visitors(day):
    for visitors in (VISITORS + 5, -5):
        day.metro.do(day.path("/visitors"), {"day": str(day.city.today), "visitors": visitors})


def close(day, before):
    """What is counted goes home, what is missing is written off."""
    left = BROUGHT - SOLD + MORE
    expect_refusal(day.metro.post(day.path("/closing"), {"counted": [day.units(left + 1)]}), 422,
                   "fair_count_above_stock", "/counted")
    day.metro.do(day.path("/closing"), {"counted": [day.units(left - LOST)]})
    assert day.stock() == before - SOLD - LOST
    expect_refusal(day.keeper.post("/api/v1/sales", day.sale(1)), 422, "fair_not_open")


def report(day, points):
    told = day.metro.read(day.path("/report"))
    assert (told["visitors"], told["sales"], told["points"]) == (VISITORS, 1, points), told
    [product] = told["products"]
    assert [product[each] for each in ("brought", "sold", "returned", "missing", "remaining")] == [
        BROUGHT + MORE, SOLD, BROUGHT + MORE - SOLD - LOST, LOST, 0], product
    mine = day.keeper.read(day.path("/report"))
    assert mine["points"] == points and mine["days"] == [], mine


def journal_says_the_same(day):
    """Opening and closing are one group each."""
    rows = day.city.stage.query(
        "SELECT code, COUNT(DISTINCT group_seq), SUM(amount) FROM ledger_transfer "
        f"WHERE reference = 'fair:{day.fair}' GROUP BY code ORDER BY code")
    found = {code: (int(groups), int(units)) for code, groups, units in rows}
    assert found == {"fair_stock_out": (2, BROUGHT + MORE),
                     "fair_stock_back": (1, BROUGHT + MORE - SOLD - LOST),
                     "stock_write_off": (1, LOST)}, found


def run(city):
    day = FairDay(city)
    sales = day.takings()["sales"]
    before = plan(day)
    points = sell(day)
    count_visitors(day)
    close(day, before)
    report(day, points)
    journal_says_the_same(day)
    assert day.takings()["sales"] == sales + 1, "a fair's sale is on the shop's statement"

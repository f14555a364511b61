#include "api/testing.h"
#include "market_fixture.h"

namespace market {
namespace {

using api::testing::field;

/// The module's routes as a shop keeper and the metropolitan centre use them.
class RouteTest : public MarketTest {
 protected:
  RouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module({*ledger_, pins_, sealer_});
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, own.routes, own.permissions);
    keep_shop();
  }

  void keep_shop() { client_->sign_in(kKeeper, {{"shop_keeper", shop_}}); }
  void be_metro(PersonId who = kDrafter) { client_->sign_in(who, {{"metro_centre", {}}}); }
  std::string sale_of(std::int64_t points, const std::string& pin) {
    return R"({"shop_id":")" + std::to_string(shop_.value) + R"(","card_number":")" + card_.number +
           R"(","pin":")" + pin + R"(","lines":[],"amount_points":)" + std::to_string(points) + "}";
  }
  std::string shop_path(const std::string& end) {
    return "/api/v1/shops/" + std::to_string(shop_.value) + end;
  }

  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(RouteTest);

TEST_P(RouteTest, AnybodySeesShopsAndProducts) {
  client_->sign_out();
  EXPECT_EQ(field(client_->get("/api/v1/shops").body, "name"), "올리브 카페");
  EXPECT_EQ(field(client_->get(shop_path("")).body, "is_open"), "true");
  EXPECT_EQ(field(client_->get(shop_path("/products")).body, "price_won"), "3000");
  EXPECT_EQ(client_->get("/api/v1/shops/5").status, 404);
  EXPECT_EQ(client_->get("/api/v1/shops/5/products").status, 404);
}

TEST_P(RouteTest, SellsAndGivesBack) {
  const auto receipt = client_->post("/api/v1/sales", sale_of(4'000, "2580"));
  ASSERT_EQ(receipt.status, 201) << receipt.body;
  EXPECT_EQ(field(receipt.body, "points_left"), "6000");
  EXPECT_EQ(field(receipt.body, "buyer_name"), "홍*동");
  const std::string sale = "/api/v1/sales/" + field(receipt.body, "sale_id");
  const auto back = client_->post(sale + "/refunds", R"({"points":1000,"reason":"잘못 계산"})");
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(field(back.body, "points_left"), "7000");
  EXPECT_EQ(field(client_->get(sale).body, "refunded"), "1000");
  const auto statement = client_->get(shop_path("/statement?from=2026-11-01&to=2026-11-30"));
  EXPECT_EQ(field(statement.body, "sales"), "1");
  EXPECT_EQ(field(statement.body, "points"), "4000");
  EXPECT_EQ(field(statement.body, "unsettled"), "3000");
}

TEST_P(RouteTest, TheSameKeySellsOnce) {
  const auto first = client_->post("/api/v1/sales", sale_of(4'000, "2580"), "one-tap-of-the-till");
  const auto again = client_->post("/api/v1/sales", sale_of(4'000, "2580"), "one-tap-of-the-till");
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(wallet(), 6'000);
  EXPECT_EQ(client_->post("/api/v1/sales", sale_of(5'000, "2580"), "one-tap-of-the-till").status,
            409);
}

TEST_P(RouteTest, WrongPinsAreCountedThoughTheSaleIsRefused) {
  for (int i = 0; i < kWrongPinsMax; ++i)
    EXPECT_EQ(field(client_->post("/api/v1/sales", sale_of(100, "9999")).body, "code"),
              "pin_wrong");
  EXPECT_EQ(field(client_->post("/api/v1/sales", sale_of(100, "2580")).body, "code"), "pin_locked");
  client_->sign_in(PersonId{9}, {{"coordinator", OrganisationId{5}}});
  const std::string card = "/api/v1/cards/" + std::to_string(card_.id.value);
  EXPECT_EQ(field(client_->put(card + "/pin", R"({"pin":"1111"})").body, "code"), "pin_too_simple");
  EXPECT_EQ(client_->put(card + "/pin", R"({"pin":"1357"})").status, 200);
  keep_shop();
  EXPECT_EQ(client_->post("/api/v1/sales", sale_of(100, "1357")).status, 201);
}

TEST_P(RouteTest, AKeeperSellsAtTheirOwnShopOnly) {
  client_->sign_in(kKeeper, {{"shop_keeper", OrganisationId{5}}});
  EXPECT_EQ(client_->post("/api/v1/sales", sale_of(100, "2580")).status, 404);
  EXPECT_EQ(client_->get(shop_path("/statement?from=2026-11-01&to=2026-11-30")).status, 404);
  client_->sign_out();
  EXPECT_EQ(client_->post("/api/v1/sales", sale_of(100, "2580")).status, 401);
  be_metro();
  EXPECT_EQ(client_->post("/api/v1/sales", sale_of(100, "2580")).status, 403);
  EXPECT_EQ(wallet(), 10'000);
}

TEST_P(RouteTest, KeepsProductsAndStock) {
  const auto made =
      client_->post(shop_path("/products"), R"({"name":"두부","kind":"goods","price_won":2500})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string product = "/api/v1/products/" + field(made.body, "id");
  EXPECT_EQ(field(client_->post(product + "/stock-entries", R"({"quantity":12})").body, "stock"),
            "12");
  EXPECT_EQ(field(client_->post(product + "/stock-entries", R"({"quantity":-20})").body, "code"),
            "stock_too_small");
  const std::string change = R"({"name":"두부","price_won":2700,"is_sold":true,"version":1})";
  EXPECT_EQ(field(client_->put(product, change).body, "price_won"), "2700");
  EXPECT_EQ(client_->put(product, change).status, 409);
  EXPECT_EQ(
      client_->post(shop_path("/products"), R"({"name":"","kind":"goods","price_won":0})").status,
      422);
  client_->sign_in(kKeeper, {{"shop_keeper", OrganisationId{5}}});
  EXPECT_EQ(client_->put(product, change).status, 404);
}

TEST_P(RouteTest, CardsAreIssuedAndBlocked) {
  client_->sign_in(PersonId{9}, {{"coordinator", OrganisationId{5}}});
  const std::string person = std::to_string(buyer_.value);
  const auto issued =
      client_->post("/api/v1/cards", R"({"person_id":")" + person + R"(","pin":"1357"})");
  ASSERT_EQ(issued.status, 201) << issued.body;
  EXPECT_TRUE(is_card_number(field(issued.body, "number")));
  EXPECT_EQ(client_->get("/api/v1/cards?person_id=" + person).status, 200);
  const std::string card = field(issued.body, "id");
  client_->sign_in(PersonId{55}, {});
  EXPECT_EQ(client_->post("/api/v1/me/cards/" + card + "/block", "{}").status, 404);
  client_->sign_in(buyer_, {});
  EXPECT_EQ(field(client_->get("/api/v1/me/cards").body, "state"), "active");
  EXPECT_EQ(client_->post("/api/v1/me/cards/" + card + "/block", "{}").status, 200);
  EXPECT_EQ(field(client_->get("/api/v1/me/cards").body, "state"), "blocked");
}

TEST_P(RouteTest, SettlesAMonthAndGrantsABenefit) {
  ASSERT_EQ(client_->post("/api/v1/sales", sale_of(10'000, "2580")).status, 201);
  EXPECT_EQ(client_->post("/api/v1/settlements", R"({"month":"2026-11-01"})").status, 403);
  be_metro();
  const auto drafts = client_->post("/api/v1/settlements", R"({"month":"2026-11-01"})");
  ASSERT_EQ(drafts.status, 201) << drafts.body;
  const std::string settlement = "/api/v1/settlements/" + field(drafts.body, "id");
  EXPECT_EQ(field(client_->post(settlement + "/approval", "{}").body, "code"),
            "settlement_not_confirmed");
  keep_shop();
  EXPECT_EQ(field(client_->post(settlement + "/confirmation", "{}").body, "state"), "confirmed");
  be_metro();
  EXPECT_EQ(field(client_->post(settlement + "/approval", "{}").body, "code"),
            "four_eyes_required");
  be_metro(kApprover);
  EXPECT_EQ(field(client_->post(settlement + "/approval", "{}").body, "state"), "approved");
  EXPECT_EQ(field(client_->get("/api/v1/settlements").body, "shop_won"), "9100");
  const std::string benefit = R"({"person_id":")" + std::to_string(buyer_.value) +
                              R"(","amount_won":600,"purpose":"건강검진"})";
  EXPECT_EQ(client_->post("/api/v1/benefits", benefit).status, 201);
  EXPECT_EQ(field(client_->post("/api/v1/benefits", benefit).body, "code"),
            "benefit_fund_insufficient");
  EXPECT_EQ(balance(benefits_account(buyer_)), 600);
}

TEST_P(RouteTest, OpensAShop) {
  be_metro();
  EXPECT_EQ(client_->post("/api/v1/shops", R"({"name":"새싹","trade":"bakery"})").status, 201);
  EXPECT_EQ(
      field(client_->post("/api/v1/shops", R"({"name":"새싹","trade":"bakery"})").body, "code"),
      "shop_name_taken");
}

}  // namespace
}  // namespace market

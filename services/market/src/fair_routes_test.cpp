#include "api/testing.h"
#include "market/fair.h"
#include "market_fixture.h"

namespace market {
namespace {

using api::testing::field;

/// A fair as the centre, two shops and the public use it.
class FairRouteTest : public MarketTest {
 protected:
  FairRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module({*ledger_, pins_, sealer_});
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions);
    other_ = add_shop("손두부 공방", {});
    EXPECT_TRUE(stock_up(bread_, 20, "first").has_value());
    be_metro();
    fair_ = field(done("/api/v1/fairs", plan()).body, "id");
  }

  void be_metro() { client_->sign_in(PersonId{1}, {{"metro_centre", {}}}); }
  void be_keeper() { client_->sign_in(kKeeper, {{"shop_keeper", shop_}}); }
  void be_other() { client_->sign_in(PersonId{3}, {{"shop_keeper", other_}}); }

  static std::string text(std::int64_t id) { return std::to_string(id); }
  std::string plan(const std::string& ends_on = "2026-11-30") {
    return R"({"name":"시청 앞 판매전","starts_on":"2026-11-30","ends_on":")" + ends_on +
           R"(","place":{"road_address":"중앙대로 1001","district_code":"26470","dong_code":"",)" +
           R"("lat_e6":0,"lng_e6":0},"shop_ids":[")" + text(shop_.value) + R"(",")" +
           text(other_.value) + R"("]})";
  }
  std::string at(const std::string& rest) const { return "/api/v1/fairs/" + fair_ + rest; }
  std::string own(const std::string& rest) const {
    return at("/shops/" + text(shop_.value) + rest);
  }
  std::string units(std::int64_t quantity) const {
    return R"({"product_id":")" + text(bread_.value) + R"(","quantity":)" + text(quantity) + "}";
  }
  http::Response done(const std::string& path, const std::string& body, int status = 201) {
    http::Response response = client_->post(path, body);
    EXPECT_EQ(response.status, status) << path << ": " << response.body;
    return response;
  }
  void open_with(std::int64_t quantity) {
    be_keeper();
    EXPECT_EQ(client_->put(own("/stock"), R"({"units":[)" + units(quantity) + "]}").status, 200);
    be_metro();
    (void)done(at("/opening"), "{}", 200);
  }
  std::string sale(std::int64_t quantity) const {
    return R"({"shop_id":")" + text(shop_.value) + R"(","card_number":")" + card_.number +
           R"(","pin":"2580","lines":[)" + units(quantity) + R"(],"fair_id":")" + fair_ + R"("})";
  }

  std::unique_ptr<api::testing::Client> client_;
  OrganisationId other_;
  std::string fair_;
};
OLIVE_ON_BOTH_DATABASES(FairRouteTest);

TEST_P(FairRouteTest, FromThePlanToTheReport) {
  open_with(5);
  be_keeper();
  EXPECT_EQ(field(done("/api/v1/sales", sale(2)).body, "points"), "6000");
  EXPECT_EQ(field(done(own("/stock-entries"), units(1)).body, "stock"), "4");
  EXPECT_EQ(field(client_->get(own("/products")).body, "stock"), "4");
  (void)done(at("/visitors"), R"({"day":"2026-11-30","visitors":12})", 200);
  be_metro();
  (void)done(at("/closing"), R"({"counted":[)" + units(3) + "]}", 200);
  const std::string report = client_->get(at("/report")).body;
  EXPECT_EQ(field(report, "visitors"), "12") << report;
  EXPECT_EQ(field(report, "brought"), "6");
  EXPECT_EQ(field(report, "returned"), "3");
  EXPECT_EQ(field(report, "missing"), "1");
  EXPECT_EQ(balance(shelf_account({bread_})), 17);
}

TEST_P(FairRouteTest, AShopSeesAndMovesItsOwnOnly) {
  open_with(5);
  be_keeper();
  (void)done("/api/v1/sales", sale(1));
  be_other();
  EXPECT_EQ(client_->get(own("/products")).status, 404);
  EXPECT_EQ(client_->post(own("/stock-entries"), units(1)).status, 404);
  EXPECT_EQ(client_->put(own("/stock"), R"({"units":[]})").status, 404);
  const std::string report = client_->get(at("/report")).body;
  EXPECT_EQ(report.find("올리브 카페\",\"sales"), std::string::npos) << report;
  EXPECT_NE(report.find(R"("sales":0,"points":0)"), std::string::npos) << report;
  client_->sign_in(PersonId{9}, {{"shop_keeper", add_shop("멀리 있는 매장", {})}});
  EXPECT_EQ(client_->post(at("/visitors"), R"({"day":"2026-11-30","visitors":1})").status, 404);
}

TEST_P(FairRouteTest, NamesTheProductThatIsShort) {
  be_keeper();
  EXPECT_EQ(client_->put(own("/stock"), R"({"units":[)" + units(21) + "]}").status, 200);
  be_metro();
  const auto refused = client_->post(at("/opening"), "{}");
  EXPECT_EQ(field(refused.body, "code"), "fair_shelf_short") << refused.body;
  EXPECT_EQ(balance(shelf_account({bread_})), 20);
}

TEST_P(FairRouteTest, BadInputNamesItsField) {
  const auto reversed = client_->post("/api/v1/fairs", plan("2026-11-29"));
  EXPECT_EQ(field(reversed.body, "code"), "fair_dates_reversed");
  EXPECT_NE(reversed.body.find("/ends_on"), std::string::npos) << reversed.body;
  be_keeper();
  const auto unknown =
      client_->put(own("/stock"), R"({"units":[{"product_id":"5","quantity":1}]})");
  EXPECT_EQ(field(unknown.body, "code"), "fair_product_not_found") << unknown.body;
  EXPECT_EQ(client_->put(own("/stock"), R"({"units":[)" + units(-1) + "]}").status, 422);
  open_with(2);
  const auto above = client_->post(at("/closing"), R"({"counted":[)" + units(3) + "]}");
  EXPECT_NE(above.body.find("/counted"), std::string::npos) << above.body;
}

TEST_P(FairRouteTest, TheSameKeyBringsOnce) {
  open_with(2);
  be_keeper();
  const auto first = client_->post(own("/stock-entries"), units(3), "bring-1");
  EXPECT_EQ(first.body, client_->post(own("/stock-entries"), units(3), "bring-1").body);
  EXPECT_EQ(balance(shelf_account({bread_})), 15);
}

TEST_P(FairRouteTest, EverybodyMayKnowWhereItIs) {
  client_->sign_out();
  const auto list = client_->get("/api/v1/fairs");
  EXPECT_EQ(field(list.body, "state"), "planned") << list.body;
  EXPECT_NE(list.body.find("손두부 공방"), std::string::npos);
  be_metro();
  EXPECT_EQ(field(done(at("/cancellation"), "{}", 200).body, "state"), "cancelled");
  EXPECT_EQ(client_->post(at("/opening"), "{}").status, 422);
}

}  // namespace
}  // namespace market

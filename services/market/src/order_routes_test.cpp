#include "api/testing.h"
#include "order_fixture.h"
#include "people/consent.h"

namespace market {
namespace {

using api::testing::field;

/// Catalogue, orders, parcels, deliveries and reviews as the browser calls them.
class OrderRouteTest : public OrderTest {
 protected:
  OrderRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module({*ledger_, pins_, sealer_});
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions);
    buy();
  }

  void buy() { client_->sign_in(buyer_, {{"citizen", {}}}); }
  void keep(OrganisationId shop) { client_->sign_in(kKeeper, {{"shop_keeper", shop}}); }
  void be_metro() { client_->sign_in(kDrafter, {{"metro_centre", {}}}); }
  static std::string id(auto value) { return std::to_string(value.value); }

  std::string cart_of(ProductId product, std::int64_t points) const {
    return R"({"lines":[{"product_id":")" + id(product) +
           R"(","quantity":1}],"method":"pickup","points":)" + std::to_string(points) + "}";
  }
  /// Orders, and returns the parcel's path and code.
  std::pair<std::string, std::string> placed(ProductId product, std::int64_t points) {
    buy();
    const auto order = client_->post("/api/v1/me/orders", cart_of(product, points));
    EXPECT_EQ(order.status, 201) << order.body;
    const std::string parcel = order.body.substr(order.body.find("\"parcel\":"));
    return {"/api/v1/parcels/" + field(parcel, "id"), field(parcel, "code")};
  }
  std::string code_of(const http::Response& response) { return field(response.body, "code"); }

  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(OrderRouteTest);

TEST_P(OrderRouteTest, AnybodySearchesTheCatalogue) {
  client_->sign_out();
  const auto found = client_->get("/api/v1/products?text=ㅋㅇㅋ");
  EXPECT_EQ(field(found.body, "name"), "케이크") << found.body;
  EXPECT_EQ(field(found.body, "found"), "1");
  const auto first = client_->get("/api/v1/products?limit=2");
  const std::string cursor = field(first.body, "next_cursor");
  EXPECT_EQ(field(first.body, "found"), "3");
  const auto second = client_->get("/api/v1/products?limit=2&cursor=" + cursor);
  EXPECT_EQ(second.body.find("next_cursor\":\""), std::string::npos);
  EXPECT_NE(field(second.body, "id"), field(first.body, "id"));
  EXPECT_EQ(client_->get("/api/v1/products?cursor=nonsense").status, 422);
  const auto sheet = client_->get("/api/v1/products/" + id(bread_));
  EXPECT_EQ(field(sheet.body, "is_open_now"), "true") << sheet.body;
  EXPECT_EQ(client_->get("/api/v1/products/5").status, 404);
  const auto slots =
      client_->get("/api/v1/products/" + id(haircut_) + "/slots?from=2026-11-01&to=2026-12-01");
  EXPECT_EQ(field(slots.body, "free"), "1") << slots.body;
}

TEST_P(OrderRouteTest, AShopKeepsItsCatalogue) {
  const std::string product = "/api/v1/products/" + id(bread_);
  const std::string options = R"({"items":[{"name":"큰 것","extra_won":500,"is_sold":true}]})";
  EXPECT_EQ(client_->put(product + "/options", options).status, 403);
  keep(bakery_);
  EXPECT_EQ(client_->put(product + "/options", options).status, 404);
  keep(cafe_);
  EXPECT_EQ(field(client_->put(product + "/options", options).body, "extra_won"), "500");
  const std::string hours = "/api/v1/shops/" + id(cafe_) + "/hours";
  const std::string reversed =
      R"({"openings":[{"weekday":1,"opens_minute":600,"closes_minute":500}],)"
      R"("closed_days":[],"order_windows":[]})";
  EXPECT_EQ(code_of(client_->put(hours, reversed)), "hours_reversed");
  EXPECT_EQ(client_->put(hours, client_->get(hours).body).status, 200);
}

TEST_P(OrderRouteTest, AShopCountsEachOption) {
  keep(cafe_);
  const std::string product = "/api/v1/products/" + id(bread_);
  const auto saved = client_->put(
      product + "/options",
      R"({"items":[{"name":"반 개","extra_won":-500,"is_sold":true,"has_own_stock":true}]})");
  EXPECT_EQ(field(saved.body, "stock"), "0") << saved.body;
  const auto enter = [&](const std::string& rest) {
    return client_->post(product + "/stock-entries", R"({"quantity":3)" + rest + "}");
  };
  EXPECT_EQ(code_of(enter("")), "stock_is_by_option");
  EXPECT_EQ(code_of(enter(R"(,"option_id":"5")")), "option_not_found");
  EXPECT_EQ(field(enter(R"(,"option_id":")" + field(saved.body, "id") + '"').body, "stock"), "3");
  const auto shelf = client_->get("/api/v1/shops/" + id(cafe_) + "/products");
  EXPECT_NE(shelf.body.find(R"("stock":3)"), std::string::npos) << shelf.body;
  const auto day = client_->get("/api/v1/shops/" + id(cafe_) + "/day");
  EXPECT_NE(day.body.find("빵 · 반 개"), std::string::npos) << day.body;
  EXPECT_EQ(field(client_->get(product).body.substr(1), "has_own_stock"), "true");
  const auto found = client_->get("/api/v1/products?text=빵");
  EXPECT_EQ(field(found.body, "stock"), "3") << found.body;
}

TEST_P(OrderRouteTest, PicturesAreKeptByBrowsers) {
  keep(cafe_);
  const std::string png = "\x89PNG\r\n\x1A\n" + std::string("\0\0\0\0IEND\0\0\0\0", 12);
  const auto set = client_->post("/api/v1/products/" + id(bread_) + "/photo", png);
  ASSERT_EQ(set.status, 201) << set.body;
  EXPECT_EQ(code_of(client_->post("/api/v1/products/" + id(bread_) + "/photo", "GIF89a")),
            "photo_type_unknown");
  client_->sign_out();
  const auto got = client_->get("/api/v1/photos/" + field(set.body, "photo"));
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.content_type, "image/png");
  EXPECT_EQ(got.body, png);
  const auto etag = std::ranges::find(got.headers, "ETag", [](const auto& h) { return h.first; });
  ASSERT_NE(etag, got.headers.end());
  EXPECT_EQ(etag->second, '"' + field(set.body, "photo") + '"');
  EXPECT_EQ(client_->get("/api/v1/photos/nothing").status, 404);
}

TEST_P(OrderRouteTest, AnOrderIsPlacedOnceAndHandedOver) {
  const auto quote = client_->post("/api/v1/me/order-quotes", cart_of(bread_, 0));
  EXPECT_EQ(field(quote.body, "total_won"), "3000") << quote.body;
  const auto first = client_->post("/api/v1/me/orders", cart_of(bread_, 1'000), "one-tap-order");
  const auto again = client_->post("/api/v1/me/orders", cart_of(bread_, 1'000), "one-tap-order");
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(wallet(), 9'000);
  const auto [parcel, code] = placed(bread_, 2'000);
  EXPECT_EQ(client_->post(parcel + "/acceptance", "{}").status, 403);
  keep(bakery_);
  EXPECT_EQ(client_->post(parcel + "/acceptance", "{}").status, 404);
  keep(cafe_);
  EXPECT_EQ(field(client_->post(parcel + "/acceptance", "{}").body, "state"), "accepted");
  EXPECT_EQ(field(client_->post(parcel + "/readiness", "{}").body, "state"), "ready");
  EXPECT_EQ(code_of(client_->post(parcel + "/handover", R"({"code":"abcdef"})")),
            "parcel_code_wrong");
  const auto done = client_->post(parcel + "/handover", R"({"code":")" + code + R"("})");
  EXPECT_EQ(field(done.body, "state"), "handed_over") << done.body;
  const auto refund =
      client_->post(parcel + "/refunds", R"({"lines":[{"line":1,"quantity":1}],"reason":"파손"})");
  EXPECT_EQ(field(refund.body, "refunded_points"), "2000") << refund.body;
  const std::string sale = "/api/v1/sales/" + field(refund.body, "sale_id") + "/refunds";
  EXPECT_EQ(code_of(client_->post(sale, R"({"points":1,"reason":"또 한 번"})")), "sale_of_order");
  const auto day = client_->get("/api/v1/shops/" + id(cafe_) + "/day");
  EXPECT_EQ(field(day.body, "shop_name"), "올리브 카페");
  EXPECT_EQ(day.body.find("\"code\""), std::string::npos);  // only buyers know their codes
}

TEST_P(OrderRouteTest, BuyersSeeAndCancelTheirOwn) {
  const auto [parcel, code] = placed(bread_, 500);
  const std::string cancel = "/api/v1/me" + parcel.substr(7) + "/cancellation";
  client_->sign_in(PersonId{9}, {{"citizen", {}}});
  EXPECT_EQ(client_->post(cancel, R"({"reason":"필요 없음"})").status, 404);
  EXPECT_EQ(field(client_->get("/api/v1/me/orders").body, "points"), "");
  EXPECT_EQ(client_->get("/api/v1/me/orders/5").status, 404);
  buy();
  EXPECT_EQ(field(client_->get("/api/v1/me/orders").body, "points"), "500");
  EXPECT_EQ(field(client_->post(cancel, R"({"reason":"필요 없음"})").body, "state"), "cancelled");
  EXPECT_EQ(wallet(), 10'000);
  keep(cafe_);
  EXPECT_EQ(code_of(client_->post(parcel + "/cancellation", R"({"reason":"늦음"})")),
            "parcel_not_open");
}

TEST_P(OrderRouteTest, PickupPointsAndTheirKeepers) {
  const std::string point = R"({"name":"중앙 수령대","run_by":")" + id(cafe_) + R"("})";
  EXPECT_EQ(client_->post("/api/v1/pickup-points", point).status, 403);
  be_metro();
  const auto opened = client_->post("/api/v1/pickup-points", point);
  ASSERT_EQ(opened.status, 201) << opened.body;
  EXPECT_EQ(code_of(client_->post("/api/v1/pickup-points", point)), "pickup_point_name_taken");
  buy();
  std::string form = cart_of(cake_, 0);
  form.insert(form.size() - 1, R"(,"pickup_point_id":")" + field(opened.body, "id") + '"');
  const auto order = client_->post("/api/v1/me/orders", form);
  ASSERT_EQ(order.status, 201) << order.body;
  const std::string rest = order.body.substr(order.body.find("\"parcel\":"));
  const std::string parcel = "/api/v1/parcels/" + field(rest, "id");
  keep(cafe_);  // runs the point, did not bake the cake
  EXPECT_EQ(client_->post(parcel + "/acceptance", "{}").status, 404);
  keep(bakery_);
  EXPECT_EQ(client_->post(parcel + "/acceptance", "{}").status, 200);
  keep(cafe_);
  EXPECT_EQ(
      client_->post(parcel + "/handover", R"({"code":")" + field(rest, "code") + R"("})").status,
      200);
}

TEST_P(OrderRouteTest, ARunSheetIsALookAtEverybodyOnIt) {
  give_home(35'101'000, 129'001'000);
  std::string form = cart_of(bread_, 0);
  form.replace(form.find("pickup"), 6, "delivery");
  const auto order = client_->post("/api/v1/me/orders", form);
  ASSERT_EQ(order.status, 201) << order.body;
  const std::string rest = order.body.substr(order.body.find("\"parcel\":"));
  keep(cafe_);
  const std::string runs = "/api/v1/shops/" + id(cafe_) + "/delivery-runs";
  const std::string run = R"({"run_on":"2026-11-30","leaves_minute":840})";
  EXPECT_EQ(code_of(client_->post(runs, run)), "nothing_to_deliver");
  ASSERT_EQ(client_->post("/api/v1/parcels/" + field(rest, "id") + "/acceptance", "{}").status,
            200);
  const auto planned = client_->post(runs, run);
  ASSERT_EQ(planned.status, 201) << planned.body;
  EXPECT_EQ(field(client_->get(runs + "?run_on=2026-11-30").body, "stops"), "1");
  const std::string sheet = "/api/v1/delivery-runs/" + field(planned.body, "id") + "/sheet";
  EXPECT_EQ(field(client_->post(sheet, "{}").body, "buyer_name"), "홍길동");
  database_->read([&](auto& tx) {
    const auto looks = people::accesses_of(tx, kBusan, buyer_, 5);
    ASSERT_FALSE(looks.empty());
    EXPECT_EQ(looks.front().reason, "delivery_run");
  });
  keep(bakery_);
  EXPECT_EQ(client_->post(sheet, "{}").status, 404);
  EXPECT_EQ(client_->post(runs, run).status, 404);
}

TEST_P(OrderRouteTest, ReviewsAreLookedAtBeforeTheyAreRead) {
  const auto [parcel, code] = placed(bread_, 100);
  keep(cafe_);
  ASSERT_EQ(client_->post(parcel + "/acceptance", "{}").status, 200);
  ASSERT_EQ(client_->post(parcel + "/handover", R"({"code":")" + code + R"("})").status, 200);
  buy();
  const std::string form = R"({"parcel_id":")" + parcel.substr(16) + R"(","product_id":")" +
                           id(bread_) + R"(","stars":5,"body":"고소해요"})";
  const auto review = client_->post("/api/v1/me/reviews", form);
  ASSERT_EQ(review.status, 201) << review.body;
  EXPECT_EQ(code_of(client_->post("/api/v1/me/reviews", form)), "review_twice");
  const std::string path = "/api/v1/reviews/" + field(review.body, "id");
  EXPECT_EQ(client_->post(path + "/verdict", R"({"verdict":"show"})").status, 403);
  be_metro();
  EXPECT_EQ(field(client_->get("/api/v1/reviews/waiting").body, "body"), "고소해요");
  EXPECT_EQ(code_of(client_->post(path + "/verdict", R"({"verdict":"hide"})")),
            "hidden_for_missing");
  EXPECT_EQ(field(client_->post(path + "/verdict", R"({"verdict":"show"})").body, "state"),
            "shown");
  keep(bakery_);
  EXPECT_EQ(client_->post(path + "/reply", R"({"reply":"고맙습니다"})").status, 404);
  keep(cafe_);
  EXPECT_EQ(field(client_->post(path + "/reply", R"({"reply":"고맙습니다"})").body, "reply"),
            "고맙습니다");
  EXPECT_EQ(client_->get("/api/v1/shops/" + id(cafe_) + "/reviews").status, 200);
  EXPECT_EQ(client_->get("/api/v1/shops/" + id(bakery_) + "/reviews").status, 404);
  client_->sign_out();
  const auto read = client_->get("/api/v1/products/" + id(bread_) + "/reviews");
  EXPECT_EQ(field(read.body, "stars_mean_e2"), "500") << read.body;
}

}  // namespace
}  // namespace market

#include "api/testing.h"
#include "procurement_fixture.h"

namespace procurement {
namespace {

using api::testing::field;

/// The routes as the city, an officer of the district and others use them.
class ProcurementRouteTest : public ProcurementTest {
 protected:
  ProcurementRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module();
    client_ = std::make_unique<api::testing::Client>(
        *database_, [] { return kNow; }, own.routes, own.permissions);
    be_city();
  }
  void be_city() { client_->sign_in(PersonId{1}, {{"city_officer", {}}}); }
  void be_district() { client_->sign_in(PersonId{2}, {{"district_officer", office_}}); }

  std::string body_of(BodyId body_id, std::int64_t won) {
    return R"({"body_id":")" + std::to_string(body_id.value) + R"(","seller_id":")" +
           std::to_string(enterprise_.value) +
           R"(","bought_on":"2026-11-02","item":"청소","amount_won":)" + std::to_string(won) +
           R"(,"basis":"tax_invoice","evidence_number":"R-)" + std::to_string(++numbers_) + R"("})";
  }
  http::Response enter(BodyId body_id, std::int64_t won) {
    return client_->post("/api/v1/priority-purchases", body_of(body_id, won));
  }

  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(ProcurementRouteTest);

TEST_P(ProcurementRouteTest, ADistrictSeesAndEntersItsOwn) {
  EXPECT_EQ(enter(city_, 3'000'000).status, 201);
  be_district();
  EXPECT_EQ(enter(district_, 500'000).status, 201);
  const auto refused = enter(city_, 1'000);
  EXPECT_EQ(refused.status, 404);
  EXPECT_EQ(field(refused.body, "code"), "body_not_found");
  const auto bodies = client_->get("/api/v1/public-bodies");
  EXPECT_EQ(field(bodies.body, "name"), "영도구") << bodies.body;
  EXPECT_EQ(bodies.body.find("부산광역시"), std::string::npos);
  const auto report = client_->get("/api/v1/priority-purchase-report?year=2026");
  EXPECT_EQ(field(report.body, "bought_won"), "500000") << report.body;
  const auto list = client_->get("/api/v1/priority-purchases?year=2026");
  EXPECT_EQ(list.body.find("부산광역시"), std::string::npos) << list.body;
  EXPECT_EQ(client_->post("/api/v1/public-bodies", R"({"name":"동구","kind":"district"})").status,
            403);
}

TEST_P(ProcurementRouteTest, FromAnInvoiceToTheShare) {
  EXPECT_EQ(enter(city_, 3'000'000).status, 201);
  const std::string path = "/api/v1/public-bodies/" + std::to_string(city_.value) + "/total";
  const auto low = client_->put(path, R"({"year":2026,"total_won":2999999})");
  EXPECT_EQ(field(low.body, "code"), "total_below_purchases") << low.body;
  const auto set = client_->put(path, R"({"year":2026,"total_won":200000000})");
  EXPECT_EQ(field(set.body, "share_ppm"), "15000") << set.body;
  const auto file = client_->get("/api/v1/priority-purchase-report.csv?year=2026");
  EXPECT_EQ(file.status, 200);
  EXPECT_NE(file.body.find("200000000,1.50,1.00"), std::string::npos) << file.body;
  const auto rows = client_->get("/api/v1/priority-purchases.csv?year=2026");
  EXPECT_NE(rows.body.find("깨끗한세상"), std::string::npos) << rows.body;
}

TEST_P(ProcurementRouteTest, BadInputNamesItsField) {
  const auto twice = body_of(city_, 1'000);
  EXPECT_EQ(client_->post("/api/v1/priority-purchases", twice).status, 201);
  const auto again = client_->post("/api/v1/priority-purchases", twice);
  EXPECT_EQ(field(again.body, "code"), "purchase_proved_before");
  EXPECT_NE(again.body.find("/evidence_number"), std::string::npos) << again.body;
  EXPECT_EQ(enter(city_, 0).status, 422);
  EXPECT_EQ(client_->get("/api/v1/priority-purchase-report?year=1999").status, 422);
  EXPECT_EQ(client_->get("/api/v1/priority-purchase-report.csv").status, 422);
}

TEST_P(ProcurementRouteTest, WithdrawsWithAReason) {
  const std::string id = field(enter(city_, 1'000).body, "id");
  const std::string path = "/api/v1/priority-purchases/" + id + "/withdrawal";
  EXPECT_EQ(client_->post(path, R"({"note":""})").status, 422);
  be_district();
  EXPECT_EQ(client_->post(path, R"({"note":"잘못 적음"})").status, 404);
  be_city();
  const auto done = client_->post(path, R"({"note":"잘못 적음"})");
  EXPECT_EQ(field(done.body, "is_withdrawn"), "true") << done.body;
}

TEST_P(ProcurementRouteTest, TheSameKeyIsOnePurchase) {
  const std::string given = body_of(city_, 1'000);
  const auto first = client_->post("/api/v1/priority-purchases", given, "once-1");
  EXPECT_EQ(first.body, client_->post("/api/v1/priority-purchases", given, "once-1").body);
  EXPECT_EQ(report().purchases, 1);
}

TEST_P(ProcurementRouteTest, SellersAreThoseOfTheProgramme) {
  const auto list = client_->get("/api/v1/priority-sellers");
  EXPECT_NE(list.body.find("깨끗한세상"), std::string::npos);
  EXPECT_EQ(list.body.find("영도구"), std::string::npos);
}

}  // namespace
}  // namespace procurement

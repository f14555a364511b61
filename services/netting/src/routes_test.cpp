#include "api/testing.h"
#include "netting_fixture.h"

namespace netting {
namespace {

using api::testing::field;

/// The module's routes as the centre, two keepers, a director and the public use them.
class NettingRouteTest : public NettingTest {
 protected:
  NettingRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module(*ledger_);
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions);
  }
  void be_metro() { client_->sign_in(PersonId{1}, {{"metro_centre", {}}}); }
  void be_keeper() { client_->sign_in(kKeeper, {{"shop_keeper", shop_}}); }
  void be_director() { client_->sign_in(PersonId{3}, {{"centre_director", centre_}}); }
  void be_enterprise() { client_->sign_in(PersonId{4}, {{"shop_keeper", cleaning_}}); }

  static std::string text(OrganisationId id) { return std::to_string(id.value); }
  std::string body(OrganisationId debtor, OrganisationId creditor, std::int64_t won) {
    return R"({"debtor_id":")" + text(debtor) + R"(","creditor_id":")" + text(creditor) +
           R"(","amount_won":)" + std::to_string(won) +
           R"(,"invoiced_on":"2026-11-02","due_on":"2026-11-30","evidence_number":"R-)" +
           std::to_string(++invoices_) + R"(","item":"납품"})";
  }
  http::Response done(const std::string& path, const std::string& given, int status = 201) {
    http::Response response = client_->post(path, given);
    EXPECT_EQ(response.status, status) << path << ": " << response.body;
    return response;
  }
  std::string answer_body(OrganisationId party, bool accepts, int version = 1) {
    return R"({"organisation_id":")" + text(party) + R"(","version":)" + std::to_string(version) +
           R"(,"accepts":)" + (accepts ? "true" : R"(false,"note":"틀린 송장")") + "}";
  }
  /// The shop, the enterprise and the lunch kitchen owe each other 100,000 won in a circle.
  std::string proposed() {
    be_metro();
    (void)done("/api/v1/obligations", body(shop_, cleaning_, 100'000));
    (void)done("/api/v1/obligations", body(cleaning_, lunch_, 100'000));
    (void)done("/api/v1/obligations", body(lunch_, shop_, 150'000));
    return field(done("/api/v1/netting-rounds", R"({"month":"2026-11-20"})").body, "id");
  }

  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(NettingRouteTest);

TEST_P(NettingRouteTest, FromInvoicesToAPublicFigure) {
  const std::string id = proposed();
  const std::string answers = "/api/v1/netting-rounds/" + id + "/answers";
  be_keeper();
  (void)done(answers, answer_body(shop_, true), 200);
  be_director();
  (void)done(answers, answer_body(lunch_, true), 200);
  be_enterprise();
  EXPECT_EQ(field(done(answers, answer_body(cleaning_, true), 200).body, "state"), "posted");
  client_->sign_out();
  const auto figures = client_->get("/api/v1/published-netting");
  EXPECT_EQ(field(figures.body, "set_off_won"), "300000") << figures.body;
  EXPECT_EQ(field(figures.body, "share_ppm"), "857142") << figures.body;
  EXPECT_EQ(figures.body.find("올리브 카페"), std::string::npos);
}

TEST_P(NettingRouteTest, PartiesSeeTheirOwnLinesOnly) {
  const std::string path = "/api/v1/netting-rounds/" + proposed();
  EXPECT_NE(client_->get(path).body.find("도시락사업단"), std::string::npos);
  EXPECT_NE(client_->get(path).body.find(R"("may_answer":false)"), std::string::npos);
  be_enterprise();
  const std::string seen = client_->get(path).body;
  EXPECT_EQ(field(seen, "organisation_id"), text(cleaning_));
  EXPECT_NE(seen.find(R"("may_answer":true)"), std::string::npos);
  EXPECT_EQ(seen.find("150000"), std::string::npos) << seen;  // between the two others
  EXPECT_EQ(field(seen, "left_won"), "50000");
}

TEST_P(NettingRouteTest, NobodyAnswersForOthers) {
  const std::string answers = "/api/v1/netting-rounds/" + proposed() + "/answers";
  EXPECT_EQ(client_->post(answers, answer_body(shop_, true)).status, 403);
  be_keeper();
  EXPECT_EQ(client_->post(answers, answer_body(cleaning_, true)).status, 404);
  be_director();  // the shop belongs to a team of this centre
  (void)done(answers, answer_body(shop_, true), 200);
  EXPECT_EQ(client_->post(answers, answer_body(shop_, false, 9)).status, 409);
  const auto bare = client_->post(
      answers, R"({"organisation_id":")" + text(shop_) + R"(","version":1,"accepts":false})");
  EXPECT_EQ(field(bare.body, "code"), "decline_reason_missing");
}

TEST_P(NettingRouteTest, PartiesEnterAndEndTheirOwnClaims) {
  be_keeper();
  EXPECT_EQ(client_->post("/api/v1/obligations", body(cafe_, bakery_, 1'000)).status, 404);
  const std::string id =
      field(done("/api/v1/obligations", body(cleaning_, shop_, 5'000)).body, "id");
  const std::string path = "/api/v1/obligations/" + id;
  be_enterprise();  // who owes does not say that it has paid
  EXPECT_EQ(client_->post(path + "/payments", R"({"amount_won":5000})").status, 404);
  be_keeper();
  (void)done(path + "/payments", R"({"amount_won":2000})", 200);
  const auto over = client_->post(path + "/payments", R"({"amount_won":3001})");
  EXPECT_EQ(field(over.body, "code"), "payment_above_obligation");
  (void)done(path + "/withdrawal", R"({"note":"반품"})", 200);
  const auto list = client_->get("/api/v1/obligations?organisation_id=" + text(shop_));
  EXPECT_EQ(field(list.body, "state"), "withdrawn") << list.body;
  EXPECT_EQ(client_->get("/api/v1/obligations").status, 404);
  EXPECT_EQ(client_->get("/api/v1/obligations?organisation_id=" + text(cafe_)).status, 404);
}

TEST_P(NettingRouteTest, TheSameKeyIsOneDeed) {
  be_metro();
  const std::string given = body(shop_, cleaning_, 70'000);
  const auto first = client_->post("/api/v1/obligations", given, "invoice-1");
  const auto again = client_->post("/api/v1/obligations", given, "invoice-1");
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(claims(cleaning_), 70'000);
}

TEST_P(NettingRouteTest, ImportsAFileOnce) {
  be_keeper();
  const std::string file =
      "공급받는자,공급자,합계금액,작성일자,승인번호,품목\n"
      "깨끗한세상,올리브 카페 괴정점,30000,2026-11-02,A-1,커피\n";
  const auto dry = client_->post("/api/v1/obligation-imports?is_dry_run=true", file);
  EXPECT_EQ(field(dry.body, "imported"), "1") << dry.body;
  EXPECT_EQ(claims(shop_), 0);
  const auto first = client_->post("/api/v1/obligation-imports", file, "import-1");
  EXPECT_EQ(first.body, client_->post("/api/v1/obligation-imports", file, "import-1").body);
  EXPECT_EQ(claims(shop_), 30'000);
  const auto twice = client_->post("/api/v1/obligation-imports", file);
  EXPECT_EQ(field(twice.body, "code"), "evidence_number_taken") << twice.body;
}

TEST_P(NettingRouteTest, OwnPartiesComeFirst) {
  be_keeper();
  const auto list = client_->get("/api/v1/trading-parties");
  EXPECT_EQ(field(list.body, "name"), "올리브 카페 괴정점") << list.body;
  EXPECT_EQ(list.body.find("지역자활센터"), std::string::npos);
}

TEST_P(NettingRouteTest, WhoOnlyLooksChangesNothing) {
  const std::string path = "/api/v1/netting-rounds/" + proposed();
  client_->sign_in(PersonId{9}, {{"city_officer", {}}});
  EXPECT_EQ(client_->get("/api/v1/netting-rounds").status, 200);
  EXPECT_EQ(client_->post(path + "/withdrawal", "{}").status, 403);
  EXPECT_EQ(client_->post("/api/v1/netting-rounds", R"({"month":"2026-11-01"})").status, 403);
  be_metro();
  const auto again = client_->post("/api/v1/netting-rounds", R"({"month":"2026-11-01"})");
  EXPECT_EQ(field(again.body, "code"), "round_already_open");
  EXPECT_EQ(field(done(path + "/withdrawal", "{}", 200).body, "state"), "withdrawn");
}

}  // namespace
}  // namespace netting

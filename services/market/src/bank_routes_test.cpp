#include "api/testing.h"
#include "documents/table.h"
#include "settlement_fixture.h"

namespace market {
namespace {

using api::testing::field;

/// From an objection to the bank, as the shop and two people of the centre do it.
class BankRouteTest : public SettlementBase {
 protected:
  BankRouteTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module({*ledger_, pins_, sealer_});
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions);
  }
  void keep_shop(OrganisationId shop) { client_->sign_in(kKeeper, {{"shop_keeper", shop}}); }
  void be_metro(PersonId who) { client_->sign_in(who, {{"metro_centre", {}}}); }
  std::string code_of(const std::string& path, const std::string& body) {
    return field(client_->post(path, body).body, "code");
  }

  std::unique_ptr<api::testing::Client> client_;
};
OLIVE_ON_BOTH_DATABASES(BankRouteTest);

TEST_P(BankRouteTest, ALineIsObjectedToAndAnswered) {
  const SaleId sale = ring_up(amount(1'000)).value();
  ASSERT_TRUE(draft().has_value());
  const std::string path = "/api/v1/settlements/" + std::to_string(of_month().id.value);
  const std::string objection = R"({"kind":"sale","source_id":")" + std::to_string(sale.value) +
                                R"(","reason":"금액이 다릅니다"})";
  keep_shop(OrganisationId{5});
  EXPECT_EQ(client_->post(path + "/objections", objection).status, 404);
  keep_shop(shop_);
  EXPECT_EQ(field(client_->get(path).body, "source_id"), std::to_string(sale.value));
  const auto raised = client_->post(path + "/objections", objection);
  ASSERT_EQ(raised.status, 201) << raised.body;
  EXPECT_EQ(field(raised.body, "state"), "objected");
  EXPECT_EQ(code_of(path + "/objections", objection), "line_objected_already");
  const auto id = database_->read([&](auto& tx) {
    return tx.integer("SELECT id FROM market_objection WHERE region_id = $1", kBusan).value();
  });
  const std::string answer = path + "/objections/" + std::to_string(id) + "/answer";
  EXPECT_EQ(client_->post(answer, R"({"is_upheld":false,"answer":"맞습니다"})").status, 403);
  be_metro(kDrafter);
  const auto answered = client_->post(answer, R"({"is_upheld":false,"answer":"맞습니다"})");
  ASSERT_EQ(answered.status, 200) << answered.body;
  EXPECT_EQ(field(answered.body, "state"), "draft");
  EXPECT_EQ(field(answered.body, "verdict"), "dismissed");
}

TEST_P(BankRouteTest, TheBankPaysWhatTwoPeopleHaveSeen) {
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  settle();
  const std::string accounts = "/api/v1/shops/" + std::to_string(shop_.value) + "/bank-accounts";
  keep_shop(shop_);
  const auto set = client_->post(
      accounts, R"({"bank_code":"032","number":"101-2345-6789-01","holder":"올리브카페"})");
  ASSERT_EQ(set.status, 201) << set.body;
  EXPECT_EQ(field(set.body, "number_end"), "8901");
  EXPECT_EQ(code_of(accounts, R"({"bank_code":"999","number":"101-2345-6789","holder":"카페"})"),
            "bank_unknown");
  const std::string account = field(set.body, "id");
  be_metro(kDrafter);
  EXPECT_EQ(code_of("/api/v1/bank-files", "{}"), "nothing_to_order");
  EXPECT_EQ(client_->post(accounts + "/" + account + "/verification", "{}").status, 200);
  const auto file = client_->post("/api/v1/bank-files", "{}");
  ASSERT_EQ(file.status, 201) << file.body;
  EXPECT_EQ(field(file.body, "total_won"), "9100");
  const std::string path = "/api/v1/bank-files/" + field(file.body, "id");
  const auto content = client_->get(path + "/content");
  ASSERT_EQ(content.status, 200);
  EXPECT_NE(documents::decode_cp949(content.body).value().find("올리브카페,9100"),
            std::string::npos);
  keep_shop(shop_);
  EXPECT_EQ(client_->get(path + "/content").status, 403);
  be_metro(kDrafter);
  EXPECT_EQ(code_of(path + "/payment", R"({"paid_on":"2026-12-01"})"), "paid_in_the_future");
  EXPECT_EQ(client_->post(path + "/payment", R"({"paid_on":"2026-11-30"})").status, 200);
  EXPECT_EQ(field(client_->get("/api/v1/bank-files").body, "paid_on"), "2026-11-30");
  EXPECT_EQ(field(client_->get("/api/v1/settlements").body, "state"), "paid");
  EXPECT_EQ(client_->get("/api/v1/bank-files/5/content").status, 404);
}

}  // namespace
}  // namespace market

// Proofs over the API, checked as an outsider would: from the answers alone.
#include <gmock/gmock.h>

#include "api/testing.h"
#include "ledger/module.h"
#include "ledger/month.h"
#include "sha256.h"
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ProofRoutesTest : public LedgerFixture {
 protected:
  ProofRoutesTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(ledger_.database(), schemas);
    notary_ = std::make_shared<const Notary>(LedgerId{1}, crypto::SigningKey(std::string(32, 'p')));
    ledger_.options().notary = notary_;
    ledger_.start();
    const manifest::Module module = ledger::module(*ledger_, notary_);
    client_ = std::make_unique<api::testing::Client>(
        ledger_.database(), [this] { return ledger_.now(); }, module.routes, module.permissions);
    client_->sign_in({7}, {{"participant", {30}}});
  }
  void SetUp() override {
    fund_ = open("fund");
    purse_ = ledger_.run(
        [&](Batch& batch) { return batch.account({kOlive, OwnerKind::person, 7, "purse"}, {}); });
    other_ = ledger_.run(
        [&](Batch& batch) { return batch.account({kOlive, OwnerKind::person, 8, "purse"}, {}); });
    TransferRequest own = request(fund_, purse_, 40);
    own.memo = "첫 급여";
    ASSERT_TRUE(post(own).has_value());
    ASSERT_TRUE(post(request(fund_, other_, 10)).has_value());
  }
  std::string get(const std::string& path, int status = 200) {
    const auto reply = client_->get(path);
    EXPECT_EQ(reply.status, status) << reply.body;
    return reply.body;
  }

  std::shared_ptr<const Notary> notary_;
  std::unique_ptr<api::testing::Client> client_;
  AccountId fund_, purse_, other_;
};

INSTANTIATE_TEST_SUITE_P(Db, ProofRoutesTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(ProofRoutesTest, a_receipt_is_proved_at_once) {
  get("/api/v1/ledger/checkpoint", 404);
  const std::string own = get("/api/v1/ledger/entries/1/proof");
  EXPECT_THAT(own, HasSubstr(R"("size":2)"));
  EXPECT_THAT(own, HasSubstr(R"("amount":40)"));
  EXPECT_THAT(own, HasSubstr("첫 급여"));
  EXPECT_THAT(get("/api/v1/ledger/checkpoint"), HasSubstr(notary_->verifier_key()));
  EXPECT_THAT(get("/api/v1/ledger/entries/3/proof", 404), HasSubstr("entry_not_found"));
  get("/api/v1/ledger/entries/x/proof", 404);
}

TEST_P(ProofRoutesTest, strangers_get_hashes_only) {
  const std::string foreign = get("/api/v1/ledger/entries/2/proof");
  EXPECT_THAT(foreign, HasSubstr(R"("entry":null)"));
  EXPECT_THAT(foreign, Not(HasSubstr("amount")));
  client_->sign_in({9}, {{"auditor", {}}});
  EXPECT_THAT(get("/api/v1/ledger/entries/2/proof"), HasSubstr(R"("amount":10)"));
  client_->sign_out();
  get("/api/v1/ledger/entries/2/proof", 401);
}

TEST_P(ProofRoutesTest, anybody_sees_that_the_journal_only_grows) {
  ledger_->seal();
  ASSERT_TRUE(post(request(fund_, purse_, 1)).has_value());
  ledger_->seal();
  client_->sign_out();
  const std::string page = get("/api/v1/ledger/checkpoints?limit=1");
  EXPECT_THAT(page, HasSubstr(R"("size":3)"));
  EXPECT_THAT(page, Not(HasSubstr(R"("next_cursor":null)")));
  EXPECT_THAT(get("/api/v1/ledger/consistency?from=2&to=3"), HasSubstr(R"("hashes":[")"));
  EXPECT_THAT(get("/api/v1/ledger/consistency?from=3&to=2", 422), HasSubstr("sizes_out_of_order"));
  EXPECT_THAT(get("/api/v1/ledger/consistency?from=2&to=9", 404),
              HasSubstr("checkpoint_not_found"));
  get("/api/v1/ledger/consistency?from=0&to=2", 422);
}

TEST_P(ProofRoutesTest, a_month_is_closed_once_it_is_over) {
  client_->sign_in({9}, {{"metro_centre", {}}});
  const auto close = [&](const char* month_end) {
    return client_->post("/api/v1/ledger/months",
                         std::string(R"({"month_end":")") + month_end + R"("})");
  };
  EXPECT_THAT(close("2026-01-31").body, HasSubstr("month_still_open"));
  pass_days(40);
  EXPECT_EQ(close("2026-01-15").status, 201);
  EXPECT_THAT(close("2025-12-31").body, HasSubstr("month_closed"));
  EXPECT_THAT(get("/api/v1/ledger/months"), HasSubstr(R"("sealed_at":null)"));
  seal_month(ledger_.database(), *notary_, ledger_.id(), {20'484}, ledger_.now());
  EXPECT_THAT(get("/api/v1/ledger/months"), HasSubstr("/month/2026-01-31"));
  client_->sign_in({7}, {{"participant", {30}}});
  EXPECT_EQ(close("2026-01-31").status, 403);
}

TEST_P(ProofRoutesTest, holders_prove_their_own_balance) {
  pass_days(40);
  close_month({20'484});
  seal_month(ledger_.database(), *notary_, ledger_.id(), {20'484}, ledger_.now());
  const std::string accounts = get("/api/v1/ledger/accounts");
  EXPECT_THAT(accounts, HasSubstr(R"("account_id":"2")"));
  EXPECT_THAT(accounts, Not(HasSubstr(R"("account_id":"3")")));
  const std::string base = "/api/v1/ledger/months/2026-01-31/balances/";
  EXPECT_THAT(get(base + "2/proof"), HasSubstr(R"("balance":40)"));
  EXPECT_THAT(get(base + "3/proof", 404), HasSubstr("balance_not_found"));
  EXPECT_THAT(get("/api/v1/ledger/months/2026-02-28/balances/2/proof", 404),
              HasSubstr("month_not_found"));
  EXPECT_THAT(get("/api/v1/ledger/months/soon/balances/2/proof", 404),
              HasSubstr("month_not_found"));
  client_->sign_in({9}, {{"auditor", {}}});
  EXPECT_THAT(get(base + "3/proof"), HasSubstr(R"("balance":10)"));
}

}  // namespace
}  // namespace ledger

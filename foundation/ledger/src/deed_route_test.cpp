// Routes whose work is a deed: once per key, nothing of a refusal stays, 503 when nothing is
// durable.
#include <gtest/gtest.h>

#include "api/testing.h"
#include "ledger/route.h"
#include "testing/injecting_database.h"
#include "testing/test_ledger.h"

namespace ledger {
namespace {

struct PayIn {
  std::int32_t amount = 0;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(PayIn, (), (amount, note))
struct PayOut {
  std::int32_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(PayOut, (), (seq))

class DeedRouteTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    const db::ModuleSchema schemas[] = {schema(), {"api", api::embedded::schema()}};
    db::migrate(*real_, schemas);
    real_->write([](db::Transaction& tx) {
      tx.rows(
          "CREATE TABLE side (ledger_id BIGINT NOT NULL, name TEXT NOT NULL,"
          " PRIMARY KEY (ledger_id, name))");
    });
    ledger_ = std::make_unique<Ledger>(
        database_, [] { return base::korean_instant(kFirstDay, 0); },
        LedgerOptions{.on_fatal = [this](const std::string& reason) { fatal_ = reason; }});
    client_ = std::make_unique<api::testing::Client>(
        *real_, [] { return base::korean_instant(kFirstDay, 0); },
        std::vector<api::Route>{pay_route()},
        std::vector<api::Permission>{{"till.pay", {"shopkeeper"}}});
    client_->sign_in({7}, {{"shopkeeper", {30}}});
  }
  void TearDown() override { ledger_.reset(); }  // its callbacks use what is destroyed next

  // Writes a row and moves points; the order shows that a refusal takes both back.
  api::Route pay_route() {
    return deed<PayIn, PayOut>(
        *ledger_, "/api/v1/payments",
        {.operation = "pay", .permission = "till.pay", .success_status = 201},
        [this](db::Transaction& tx, Batch& batch, const api::Context& context,
               const PayIn& in) -> api::Answer<PayOut> {
          ++calls_;
          tx.execute("INSERT INTO side (ledger_id, name) VALUES ($1, $2)", 1, in.note);
          const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
          const AccountId shop =
              batch.account({kOlive, OwnerKind::region, 0, "shop"}, {.balance_max = limit_});
          const auto entry = batch.transfer({.key = key_of("pay", context.idempotency_key),
                                             .debit = fund,
                                             .credit = shop,
                                             .amount = in.amount,
                                             .code = "pay",
                                             .effective_on = kFirstDay});
          if (!entry) return api::refused(entry.error(), "/amount");
          return PayOut{static_cast<std::int32_t>(entry->seq)};
        });
  }
  http::Response pay(int amount, const std::string& note, const std::string& key) {
    return client_->post("/api/v1/payments",
                         R"({"amount":)" + std::to_string(amount) + R"(,"note":")" + note + "\"}",
                         key);
  }
  static std::string code_of(const http::Response& response) {
    return api::testing::field(response.body, "code");
  }
  std::int64_t notes() {
    return *real_->read([](db::Transaction& tx) {
      return tx.integer("SELECT COUNT(*) FROM side WHERE ledger_id = $1", 1);
    });
  }

  db::testing::TemporaryDatabase real_{GetParam()};
  InjectingDatabase database_{*real_};
  std::string fatal_;
  std::int64_t limit_ = 1'000;
  std::atomic<int> calls_ = 0;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<api::testing::Client> client_;
};

INSTANTIATE_TEST_SUITE_P(Db, DeedRouteTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(DeedRouteTest, is_carried_out_once_per_key) {
  const http::Response first = pay(10, "a", "key-1");
  const http::Response again = pay(10, "a", "key-1");
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(calls_, 1);
  EXPECT_EQ(ledger_->last_seq(), 1);
  EXPECT_EQ(notes(), 1);
}

TEST_P(DeedRouteTest, the_same_key_with_another_body_is_a_conflict) {
  EXPECT_EQ(pay(10, "a", "key-1").status, 201);
  const http::Response other = pay(11, "a", "key-1");
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(code_of(other), "idempotency_conflict");
  EXPECT_EQ(ledger_->last_seq(), 1);
}

TEST_P(DeedRouteTest, keys_belong_to_their_caller) {
  EXPECT_EQ(pay(10, "a", "key-1").status, 201);
  client_->sign_in({8}, {{"shopkeeper", {30}}});
  const http::Response other = pay(11, "b", "key-1");
  EXPECT_EQ(calls_, 2);  // the ledger's own key is the same here, and refuses by itself
  EXPECT_EQ(code_of(other), "idempotency_conflict");
}

TEST_P(DeedRouteTest, a_refusal_leaves_nothing_and_may_be_tried_again) {
  const http::Response refused = pay(5'000, "a", "key-1");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(code_of(refused), "balance_above_maximum");
  EXPECT_NE(refused.body.find(R"("pointer":"/amount")"), std::string::npos);
  EXPECT_EQ(notes(), 0);
  EXPECT_EQ(ledger_->last_seq(), 0);
  EXPECT_FALSE(ledger_->find_account({kOlive, OwnerKind::region, 0, "shop"}));
  limit_ = 10'000;
  EXPECT_EQ(pay(5'000, "a", "key-1").status, 201);  // the refusal was not remembered
  EXPECT_EQ(notes(), 1);
}

TEST_P(DeedRouteTest, asks_the_writer_only_for_callers_and_input_that_pass) {
  EXPECT_EQ(code_of(client_->post("/api/v1/payments", R"({"amount":"ten"})")), "input_invalid");
  EXPECT_EQ(code_of(client_->post("/api/v1/payments", "{")), "malformed_input");
  client_->sign_in({9}, {{"auditor", {}}});
  EXPECT_EQ(pay(10, "a", "key-1").status, 403);
  client_->sign_out();
  EXPECT_EQ(pay(10, "a", "key-1").status, 401);
  EXPECT_EQ(calls_, 0);
}

TEST_P(DeedRouteTest, nothing_is_confirmed_when_the_commit_fails) {
  EXPECT_EQ(pay(10, "a", "key-1").status, 201);
  database_.fail_commits(1, "58030");
  const http::Response failed = pay(10, "b", "key-2");
  EXPECT_EQ(failed.status, 503);
  EXPECT_EQ(code_of(failed), "unavailable");
  EXPECT_EQ(failed.headers.back().first, "Retry-After");
  EXPECT_FALSE(fatal_.empty());
  EXPECT_EQ(ledger_->last_seq(), 1);
  EXPECT_EQ(notes(), 1);
  EXPECT_EQ(pay(10, "c", "key-3").status, 503);  // and nothing more is taken
}

TEST_P(DeedRouteTest, a_deed_that_breaks_a_constraint_fails_alone) {
  EXPECT_EQ(pay(10, "a", "key-1").status, 201);
  EXPECT_EQ(pay(10, "a", "key-2").status, 503);  // the note is there already
  EXPECT_TRUE(fatal_.empty());
  EXPECT_EQ(pay(10, "b", "key-3").status, 201);
  EXPECT_EQ(ledger_->last_seq(), 2);
}

}  // namespace
}  // namespace ledger

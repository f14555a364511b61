// Keys: the same request again is the first answer again; the same key for anything else is named.
#include <functional>

#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class ReplayTest : public LedgerFixture {
 protected:
  TransferRequest original() {
    TransferRequest grant = granting(fund_, wallet_, 100, 30, "fund:17");
    grant.key = key_of("original", 1);
    grant.reference = "visit:1";
    grant.memo = "생일";
    grant.actor = {5};
    return grant;
  }
  AccountId fund_ = open("fund");
  AccountId other_ = open("other");
  AccountId wallet_ = open("wallet", kWallet);
  AccountId second_ = open("second", kWallet);
};
INSTANTIATE_TEST_SUITE_P(Db, ReplayTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

// The last line of defence: two writers that both believe in themselves.
TEST_P(ReplayTest, the_table_itself_refuses_a_key_twice) {
  ASSERT_TRUE(post(original()).has_value());
  try {
    ledger_.sql(
        "INSERT INTO ledger_transfer (ledger_id, seq, group_seq, idem_key, request_hash, debit,"
        " credit, amount, code, effective_on, recorded_at, actor, reference, reverses, hold_id,"
        " memo_commit, leaf, link) SELECT ledger_id, seq + 900, group_seq, idem_key, request_hash,"
        " debit, credit, amount, code, effective_on, recorded_at, actor, reference, reverses,"
        " hold_id, memo_commit, leaf, link FROM ledger_transfer WHERE ledger_id = 1");
    FAIL() << "stored twice";
  } catch (const db::Error& error) {
    EXPECT_EQ(error.sqlstate, "23505");
  }
}

TEST_P(ReplayTest, every_part_of_a_request_is_its_content) {
  struct Case {
    const char* what;
    std::function<void(TransferRequest&)> change;
  };
  const Case cases[] = {
      {"debit", [&](TransferRequest& each) { each.debit = other_; }},
      {"credit", [&](TransferRequest& each) { each.credit = second_; }},
      {"amount", [](TransferRequest& each) { each.amount = 101; }},
      {"code", [](TransferRequest& each) { each.code = "wage"; }},
      {"day", [](TransferRequest& each) { each.effective_on = each.effective_on.plus_days(1); }},
      {"actor", [](TransferRequest& each) { each.actor = {6}; }},
      {"reference", [](TransferRequest& each) { each.reference = "visit:2"; }},
      {"memo", [](TransferRequest& each) { each.memo = "명절"; }},
      {"no memo", [](TransferRequest& each) { each.memo.clear(); }},
      {"expiry", [](TransferRequest& each) { each.expires_on = each.expires_on->plus_days(1); }},
      {"source", [](TransferRequest& each) { each.lot_source = "fund:18"; }},
  };
  const auto first = post(original());
  ASSERT_TRUE(first);
  for (int round = 0; round < 2; ++round) {
    for (const Case& each : cases) {
      TransferRequest changed = original();
      each.change(changed);
      EXPECT_EQ(answer(post(changed)), "idempotency_conflict") << each.what;
    }
    const auto again = post(original());
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->is_replay);
    EXPECT_EQ(again->seq, first->seq);
    ledger_.start();
  }
  EXPECT_EQ(ledger_->last_seq(), 1);
  EXPECT_EQ(posted(wallet_), 100);
}

TEST_P(ReplayTest, gives_the_entry_as_it_was_recorded) {
  const TransferRequest once = original();
  const auto first = post(once);
  pass_days(2);
  const auto again = post(once);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->recorded_at, first->recorded_at);
  EXPECT_EQ(again->effective_on, first->effective_on);
  EXPECT_EQ(again->group_seq, first->group_seq);
  EXPECT_EQ(again->code, first->code);
  EXPECT_EQ(again->reference, "visit:1");
  EXPECT_FALSE(first->is_replay);
}

TEST_P(ReplayTest, comes_before_every_rule_that_changed_meanwhile) {
  const AccountId till = open("till", {.balance_min = 0});
  const TransferRequest in = request(fund_, till, 10);
  const TransferRequest out = request(till, fund_, 10);
  ASSERT_TRUE(post(in));
  ASSERT_TRUE(post(out));
  EXPECT_TRUE(post(out)->is_replay);  // nothing is left in the till, and nothing is asked of it
  ASSERT_TRUE(close(till));
  EXPECT_TRUE(post(in)->is_replay);
  close_month(ledger_.today());
  EXPECT_TRUE(post(in)->is_replay);
  EXPECT_TRUE(post(out)->is_replay);
}

TEST_P(ReplayTest, works_inside_one_deed) {
  ledger_.run([&](Batch& batch) {
    const auto first = batch.transfer(original());
    const auto again = batch.transfer(original());
    EXPECT_FALSE(first->is_replay);
    EXPECT_TRUE(again->is_replay);
    EXPECT_EQ(again->seq, first->seq);
    TransferRequest changed = original();
    changed.amount = 1;
    EXPECT_EQ(batch.transfer(changed).error(), idempotency_conflict);
    EXPECT_EQ(batch.balance(wallet_).posted, 100);
    return true;
  });
  EXPECT_EQ(ledger_->last_seq(), 1);
}

TEST_P(ReplayTest, a_refused_request_leaves_its_key_free) {
  const AccountId till = open("till", {.balance_min = 0});
  const TransferRequest early = request(till, fund_, 10);
  EXPECT_EQ(post(early).error(), balance_below_minimum);
  ASSERT_TRUE(post(request(fund_, till, 10)));
  const auto entry = post(early);
  ASSERT_TRUE(entry);
  EXPECT_FALSE(entry->is_replay);
}

TEST_P(ReplayTest, faults_of_the_request_itself_are_named_before_the_conflict) {
  ASSERT_TRUE(post(original()));
  struct Case {
    std::function<void(TransferRequest&)> change;
    std::string answer;
  };
  const Case cases[] = {
      {[](TransferRequest& each) { each.amount = 0; }, "amount_not_positive"},
      {[](TransferRequest& each) { each.amount = 1'000'000'000'000'001; }, "amount_too_large"},
      {[](TransferRequest& each) { each.debit = {999}; }, "debit_account_not_found"},
      {[](TransferRequest& each) { each.credit = {999}; }, "credit_account_not_found"},
      {[&](TransferRequest& each) { each.credit = fund_; }, "same_account"},
      {[](TransferRequest& each) { each.expires_on.reset(); }, "idempotency_conflict"},
      {[](TransferRequest& each) { each.amount = 1'000'000'000'000'000; }, "idempotency_conflict"},
  };
  for (const Case& each : cases) {
    TransferRequest changed = original();
    each.change(changed);
    EXPECT_EQ(answer(post(changed)), each.answer);
  }
}

TEST_P(ReplayTest, keys_of_another_ledger_are_other_keys) {
  ASSERT_TRUE(post(original()));
  Ledger centre(ledger_.database(), [] { return base::korean_instant(kFirstDay, 0); },
                {.ledger_id = {2}});
  const auto entry = centre.execute([&](db::Transaction&, Batch& batch) {
    TransferRequest same = original();
    same.debit = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
    same.credit = batch.account({kOlive, OwnerKind::region, 0, "wallet"}, kWallet);
    return batch.transfer(same);
  });
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->seq, 1);  // a sequence of its own
  EXPECT_FALSE(entry->is_replay);
  EXPECT_EQ(posted(wallet_), 100);
  expect_sound();
}

}  // namespace
}  // namespace ledger

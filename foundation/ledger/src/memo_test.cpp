#include "ledger/memo.h"

#include "sha256.h"
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

class MemoTest : public LedgerFixture {
 protected:
  AccountId person(std::int64_t id) {
    return ledger_.run(
        [&](Batch& batch) { return batch.account({kOlive, OwnerKind::person, id, "purse"}, {}); });
  }
  TransferRequest noted(AccountId debit, AccountId credit, const std::string& memo) {
    TransferRequest what = request(debit, credit, 5);
    what.memo = memo;
    return what;
  }
  template <class F>
  auto write(F work) {
    return ledger_.database().write([&](db::Transaction& tx) { return work(tx); });
  }
  std::optional<Memo> memo(std::int64_t seq) {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return find_memo(tx, ledger_.id(), seq); });
  }
};

INSTANTIATE_TEST_SUITE_P(Db, MemoTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(MemoTest, an_erased_memo_leaves_the_chain_whole) {
  const AccountId fund = open("fund");
  const AccountId anna = person(1);
  const TransferRequest what = noted(fund, anna, "생일 축하");
  const auto entry = post(what);
  ASSERT_TRUE(memo(entry->seq).has_value());
  EXPECT_EQ(memo(entry->seq)->text, "생일 축하");
  EXPECT_EQ(memo(entry->seq)->salt.size(), 16U);
  const std::string head = ledger_.verified().head;
  EXPECT_TRUE(write([&](db::Transaction& tx) { return erase_memo(tx, ledger_.id(), entry->seq); }));
  EXPECT_FALSE(memo(entry->seq));
  EXPECT_FALSE(
      write([&](db::Transaction& tx) { return erase_memo(tx, ledger_.id(), entry->seq); }));
  EXPECT_EQ(ledger_.verified().head, head);
  expect_sound();
  // Nothing is left that a guess could be tried against, so the request is no replay any more.
  EXPECT_EQ(answer(post(what)), "idempotency_conflict");
  ledger_.start();
  EXPECT_EQ(answer(post(what)), "idempotency_conflict");
  EXPECT_EQ(posted(anna), 5);
}

TEST_P(MemoTest, a_person_is_forgotten_in_entries_and_in_ended_holds) {
  const AccountId fund = open("fund");
  const AccountId anna = person(1);
  const AccountId bora = person(2);
  const auto first = post(noted(fund, anna, "안나"));
  const auto second = post(noted(anna, bora, "안나가 보라에게"));
  const auto third = post(noted(fund, bora, "보라"));
  const auto voided = hold(noted(fund, anna, "취소된 예약"));
  ASSERT_TRUE(void_hold(*voided).has_value());
  const auto used = hold(noted(fund, anna, "쓴 예약"));
  const auto fourth = post_hold(*used, 5, 1);
  const auto running = hold(noted(fund, anna, "열린 예약"));
  const auto erased = write(
      [&](db::Transaction& tx) { return erase_memos_of(tx, ledger_.id(), OwnerKind::person, 1); });
  EXPECT_EQ(erased, 4);  // three entries and the hold that was voided
  for (const auto& entry : {first, second, fourth}) EXPECT_FALSE(memo(entry->seq));
  EXPECT_TRUE(memo(third->seq));
  const auto left = ledger_.database().read([&](db::Transaction& tx) {
    return tx.integer("SELECT COUNT(*) FROM ledger_hold WHERE ledger_id = $1 AND memo <> ''",
                      ledger_.id());
  });
  EXPECT_EQ(left, 1);  // the open one still needs its text
  ASSERT_TRUE(post_hold(*running, 5, 2).has_value());
  expect_sound();
}

}  // namespace
}  // namespace ledger

// The short words in which tests of the ledger speak: each call is a deed of its own.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "testing/test_ledger.h"

namespace ledger {

class LedgerFixture : public ::testing::TestWithParam<db::Dialect> {
 protected:
  static constexpr AccountTerms kWallet{.balance_min = 0, .has_lots = true};

  AccountId open(const std::string& purpose, const AccountTerms& terms = {},
                 const std::string& asset = kOlive) {
    return ledger_.run(
        [&](Batch& batch) { return batch.account({asset, OwnerKind::region, 0, purpose}, terms); });
  }
  TransferRequest request(AccountId debit, AccountId credit, std::int64_t amount) {
    return {.key = key_of("test", ++keys_),
            .debit = debit,
            .credit = credit,
            .amount = amount,
            .code = "test",
            .effective_on = ledger_.today()};
  }
  /// A grant whose lot can be spent for `days` more days after today.
  TransferRequest granting(AccountId fund, AccountId wallet, std::int64_t amount, int days,
                           const std::string& source = {}) {
    TransferRequest grant = request(fund, wallet, amount);
    grant.expires_on = ledger_.today().plus_days(days);
    grant.lot_source = source;
    return grant;
  }
  /// The outcome of one deed of one call.
  template <class F>
  auto deed(F work) {
    return ledger_->execute([&](db::Transaction&, Batch& batch) { return work(batch); });
  }
  Posting<Entry> post(const TransferRequest& request) {
    return deed([&](Batch& batch) { return batch.transfer(request); });
  }
  Posting<HoldId> hold(const TransferRequest& request, int seconds = 60) {
    return deed(
        [&](Batch& batch) { return batch.hold(request, batch.now().plus_seconds(seconds)); });
  }
  Posting<Entry> post_hold(HoldId hold_id, std::int64_t amount, std::int64_t key) {
    return deed(
        [&](Batch& batch) { return batch.post_hold(hold_id, amount, key_of("post", key)); });
  }
  Posting<void> void_hold(HoldId hold_id) {
    return deed([&](Batch& batch) { return batch.void_hold(hold_id); });
  }
  Posting<Entry> reverse(std::int64_t seq, std::optional<std::int64_t> amount, std::int64_t key,
                         int grace_days = 30) {
    return deed([&](Batch& batch) {
      return batch.reverse(seq, amount, key_of("undo", key), "refund", {}, grace_days);
    });
  }
  Posting<void> close(AccountId account_id) {
    return deed([&](Batch& batch) { return batch.close_account(account_id); });
  }
  void close_month(base::Date month_end) {
    ledger_.run([&](Batch& batch) {
      batch.close_month(month_end);
      return true;
    });
  }
  /// `ok` or the name of the refusal: what tables of cases compare.
  template <class T>
  static std::string answer(const Posting<T>& result) {
    return result ? "ok" : std::string(base::name_of(result.error()));
  }
  std::vector<Lot> lots(AccountId account_id) {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return read_lots(tx, ledger_.id(), account_id); });
  }
  /// What is left in the lots of an account, in the order of their use.
  std::vector<std::int64_t> left(AccountId account_id) {
    std::vector<std::int64_t> amounts;
    for (const Lot& lot : lots(account_id)) amounts.push_back(lot.remaining);
    return amounts;
  }
  std::int64_t posted(AccountId account_id) { return ledger_->balance(account_id).posted; }
  std::int64_t available(AccountId account_id) { return ledger_->balance(account_id).available(); }
  void pass_days(int days) {
    ledger_.set_now(ledger_.now().plus_seconds(days * base::kSecondsPerDay));
  }
  void expect_sound() {
    const Verification verification = ledger_.verified();
    EXPECT_TRUE(verification.is_sound) << verification.finding;
  }

  TestLedger ledger_{GetParam()};
  std::int64_t keys_ = 0;
};

}  // namespace ledger

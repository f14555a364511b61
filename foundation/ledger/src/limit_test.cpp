// Accounts: their identity, their limits, their closing, and months after which nothing changes.
#include <algorithm>
#include <limits>

#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

using enum TransferRefusal;

class LimitTest : public LedgerFixture {
 protected:
  AccountId fund_ = open("fund");
};
INSTANTIATE_TEST_SUITE_P(Db, LimitTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(LimitTest, limits_hold_to_the_last_point) {
  struct Case {
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    std::int64_t change;  // + into the account, − out of it
    std::string answer;
  };
  const std::optional<std::int64_t> none;
  const Case cases[] = {
      {0, none, -1, "balance_below_minimum"},
      {0, none, 1, "ok"},
      {-50, none, -50, "ok"},
      {-50, none, -51, "balance_below_minimum"},
      {none, none, -1'000'000, "ok"},
      {none, 100, 100, "ok"},
      {none, 100, 101, "balance_above_maximum"},
      {none, 0, 1, "balance_above_maximum"},
      {none, 0, -1, "ok"},
      {none, -5, -4, "ok"},  // a debit never breaks the upper limit
      {10, none, 5, "ok"},   // nor a credit the lower one
      {10, none, -1, "balance_below_minimum"},
      {-5, 5, 5, "ok"},
      {-5, 5, -5, "ok"},
      {-5, 5, 6, "balance_above_maximum"},
      {-5, 5, -6, "balance_below_minimum"},
  };
  std::int64_t number = 0;
  for (const Case& each : cases) {
    const AccountId account = open("account:" + std::to_string(++number),
                                   {.balance_min = each.min, .balance_max = each.max});
    const auto result = each.change > 0 ? post(request(fund_, account, each.change))
                                        : post(request(account, fund_, -each.change));
    EXPECT_EQ(answer(result), each.answer) << number;
    EXPECT_EQ(posted(account), result ? each.change : 0) << number;
  }
}

TEST_P(LimitTest, one_transfer_moves_at_most_a_quadrillion) {
  struct Case {
    std::int64_t amount;
    std::string answer;
  };
  const Case cases[] = {
      {std::numeric_limits<std::int64_t>::min(), "amount_not_positive"},
      {-1, "amount_not_positive"},
      {0, "amount_not_positive"},
      {1, "ok"},
      {1'000'000'000'000'000, "ok"},
      {1'000'000'000'000'001, "amount_too_large"},
      {std::numeric_limits<std::int64_t>::max(), "amount_too_large"},
  };
  const AccountId shop = open("shop");
  for (const Case& each : cases) {
    EXPECT_EQ(answer(post(request(fund_, shop, each.amount))), each.answer) << each.amount;
    EXPECT_EQ(answer(hold(request(fund_, shop, each.amount))), each.answer) << each.amount;
  }
}

TEST_P(LimitTest, no_balance_ever_overflows) {
  const AccountId shop = open("shop");
  const std::int64_t most = 1'000'000'000'000'000;
  ledger_.run([&](Batch& batch) {
    for (int i = 0; i < 1'000; ++i) {
      if (!batch.transfer(request(fund_, shop, most))) return false;
    }
    return true;
  });
  EXPECT_EQ(posted(shop), 1'000 * most);
  EXPECT_EQ(post(request(fund_, shop, 1)).error(), balance_below_minimum);
  const AccountId other = open("other");
  EXPECT_EQ(post(request(other, shop, 1)).error(), balance_above_maximum);
  EXPECT_TRUE(post(request(shop, fund_, 1)));
  expect_sound();
}

TEST_P(LimitTest, terms_count_when_the_account_is_opened_and_never_again) {
  const AccountId shop = open("shop", {.balance_min = 0});
  EXPECT_EQ(open("shop", {.balance_min = -1'000, .has_lots = true}), shop);
  EXPECT_EQ(post(request(shop, fund_, 1)).error(), balance_below_minimum);
  EXPECT_TRUE(post(request(fund_, shop, 1)));  // no expiry asked for
  ledger_.start();
  EXPECT_EQ(open("shop", {.balance_min = -1'000}), shop);
  EXPECT_EQ(post(request(shop, fund_, 2)).error(), balance_below_minimum);
}

TEST_P(LimitTest, terms_are_read_as_they_were_written) {
  const AccountTerms all[] = {
      {},
      {.account_class = AccountClass::asset, .balance_min = 0},
      {.account_class = AccountClass::equity, .balance_max = 0},
      {.account_class = AccountClass::income, .balance_min = -1, .balance_max = 1},
      {.account_class = AccountClass::expense, .has_lots = true},
      {.account_class = AccountClass::stock, .balance_min = 0, .has_lots = true},
  };
  std::int64_t owner = 0;
  for (const AccountTerms& terms : all) {
    const AccountKey key{kOlive, OwnerKind::organisation, ++owner, "terms"};
    ledger_.run([&](Batch& batch) { return batch.account(key, terms); });
    const auto found = ledger_.database().read(
        [&](db::Transaction& tx) { return find_account(tx, ledger_.id(), key); });
    ASSERT_TRUE(found) << owner;
    EXPECT_EQ(found->key, key);
    EXPECT_EQ(found->terms.account_class, terms.account_class) << owner;
    EXPECT_EQ(found->terms.balance_min, terms.balance_min) << owner;
    EXPECT_EQ(found->terms.balance_max, terms.balance_max) << owner;
    EXPECT_EQ(found->terms.has_lots, terms.has_lots) << owner;
    EXPECT_EQ(found->opened_on, kFirstDay);
  }
}

TEST_P(LimitTest, every_part_of_the_key_makes_another_account) {
  const AccountKey keys[] = {
      {kOlive, OwnerKind::person, 1, "wallet"},  {kWon, OwnerKind::person, 1, "wallet"},
      {"SKU:1", OwnerKind::person, 1, "wallet"}, {kOlive, OwnerKind::organisation, 1, "wallet"},
      {kOlive, OwnerKind::person, 2, "wallet"},  {kOlive, OwnerKind::person, 1, "sales"},
  };
  std::vector<AccountId> ids;
  for (const AccountKey& key : keys)
    ids.push_back(ledger_.run([&](Batch& batch) { return batch.account(key, {}); }));
  ledger_.start();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(ledger_->find_account(keys[i]), ids[i]);
    EXPECT_EQ(std::ranges::count(ids, ids[i]), 1);
  }
  EXPECT_EQ(ledger_->find_account({kOlive, OwnerKind::person, 3, "wallet"}), std::nullopt);
}

TEST_P(LimitTest, assets_never_mix) {
  const AccountId won = open("won", {}, kWon);
  const AccountId rice = open("rice", {}, "SKU:1");
  const AccountId soap = open("soap", {}, "SKU:2");
  EXPECT_EQ(post(request(fund_, won, 1)).error(), asset_mismatch);
  EXPECT_EQ(post(request(rice, soap, 1)).error(), asset_mismatch);
  EXPECT_EQ(hold(request(won, rice, 1)).error(), asset_mismatch);
  EXPECT_EQ(ledger_->last_seq(), 0);
}

TEST_P(LimitTest, only_an_empty_account_can_be_closed) {
  struct Case {
    std::int64_t balance;
    std::string answer;
  };
  const Case cases[] = {{0, "ok"}, {1, "balance_above_maximum"}, {-1, "balance_below_minimum"}};
  for (const Case& each : cases) {
    const AccountId account = open("account:" + std::to_string(each.balance));
    if (each.balance > 0) ASSERT_TRUE(post(request(fund_, account, each.balance)));
    if (each.balance < 0) ASSERT_TRUE(post(request(account, fund_, -each.balance)));
    EXPECT_EQ(answer(close(account)), each.answer);
    EXPECT_EQ(answer(close(account)), each.balance == 0 ? "account_closed" : each.answer);
  }
  EXPECT_EQ(close({999}).error(), debit_account_not_found);
}

TEST_P(LimitTest, a_closed_account_stays_closed) {
  const AccountId till = open("till");
  pass_days(3);
  ASSERT_TRUE(close(till));
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(open("till"), till);  // naming it does not open it again
    EXPECT_EQ(post(request(fund_, till, 1)).error(), account_closed);
    EXPECT_EQ(post(request(till, fund_, 1)).error(), account_closed);
    EXPECT_EQ(hold(request(fund_, till, 1)).error(), account_closed);
    ledger_.start();
  }
  const auto found = ledger_.database().read([&](db::Transaction& tx) {
    return find_account(tx, ledger_.id(), {kOlive, OwnerKind::region, 0, "till"});
  });
  EXPECT_EQ(found->opened_on, kFirstDay);
  EXPECT_EQ(found->closed_on, kFirstDay.plus_days(3));
}

TEST_P(LimitTest, a_closed_month_ends_with_its_last_day) {
  struct Case {
    int closed;     // day of the year that close_month is told
    int effective;  // day of the year of the transfer
    std::string answer;
  };
  const Case cases[] = {
      {0, 30, "month_closed"},   // 31 January
      {0, 31, "ok"},             // 1 February
      {30, 30, "month_closed"},  // any day of the month means all of it
      {30, 31, "ok"},
      {0, -1, "month_closed"},     // the year before
      {31, 58, "month_closed"},    // 28 February
      {31, 59, "ok"},              // 1 March
      {10, 58, "month_closed"},    // an earlier month does not open a later one
      {334, 364, "month_closed"},  // 31 December
      {334, 365, "ok"},
  };
  const AccountId shop = open("shop");
  for (const Case& each : cases) {
    close_month(kFirstDay.plus_days(each.closed));
    TransferRequest sale = request(fund_, shop, 1);
    sale.effective_on = kFirstDay.plus_days(each.effective);
    EXPECT_EQ(answer(post(sale)), each.answer) << each.closed << ", " << each.effective;
    EXPECT_EQ(answer(hold(sale)), each.answer == "ok" ? "idempotency_conflict" : each.answer);
  }
}

TEST_P(LimitTest, closed_months_outlive_a_restart_and_not_a_rejection) {
  const AccountId shop = open("shop");
  const auto refused = deed([&](Batch& batch) -> Posting<int> {
    batch.close_month(batch.today());
    EXPECT_EQ(batch.transfer(request(fund_, shop, 1)).error(), month_closed);
    return base::refuse(same_account);
  });
  EXPECT_FALSE(refused);
  EXPECT_TRUE(post(request(fund_, shop, 1)));
  close_month(ledger_.today());
  ledger_.start();
  EXPECT_EQ(post(request(fund_, shop, 1)).error(), month_closed);
}

}  // namespace
}  // namespace ledger

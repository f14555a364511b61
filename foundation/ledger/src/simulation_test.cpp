// Two years of a small market in seconds: expiry every night, months that close, a leap day, clocks
// that jump. One seed is one run, and the same seed gives the same chain.
#include <random>

#include "ledger/canary.h"
#include "ledger/month.h"
#include "testing/ledger_fixture.h"

namespace ledger {
namespace {

constexpr base::Date kStart{21'154};  // 2027-12-02: the leap day of 2028 lies ahead
constexpr int kDays = 760;            // until the last of 2029
constexpr std::size_t kPeople = 5;

class Town {
 public:
  Town(db::Dialect dialect, std::uint64_t seed) : ledger_(dialect), random_(seed) {
    ledger_.set_now(base::korean_instant(kStart, 9 * 3'600));
    ledger_.start();
    ledger_.run([this](Batch& batch) {
      fund_ = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
      shop_ = batch.account({kOlive, OwnerKind::organisation, 1, "sales"}, {.balance_min = 0});
      for (std::size_t i = 0; i < kPeople; ++i)
        wallets_.push_back(batch.account({kOlive, OwnerKind::person, 1 + std::int64_t(i), "wallet"},
                                         {.balance_min = 0, .has_lots = true}));
      return true;
    });
  }

  // One day: grants, purchases, refunds; at night what has expired goes, on the fifth a month ends.
  void day(int number) {
    today_ = kStart.plus_days(number);
    // The clock strays by hours, sometimes back behind what was recorded already.
    const auto stray = static_cast<std::int64_t>(below(10)) * 3'600 - (below(9) == 0 ? 30'000 : 0);
    ledger_.set_now(base::korean_instant(today_, 9 * 3'600).plus_seconds(stray));
    ledger_.run([this](Batch& batch) {
      for (int i = 0; i < 4; ++i) deed(batch);
      batch.expire_lots(fund_, batch.today());
      if (base::last_of_month(today_.plus_days(-5)) == today_.plus_days(-5))
        batch.close_month(today_.plus_days(-5));
      return true;
    });
    if (below(60) == 0) ledger_.start();
  }

  [[nodiscard]] CanaryReading canary() {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return read_canary(tx, ledger_.id(), ledger_.now()); });
  }
  // No wallet holds what nobody may spend any more.
  [[nodiscard]] bool has_expired_lots() {
    return ledger_.database().read([&](db::Transaction& tx) {
      for (const AccountId wallet : wallets_)
        for (const Lot& lot : read_lots(tx, ledger_.id(), wallet))
          if (lot.expires_on < today_) return true;
      return false;
    });
  }
  [[nodiscard]] std::size_t closed_months() {
    return ledger_.database().read(
        [&](db::Transaction& tx) { return unsealed_months(tx, ledger_.id()).size(); });
  }
  TestLedger& ledger() { return ledger_; }

 private:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }

  void deed(Batch& batch) {
    const AccountId wallet = wallets_[below(kPeople)];
    TransferRequest what{.key = key_of("town", ++keys_),
                         .debit = wallet,
                         .credit = shop_,
                         .amount = 1 + static_cast<std::int64_t>(below(50)),
                         .code = "purchase",
                         .effective_on = batch.today()};
    const auto kind = below(5);
    if (kind == 0) {
      what.debit = fund_;
      what.credit = wallet;
      // Mostly until a month's end, the leap day among them.
      what.expires_on = below(3) == 0 ? today_.plus_days(static_cast<int>(below(40)))
                                      : base::last_of_month(today_.plus_days(45));
      what.amount *= 4;
    }
    const auto entry = batch.transfer(what);
    if (kind == 1 && entry)
      (void)batch.reverse(entry->seq, std::nullopt, key_of("town", ++keys_), "refund", {}, 30);
  }

  TestLedger ledger_;
  std::mt19937_64 random_;
  base::Date today_ = kStart;
  AccountId fund_, shop_;
  std::vector<AccountId> wallets_;
  std::int64_t keys_ = 0;
};

class SimulationTest : public ::testing::TestWithParam<db::Dialect> {};

INSTANTIATE_TEST_SUITE_P(Db, SimulationTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(SimulationTest, invariants_hold_on_every_day) {
  Town town(GetParam(), 11);
  bool had_leap_day = false;
  for (int number = 0; number < kDays; ++number) {
    town.day(number);
    had_leap_day = had_leap_day || base::format_date(kStart.plus_days(number)) == "2028-02-29";
    const CanaryReading reading = town.canary();
    ASSERT_TRUE(reading.is_sound) << "day " << number << ": " << reading.finding;
    ASSERT_FALSE(town.has_expired_lots()) << "day " << number;
  }
  EXPECT_TRUE(had_leap_day);
  EXPECT_GE(town.closed_months(), 24U);
  const Verification found = town.ledger().verified();
  EXPECT_TRUE(found.is_sound) << found.finding;
  EXPECT_GT(found.entries, 1'000);
}

TEST_P(SimulationTest, one_seed_is_one_run) {
  const auto head = [](std::uint64_t seed) {
    Town town(GetParam(), seed);
    for (int number = 0; number < 60; ++number) town.day(number);
    return town.ledger().verified().head;
  };
  EXPECT_EQ(head(5), head(5));
  EXPECT_NE(head(5), head(6));
}

}  // namespace
}  // namespace ledger

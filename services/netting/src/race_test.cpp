// Parties answer, pay and enter at the same time: whatever the order, sums hold.
#include <atomic>
#include <thread>

#include "netting_fixture.h"

namespace netting {
namespace {

using NettingRaceTest = NettingTest;
OLIVE_ON_BOTH_DATABASES(NettingRaceTest);

/// Runs every deed in a thread of its own.
void at_once(const std::vector<std::function<void()>>& deeds) {
  std::vector<std::jthread> threads;
  threads.reserve(deeds.size());
  for (const auto& deed : deeds) threads.emplace_back(deed);
}

TEST_P(NettingRaceTest, TheLastOfManyAcceptancesPostsOnce) {
  const std::vector<OrganisationId> all{cafe_, bakery_, lunch_, cleaning_, shop_};
  for (std::size_t i = 0; i < all.size(); ++i) (void)owe(all[i], all[(i + 1) % 5], 100'000);
  const RoundId id = propose().value();
  std::vector<std::function<void()>> deeds;
  for (int twice = 0; twice < 2; ++twice)
    for (const OrganisationId each : all) deeds.push_back([&, each] { (void)accept(id, each); });
  at_once(deeds);
  EXPECT_EQ(round(id).state, RoundState::posted);
  EXPECT_EQ(ledger_->last_seq(), 10);  // five invoices, five set-offs
  for (const OrganisationId each : all) EXPECT_EQ(claims_by_table(each), 0);
}

TEST_P(NettingRaceTest, AnObligationIsPaidOnce) {
  const ObligationId id = owe(cafe_, bakery_, 100'000);
  std::atomic<int> paid = 0;
  std::vector<std::function<void()>> deeds(8, [&] { paid += pay(id, 60'000).has_value() ? 1 : 0; });
  at_once(deeds);
  EXPECT_EQ(paid, 1);
  EXPECT_EQ(found(id).left_won, 40'000);
  EXPECT_EQ(claims(bakery_), 40'000);
}

TEST_P(NettingRaceTest, AnInvoiceIsEnteredOnce) {
  const NewObligation given = invoice(cafe_, bakery_, 100'000);
  std::atomic<int> entered = 0;
  std::vector<std::function<void()>> deeds(8,
                                           [&] { entered += record(given).has_value() ? 1 : 0; });
  at_once(deeds);
  EXPECT_EQ(entered, 1);
  EXPECT_EQ(claims(bakery_), 100'000);
}

TEST_P(NettingRaceTest, PaymentAndAcceptanceNeverClearTheSameWon) {
  const ObligationId first = owe(cafe_, bakery_, 100'000);
  (void)owe(bakery_, cafe_, 100'000);
  const RoundId id = propose().value();
  at_once({[&] { (void)accept(id, cafe_); }, [&] { (void)pay(first, 100'000); },
           [&] { (void)accept(id, bakery_); }, [&] { (void)withdraw(first); }});
  EXPECT_EQ(round(id).state, RoundState::posted);
  EXPECT_EQ(found(first).paid_won, 0);
  EXPECT_EQ(found(first).set_off_won, 100'000);
  EXPECT_EQ(claims(cafe_), 0);
}

}  // namespace
}  // namespace netting

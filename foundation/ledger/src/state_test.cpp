// The state in memory: every change can be taken back, and what cannot be is refused with a crash.
#include "state.h"

#include <gtest/gtest.h>

#include <random>

namespace ledger {
namespace {

constexpr base::Date kDay{20'454};

class StateTest : public ::testing::Test {
 protected:
  Slot open(std::int64_t owner, bool has_lots = false) {
    return state_.open_account({kOlive, OwnerKind::person, owner, "wallet"}, {.has_lots = has_lots},
                               kDay);
  }
  void add_lot(Slot slot, std::int64_t id, int days, std::int64_t amount) {
    LotState lot;
    lot.id = {id};
    lot.source_seq = id;
    lot.issued = lot.remaining = amount;
    lot.expires_on = kDay.plus_days(days);
    state_.add_lot(slot, lot);
  }
  static HoldState hold(std::int64_t id, std::int64_t end_s) {
    HoldState made;
    made.id = {id};
    made.request.amount = 5;
    made.expires_at = {end_s * 1'000'000};
    return made;
  }
  std::vector<std::int64_t> lot_ids(Slot slot) const {
    std::vector<std::int64_t> ids;
    for (const LotState& lot : state_.book(slot)) ids.push_back(lot.id.value);
    return ids;
  }
  // Everything that an undo must bring back, as text.
  std::string text() const {
    std::string all = std::to_string(state_.closed_through().days);
    for (Slot slot = 0; slot < state_.accounts().size(); ++slot) {
      const AccountState& account = state_.accounts().at(slot);
      for (const std::int64_t each :
           {account.balance.posted, account.balance.held, account.balance.incoming,
            std::int64_t{account.closed_on.days}})
        all += " " + std::to_string(each);
      for (const LotState& lot : state_.book(slot))
        all += " L" + std::to_string(lot.id.value) + ":" + std::to_string(lot.remaining) + "+" +
               std::to_string(lot.held);
    }
    for (std::int64_t id = 1; id < 50; ++id)
      if (const HoldState* found = state_.find_hold({id}))
        all += " H" + std::to_string(id) + std::string(base::name_of(found->status));
    return all;
  }

  State state_;
};

TEST_F(StateTest, lots_are_kept_in_the_order_of_their_use) {
  const Slot wallet = open(1, /*has_lots=*/true);
  add_lot(wallet, 1, 30, 10);
  add_lot(wallet, 2, 10, 10);
  add_lot(wallet, 3, 10, 10);
  add_lot(wallet, 4, 20, 10);
  EXPECT_EQ(lot_ids(wallet), (std::vector<std::int64_t>{2, 3, 4, 1}));
}

TEST_F(StateTest, exhausted_lots_stay_until_they_are_durable) {
  const Slot wallet = open(1, /*has_lots=*/true);
  add_lot(wallet, 1, 30, 10);
  state_.settle();
  const std::size_t mark = state_.mark();
  state_.change_lot(wallet, {1}, 0, 0);
  EXPECT_NE(state_.find_lot(wallet, {1}), nullptr);
  state_.undo_to(mark);
  EXPECT_EQ(state_.find_lot(wallet, {1})->remaining, 10);
  state_.change_lot(wallet, {1}, 0, 0);
  state_.settle();
  EXPECT_EQ(state_.find_lot(wallet, {1}), nullptr);
}

TEST_F(StateTest, holds_are_forgotten_once_resolved_and_durable) {
  state_.add_hold(hold(1, 100));
  state_.add_hold(hold(2, 50));
  EXPECT_TRUE(state_.expired_holds({1'000'000'000}).empty());  // not durable yet
  state_.settle();
  EXPECT_TRUE(state_.expired_holds({49'999'999}).empty());
  EXPECT_EQ(state_.expired_holds({50'000'000}), (std::vector<HoldId>{{2}}));
  EXPECT_EQ(state_.expired_holds({100'000'000}), (std::vector<HoldId>{{2}, {1}}));
  state_.resolve_hold({2}, HoldStatus::expired);
  EXPECT_NE(state_.find_hold({2}), nullptr);
  state_.settle();
  EXPECT_EQ(state_.find_hold({2}), nullptr);
  EXPECT_EQ(state_.expired_holds({100'000'000}), (std::vector<HoldId>{{1}}));
}

TEST_F(StateTest, an_account_that_was_never_durable_leaves_no_slot) {
  const Slot first = open(1);
  const std::size_t mark = state_.mark();
  open(2, /*has_lots=*/true);
  state_.undo_to(mark);
  EXPECT_EQ(state_.accounts().size(), 1U);
  EXPECT_EQ(open(3), first + 1);  // numbers have no gaps
}

// Random changes in nested deeds: going back to a mark brings back exactly what was there.
TEST_F(StateTest, undo_brings_back_what_was) {
  std::mt19937_64 random(11);
  std::int64_t next_id = 0;
  for (std::int64_t owner = 1; owner <= 3; ++owner) open(owner, /*has_lots=*/true);
  const auto change = [&] {
    const Slot slot = static_cast<Slot>(random() % 3);
    const auto amount = static_cast<std::int64_t>(random() % 90);
    switch (random() % 5) {
      case 0: return state_.set_balance(slot, {100 + amount, amount, amount / 2});
      case 1: return add_lot(slot, ++next_id, static_cast<int>(random() % 40), 100);
      case 2:
        if (!state_.book(slot).empty() && state_.book(slot).front().remaining != amount)
          state_.change_lot(slot, state_.book(slot).front().id, amount, 10);
        return;
      case 3: return state_.close_through(kDay.plus_days(static_cast<int>(++next_id)));
      default:
        state_.add_hold(hold(++next_id, amount));
        if (amount % 2 == 0) state_.resolve_hold({next_id}, HoldStatus::voided);
    }
  };
  for (int round = 0; round < 200; ++round) {
    const std::string before = text();
    const std::size_t mark = state_.mark();
    const std::int64_t id_before = next_id;
    for (std::uint64_t i = random() % 8; i > 0; --i) change();
    state_.undo_to(mark);
    ASSERT_EQ(text(), before) << "round " << round;
    next_id = id_before;
    change();
    if (round % 10 == 9) state_.settle();
  }
}

using StateDeathTest = StateTest;

TEST_F(StateDeathTest, refuses_what_must_not_be) {
  const Slot wallet = open(1, /*has_lots=*/true);
  add_lot(wallet, 1, 30, 10);
  EXPECT_DEATH(state_.change_lot(wallet, {1}, -1, 0), "remaining >= 0");
  EXPECT_DEATH(state_.change_lot(wallet, {1}, 8, 3), "issued");
  EXPECT_DEATH(add_lot(wallet, 1, 5, 10), "find_lot");
  EXPECT_DEATH(state_.set_balance(wallet, {.posted = -1}), "posted >= balance.held");
  EXPECT_DEATH(state_.set_balance(wallet, {.posted = 5, .held = -1}), "held >= 0");
  EXPECT_DEATH(state_.undo_to(99), "mark");
}

TEST_F(StateDeathTest, closes_only_what_is_empty_and_once) {
  const Slot slot = open(1);
  state_.set_balance(slot, {.posted = 1});
  EXPECT_DEATH(state_.close_account(slot, kDay), "posted == 0");
  state_.set_balance(slot, {});
  state_.close_account(slot, kDay);
  EXPECT_DEATH(state_.close_account(slot, kDay), "is_closed");
  EXPECT_DEATH(state_.set_balance(slot, {.posted = 1}), "is_closed");
}

TEST_F(StateDeathTest, resolves_a_hold_once) {
  state_.add_hold(hold(1, 10));
  state_.resolve_hold({1}, HoldStatus::posted);
  EXPECT_DEATH(state_.resolve_hold({1}, HoldStatus::voided), "open");
  EXPECT_DEATH(state_.resolve_hold({2}, HoldStatus::voided), "holds_.end");
}

TEST(AccountTableTest, the_same_four_always_name_the_same_account) {
  State state;
  const AccountKey key{kOlive, OwnerKind::person, 1, "wallet"};
  const Slot slot = state.open_account(key, {}, kDay);
  EXPECT_EQ(state.accounts().find(key), slot);
  EXPECT_EQ(state.accounts().key_of(slot), key);
  for (const AccountKey& other : {AccountKey{kWon, OwnerKind::person, 1, "wallet"},
                                  AccountKey{kOlive, OwnerKind::fund, 1, "wallet"},
                                  AccountKey{kOlive, OwnerKind::person, 2, "wallet"},
                                  AccountKey{kOlive, OwnerKind::person, 1, "sales"}})
    EXPECT_FALSE(state.accounts().find(other)) << other.purpose;
  EXPECT_FALSE(state.accounts().find(AccountId{0}));
  EXPECT_FALSE(state.accounts().find(AccountId{2}));
  EXPECT_DEATH((void)state.open_account(key, {}, kDay), "emplace");
}

}  // namespace
}  // namespace ledger

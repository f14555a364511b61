#include "market/parcel.h"

#include <random>

#include "jobs/runner.h"
#include "order_fixture.h"

OLIVE_EMBEDDED(jobs)

namespace market {
namespace {

using ParcelTest = OrderTest;
OLIVE_ON_BOTH_DATABASES(ParcelTest);

TEST_P(ParcelTest, GoesFromPlacedToHandedOver) {
  ASSERT_EQ(stock_up(bread_, 5, "a"), 5);
  const ParcelId id = parcel_of({.lines = {{bread_, 2}}, .points = 4'000});
  EXPECT_EQ(hand_over(id).error(), ParcelRefusal::parcel_not_accepted);
  ASSERT_TRUE(accept(id).has_value());
  EXPECT_EQ(accept(id).error(), ParcelRefusal::parcel_not_placed);
  const auto ready = [&] {
    return write([&](db::Transaction& tx) { return make_parcel_ready(tx, kBusan, id, now_); });
  };
  ASSERT_TRUE(ready().has_value());
  EXPECT_EQ(ready().error(), ParcelRefusal::parcel_not_accepted);
  EXPECT_EQ(hand_over(id, "000000").error(), ParcelRefusal::parcel_code_wrong);
  EXPECT_EQ(due(), -2'000);
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_EQ(parcel(id).state, ParcelState::handed_over);
  EXPECT_EQ(parcel(id).handed_over_at, now_);
  EXPECT_EQ(due(), 0);
  EXPECT_EQ(balance(buyers_won_account()), -2'000);
  EXPECT_EQ(balance(drawer_account(cafe_)), 2'000);
  EXPECT_EQ(balance(shelf_account({bread_})), 3);
  EXPECT_EQ(shelf_free(bread_), 3);
  EXPECT_EQ(hand_over(id).error(), ParcelRefusal::parcel_not_open);
}

TEST_P(ParcelTest, CodesAreSixDigitsAndTheirParcelsOwn) {
  const std::string one = parcel_code(pins_, ParcelId{1});
  EXPECT_EQ(one.size(), 6u);
  EXPECT_EQ(one.find_first_not_of("0123456789"), std::string::npos);
  EXPECT_EQ(parcel_code(pins_, ParcelId{1}), one);
  EXPECT_NE(parcel_code(pins_, ParcelId{2}), one);
  EXPECT_NE(parcel_code(PinVault("another key of the test, 32 byte"), ParcelId{1}), one);
}

TEST_P(ParcelTest, CancellingGivesEverythingBack) {
  ASSERT_EQ(stock_up(bread_, 5, "a"), 5);
  const ParcelId id = parcel_of({.lines = {{bread_, 2}}, .points = 4'000});
  ASSERT_TRUE(cancel(id, CancelledBy::buyer).has_value());
  EXPECT_EQ(parcel(id).state, ParcelState::cancelled);
  EXPECT_EQ(parcel(id).reason, "test");
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(due(), 0);
  EXPECT_EQ(balance(takings_account(cafe_)), 0);
  EXPECT_EQ(balance(drawer_account(cafe_)), 0);
  EXPECT_EQ(shelf_free(bread_), 5);
  EXPECT_EQ(cancel(id, CancelledBy::shop).error(), ParcelRefusal::parcel_not_open);
}

TEST_P(ParcelTest, PointsGoBackToTheLotsThatPaid) {
  grant(buyer_, 3'000, kToday.plus_days(5));  // expires first, so it pays first
  const auto lots = [&] {
    return database_->read([&](auto& tx) {
      return ledger::read_wallet(tx, ledger::ledger_of(kBusan), buyer_, kToday);
    });
  };
  const auto before = lots();
  const ParcelId id = parcel_of({.lines = {{bread_, 2}}, .points = 5'000});
  EXPECT_EQ(lots().size(), 1u);
  ASSERT_TRUE(cancel(id, CancelledBy::shop).has_value());
  const auto after = lots();
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(after[i].id, before[i].id);
    EXPECT_EQ(after[i].remaining, before[i].remaining);
    EXPECT_EQ(after[i].expires_on, before[i].expires_on);
  }
}

TEST_P(ParcelTest, ABuyerCancelsUntilTheShopHasBegun) {
  const ParcelId id = parcel_of({.lines = {{bread_}}, .points = 1'000});
  ASSERT_TRUE(accept(id).has_value());
  EXPECT_EQ(cancel(id, CancelledBy::buyer).error(), ParcelRefusal::cancel_too_late);
  EXPECT_TRUE(cancel(id, CancelledBy::shop).has_value());
}

TEST_P(ParcelTest, ABookedTimeIsCancelledHoursBefore) {
  const ParcelId noon = parcel_of({.lines = {{haircut_, 1, {}, at(2, 12)}}});
  const ParcelId later = parcel_of({.lines = {{haircut_, 1, {}, at(2, 14)}}});
  ASSERT_TRUE(accept(noon).has_value());
  ASSERT_TRUE(accept(later).has_value());
  now_ = at(1, 12);  // a day before the one, more before the other
  EXPECT_EQ(cancel(noon, CancelledBy::buyer).error(), ParcelRefusal::cancel_too_late);
  EXPECT_TRUE(cancel(later, CancelledBy::buyer).has_value());
  EXPECT_TRUE(order({.lines = {{haircut_, 1, {}, at(2, 14)}}}).has_value());  // free again
}

TEST_P(ParcelTest, LinesAreRefundedInTheSharesThatPaid) {
  const ParcelId id = parcel_of({.lines = {{bread_, 3}}, .points = 6'000});  // of 9,000 won
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_EQ(give_lines(id, {{1, 4}}).error(), ParcelRefusal::refund_above_line);
  EXPECT_EQ(give_lines(id, {{2, 1}}).error(), ParcelRefusal::line_not_found);
  EXPECT_EQ(give_lines(id, {}).error(), ParcelRefusal::refund_empty);
  EXPECT_EQ(give_lines(id, {{1, 2}, {1, 2}}).error(), ParcelRefusal::refund_above_line);
  ASSERT_TRUE(give_lines(id, {{1, 1}}).has_value());
  EXPECT_EQ(wallet(), 4'000 + 2'000);
  EXPECT_EQ(balance(drawer_account(cafe_)), 2'000);
  EXPECT_EQ(balance(buyers_won_account()), -2'000);  // a thousand went back into the hand
  EXPECT_EQ(due(), 0);
  ASSERT_TRUE(give_lines(id, {{1, 2}}).has_value());
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(balance(drawer_account(cafe_)), 0);
  EXPECT_EQ(balance(buyers_won_account()), 0);
  EXPECT_EQ(give_lines(id, {{1, 1}}).error(), ParcelRefusal::refund_above_line);
}

TEST_P(ParcelTest, WhatTheShopLacksIsRefundedBeforeTheHandover) {
  ASSERT_EQ(stock_up(bread_, 5, "a"), 5);
  const ParcelId id = parcel_of({.lines = {{bread_, 3}}, .points = 9'000});
  ASSERT_TRUE(give_lines(id, {{1, 1}}).has_value());
  EXPECT_EQ(wallet(), 4'000);
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_EQ(shelf_free(bread_), 3);  // two were taken
  const ParcelId other = parcel_of({.lines = {{bread_, 1}}, .points = 3'000});
  ASSERT_TRUE(give_lines(other, {{1, 1}}).has_value());
  EXPECT_EQ(parcel(other).state, ParcelState::cancelled);  // nothing is left of it
  EXPECT_EQ(shelf_free(bread_), 3);
}

TEST_P(ParcelTest, ExpiresWhenNobodyAcceptsOrFetches) {
  ASSERT_EQ(stock_up(bread_, 5, "a"), 5);
  const base::Date later = kToday.plus_days(2);
  const ParcelId unseen =
      parcel_of({.lines = {{bread_}}, .collections = {{{cafe_, later, 540}}}, .points = 1'000});
  const ParcelId waiting =
      parcel_of({.lines = {{bread_}}, .collections = {{{cafe_, later, 540}}}, .points = 1'000});
  ASSERT_TRUE(accept(waiting).has_value());
  EXPECT_EQ(expire(), 0);
  now_ = at(1, 12);  // a day to accept
  EXPECT_EQ(expire(), 1);
  EXPECT_EQ(parcel(unseen).state, ParcelState::expired);
  EXPECT_EQ(parcel(waiting).state, ParcelState::accepted);
  now_ = at(2 + 3, 18);  // three days kept
  EXPECT_EQ(expire(), 1);
  EXPECT_EQ(expire(), 0);
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(due(), 0);
  EXPECT_EQ(shelf_free(bread_), 5);
}

TEST_P(ParcelTest, AHoldThatEndedFirstIsNoTrap) {
  ASSERT_EQ(stock_up(bread_, 2, "a"), 2);
  const ParcelId kept = parcel_of({.lines = {{bread_, 2}}});
  ASSERT_TRUE(accept(kept).has_value());
  now_ = at(20, 12);  // the job did not run for weeks
  EXPECT_EQ(shelf_free(bread_), 0);
  ASSERT_TRUE(ring_up(cart(bread_, 1)).has_value());  // somebody else gets one
  EXPECT_EQ(hand_over(kept).error(), ParcelRefusal::stock_insufficient);
  EXPECT_EQ(expire(), 1);
  EXPECT_EQ(shelf_free(bread_), 1);
}

TEST_P(ParcelTest, IsSettledOnceItIsHandedOver) {
  const ParcelId id = parcel_of({.lines = {{bread_, 2}}, .points = 6'000});
  const auto draft = [&](base::Instant now) {
    return write([&](db::Transaction& tx) {
      return draft_settlements(tx, kBusan, base::korean_date(now), kDrafter, now);
    });
  };
  EXPECT_EQ(draft(kNow).error(), SettlementRefusal::nothing_to_settle);
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(hand_over(id).has_value());
  ASSERT_TRUE(draft(kNow).has_value());
  const auto settlement =
      database_->read([&](auto& tx) { return list_settlements(tx, kBusan, cafe_).front(); });
  EXPECT_EQ(settlement.gross_points, 6'000);
  EXPECT_EQ(settlement.shop_won, 5'460);
}

TEST_P(ParcelTest, AnOrderInWonAloneNeedsNoSettlement) {
  const ParcelId id = parcel_of({.lines = {{bread_, 2}}});
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(hand_over(id).has_value());
  EXPECT_EQ(balance(drawer_account(cafe_)), 6'000);
  EXPECT_EQ(write([&](db::Transaction& tx) {
              return draft_settlements(tx, kBusan, kToday, kDrafter, kNow);
            }).error(),
            SettlementRefusal::nothing_to_settle);
  ASSERT_TRUE(give_lines(id, {{1, 2}}).has_value());
  EXPECT_EQ(balance(drawer_account(cafe_)), 0);
  EXPECT_EQ(balance(buyers_won_account()), 0);
}

TEST_P(ParcelTest, ARefundOfWhatWasSettledIsClawedBack) {
  const ParcelId id = parcel_of({.lines = {{bread_, 2}}, .points = 6'000});
  ASSERT_TRUE(accept(id).has_value());
  ASSERT_TRUE(hand_over(id).has_value());
  write([&](db::Transaction& tx) {
    return draft_settlements(tx, kBusan, kToday, kDrafter, kNow);
  }).value();
  const SettlementId settlement =
      database_->read([&](auto& tx) { return list_settlements(tx, kBusan, cafe_).front().id; });
  write([&](db::Transaction& tx) {
    return confirm_settlement(tx, kBusan, settlement, kKeeper);
  }).value();
  deed([&](db::Transaction& tx, ledger::Batch& batch) {
    return approve_settlement(tx, batch, kBusan, settlement, kApprover);
  }).value();
  EXPECT_EQ(balance(payable_account(cafe_)), 5'460);
  ASSERT_TRUE(give_lines(id, {{1, 1}}).has_value());
  EXPECT_EQ(balance(payable_account(cafe_)), 2'730);
  EXPECT_EQ(wallet(), 7'000);
}

TEST_P(ParcelTest, TheMonthOfTheOrderMayBeClosedMeanwhile) {
  ASSERT_EQ(stock_up(bread_, 3, "a"), 3);
  const OrderForm form{.lines = {{bread_, 1}},
                       .collections = {{{cafe_, kToday.plus_days(1), 540}}},
                       .points = 1'000};
  const ParcelId fetched = parcel_of(form);
  const ParcelId given_up = parcel_of(form);
  ASSERT_TRUE(accept(fetched).has_value());
  now_ = at(1, 10);
  deed([](db::Transaction&, ledger::Batch& batch) -> ParcelResult<void> {
    batch.close_month(kToday);
    return {};
  }).value();
  EXPECT_TRUE(hand_over(fetched).has_value());
  EXPECT_TRUE(cancel(given_up, CancelledBy::buyer).has_value());
  EXPECT_EQ(wallet(), 9'000);
  EXPECT_EQ(shelf_free(bread_), 2);
}

TEST_P(ParcelTest, StatementsTellOrdersFromTheTill) {
  const ParcelId id = parcel_of({.lines = {{bread_, 1}}, .points = 1'000});
  ASSERT_TRUE(ring_up(amount(500)).has_value());
  const auto rows =
      database_->read([&](auto& tx) { return sales_of(tx, kBusan, cafe_, kToday, kToday); });
  ASSERT_EQ(rows.size(), 2u);
  const auto of = [&](std::optional<ParcelId> parcel_id) {
    return std::ranges::count_if(rows,
                                 [&](const SaleRow& row) { return row.parcel_id == parcel_id; });
  };
  EXPECT_EQ(of(id), 1);
  EXPECT_EQ(of(std::nullopt), 1);
}

TEST_P(ParcelTest, RefusesWhatIsNotThere) {
  const ParcelId nothing{5};
  EXPECT_EQ(accept(nothing).error(), ParcelRefusal::parcel_not_found);
  EXPECT_EQ(hand_over(nothing).error(), ParcelRefusal::parcel_not_found);
  EXPECT_EQ(cancel(nothing, CancelledBy::shop).error(), ParcelRefusal::parcel_not_found);
  EXPECT_EQ(give_lines(nothing, {{1, 1}}).error(), ParcelRefusal::parcel_not_found);
  const ParcelId id = parcel_of({.lines = {{bread_}}});
  ASSERT_TRUE(cancel(id, CancelledBy::shop).has_value());
  EXPECT_EQ(accept(id).error(), ParcelRefusal::parcel_not_placed);
  EXPECT_EQ(give_lines(id, {{1, 1}}).error(), ParcelRefusal::parcel_not_open);
  EXPECT_EQ(expire(), 0);
}

TEST_P(ParcelTest, TheJobEndsWhatIsOver) {
  const ParcelId id = parcel_of({.lines = {{bread_}}, .points = 3'000});
  const db::ModuleSchema schemas[] = {{"jobs", jobs::embedded::schema()}};
  db::migrate(*database_, schemas);
  jobs::Runner runner(
      *database_, [this] { return now_; }, [] { return std::vector<RegionId>{kBusan}; });
  module({*ledger_, pins_, sealer_}).subscribe(runner);
  runner.run_due();
  EXPECT_EQ(parcel(id).state, ParcelState::placed);
  now_ = at(1, 13);
  runner.run_due();
  EXPECT_EQ(parcel(id).state, ParcelState::expired);
  EXPECT_EQ(wallet(), 10'000);
}

TEST_P(ParcelTest, ARandomLifeOfOrdersAddsUp) {
  std::mt19937_64 random(20261130);
  const auto pick = [&](std::uint64_t below) {
    return static_cast<std::int64_t>(random() % below);
  };
  ASSERT_EQ(stock_up(bread_, 400, "a"), 400);
  grant(buyer_, 150'000, kToday.plus_days(60));
  std::vector<ParcelId> known;
  for (int step = 0; step < 120; ++step) {
    if (known.empty() || pick(3) == 0) {
      const std::int64_t loaves = 1 + pick(4);
      const auto id = order({.lines = {{bread_, loaves}, {cake_, 1}},
                             .points = std::min<std::int64_t>(pick(20'000), loaves * 3'000)});
      if (id)
        for (const Parcel& each : parcels(*id)) known.push_back(each.id);
      continue;
    }
    const ParcelId id = known[static_cast<std::size_t>(pick(known.size()))];
    switch (pick(4)) {
      case 0: (void)accept(id); break;
      case 1: (void)hand_over(id); break;
      case 2: (void)give_lines(id, {{1, 1 + pick(2)}}); break;
      default: (void)cancel(id, CancelledBy::shop); break;
    }
  }
  std::int64_t points = 0;
  std::int64_t due_won = 0;
  std::int64_t won = 0;
  for (const ParcelId id : known) {
    const Parcel each = parcel(id);
    const bool is_over = each.state == ParcelState::cancelled;
    EXPECT_TRUE(!is_over || (each.points == each.refunded_points && each.won == each.refunded_won));
    points += each.points - each.refunded_points;
    won += each.won - each.refunded_won;
    if (each.state != ParcelState::handed_over) due_won += each.won - each.refunded_won;
  }
  EXPECT_EQ(wallet(), 160'000 - points);
  EXPECT_EQ(balance(takings_account(cafe_)) + balance(takings_account(bakery_)), points);
  EXPECT_EQ(balance(drawer_account(cafe_)) + balance(drawer_account(bakery_)), won);
  EXPECT_EQ(due(), -due_won);
  EXPECT_EQ(balance(buyers_won_account()), due_won - won);
  const auto sound = database_->read(
      [](db::Transaction& tx) { return ledger::verify(tx, ledger::ledger_of(kBusan)); });
  EXPECT_TRUE(sound.is_sound) << sound.finding;
}

}  // namespace
}  // namespace market

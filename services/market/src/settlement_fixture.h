/// Months of a shop, from the draft to the bank.
#pragma once

#include "market/bank.h"
#include "market_fixture.h"

namespace market {

inline const base::Date kMonth = base::first_of_month(kToday);
inline const base::Date kNextMonth = base::plus_months(kMonth, 1);

class SettlementBase : public MarketTest {
 protected:
  base::Result<std::int64_t, SettlementRefusal> draft(base::Date month = kMonth) {
    return write([&](auto& tx) { return draft_settlements(tx, kBusan, month, kDrafter, now_); });
  }
  Settlement of_month(base::Date month = kMonth) {
    for (Settlement& each :
         database_->read([&](auto& tx) { return list_settlements(tx, kBusan, shop_); }))
      if (each.month == month) return std::move(each);
    ADD_FAILURE() << "no settlement of " << base::format_date(month);
    return {};
  }
  base::Result<void, SettlementRefusal> confirm(SettlementId id,
                                                std::optional<std::int64_t> payout = {}) {
    return write([&](auto& tx) { return confirm_settlement(tx, kBusan, id, kKeeper, payout); });
  }
  base::Result<Settlement, SettlementRefusal> approve(SettlementId id, PersonId by = kApprover) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return approve_settlement(tx, batch, kBusan, id, by);
    });
  }
  /// Drafted, confirmed and approved.
  Settlement settle(base::Date month = kMonth) {
    EXPECT_TRUE(draft(month).has_value());
    const SettlementId id = of_month(month).id;
    EXPECT_TRUE(confirm(id).has_value());
    EXPECT_TRUE(approve(id).has_value());
    return of_month(month);
  }
  std::vector<SettlementLine> lines(SettlementId id) {
    return database_->read([&](auto& tx) { return lines_of(tx, kBusan, id); });
  }
  ledger::PointCover cover() {
    return database_->read(
        [](auto& tx) { return ledger::read_point_cover(tx, ledger::ledger_of(kBusan)); });
  }
  void expect_full_cover() {
    EXPECT_TRUE(cover().is_full());
    EXPECT_EQ(cover().outstanding_points, cover().backing_won);
  }
  /// The last day of the next month, when that month can be drafted.
  void month_passes() { now_ = base::korean_instant(base::last_of_month(kNextMonth), 12 * 3600); }
};

}  // namespace market

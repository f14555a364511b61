// What teams sell through Olive Market, as their books take it over.
#include <algorithm>
#include <tuple>

#include "ledger/ledger.h"
#include "market/settlement.h"
#include "wiring.h"

namespace olive {

namespace {

// A settlement counts once it is in the ledger.
bool is_posted(market::SettlementState state) {
  return state == market::SettlementState::approved || state == market::SettlementState::ordered ||
         state == market::SettlementState::paid;
}

// What the shop earned: sales less what was taken back. A debt that an earlier settlement left is
// in that one already.
std::int64_t earned_won(db::Transaction& tx, base::RegionId region_id,
                        market::SettlementId settlement_id) {
  std::int64_t sum = 0;
  for (const auto& line : market::lines_of(tx, region_id, settlement_id))
    if (line.kind != market::LineKind::carry) sum += line.shop_won;
  return sum;
}

void add_settlements(std::vector<teams::OutsideSale>& sales, db::Transaction& tx,
                     base::RegionId region_id, const market::Shop& shop, base::Date from,
                     base::Date to) {
  for (const auto& settlement : market::list_settlements(tx, region_id, shop.id)) {
    const base::Date day = base::last_of_month(settlement.month);
    if (!is_posted(settlement.state) || day < from || day > to) continue;
    const std::string source = "settlement:" + std::to_string(settlement.id.value);
    if (const std::int64_t won = earned_won(tx, region_id, settlement.id); won != 0)
      sales.push_back({source, day, won, shop.name, source});
  }
}

// Won that buyers paid beside points lie in the shop's drawer; of a month that is over, the sum
// does not change any more: later refunds count for later days.
void add_drawer(std::vector<teams::OutsideSale>& sales, db::Transaction& tx,
                base::RegionId region_id, const market::Shop& shop, base::Date from,
                base::Date to) {
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  const auto drawer = ledger::find_account(tx, ledger_id, market::drawer_account(shop.id));
  if (!drawer) return;
  for (base::Date month = base::first_of_month(from); base::last_of_month(month) <= to;
       month = base::plus_months(month, 1)) {
    const base::Date last = base::last_of_month(month);
    const ledger::Statement statement = ledger::statement(tx, ledger_id, drawer->id, month, last);
    const std::int64_t won = statement.closing - statement.opening;
    if (won == 0) continue;
    const std::string source =
        "drawer:" + std::to_string(shop.id.value) + ":" + base::format_date(month).substr(0, 7);
    sales.push_back({source, last, won, shop.name, source});
  }
}

}  // namespace

std::vector<teams::OutsideSale> market_sales(db::Transaction& tx, base::RegionId region_id,
                                             base::OrganisationId team_id, base::Date from,
                                             base::Date to) {
  std::vector<teams::OutsideSale> sales;
  for (const market::Shop& shop : market::list_shops(tx, region_id)) {
    if (shop.team_id != team_id) continue;
    add_settlements(sales, tx, region_id, shop, from, to);
    add_drawer(sales, tx, region_id, shop, from, to);
  }
  std::ranges::sort(sales, {}, [](const teams::OutsideSale& sale) {
    return std::tie(sale.occurred_on, sale.source);
  });
  return sales;
}

}  // namespace olive

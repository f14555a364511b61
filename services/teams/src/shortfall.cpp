// Quarters whose costs are above their means: who bears it, said by one and approved by another.
#include "teams/shortfall.h"

#include "base/text.h"

namespace teams {

std::optional<Shortfall> shortfall_of(db::Transaction& tx, RegionId region_id, QuarterId id) {
  return tx.query_one<Shortfall>(
      "SELECT shortfall_won, bearer, reason, named_by, approved_by FROM teams_shortfall "
      "WHERE region_id = $1 AND quarter_id = $2",
      region_id, id);
}

base::Result<void, QuarterRefusal> name_shortfall(db::Transaction& tx, RegionId region_id,
                                                  QuarterFigures& figures,
                                                  const std::optional<NamedShortfall>& named,
                                                  PersonId named_by) {
  if (figures.shortfall_won() == 0) {
    if (named) return base::refuse(QuarterRefusal::shortfall_not_there);
    return {};
  }
  if (!named) return base::refuse(QuarterRefusal::costs_above_means);
  if (base::trim(named->reason).empty())
    return base::refuse(QuarterRefusal::shortfall_reason_missing);
  if (named->bearer == ShortfallBearer::programme_budget) {
    figures.programme_budget_won = figures.shortfall_won();
    figures.sales_left_won = 0;
  }
  tx.execute(
      "INSERT INTO teams_shortfall (region_id, quarter_id, shortfall_won, bearer, reason, "
      "named_by, approved_by) VALUES ($1, $2, $3, $4, $5, $6, 0)",
      region_id, figures.quarter_id, figures.shortfall_won(), named->bearer,
      base::trim(named->reason), named_by);
  return {};
}

base::Result<void, QuarterRefusal> approve_shortfall(db::Transaction& tx, RegionId region_id,
                                                     QuarterId id, std::int64_t seen_won,
                                                     PersonId approved_by) {
  const auto shortfall = shortfall_of(tx, region_id, id);
  if ((shortfall ? shortfall->shortfall_won : 0) != seen_won)
    return base::refuse(QuarterRefusal::shortfall_not_approved);
  if (shortfall)
    tx.execute(
        "UPDATE teams_shortfall SET approved_by = $3 WHERE region_id = $1 AND quarter_id = $2",
        region_id, id, approved_by);
  return {};
}

void forget_shortfall(db::Transaction& tx, RegionId region_id, QuarterId id) {
  tx.execute("DELETE FROM teams_shortfall WHERE region_id = $1 AND quarter_id = $2", region_id, id);
}

ledger::AccountKey programme_budget_account(OrganisationId centre_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, centre_id.value, "programme_budget"};
}
ledger::AccountKey team_advance_account(OrganisationId team_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, team_id.value, "team_advance"};
}

}  // namespace teams

/// What a quarter's costs are above its means (부족분): a team may have paid for extra work without
/// selling anything. It is handed in all the same, with who bears it and why; whoever closes the
/// account approves the sum that they saw.
#pragma once

#include <optional>
#include <string>

#include "teams/quarter.h"

namespace teams {

/// A shortfall as it was handed in.
struct Shortfall {
  std::int64_t shortfall_won = 0;
  ShortfallBearer bearer = ShortfallBearer::programme_budget;
  std::string reason;
  PersonId named_by;
  PersonId approved_by;  ///< 0: nobody yet
};
BOOST_DESCRIBE_STRUCT(Shortfall, (), (shortfall_won, bearer, reason, named_by, approved_by))

/// Of a submitted or closed account; nullopt: its means covered the costs.
[[nodiscard]] std::optional<Shortfall> shortfall_of(db::Transaction& tx, RegionId region_id,
                                                    QuarterId id);
/// Keeps who bears the shortfall of the figures, and books it into them. Refuses
/// `costs_above_means` when nobody is named, `shortfall_not_there`, `shortfall_reason_missing`.
[[nodiscard]] base::Result<void, QuarterRefusal> name_shortfall(
    db::Transaction& tx, RegionId region_id, QuarterFigures& figures,
    const std::optional<NamedShortfall>& named, PersonId named_by);
/// Refuses `shortfall_not_approved` unless `seen_won` is the account's shortfall; 0: there is none.
[[nodiscard]] base::Result<void, QuarterRefusal> approve_shortfall(db::Transaction& tx,
                                                                   RegionId region_id, QuarterId id,
                                                                   std::int64_t seen_won,
                                                                   PersonId approved_by);
/// What was named of an account that is a draft again.
void forget_shortfall(db::Transaction& tx, RegionId region_id, QuarterId id);

/// Won of the centre's programme (자활근로 사업비) that pay for shortfalls.
[[nodiscard]] ledger::AccountKey programme_budget_account(OrganisationId centre_id);
/// What a team owes for shortfalls that were carried into the next quarter; paid back out of the
/// first sales that cover it.
[[nodiscard]] ledger::AccountKey team_advance_account(OrganisationId team_id);

}  // namespace teams

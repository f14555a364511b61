/// Lines of a team's quarterly account: sales, support, costs, each with its evidence.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "teams/quarter.h"

namespace teams {

using SalesLineId = base::Id<struct SalesLineTag>;

enum class SalesLineKind {
  market,              ///< what Olive Market settled with the team's shops
  contract,            ///< public contracts and other customers, entered by the office
  government_support,  ///< 정부지원사업금액
  type_support,        ///< 유형운영지원금액
  direct_cost,         ///< 직접사업비
  overtime,            ///< 초과·휴일근무수당
  night_work,          ///< 야간근로수당: the premium for hours in the night
  opening_sales,       ///< what earlier books left of the sales; first account only
  opening_set_aside,   ///< what earlier books had set aside; first account only
};
BOOST_DESCRIBE_ENUM(SalesLineKind, market, contract, government_support, type_support, direct_cost,
                    overtime, night_work, opening_sales, opening_set_aside)

struct SalesLine {
  SalesLineId id;
  QuarterId quarter_id;
  SalesLineKind kind = SalesLineKind::contract;
  base::Date occurred_on;
  std::int64_t amount_won = 0;  ///< never 0; negative: takes something back
  std::string counterparty;     ///< who bought, gave or was paid
  std::string evidence_number;  ///< tax invoice, contract, receipt
  std::string description;
  std::string source;       ///< `settlement:12`, `entry:9`
  SalesLineId reverses_id;  ///< 0: none
  PersonId entered_by;
  std::int64_t seq = 0;  ///< entry in the ledger; 0: not closed
};
BOOST_DESCRIBE_STRUCT(SalesLine, (),
                      (id, quarter_id, kind, occurred_on, amount_won, counterparty, evidence_number,
                       description, source, reverses_id, entered_by, seq))

/// What the office enters.
struct NewSalesLine {
  SalesLineKind kind = SalesLineKind::contract;
  base::Date occurred_on;
  std::int64_t amount_won = 0;
  std::string counterparty;
  std::string evidence_number;
  std::string description;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(NewSalesLine, (),
                      (kind, occurred_on, amount_won, counterparty, evidence_number, description))

enum class SalesLineRefusal {
  quarter_not_found,
  quarter_not_draft,
  sales_line_of_market,  ///< what the market settled is taken over, not typed
  amount_not_positive,
  sales_line_outside_quarter,
  counterparty_missing,
  evidence_number_missing,
  evidence_number_used,  ///< the same document in the team's book already
  opening_not_first,
  sales_line_not_found,
  sales_line_not_closed,  ///< a line of a draft is removed, not reversed
  sales_line_reversed,    ///< taken back before, or itself a reversal
  reason_missing,
};
BOOST_DESCRIBE_ENUM(SalesLineRefusal, quarter_not_found, quarter_not_draft, sales_line_of_market,
                    amount_not_positive, sales_line_outside_quarter, counterparty_missing,
                    evidence_number_missing, evidence_number_used, opening_not_first,
                    sales_line_not_found, sales_line_not_closed, sales_line_reversed,
                    reason_missing)

/// Enters a line into a draft. Requires of the office: a day of the quarter, an amount, evidence.
[[nodiscard]] base::Result<SalesLineId, SalesLineRefusal> add_sales_line(
    db::Transaction& tx, RegionId region_id, QuarterId quarter_id, const NewSalesLine& line,
    PersonId entered_by, base::Instant now);
/// Takes a line out of a draft.
[[nodiscard]] base::Result<void, SalesLineRefusal> remove_sales_line(db::Transaction& tx,
                                                                     RegionId region_id,
                                                                     SalesLineId id);
/// Takes a line of a closed quarter back in a later draft of the same team: all of it, once.
[[nodiscard]] base::Result<SalesLineId, SalesLineRefusal> reverse_sales_line(
    db::Transaction& tx, RegionId region_id, SalesLineId id, QuarterId quarter_id,
    std::string_view reason, PersonId entered_by, base::Instant now);

[[nodiscard]] std::optional<SalesLine> find_sales_line(db::Transaction& tx, RegionId region_id,
                                                       SalesLineId id);
/// By day, then by id.
[[nodiscard]] std::vector<SalesLine> sales_lines(db::Transaction& tx, RegionId region_id,
                                                 QuarterId quarter_id);

/// What somebody else's books say a team sold: told by the program that joins the services.
struct OutsideSale {
  std::string source;  ///< names it for ever: `settlement:12`
  base::Date occurred_on;
  std::int64_t amount_won = 0;  ///< negative: more was given back than sold
  std::string counterparty;
  std::string evidence_number;
};
BOOST_DESCRIBE_STRUCT(OutsideSale, (),
                      (source, occurred_on, amount_won, counterparty, evidence_number))

/// Sales of a team between two days, both included, oldest first.
using OutsideSales = std::function<std::vector<OutsideSale>(
    db::Transaction&, RegionId, OrganisationId team_id, base::Date from, base::Date to)>;

/// What the market settled in months that are over on `today`, up to the end of the account's
/// quarter, and the team's book does not hold.
[[nodiscard]] std::vector<OutsideSale> missing_sales(db::Transaction& tx, RegionId region_id,
                                                     const QuarterAccount& account,
                                                     const OutsideSales& sales, base::Date today);
/// Takes what posted pay runs paid for overtime, work on holidays and at night into the account, up
/// to the end of its quarter: a line a run, another for its night premium, once, the same won.
/// Returns how many. Requires: a draft.
std::int64_t take_over_extra_pay(db::Transaction& tx, RegionId region_id,
                                 const QuarterAccount& account, PersonId entered_by,
                                 base::Instant now);
/// Takes all of them over, and the extra pay; returns how many. A second run finds nothing.
[[nodiscard]] base::Result<std::int64_t, SalesLineRefusal> take_over_sales(
    db::Transaction& tx, RegionId region_id, QuarterId quarter_id, const OutsideSales& sales,
    PersonId entered_by, base::Instant now);

}  // namespace teams

/// Monthly settlement: what a shop earned in points becomes won; a part of the margin returns.
#pragma once

#include <string>
#include <vector>

#include "market/sale.h"

namespace market {

using BenefitId = base::Id<struct BenefitTag>;

/// How a settled won is split. Shares are in 1e-6; parts always add up to the whole.
struct SplitRule {
  std::int64_t version = 0;
  std::int64_t margin_ppm = 0;   ///< margin as a share of sales
  std::int64_t benefit_ppm = 0;  ///< of the margin, to the benefit fund
  std::int64_t support_ppm = 0;  ///< of the margin, to the support fund of the market
};
BOOST_DESCRIBE_STRUCT(SplitRule, (), (version, margin_ppm, benefit_ppm, support_ppm))

[[nodiscard]] bool is_right_split_rule(std::string_view json);

/// Not published (facts §1): 30 % margin, of it 20 % to benefits and 10 % to the market.
inline constexpr settings::Definition kSplitRule{
    .key = "market.split_rule",
    .kind = settings::Kind::table,
    .value = R"({"version":1,"margin_ppm":300000,"benefit_ppm":200000,"support_ppm":100000})",
    .unit = "ppm",
    .is_right = &is_right_split_rule};

/// Parts of `gross` won. Largest-remainder rounding; ties go to the shop. Pure.
struct Split {
  std::int64_t shop_won = 0;
  std::int64_t benefit_won = 0;
  std::int64_t support_won = 0;
  auto operator<=>(const Split&) const = default;
};
[[nodiscard]] Split split(std::int64_t gross, const SplitRule& rule);

enum class SettlementState { draft, confirmed, approved };
BOOST_DESCRIBE_ENUM(SettlementState, draft, confirmed, approved)

struct Settlement {
  SettlementId id;
  OrganisationId shop_id;
  std::string shop_name;
  base::Date month;
  SettlementState state = SettlementState::draft;
  std::int64_t sales = 0;
  std::int64_t gross_points = 0;
  std::int64_t shop_won = 0;
  std::int64_t benefit_won = 0;
  std::int64_t support_won = 0;
  std::int64_t rule_version = 0;
};
BOOST_DESCRIBE_STRUCT(Settlement, (),
                      (id, shop_id, shop_name, month, state, sales, gross_points, shop_won,
                       benefit_won, support_won, rule_version))

enum class SettlementRefusal {
  month_not_over,
  nothing_to_settle,
  settlement_not_found,
  settlement_not_draft,
  settlement_not_confirmed,
  backing_insufficient,  ///< fewer won are set aside than the points to settle
  benefit_fund_insufficient,
  amount_not_positive,
  person_not_found,
};
BOOST_DESCRIBE_ENUM(SettlementRefusal, month_not_over, nothing_to_settle, settlement_not_found,
                    settlement_not_draft, settlement_not_confirmed, backing_insufficient,
                    benefit_fund_insufficient, amount_not_positive, person_not_found)

/// Drafts the month for every shop with unsettled sales; drafts are replaced, confirmed ones stay.
[[nodiscard]] base::Result<std::int64_t, SettlementRefusal> draft_settlements(db::Transaction& tx,
                                                                              RegionId region_id,
                                                                              base::Date month,
                                                                              base::Instant now);
[[nodiscard]] base::Result<void, SettlementRefusal> confirm_settlement(db::Transaction& tx,
                                                                       RegionId region_id,
                                                                       SettlementId settlement_id,
                                                                       PersonId confirmed_by);
/// Posts a confirmed settlement as one linked group: points leave circulation, won go to the shop,
/// the benefit fund and the support fund, out of the account that backs the points.
[[nodiscard]] base::Result<Settlement, SettlementRefusal> approve_settlement(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, SettlementId settlement_id,
    PersonId approved_by);
[[nodiscard]] std::optional<Settlement> find_settlement(db::Transaction& tx, RegionId region_id,
                                                        SettlementId settlement_id);
/// Newest month first; of all shops when shop_id is 0.
[[nodiscard]] std::vector<Settlement> list_settlements(db::Transaction& tx, RegionId region_id,
                                                       OrganisationId shop_id);

/// Pays a benefit (health check, training …) to a participant from the benefit fund.
[[nodiscard]] base::Result<BenefitId, SettlementRefusal> grant_benefit(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, PersonId person_id,
    std::int64_t amount_won, std::string_view purpose, PersonId granted_by);

[[nodiscard]] ledger::AccountKey benefit_fund_account();  ///< won for participants' benefits
[[nodiscard]] ledger::AccountKey support_fund_account();
[[nodiscard]] ledger::AccountKey payable_account(OrganisationId shop_id);
[[nodiscard]] ledger::AccountKey benefits_account(PersonId person_id);

}  // namespace market

/// Monthly settlement: what a shop earned in points becomes won. Draft → the shop confirms, or
/// objects to a line → the centre approves → bank file → paid (bank.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/sale.h"

namespace market {

using BenefitId = base::Id<struct BenefitTag>;
using BankFileId = base::Id<struct BankFileTag>;

enum class SettlementState {
  draft,      ///< the shop looks at it
  objected,   ///< the centre answers
  confirmed,  ///< the shop agreed
  approved,   ///< in the ledger; the shop is owed
  ordered,    ///< in a bank file
  paid,
};
BOOST_DESCRIBE_ENUM(SettlementState, draft, objected, confirmed, approved, ordered, paid)

/// A month of a shop. Its sums are those of its lines.
struct Settlement {
  SettlementId id;
  OrganisationId shop_id;
  std::string shop_name;
  base::Date month;
  SettlementState state = SettlementState::draft;
  std::int64_t sales = 0;
  std::int64_t gross_points = 0;
  std::int64_t shop_won = 0;  ///< of this month's sales
  std::int64_t benefit_won = 0;
  std::int64_t support_won = 0;
  std::int64_t clawback_won = 0;  ///< the shop's part of refunds of settled sales; never above zero
  std::int64_t guarantee_won = 0;  ///< of offline sales that wallets could not pay
  std::int64_t payout_won = 0;     ///< what the bank pays; a debt waits for the next month
  std::int64_t rule_version = 0;
  std::optional<BankFileId> bank_file_id;
  std::optional<base::Date> paid_on;
};
BOOST_DESCRIBE_STRUCT(Settlement, (),
                      (id, shop_id, shop_name, month, state, sales, gross_points, shop_won,
                       benefit_won, support_won, clawback_won, guarantee_won, payout_won,
                       rule_version, bank_file_id, paid_on))

enum class SettlementRefusal {
  month_not_over,
  nothing_to_settle,
  settlement_not_found,
  settlement_not_draft,
  settlement_not_confirmed,
  settlement_changed,    ///< the amount is not the one that was shown
  four_eyes_required,    ///< approved by somebody else than who drafted or confirmed it
  backing_insufficient,  ///< fewer won are set aside than the points to settle
  benefit_fund_insufficient,
  amount_not_positive,
  person_not_found,
};
BOOST_DESCRIBE_ENUM(SettlementRefusal, month_not_over, nothing_to_settle, settlement_not_found,
                    settlement_not_draft, settlement_not_confirmed, settlement_changed,
                    four_eyes_required, backing_insufficient, benefit_fund_insufficient,
                    amount_not_positive, person_not_found)

/// Drafts the month for every shop with something unsettled: sales, refunds of sales that were
/// settled before, debts of earlier months. Drafts without objections are replaced, others stay.
/// `drafted_by` 0: the monthly job.
[[nodiscard]] base::Result<std::int64_t, SettlementRefusal> draft_settlements(db::Transaction& tx,
                                                                              RegionId region_id,
                                                                              base::Date month,
                                                                              PersonId drafted_by,
                                                                              base::Instant now);
/// The shop agrees; `payout_won` is the amount that it saw, when it says one.
[[nodiscard]] base::Result<void, SettlementRefusal> confirm_settlement(
    db::Transaction& tx, RegionId region_id, SettlementId settlement_id, PersonId confirmed_by,
    std::optional<std::int64_t> payout_won = {});
/// Posts a confirmed settlement as one linked group: points leave circulation, won go to the shop,
/// the benefit fund and the support fund, out of the account that backs the points. A settlement
/// that pays nothing out is paid at once.
[[nodiscard]] base::Result<Settlement, SettlementRefusal> approve_settlement(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, SettlementId settlement_id,
    PersonId approved_by);
[[nodiscard]] std::optional<Settlement> find_settlement(db::Transaction& tx, RegionId region_id,
                                                        SettlementId settlement_id);
/// Newest month first; of all shops when shop_id is 0.
[[nodiscard]] std::vector<Settlement> list_settlements(db::Transaction& tx, RegionId region_id,
                                                       OrganisationId shop_id);

enum class LineKind { sale, clawback, carry, guarantee };
BOOST_DESCRIBE_ENUM(LineKind, sale, clawback, carry, guarantee)

/// Names what a line is about: a sale, a refund, a settlement or an offline sale, by its kind.
using SourceId = base::Id<struct SettlementSourceTag>;

/// What a settlement pays for, or takes back: a sale, a refund of a sale that was settled before,
/// the debt that an earlier settlement left, or what the guarantee fund pays of an offline sale.
struct SettlementLine {
  LineKind kind = LineKind::sale;
  SourceId source_id;
  SaleId sale_id;  ///< 0: a carried debt
  base::Date sold_on;
  std::int64_t seq = 0;  ///< of the ledger's entry that proves it
  std::int64_t points = 0;
  std::int64_t shop_won = 0;
  std::int64_t benefit_won = 0;
  std::int64_t support_won = 0;
};
BOOST_DESCRIBE_STRUCT(SettlementLine, (),
                      (kind, source_id, sale_id, sold_on, seq, points, shop_won, benefit_won,
                       support_won))

/// Oldest first.
[[nodiscard]] std::vector<SettlementLine> lines_of(db::Transaction& tx, RegionId region_id,
                                                   SettlementId settlement_id);

/// Which fund pays a benefit: what sales returned, or what people donated.
enum class BenefitSource { benefit_fund, donation_fund };
BOOST_DESCRIBE_ENUM(BenefitSource, benefit_fund, donation_fund)

/// Pays a benefit (health check, training …) to a participant from one of the funds.
[[nodiscard]] base::Result<BenefitId, SettlementRefusal> grant_benefit(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, PersonId person_id,
    std::int64_t amount_won, std::string_view purpose, PersonId granted_by,
    BenefitSource source = BenefitSource::benefit_fund);

[[nodiscard]] ledger::AccountKey benefit_fund_account();  ///< won for participants' benefits
[[nodiscard]] ledger::AccountKey support_fund_account();
/// What a shop is owed; negative: what it owes after refunds of settled sales.
[[nodiscard]] ledger::AccountKey payable_account(OrganisationId shop_id);
[[nodiscard]] ledger::AccountKey benefits_account(PersonId person_id);

}  // namespace market

/// An agreement's last account: what was received, what it paid for, what goes back to the funder.
#pragma once

#include <string>
#include <vector>

#include "funds/spending.h"

namespace funds {

using FundSettlementId = base::Id<struct FundSettlementTag>;

enum class FundSettlementState { proposed, approved, published, rejected };
BOOST_DESCRIBE_ENUM(FundSettlementState, proposed, approved, published, rejected)

struct FundSettlement {
  FundSettlementId id;
  AgreementId agreement_id;
  std::string agreement_name;
  ProgrammeId programme_id;
  OrganisationId funder_id;
  std::string funder_name;
  FundSource source = FundSource::central_fund;
  std::int64_t received_won = 0;
  std::int64_t interest_won = 0;
  std::int64_t spent_won = 0;
  std::int64_t unspent_won = 0;  ///< returned together with the interest
  FundSettlementState state = FundSettlementState::proposed;
  PersonId proposed_by;
  PersonId decided_by;
  std::string decision_note;
  std::optional<Date> published_on;
};
BOOST_DESCRIBE_STRUCT(FundSettlement, (),
                      (id, agreement_id, agreement_name, programme_id, funder_id, funder_name,
                       source, received_won, interest_won, spent_won, unspent_won, state,
                       proposed_by, decided_by, decision_note, published_on))

/// What an agreement gave a line, and what became of it.
struct FundSettlementLine {
  LineId line_id;
  std::int32_t year = 0;
  FundGoal goal = FundGoal::brand;
  std::int64_t allocated_won = 0;
  std::int64_t spent_won = 0;
  std::int64_t returned_won = 0;
};
BOOST_DESCRIBE_STRUCT(FundSettlementLine, (),
                      (line_id, year, goal, allocated_won, spent_won, returned_won))

enum class FundSettlementRefusal {
  fund_settlement_not_found,
  fund_settlement_not_proposed,
  fund_settlement_not_approved,
  fund_settlement_own_proposal,
  fund_settlement_own_approval,  ///< who approved does not publish
  fund_settlement_exists,
  fund_settlement_stale,  ///< money moved since it was drafted
  agreement_not_found,
  agreement_not_signed,
  agreement_not_over,
  agreement_has_open_business,  ///< proposals, commitments or spendings wait
};
BOOST_DESCRIBE_ENUM(FundSettlementRefusal, fund_settlement_not_found, fund_settlement_not_proposed,
                    fund_settlement_not_approved, fund_settlement_own_proposal,
                    fund_settlement_own_approval, fund_settlement_exists, fund_settlement_stale,
                    agreement_not_found, agreement_not_signed, agreement_not_over,
                    agreement_has_open_business)

/// Drafts the settlement of an agreement whose period ends today or earlier. Refuses
/// `agreement_has_open_business` while anything of it waits: a won that can still move has no place
/// in a last account. One draft at a time (`fund_settlement_exists`).
[[nodiscard]] base::Result<FundSettlementId, FundSettlementRefusal> propose_fund_settlement(
    db::Transaction& tx, RegionId region_id, AgreementId agreement_id, PersonId proposed_by,
    base::Instant now);
/// Returns what is left and the interest to the funder, as one linked group; the agreement is
/// closed with it. Refuses `fund_settlement_stale` when the accounts no longer hold what was
/// drafted: the draft is then rejected and made anew. CHECK: every account of the agreement is
/// empty afterwards.
[[nodiscard]] base::Result<FundSettlement, FundSettlementRefusal> approve_fund_settlement(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, FundSettlementId settlement_id,
    PersonId decided_by);
/// Ends a draft; another one may be made.
[[nodiscard]] base::Result<void, FundSettlementRefusal> reject_fund_settlement(
    db::Transaction& tx, RegionId region_id, FundSettlementId settlement_id, PersonId decided_by,
    std::string_view note);
/// Shows it to everybody, with every spending behind it. There is no way back: what was public once
/// is corrected in public. Refuses `fund_settlement_own_approval`.
[[nodiscard]] base::Result<void, FundSettlementRefusal> publish_fund_settlement(
    db::Transaction& tx, RegionId region_id, FundSettlementId settlement_id, PersonId published_by,
    Date today);
[[nodiscard]] std::optional<FundSettlement> find_fund_settlement(db::Transaction& tx,
                                                                 RegionId region_id,
                                                                 FundSettlementId settlement_id);
/// Newest first.
[[nodiscard]] std::vector<FundSettlement> list_fund_settlements(db::Transaction& tx,
                                                                RegionId region_id);
/// By year, then in the order of the goals.
[[nodiscard]] std::vector<FundSettlementLine> lines_of_settlement(db::Transaction& tx,
                                                                  RegionId region_id,
                                                                  FundSettlementId settlement_id);

}  // namespace funds

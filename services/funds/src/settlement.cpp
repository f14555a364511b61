#include "funds/settlement.h"

#include <algorithm>

#include "base/check.h"
#include "step.h"

namespace funds {
namespace {

using Refusal = FundSettlementRefusal;

constexpr std::string_view kSelect =
    "SELECT s.id, s.agreement_id, a.name AS agreement_name, a.programme_id, a.funder_id, "
    "o.name AS funder_name, a.source, s.received_won, s.interest_won, s.spent_won, s.unspent_won, "
    "s.state, s.proposed_by, s.decided_by, s.decision_note, s.published_on FROM funds_settlement s "
    "JOIN funds_agreement a ON a.region_id = s.region_id AND a.id = s.agreement_id "
    "JOIN people_organisation o ON o.region_id = a.region_id AND o.id = a.funder_id "
    "WHERE s.region_id = $1";

std::int64_t count(db::Transaction& tx, RegionId region_id, AgreementId agreement_id,
                   std::string_view statement) {
  return tx.integer(statement, region_id, agreement_id).value_or(0);
}

// Whether something of the agreement still waits for a decision or a payment.
bool has_open_business(db::Transaction& tx, RegionId region_id, AgreementId agreement_id) {
  return count(tx, region_id, agreement_id,
               "SELECT COUNT(*) FROM funds_movement WHERE region_id = $1 AND agreement_id = $2 "
               "AND state = 'proposed'") > 0 ||
         count(tx, region_id, agreement_id,
               "SELECT COUNT(*) FROM funds_commitment WHERE region_id = $1 AND agreement_id = $2 "
               "AND state IN ('proposed', 'open')") > 0;
}

std::int64_t received(db::Transaction& tx, RegionId region_id, AgreementId agreement_id,
                      MovementKind kind) {
  return tx
      .integer(
          "SELECT SUM(amount_won) FROM funds_movement WHERE region_id = $1 AND agreement_id = $2 "
          "AND kind = $3 AND state = 'approved'",
          region_id, agreement_id, kind)
      .value_or(0);
}

// From our own rows, not from the ledger's tables: a deed sees those before its group commit.
FundSettlement sums_of(db::Transaction& tx, RegionId region_id, AgreementId agreement_id) {
  FundSettlement sums;
  sums.received_won = received(tx, region_id, agreement_id, MovementKind::payment);
  sums.interest_won = received(tx, region_id, agreement_id, MovementKind::interest);
  for (const Spending& spending : spendings_of_agreement(tx, region_id, agreement_id))
    sums.spent_won += spending.amount_won;
  sums.unspent_won = sums.received_won - sums.spent_won;
  CHECK_REQUEST(sums.unspent_won >= 0);
  CHECK_REQUEST(sums.spent_won >= 0 && sums.interest_won >= 0);
  return sums;
}

// What the lines hold of the agreement.
std::vector<FundSettlementLine> lines_now(db::Transaction& tx, RegionId region_id,
                                          const Agreement& agreement) {
  std::vector<FundSettlementLine> lines;
  for (const BudgetLine& line : lines_of(tx, region_id, agreement.programme_id)) {
    for (const LinePart& part : parts_of(tx, region_id, line.id)) {
      if (part.agreement_id != agreement.id) continue;
      lines.push_back({.line_id = line.id,
                       .year = line.year,
                       .goal = line.goal,
                       .allocated_won = part.allocated_won,
                       .spent_won = part.spent_won,
                       .returned_won = part.left_won});
    }
  }
  return lines;
}

base::Result<Agreement, Refusal> ready_agreement(db::Transaction& tx, RegionId region_id,
                                                 AgreementId agreement_id, Date today) {
  const auto agreement = find_agreement(tx, region_id, agreement_id);
  if (!agreement) return base::refuse(Refusal::agreement_not_found);
  if (agreement->state != AgreementState::signed_off)
    return base::refuse(Refusal::agreement_not_signed);
  if (today < agreement->ends_on) return base::refuse(Refusal::agreement_not_over);
  if (has_open_business(tx, region_id, agreement_id))
    return base::refuse(Refusal::agreement_has_open_business);
  return *agreement;
}

void insert(db::Transaction& tx, RegionId region_id, FundSettlementId id,
            const Agreement& agreement, PersonId proposed_by, base::Instant now) {
  const FundSettlement sums = sums_of(tx, region_id, agreement.id);
  tx.execute(
      "INSERT INTO funds_settlement (region_id, id, agreement_id, received_won, interest_won, "
      "spent_won, unspent_won, state, proposed_by, proposed_at, decided_by, decision_note, "
      "published_by, published_on) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9, 0, '', 0, NULL)",
      region_id, id, agreement.id, sums.received_won, sums.interest_won, sums.spent_won,
      sums.unspent_won, proposed_by, now);
  for (const FundSettlementLine& line : lines_now(tx, region_id, agreement))
    tx.execute(
        "INSERT INTO funds_settlement_line (region_id, settlement_id, line_id, allocated_won, "
        "spent_won, returned_won) VALUES ($1, $2, $3, $4, $5, $6)",
        region_id, id, line.line_id, line.allocated_won, line.spent_won, line.returned_won);
}

base::Result<FundSettlement, Refusal> proposed(db::Transaction& tx, RegionId region_id,
                                               FundSettlementId settlement_id,
                                               PersonId decided_by) {
  const auto found = find_fund_settlement(tx, region_id, settlement_id);
  if (!found) return base::refuse(Refusal::fund_settlement_not_found);
  const StepState state =
      found->state == FundSettlementState::proposed ? StepState::proposed : StepState::approved;
  OLIVE_TRY_VOID(check_step(state, found->proposed_by, decided_by,
                            Refusal::fund_settlement_not_proposed,
                            Refusal::fund_settlement_own_proposal));
  return *found;
}

bool change_state(db::Transaction& tx, RegionId region_id, FundSettlementId id,
                  FundSettlementState to, PersonId decided_by, std::string_view note) {
  return tx.execute(
             "UPDATE funds_settlement SET state = $3, decided_by = $4, decision_note = $5 "
             "WHERE region_id = $1 AND id = $2 AND state = 'proposed'",
             region_id, id, to, decided_by, note) == 1;
}

// Sends all that an account holds back to the funder. Returns how much.
std::int64_t give_back(ledger::Batch& batch, const FundSettlement& settlement,
                       const ledger::AccountKey& from, std::string_view code, PersonId actor,
                       std::int64_t leg) {
  const ledger::AccountId account = batch.account(from, fund_terms());
  const std::int64_t amount_won = batch.balance(account).posted;
  if (amount_won == 0) return 0;
  const auto entry =
      batch.transfer({.key = ledger::key_of("fund_settlement", settlement.id.value, leg),
                      .debit = account,
                      .credit = batch.account(funder_account(settlement.funder_id), {}),
                      .amount = amount_won,
                      .code = std::string(code),
                      .effective_on = batch.today(),
                      .actor = actor,
                      .reference = "fund_settlement:" + std::to_string(settlement.id.value)});
  CHECK_REQUEST(entry.has_value());  // its balance was read in this very batch, nothing is held
  CHECK_REQUEST(batch.balance(account).posted == 0);
  return amount_won;
}

// Every won of the agreement that is still here: what no line was given, line by line, interest.
// False when that is not what was drafted.
bool give_all_back(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                   const FundSettlement& settlement, PersonId actor) {
  const AgreementId agreement_id = settlement.agreement_id;
  std::int64_t leg = 1;
  std::int64_t returned_won =
      give_back(batch, settlement, agreement_account(agreement_id), "fund_return", actor, leg);
  for (const FundSettlementLine& line : lines_of_settlement(tx, region_id, settlement.id)) {
    const std::int64_t from_line_won = give_back(
        batch, settlement, line_account(line.line_id, agreement_id), "fund_return", actor, ++leg);
    if (from_line_won != line.returned_won) return false;
    returned_won += from_line_won;
  }
  const std::int64_t interest_won = give_back(batch, settlement, interest_account(agreement_id),
                                              "fund_interest_return", actor, ++leg);
  return returned_won == settlement.unspent_won && interest_won == settlement.interest_won;
}

}  // namespace

base::Result<FundSettlementId, Refusal> propose_fund_settlement(db::Transaction& tx,
                                                                RegionId region_id,
                                                                AgreementId agreement_id,
                                                                PersonId proposed_by,
                                                                base::Instant now) {
  OLIVE_TRY(agreement, ready_agreement(tx, region_id, agreement_id, base::korean_date(now)));
  if (tx.integer("SELECT id FROM funds_settlement WHERE region_id = $1 AND agreement_id = $2 "
                 "AND state <> 'rejected'",
                 region_id, agreement_id))
    return base::refuse(Refusal::fund_settlement_exists);
  const auto id = tx.make_id<FundSettlementId>();
  insert(tx, region_id, id, agreement, proposed_by, now);
  return id;
}

base::Result<FundSettlement, Refusal> approve_fund_settlement(db::Transaction& tx,
                                                              ledger::Batch& batch,
                                                              RegionId region_id,
                                                              FundSettlementId settlement_id,
                                                              PersonId decided_by) {
  OLIVE_TRY(settlement, proposed(tx, region_id, settlement_id, decided_by));
  OLIVE_TRY(agreement, ready_agreement(tx, region_id, settlement.agreement_id, batch.today()));
  const FundSettlement sums = sums_of(tx, region_id, agreement.id);
  if (sums.spent_won != settlement.spent_won || sums.received_won != settlement.received_won ||
      !give_all_back(tx, batch, region_id, settlement, decided_by))
    return base::refuse(Refusal::fund_settlement_stale);
  if (!change_state(tx, region_id, settlement_id, FundSettlementState::approved, decided_by, ""))
    return base::refuse(Refusal::fund_settlement_not_proposed);
  tx.execute("UPDATE funds_agreement SET state = 'settled' WHERE region_id = $1 AND id = $2",
             region_id, agreement.id);
  CHECK_REQUEST(settlement.received_won == settlement.spent_won + settlement.unspent_won);
  settlement.state = FundSettlementState::approved;
  settlement.decided_by = decided_by;
  return settlement;
}

base::Result<void, Refusal> reject_fund_settlement(db::Transaction& tx, RegionId region_id,
                                                   FundSettlementId settlement_id,
                                                   PersonId decided_by, std::string_view note) {
  OLIVE_TRY_VOID(proposed(tx, region_id, settlement_id, decided_by));
  if (!change_state(tx, region_id, settlement_id, FundSettlementState::rejected, decided_by, note))
    return base::refuse(Refusal::fund_settlement_not_proposed);
  return {};
}

base::Result<void, Refusal> publish_fund_settlement(db::Transaction& tx, RegionId region_id,
                                                    FundSettlementId settlement_id,
                                                    PersonId published_by, Date today) {
  const auto settlement = find_fund_settlement(tx, region_id, settlement_id);
  if (!settlement) return base::refuse(Refusal::fund_settlement_not_found);
  if (settlement->state != FundSettlementState::approved)
    return base::refuse(Refusal::fund_settlement_not_approved);
  if (settlement->decided_by == published_by)
    return base::refuse(Refusal::fund_settlement_own_approval);
  const auto changed = tx.execute(
      "UPDATE funds_settlement SET state = 'published', published_by = $3, published_on = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'approved'",
      region_id, settlement_id, published_by, today);
  if (changed != 1) return base::refuse(Refusal::fund_settlement_not_approved);
  return {};
}

std::optional<FundSettlement> find_fund_settlement(db::Transaction& tx, RegionId region_id,
                                                   FundSettlementId settlement_id) {
  return tx.query_one<FundSettlement>(std::string(kSelect) + " AND s.id = $2", region_id,
                                      settlement_id);
}

std::vector<FundSettlement> list_fund_settlements(db::Transaction& tx, RegionId region_id) {
  return tx.query<FundSettlement>(std::string(kSelect) + " ORDER BY s.id DESC", region_id);
}

std::vector<FundSettlementLine> lines_of_settlement(db::Transaction& tx, RegionId region_id,
                                                    FundSettlementId settlement_id) {
  auto lines = tx.query<FundSettlementLine>(
      "SELECT s.line_id, l.year, l.goal, s.allocated_won, s.spent_won, s.returned_won "
      "FROM funds_settlement_line s JOIN funds_line l ON l.region_id = s.region_id "
      "AND l.id = s.line_id WHERE s.region_id = $1 AND s.settlement_id = $2",
      region_id, settlement_id);
  std::ranges::sort(lines, {},
                    [](const FundSettlementLine& line) { return std::pair(line.year, line.goal); });
  return lines;
}

}  // namespace funds

#include "market/settlement.h"

#include "base/check.h"
#include "ledger/points.h"
#include "market/donation.h"
#include "market/offline_till.h"

namespace market {
namespace {

constexpr std::string_view kSelect =
    "SELECT t.id, t.shop_id, o.name AS shop_name, t.month, t.state, t.sales, t.gross_points, "
    "t.shop_won, t.benefit_won, t.support_won, t.clawback_won, t.guarantee_won, t.rule_version, "
    "CASE WHEN t.shop_won + t.clawback_won + t.guarantee_won > 0 "
    "THEN t.shop_won + t.clawback_won + t.guarantee_won ELSE 0 END AS payout_won, "
    "NULLIF(t.bank_file_id, 0) AS bank_file_id, t.paid_on FROM market_settlement t "
    "JOIN people_organisation o ON o.region_id = t.region_id AND o.id = t.shop_id "
    "WHERE t.region_id = $1 AND ";

/// Who had a hand in a settlement, for the rule of four eyes.
struct Hands {
  PersonId drafted_by;
  PersonId confirmed_by;
};
BOOST_DESCRIBE_STRUCT(Hands, (), (drafted_by, confirmed_by))

bool has_hand(db::Transaction& tx, RegionId region_id, SettlementId id, PersonId person_id) {
  const auto hands = tx.query_one<Hands>(
      "SELECT drafted_by, confirmed_by FROM market_settlement WHERE region_id = $1 AND id = $2",
      region_id, id);
  return hands && (hands->drafted_by == person_id || hands->confirmed_by == person_id);
}

/// Takings and backing alike are claims that never go below zero; a fund answers for what it gave.
ledger::AccountTerms terms_of(const ledger::AccountKey& debit) {
  if (debit == guarantee_fund_account()) return {.account_class = ledger::AccountClass::equity};
  return ledger::point_backing_terms();
}

/// Posts one leg of a settlement and returns its entry; 0 when there is nothing to move.
std::int64_t post_leg(ledger::Batch& batch, const Settlement& settlement, std::int64_t leg,
                      const ledger::AccountKey& debit, const ledger::AccountKey& credit,
                      std::int64_t amount, std::string_view code, PersonId actor) {
  if (amount == 0) return 0;
  const auto entry =
      batch.transfer({.key = ledger::key_of("settlement", settlement.id.value, leg),
                      .debit = batch.account(debit, terms_of(debit)),
                      .credit = batch.account(credit, {}),
                      .amount = amount,
                      .code = std::string(code),
                      .effective_on = batch.today(),
                      .actor = actor,
                      .reference = "settlement:" + std::to_string(settlement.id.value)});
  CHECK_REQUEST(entry.has_value());  // the shop has taken these points, their won was seen
  return entry->seq;
}

ledger::AccountKey regional(std::string asset, std::string purpose) {
  return {std::move(asset), ledger::OwnerKind::region, 0, std::move(purpose)};
}

}  // namespace

base::Result<void, SettlementRefusal> confirm_settlement(db::Transaction& tx, RegionId region_id,
                                                         SettlementId settlement_id,
                                                         PersonId confirmed_by,
                                                         std::optional<std::int64_t> payout_won) {
  const auto settlement = find_settlement(tx, region_id, settlement_id);
  if (!settlement) return base::refuse(SettlementRefusal::settlement_not_found);
  if (settlement->state != SettlementState::draft)
    return base::refuse(SettlementRefusal::settlement_not_draft);
  if (payout_won && *payout_won != settlement->payout_won)
    return base::refuse(SettlementRefusal::settlement_changed);
  tx.execute(
      "UPDATE market_settlement SET state = 'confirmed', confirmed_by = $3 "
      "WHERE region_id = $1 AND id = $2",
      region_id, settlement_id, confirmed_by);
  return {};
}

base::Result<Settlement, SettlementRefusal> approve_settlement(db::Transaction& tx,
                                                               ledger::Batch& batch,
                                                               RegionId region_id,
                                                               SettlementId settlement_id,
                                                               PersonId approved_by) {
  const auto found = find_settlement(tx, region_id, settlement_id);
  if (!found) return base::refuse(SettlementRefusal::settlement_not_found);
  const Settlement& s = *found;
  if (s.state != SettlementState::confirmed)
    return base::refuse(SettlementRefusal::settlement_not_confirmed);
  if (has_hand(tx, region_id, settlement_id, approved_by))
    return base::refuse(SettlementRefusal::four_eyes_required);
  const auto backing = batch.find_account(ledger::point_backing_account());
  if (!backing || batch.balance(*backing).available() < s.gross_points * ledger::kWonPerPoint)
    return base::refuse(SettlementRefusal::backing_insufficient);
  const std::int64_t points_seq =
      post_leg(batch, s, 1, takings_account(s.shop_id), ledger::redeemed_points_account(),
               s.gross_points, "settlement", approved_by);
  const auto pay = [&](std::int64_t leg, const ledger::AccountKey& to, std::int64_t amount,
                       std::string_view code) {
    return post_leg(batch, s, leg, ledger::point_backing_account(), to, amount, code, approved_by);
  };
  const std::int64_t shop_seq = pay(2, payable_account(s.shop_id), s.shop_won, "settlement_shop");
  const std::int64_t benefit_seq =
      pay(3, benefit_fund_account(), s.benefit_won, "settlement_benefit");
  const std::int64_t support_seq =
      pay(4, support_fund_account(), s.support_won, "settlement_support");
  post_leg(batch, s, 5, guarantee_fund_account(), payable_account(s.shop_id), s.guarantee_won,
           "settlement_guarantee", approved_by);
  const bool is_paid = s.payout_won == 0;
  tx.execute(
      "UPDATE market_settlement SET state = $3, approved_by = $4, points_seq = $5, shop_seq = $6, "
      "benefit_seq = $7, support_seq = $8, paid_on = $9 WHERE region_id = $1 AND id = $2",
      region_id, settlement_id, is_paid ? SettlementState::paid : SettlementState::approved,
      approved_by, points_seq, shop_seq, benefit_seq, support_seq,
      is_paid ? std::optional(batch.today()) : std::nullopt);
  return *find_settlement(tx, region_id, settlement_id);
}

std::optional<Settlement> find_settlement(db::Transaction& tx, RegionId region_id,
                                          SettlementId settlement_id) {
  return tx.query_one<Settlement>(std::string(kSelect) + "t.id = $2", region_id, settlement_id);
}

std::vector<Settlement> list_settlements(db::Transaction& tx, RegionId region_id,
                                         OrganisationId shop_id) {
  return tx.query<Settlement>(
      std::string(kSelect) + "(t.shop_id = $2 OR $2 = 0) ORDER BY t.month DESC, o.name, t.id",
      region_id, shop_id);
}

base::Result<BenefitId, SettlementRefusal> grant_benefit(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, PersonId person_id,
    std::int64_t amount_won, std::string_view purpose, PersonId granted_by, BenefitSource source) {
  if (amount_won <= 0) return base::refuse(SettlementRefusal::amount_not_positive);
  if (!people::find_person(tx, region_id, person_id))
    return base::refuse(SettlementRefusal::person_not_found);
  const bool is_donated = source == BenefitSource::donation_fund;
  const ledger::AccountId fund = is_donated
                                     ? batch.account(donation_fund_account(), {.balance_min = 0})
                                     : batch.account(benefit_fund_account(), {});
  if (batch.balance(fund).available() < amount_won)
    return base::refuse(SettlementRefusal::benefit_fund_insufficient);
  const auto id = tx.make_id<BenefitId>();
  const auto entry = batch.transfer({.key = ledger::key_of("benefit", id.value),
                                     .debit = fund,
                                     .credit = batch.account(benefits_account(person_id), {}),
                                     .amount = amount_won,
                                     .code = is_donated ? "donation_benefit" : "benefit",
                                     .effective_on = batch.today(),
                                     .actor = granted_by,
                                     .reference = "benefit:" + std::to_string(id.value)});
  CHECK_REQUEST(entry.has_value());  // the fund was seen to hold enough in this very batch
  tx.execute(
      "INSERT INTO market_benefit (region_id, id, person_id, purpose, amount_won, granted_by, "
      "granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, id, person_id, purpose, amount_won, granted_by, batch.now());
  return id;
}

ledger::AccountKey benefit_fund_account() { return regional(ledger::kWon, "benefit_fund"); }
ledger::AccountKey support_fund_account() { return regional(ledger::kWon, "support_fund"); }

ledger::AccountKey payable_account(OrganisationId shop_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, shop_id.value, "sales"};
}

ledger::AccountKey benefits_account(PersonId person_id) {
  return {ledger::kWon, ledger::OwnerKind::person, person_id.value, "benefits"};
}

}  // namespace market

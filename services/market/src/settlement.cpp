#include "market/settlement.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "ledger/points.h"

namespace market {
namespace {

constexpr std::int64_t kWhole = 1'000'000;  // shares are parts of this

constexpr std::string_view kSelect =
    "SELECT t.id, t.shop_id, o.name AS shop_name, t.month, t.state, t.sales, t.gross_points, "
    "t.shop_won, t.benefit_won, t.support_won, t.rule_version FROM market_settlement t "
    "JOIN people_organisation o ON o.region_id = t.region_id AND o.id = t.shop_id "
    "WHERE t.region_id = $1 AND ";

/// A shop's unsettled sales up to the end of a month.
struct Takings {
  OrganisationId shop_id;
  std::int64_t sales = 0;
  std::int64_t gross_points = 0;
};
BOOST_DESCRIBE_STRUCT(Takings, (), (shop_id, sales, gross_points))

std::vector<Takings> unsettled(db::Transaction& tx, RegionId region_id, base::Date month_end) {
  return tx.query<Takings>(
      "SELECT shop_id, COUNT(*) AS sales, SUM(points - refunded) AS gross_points "
      "FROM market_sale WHERE region_id = $1 AND settlement_id = 0 AND sold_on <= $2 "
      "GROUP BY shop_id ORDER BY shop_id",
      region_id, month_end);
}

/// Frees the sales of the month's drafts and removes the drafts.
void clear_drafts(db::Transaction& tx, RegionId region_id, base::Date month) {
  tx.execute(
      "UPDATE market_sale SET settlement_id = 0 WHERE region_id = $1 AND settlement_id IN "
      "(SELECT id FROM market_settlement WHERE region_id = $1 AND month = $2 "
      "AND state = 'draft')",
      region_id, month);
  tx.execute(
      "DELETE FROM market_settlement WHERE region_id = $1 AND month = $2 AND state = 'draft'",
      region_id, month);
}

bool has_settlement(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                    base::Date month) {
  return tx
      .integer(
          "SELECT id FROM market_settlement WHERE region_id = $1 AND shop_id = $2 "
          "AND month = $3",
          region_id, shop_id, month)
      .has_value();
}

void insert_draft(db::Transaction& tx, RegionId region_id, const Takings& takings, base::Date month,
                  const SplitRule& rule, base::Instant now) {
  const auto id = tx.make_id<SettlementId>();
  const Split parts = split(takings.gross_points, rule);
  tx.execute(
      "INSERT INTO market_settlement (region_id, id, shop_id, month, state, sales, gross_points, "
      "shop_won, benefit_won, support_won, rule_version, drafted_at, confirmed_by, approved_by) "
      "VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11, 0, 0)",
      region_id, id, takings.shop_id, month, takings.sales, takings.gross_points, parts.shop_won,
      parts.benefit_won, parts.support_won, rule.version, now);
  tx.execute(
      "UPDATE market_sale SET settlement_id = $3 WHERE region_id = $1 AND shop_id = $2 "
      "AND settlement_id = 0 AND sold_on <= $4",
      region_id, takings.shop_id, id, base::last_of_month(month));
}

/// Posts one leg of a settlement; nothing when its amount is zero.
void post_leg(ledger::Batch& batch, const Settlement& settlement, std::int64_t leg,
              const ledger::AccountKey& debit, const ledger::AccountKey& credit,
              std::int64_t amount, std::string_view code, PersonId actor) {
  if (amount == 0) return;
  const auto entry =
      batch.transfer({.key = ledger::key_of("settlement", settlement.id.value, leg),
                      // Takings and backing alike: claims that never go below zero.
                      .debit = batch.account(debit, ledger::point_backing_terms()),
                      .credit = batch.account(credit, {}),
                      .amount = amount,
                      .code = std::string(code),
                      .effective_on = batch.today(),
                      .actor = actor,
                      .reference = "settlement:" + std::to_string(settlement.id.value)});
  CHECK_REQUEST(entry.has_value());  // the shop has taken these points, their won was seen
}

ledger::AccountKey regional(std::string asset, std::string purpose) {
  return {std::move(asset), ledger::OwnerKind::region, 0, std::move(purpose)};
}

}  // namespace

bool is_right_split_rule(std::string_view json) {
  const auto rule = json::read<SplitRule>(json);
  const auto is_share = [](std::int64_t ppm) { return ppm >= 0 && ppm <= kWhole; };
  return rule && is_share(rule->margin_ppm) && is_share(rule->benefit_ppm) &&
         is_share(rule->support_ppm) && rule->benefit_ppm + rule->support_ppm <= kWhole;
}

Split split(std::int64_t gross, const SplitRule& rule) {
  CHECK_REQUEST(gross >= 0 && gross <= 1'000'000'000'000);
  // In millionths of a millionth, so that nothing is lost before the parts are rounded.
  using Wide = __int128;
  const std::array<Wide, 3> weights{
      Wide{kWhole} * kWhole - Wide{rule.margin_ppm} * (rule.benefit_ppm + rule.support_ppm),
      Wide{rule.margin_ppm} * rule.benefit_ppm, Wide{rule.margin_ppm} * rule.support_ppm};
  std::array<std::int64_t, 3> parts{};
  std::array<Wide, 3> rests{};
  std::int64_t given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Wide exact = gross * weights[i];
    parts[i] = static_cast<std::int64_t>(exact / (Wide{kWhole} * kWhole));
    rests[i] = exact % (Wide{kWhole} * kWhole);
    given += parts[i];
  }
  for (; given < gross; ++given) {
    const auto largest = std::ranges::max_element(rests);  // the first of equals: the shop
    ++parts[static_cast<std::size_t>(largest - rests.begin())];
    *largest = -1;
  }
  return {parts[0], parts[1], parts[2]};
}

base::Result<std::int64_t, SettlementRefusal> draft_settlements(db::Transaction& tx,
                                                                RegionId region_id,
                                                                base::Date month,
                                                                base::Instant now) {
  month = base::first_of_month(month);
  if (base::korean_date(now) < base::last_of_month(month))
    return base::refuse(SettlementRefusal::month_not_over);
  clear_drafts(tx, region_id, month);
  const auto rule = settings::table<SplitRule>(tx, region_id, kSplitRule, month);
  std::int64_t drafts = 0;
  for (const Takings& takings : unsettled(tx, region_id, base::last_of_month(month))) {
    if (takings.gross_points == 0 || has_settlement(tx, region_id, takings.shop_id, month))
      continue;
    insert_draft(tx, region_id, takings, month, rule, now);
    ++drafts;
  }
  if (drafts == 0) return base::refuse(SettlementRefusal::nothing_to_settle);
  return drafts;
}

base::Result<void, SettlementRefusal> confirm_settlement(db::Transaction& tx, RegionId region_id,
                                                         SettlementId settlement_id,
                                                         PersonId confirmed_by) {
  const auto settlement = find_settlement(tx, region_id, settlement_id);
  if (!settlement) return base::refuse(SettlementRefusal::settlement_not_found);
  if (settlement->state != SettlementState::draft)
    return base::refuse(SettlementRefusal::settlement_not_draft);
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
  auto settlement = find_settlement(tx, region_id, settlement_id);
  if (!settlement) return base::refuse(SettlementRefusal::settlement_not_found);
  if (settlement->state != SettlementState::confirmed)
    return base::refuse(SettlementRefusal::settlement_not_confirmed);
  const Settlement& s = *settlement;
  const auto backing = batch.find_account(ledger::point_backing_account());
  if (!backing || batch.balance(*backing).available() < s.gross_points * ledger::kWonPerPoint)
    return base::refuse(SettlementRefusal::backing_insufficient);
  post_leg(batch, s, 1, takings_account(s.shop_id), ledger::redeemed_points_account(),
           s.gross_points, "settlement", approved_by);
  post_leg(batch, s, 2, ledger::point_backing_account(), payable_account(s.shop_id), s.shop_won,
           "settlement_shop", approved_by);
  post_leg(batch, s, 3, ledger::point_backing_account(), benefit_fund_account(), s.benefit_won,
           "settlement_benefit", approved_by);
  post_leg(batch, s, 4, ledger::point_backing_account(), support_fund_account(), s.support_won,
           "settlement_support", approved_by);
  tx.execute(
      "UPDATE market_settlement SET state = 'approved', approved_by = $3 "
      "WHERE region_id = $1 AND id = $2",
      region_id, settlement_id, approved_by);
  settlement->state = SettlementState::approved;
  return *settlement;
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

base::Result<BenefitId, SettlementRefusal> grant_benefit(db::Transaction& tx, ledger::Batch& batch,
                                                         RegionId region_id, PersonId person_id,
                                                         std::int64_t amount_won,
                                                         std::string_view purpose,
                                                         PersonId granted_by) {
  if (amount_won <= 0) return base::refuse(SettlementRefusal::amount_not_positive);
  if (!people::find_person(tx, region_id, person_id))
    return base::refuse(SettlementRefusal::person_not_found);
  const ledger::AccountId fund = batch.account(benefit_fund_account(), {});
  if (batch.balance(fund).available() < amount_won)
    return base::refuse(SettlementRefusal::benefit_fund_insufficient);
  const auto id = tx.make_id<BenefitId>();
  const auto entry = batch.transfer({.key = ledger::key_of("benefit", id.value),
                                     .debit = fund,
                                     .credit = batch.account(benefits_account(person_id), {}),
                                     .amount = amount_won,
                                     .code = "benefit",
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

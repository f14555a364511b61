// What a line has, promised, paid and gave back: read from the ledger's balances.
#include "base/check.h"
#include "funds/movement.h"

namespace funds {
namespace {

ledger::Balance balance_of(db::Transaction& tx, RegionId region_id, const ledger::AccountKey& key) {
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  const auto account = ledger::find_account(tx, ledger_id, key);
  return account ? ledger::read_balance(tx, ledger_id, account->id) : ledger::Balance{};
}

struct Giver {
  AgreementId agreement_id;
  std::string agreement_name;
  FundSource source = FundSource::central_fund;
};
BOOST_DESCRIBE_STRUCT(Giver, (), (agreement_id, agreement_name, source))

// Agreements that have given money to a line, in the order of their periods.
std::vector<Giver> givers_of(db::Transaction& tx, RegionId region_id, LineId line_id) {
  return tx.query<Giver>(
      "SELECT a.id AS agreement_id, a.name AS agreement_name, a.source FROM funds_agreement a "
      "WHERE a.region_id = $1 AND EXISTS (SELECT 1 FROM funds_movement m WHERE m.region_id = $1 "
      "AND m.agreement_id = a.id AND m.to_line_id = $2 AND m.state = 'approved') "
      "ORDER BY a.starts_on, a.id",
      region_id, line_id);
}

std::int64_t returned_of(db::Transaction& tx, RegionId region_id, LineId line_id,
                         AgreementId agreement_id) {
  return tx
      .integer(
          "SELECT SUM(l.returned_won) FROM funds_settlement_line l JOIN funds_settlement s "
          "ON s.region_id = l.region_id AND s.id = l.settlement_id WHERE l.region_id = $1 "
          "AND l.line_id = $2 AND s.agreement_id = $3 AND s.state IN ('approved', 'published')",
          region_id, line_id, agreement_id)
      .value_or(0);
}

}  // namespace

std::vector<LinePart> parts_of(db::Transaction& tx, RegionId region_id, LineId line_id) {
  std::vector<LinePart> parts;
  for (Giver& giver : givers_of(tx, region_id, line_id)) {
    const ledger::Balance held =
        balance_of(tx, region_id, line_account(line_id, giver.agreement_id));
    const ledger::Balance spent =
        balance_of(tx, region_id, spent_account(line_id, giver.agreement_id));
    LinePart part{.agreement_id = giver.agreement_id,
                  .agreement_name = std::move(giver.agreement_name),
                  .source = giver.source,
                  .committed_won = held.held,
                  .spent_won = spent.posted,
                  .left_won = held.available()};
    part.returned_won = returned_of(tx, region_id, line_id, giver.agreement_id);
    part.allocated_won = held.posted + part.spent_won + part.returned_won;
    CHECK_REQUEST(part.left_won >= 0 && part.committed_won >= 0 && part.spent_won >= 0);
    CHECK_REQUEST(part.returned_won >= 0);
    parts.push_back(std::move(part));
  }
  return parts;
}

LineFigures figures_of(db::Transaction& tx, RegionId region_id, const BudgetLine& line) {
  LineFigures figures{.line = line, .plan_won = line.planned_won + line.moved_won};
  for (const LinePart& part : parts_of(tx, region_id, line.id)) {
    figures.allocated_won += part.allocated_won;
    figures.committed_won += part.committed_won;
    figures.spent_won += part.spent_won;
    figures.returned_won += part.returned_won;
    figures.left_won += part.left_won;
  }
  CHECK_REQUEST(figures.allocated_won == figures.committed_won + figures.spent_won +
                                             figures.returned_won + figures.left_won);
  // Allocations stop at the plan, and a re-allocation takes plan and money along together.
  CHECK_REQUEST(figures.plan_won >= figures.allocated_won);
  return figures;
}

}  // namespace funds

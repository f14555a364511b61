// The closing of a quarterly account: how it goes into the ledger.
#include <algorithm>
#include <functional>
#include <utility>

#include "teams/quarter.h"
#include "teams/sales_line.h"
#include "teams/shortfall.h"

namespace teams {
namespace {

using Refusal = QuarterRefusal;

bool is_cost(SalesLineKind kind) {
  return kind == SalesLineKind::direct_cost || kind == SalesLineKind::overtime ||
         kind == SalesLineKind::night_work;
}

// What a line does to the team's sales account.
std::int64_t effect_won(const SalesLine& line) {
  switch (line.kind) {
    case SalesLineKind::opening_set_aside: return 0;
    default: return is_cost(line.kind) ? -line.amount_won : line.amount_won;
  }
}

struct Side {
  ledger::AccountKey key;
  ledger::AccountTerms terms{};
};

// Where the money of a line comes from, or goes to.
Side other_side(const SalesLine& line, const QuarterAccount& account) {
  using ledger::AccountClass;
  switch (line.kind) {
    case SalesLineKind::government_support:
    case SalesLineKind::type_support:
      return {team_support_account(account.centre_id), {.account_class = AccountClass::income}};
    case SalesLineKind::direct_cost:
    case SalesLineKind::overtime:
    case SalesLineKind::night_work:
      return {team_costs_account(account.centre_id), {.account_class = AccountClass::expense}};
    default: return {team_buyers_account(), {.account_class = AccountClass::asset}};
  }
}

Side own_side(const SalesLine& line, const QuarterAccount& account) {
  if (line.kind == SalesLineKind::opening_set_aside)
    return {team_set_aside_account(account.team_id), team_terms()};
  return {team_sales_account(account.team_id), team_terms()};
}

// Writes one account's entries, all in one linked group.
class Closing {
 public:
  Closing(db::Transaction& tx, ledger::Batch& batch, RegionId region_id, QuarterAccount account,
          PersonId closed_by)
      : tx_(tx),
        batch_(batch),
        region_id_(region_id),
        account_(std::move(account)),
        closed_by_(closed_by) {}

  base::Result<QuarterAccount, Refusal> post() {
    const QuarterFigures figures = figures_of(tx_, region_id_, account_);
    const std::int64_t carried_won = std::max<std::int64_t>(0, -figures.sales_left_won);
    const std::int64_t lent_won = lent() - carried_won;
    post_move(programme_budget_account(account_.centre_id), sales(), "team_shortfall",
              figures.programme_budget_won);
    post_move(team_advance_account(account_.team_id), sales(), "team_advance", -lent_won);
    OLIVE_TRY_VOID(post_lines());
    post_move(sales(), team_advance_account(account_.team_id), "team_advance_repaid", lent_won);
    post_share(team_set_aside_account(account_.team_id), "team_set_aside", figures.set_aside_won);
    post_share(team_performance_account(account_.team_id), "team_performance",
               figures.performance_won);
    post_share(team_profit_account(account_.team_id), "team_profit", figures.tomorrow_profit_won);
    post_share(team_activation_account(account_.team_id), "team_activation",
               figures.activation_won);
    post_share(central_asset_fund_account(), "team_central_fund", figures.central_fund_won);
    post_share(regional_support_account(account_.centre_id), "team_regional_support",
               figures.regional_support_won);
    const ledger::AccountId left = batch_.account(sales(), team_terms());
    CHECK_REQUEST(batch_.balance(left).posted == std::max<std::int64_t>(0, figures.sales_left_won));
    CHECK_REQUEST(lent() == carried_won);
    return closed();
  }

 private:
  // What brings money in goes first: the account never falls below what is left in the end.
  base::Result<void, Refusal> post_lines() {
    std::vector<SalesLine> lines = sales_lines(tx_, region_id_, account_.id);
    std::ranges::sort(lines, std::greater{},
                      [](const SalesLine& line) { return std::pair(effect_won(line), line.id); });
    for (const SalesLine& line : lines) {
      const auto entry = line.reverses_id ? take_back(line) : post_line(line);
      if (!entry) {
        // A set-aside that came from earlier books and was spent since cannot be taken back.
        CHECK_REQUEST(entry.error() == ledger::TransferRefusal::balance_below_minimum);
        return base::refuse(Refusal::set_aside_below_zero);
      }
      tx_.execute("UPDATE teams_sales_line SET seq = $3 WHERE region_id = $1 AND id = $2",
                  region_id_, line.id, entry->seq);
      note_seq(entry->seq);
    }
    return {};
  }

  ledger::Posting<ledger::Entry> post_line(const SalesLine& line) {
    const Side own = own_side(line, account_);
    const Side other = other_side(line, account_);
    const ledger::AccountId mine = batch_.account(own.key, own.terms);
    const ledger::AccountId theirs = batch_.account(other.key, other.terms);
    const bool is_out = is_cost(line.kind) != (line.amount_won < 0);
    return batch_.transfer({.key = ledger::key_of("sales_line", line.id.value),
                            .debit = is_out ? mine : theirs,
                            .credit = is_out ? theirs : mine,
                            .amount = std::abs(line.amount_won),
                            .code = "team_" + std::string(base::name_of(line.kind)),
                            .effective_on = batch_.today(),
                            .actor = closed_by_,
                            .reference = "sales_line:" + std::to_string(line.id.value)});
  }

  ledger::Posting<ledger::Entry> take_back(const SalesLine& line) {
    const auto original = find_sales_line(tx_, region_id_, line.reverses_id);
    CHECK_REQUEST(original && original->seq > 0);
    return batch_.reverse(original->seq, std::nullopt, ledger::key_of("sales_line", line.id.value),
                          "team_reversal", closed_by_);
  }

  void post_share(const ledger::AccountKey& fund, std::string_view code, std::int64_t amount_won) {
    CHECK_REQUEST(amount_won >= 0);
    post_move(sales(), fund, code, amount_won);
  }

  // Nothing for nothing, and for what goes the other way.
  void post_move(const ledger::AccountKey& from, const ledger::AccountKey& to,
                 std::string_view code, std::int64_t amount_won) {
    if (amount_won <= 0) return;
    const auto entry =
        batch_.transfer({.key = ledger::key_of(code, account_.id.value),
                         .debit = batch_.account(from, terms_of(from)),
                         .credit = batch_.account(to, terms_of(to)),
                         .amount = amount_won,
                         .code = std::string(code),
                         .effective_on = batch_.today(),
                         .actor = closed_by_,
                         .reference = "team_quarter:" + std::to_string(account_.id.value)});
    CHECK_REQUEST(entry.has_value());  // the parts add up to what the lines brought
    note_seq(entry->seq);
  }

  [[nodiscard]] ledger::AccountKey sales() const { return team_sales_account(account_.team_id); }
  // The programme's money is spent, an advance is owed; all else is held for the team.
  [[nodiscard]] ledger::AccountTerms terms_of(const ledger::AccountKey& key) const {
    using ledger::AccountClass;
    if (key == programme_budget_account(account_.centre_id))
      return {.account_class = AccountClass::expense};
    if (key == team_advance_account(account_.team_id))
      return {.account_class = AccountClass::asset};
    return team_terms();
  }
  // What the team owes for shortfalls of earlier quarters.
  [[nodiscard]] std::int64_t lent() const {
    const auto advance = batch_.find_account(team_advance_account(account_.team_id));
    return advance ? -batch_.balance(*advance).posted : 0;
  }

  void note_seq(std::int64_t seq) {
    if (account_.seq == 0) account_.seq = seq;
  }

  QuarterAccount closed() {
    account_.state = QuarterState::closed;
    account_.closed_by = closed_by_;
    account_.closed_on = batch_.today();
    tx_.execute(
        "UPDATE teams_quarter SET state = 'closed', closed_by = $3, closed_on = $4, seq = $5 "
        "WHERE region_id = $1 AND id = $2 AND state = 'submitted'",
        region_id_, account_.id, closed_by_, account_.closed_on, account_.seq);
    CHECK_REQUEST(tx_.changed() == 1);
    return account_;
  }

  db::Transaction& tx_;
  ledger::Batch& batch_;
  RegionId region_id_;
  QuarterAccount account_;
  PersonId closed_by_;
};

ledger::AccountKey of_team(OrganisationId team_id, std::string purpose) {
  return {ledger::kWon, ledger::OwnerKind::organisation, team_id.value, std::move(purpose)};
}

}  // namespace

base::Result<QuarterAccount, QuarterRefusal> close_quarter(db::Transaction& tx,
                                                           ledger::Batch& batch, RegionId region_id,
                                                           QuarterId id, PersonId closed_by,
                                                           std::int64_t shortfall_won) {
  auto account = find_quarter(tx, region_id, id);
  if (!account) return base::refuse(Refusal::quarter_not_found);
  if (account->state != QuarterState::submitted)
    return base::refuse(Refusal::quarter_not_submitted);
  const auto entered = tx.integer(
      "SELECT id FROM teams_sales_line WHERE region_id = $1 AND quarter_id = $2 "
      "AND entered_by = $3 LIMIT 1",
      region_id, id, closed_by);
  if (account->submitted_by == closed_by || entered)
    return base::refuse(Refusal::quarter_own_entry);
  OLIVE_TRY_VOID(approve_shortfall(tx, region_id, id, shortfall_won, closed_by));
  return Closing(tx, batch, region_id, *std::move(account), closed_by).post();
}

ledger::AccountKey team_sales_account(OrganisationId team_id) {
  return of_team(team_id, "team_sales");
}
ledger::AccountKey team_set_aside_account(OrganisationId team_id) {
  return of_team(team_id, "team_set_aside");
}
ledger::AccountKey team_performance_account(OrganisationId team_id) {
  return of_team(team_id, "team_performance");
}
ledger::AccountKey team_profit_account(OrganisationId team_id) {
  return of_team(team_id, "team_profit");
}
ledger::AccountKey team_activation_account(OrganisationId team_id) {
  return of_team(team_id, "team_activation");
}
ledger::AccountKey team_buyers_account() {
  return {ledger::kWon, ledger::OwnerKind::region, 0, "team_buyers"};
}
ledger::AccountKey team_support_account(OrganisationId centre_id) {
  return of_team(centre_id, "team_support");
}
ledger::AccountKey team_costs_account(OrganisationId centre_id) {
  return of_team(centre_id, "team_costs");
}
ledger::AccountKey central_asset_fund_account() {
  return {ledger::kWon, ledger::OwnerKind::region, 0, "central_asset_fund"};
}
ledger::AccountKey regional_support_account(OrganisationId centre_id) {
  return of_team(centre_id, "regional_support");
}
ledger::AccountTerms team_terms() { return {.balance_min = 0}; }

}  // namespace teams

#include "teams/quarter.h"

#include "base/text.h"
#include "quarter_figures.h"
#include "teams/sales_line.h"
#include "teams/shortfall.h"

namespace teams {
namespace {

using Refusal = QuarterRefusal;

constexpr std::string_view kSelect =
    "SELECT q.id, q.team_id, o.name AS team_name, q.centre_id, q.work_type, q.quarter, q.state, "
    "q.submitted_by, q.closed_by, q.closed_on, q.note, q.seq FROM teams_quarter q "
    "JOIN people_organisation o ON o.region_id = q.region_id AND o.id = q.team_id "
    "WHERE q.region_id = $1";

base::Result<QuarterAccount, Refusal> account_in(db::Transaction& tx, RegionId region_id,
                                                 QuarterId id, QuarterState state,
                                                 Refusal otherwise) {
  auto account = find_quarter(tx, region_id, id);
  if (!account) return base::refuse(Refusal::quarter_not_found);
  if (account->state != state) return base::refuse(otherwise);
  return *std::move(account);
}

bool has_other(db::Transaction& tx, RegionId region_id, OrganisationId team_id, base::Date quarter,
               std::string_view where) {
  return tx
      .integer("SELECT id FROM teams_quarter WHERE region_id = $1 AND team_id = $2 AND quarter " +
                   std::string(where) + " LIMIT 1",
               region_id, team_id, quarter)
      .has_value();
}

// Whether the account can be shared, and by what: every reason why not has its name.
base::Result<QuarterFigures, Refusal> final_figures(db::Transaction& tx, RegionId region_id,
                                                    const QuarterAccount& account) {
  if (!sales_rule_for(tx, region_id, account.work_type, account.quarter))
    return base::refuse(Refusal::sales_rule_missing);
  const QuarterFigures figures = figures_of(tx, region_id, account);
  if (figures.support_left_won() > 0) return base::refuse(Refusal::support_above_costs);
  if (figures.set_aside_total_won < 0) return base::refuse(Refusal::set_aside_below_zero);
  CHECK_REQUEST(figures.spending_left_won >= 0);  // the funds cannot be overdrawn
  return figures;
}

}  // namespace

base::Result<QuarterId, QuarterRefusal> open_quarter(db::Transaction& tx, RegionId region_id,
                                                     OrganisationId team_id, base::Date day,
                                                     base::Date today) {
  const base::Date quarter = first_of_quarter(day);
  const auto team = find_team(tx, region_id, team_id, quarter);
  if (!team) return base::refuse(Refusal::team_not_found);
  if (quarter > today) return base::refuse(Refusal::quarter_not_begun);
  if (const auto open = quarter_of(tx, region_id, team_id, quarter)) return open->id;
  if (has_other(tx, region_id, team_id, quarter, "> $3"))
    return base::refuse(Refusal::quarter_later_exists);
  const auto id = tx.make_id<QuarterId>();
  tx.execute(
      "INSERT INTO teams_quarter (region_id, id, team_id, centre_id, work_type, quarter, state, "
      "submitted_by, closed_by, note, seq) VALUES ($1, $2, $3, $4, $5, $6, 'draft', 0, 0, '', 0)",
      region_id, id, team_id, team->centre_id, team->work_type, quarter);
  return id;
}

base::Result<void, QuarterRefusal> submit_quarter(db::Transaction& tx, RegionId region_id,
                                                  QuarterId id, PersonId submitted_by,
                                                  base::Instant now,
                                                  const std::optional<NamedShortfall>& shortfall) {
  OLIVE_TRY(account,
            account_in(tx, region_id, id, QuarterState::draft, Refusal::quarter_not_draft));
  if (base::korean_date(now) <= last_of_quarter(account.quarter))
    return base::refuse(Refusal::quarter_not_over);
  if (has_other(tx, region_id, account.team_id, account.quarter, "< $3 AND state <> 'closed'"))
    return base::refuse(Refusal::quarter_before_open);
  (void)take_over_extra_pay(tx, region_id, account, submitted_by, now);
  OLIVE_TRY(figures, final_figures(tx, region_id, account));
  OLIVE_TRY_VOID(name_shortfall(tx, region_id, figures, shortfall, submitted_by));
  CHECK_REQUEST(figures.rule_version > 0 && figures.is_balanced());
  keep_figures(tx, region_id, figures);
  tx.execute(
      "UPDATE teams_quarter SET state = 'submitted', submitted_by = $3, submitted_at = $4 "
      "WHERE region_id = $1 AND id = $2 AND state = 'draft'",
      region_id, id, submitted_by, now);
  CHECK_REQUEST(tx.changed() == 1);
  return {};
}

base::Result<void, QuarterRefusal> return_quarter(db::Transaction& tx, RegionId region_id,
                                                  QuarterId id, std::string_view note) {
  OLIVE_TRY_VOID(
      account_in(tx, region_id, id, QuarterState::submitted, Refusal::quarter_not_submitted));
  tx.execute("DELETE FROM teams_quarter_figures WHERE region_id = $1 AND quarter_id = $2",
             region_id, id);
  forget_shortfall(tx, region_id, id);
  tx.execute(
      "UPDATE teams_quarter SET state = 'draft', submitted_by = 0, submitted_at = NULL, note = $3 "
      "WHERE region_id = $1 AND id = $2",
      region_id, id, base::trim(note));
  return {};
}

std::optional<QuarterAccount> find_quarter(db::Transaction& tx, RegionId region_id, QuarterId id) {
  return tx.query_one<QuarterAccount>(std::string(kSelect) + " AND q.id = $2", region_id, id);
}

std::optional<QuarterAccount> quarter_of(db::Transaction& tx, RegionId region_id,
                                         OrganisationId team_id, base::Date quarter) {
  return tx.query_one<QuarterAccount>(
      std::string(kSelect) + " AND q.team_id = $2 AND q.quarter = $3", region_id, team_id, quarter);
}

std::vector<QuarterAccount> quarters_of_team(db::Transaction& tx, RegionId region_id,
                                             OrganisationId team_id) {
  return tx.query<QuarterAccount>(
      std::string(kSelect) + " AND q.team_id = $2 ORDER BY q.quarter DESC", region_id, team_id);
}

std::vector<QuarterAccount> quarters_on(db::Transaction& tx, RegionId region_id,
                                        base::Date quarter) {
  return tx.query<QuarterAccount>(
      std::string(kSelect) + " AND q.quarter = $2 ORDER BY q.centre_id, o.name, q.id", region_id,
      quarter);
}

}  // namespace teams

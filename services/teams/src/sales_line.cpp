#include "teams/sales_line.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "teams/pay.h"

namespace teams {
namespace {

using Refusal = SalesLineRefusal;
using Checked = base::Result<void, Refusal>;

constexpr std::string_view kSelect =
    "SELECT id, quarter_id, kind, occurred_on, amount_won, counterparty, evidence_number, "
    "description, source, reverses_id, entered_by, seq FROM teams_sales_line "
    "WHERE region_id = $1 AND ";

bool is_opening(SalesLineKind kind) {
  return kind == SalesLineKind::opening_sales || kind == SalesLineKind::opening_set_aside;
}

base::Result<QuarterAccount, Refusal> draft(db::Transaction& tx, RegionId region_id, QuarterId id) {
  auto account = find_quarter(tx, region_id, id);
  if (!account) return base::refuse(Refusal::quarter_not_found);
  if (account->state != QuarterState::draft) return base::refuse(Refusal::quarter_not_draft);
  return *std::move(account);
}

bool has_earlier(db::Transaction& tx, RegionId region_id, const QuarterAccount& account) {
  return tx
      .integer(
          "SELECT id FROM teams_quarter WHERE region_id = $1 AND team_id = $2 AND quarter < $3 "
          "LIMIT 1",
          region_id, account.team_id, account.quarter)
      .has_value();
}

// The same document twice is a mistake, or worse; a line that was taken back frees its number.
bool is_used(db::Transaction& tx, RegionId region_id, OrganisationId team_id,
             const NewSalesLine& line) {
  return tx.integer(
               "SELECT SUM(CASE WHEN amount_won > 0 THEN 1 ELSE -1 END) FROM teams_sales_line "
               "WHERE region_id = $1 AND team_id = $2 AND kind = $3 AND evidence_number = $4",
               region_id, team_id, line.kind, base::trim(line.evidence_number))
             .value_or(0) > 0;
}

Checked check_line(db::Transaction& tx, RegionId region_id, const QuarterAccount& account,
                   const NewSalesLine& line) {
  if (line.kind == SalesLineKind::market) return base::refuse(Refusal::sales_line_of_market);
  if (line.amount_won <= 0) return base::refuse(Refusal::amount_not_positive);
  if (line.occurred_on < account.quarter || line.occurred_on > last_of_quarter(account.quarter))
    return base::refuse(Refusal::sales_line_outside_quarter);
  if (base::trim(line.counterparty).empty()) return base::refuse(Refusal::counterparty_missing);
  if (base::trim(line.evidence_number).empty())
    return base::refuse(Refusal::evidence_number_missing);
  if (is_used(tx, region_id, account.team_id, line))
    return base::refuse(Refusal::evidence_number_used);
  if (is_opening(line.kind) && has_earlier(tx, region_id, account))
    return base::refuse(Refusal::opening_not_first);
  return {};
}

void insert(db::Transaction& tx, RegionId region_id, OrganisationId team_id, const SalesLine& line,
            base::Instant now) {
  tx.execute(
      "INSERT INTO teams_sales_line (region_id, id, quarter_id, team_id, kind, occurred_on, "
      "amount_won, counterparty, evidence_number, description, source, reverses_id, entered_by, "
      "entered_at, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)",
      region_id, line.id, line.quarter_id, team_id, line.kind, line.occurred_on, line.amount_won,
      line.counterparty, line.evidence_number, line.description, line.source, line.reverses_id,
      line.entered_by, now);
}

// Whether the team's book holds what came from `source`, in whichever quarter.
bool holds(db::Transaction& tx, RegionId region_id, OrganisationId team_id,
           const std::string& source) {
  return tx
      .integer(
          "SELECT id FROM teams_sales_line WHERE region_id = $1 AND team_id = $2 AND source = $3",
          region_id, team_id, source)
      .has_value();
}

// What a pay run paid for a team's extra work.
struct ExtraPayOfRun {
  PayRunId id;
  base::Date month;
  std::int64_t extra_won = 0;  // but for the night
  std::int64_t night_won = 0;
};
BOOST_DESCRIBE_STRUCT(ExtraPayOfRun, (), (id, month, extra_won, night_won))

std::vector<ExtraPayOfRun> extra_pay_of_runs(db::Transaction& tx, RegionId region_id,
                                             const QuarterAccount& account) {
  return tx.query<ExtraPayOfRun>(
      "SELECT r.id, r.month, SUM(l.overtime_won + l.holiday_work_won + l.holiday_over_won + "
      "l.weekly_won) AS extra_won, SUM(l.night_won) AS night_won FROM teams_pay_line l "
      "JOIN teams_pay_run r ON r.region_id = l.region_id AND r.id = l.pay_run_id "
      "WHERE l.region_id = $1 AND l.team_id = $2 AND r.state = 'posted' AND r.month BETWEEN "
      "(SELECT MIN(quarter) FROM teams_quarter WHERE region_id = $1 AND team_id = $2) AND $3 "
      "GROUP BY r.id, r.month ORDER BY r.month",
      region_id, account.team_id, last_of_quarter(account.quarter));
}

// A line that may be taken back: closed, whole, not itself a taking back.
Checked check_reversible(db::Transaction& tx, RegionId region_id, const SalesLine& line) {
  if (line.seq == 0) return base::refuse(Refusal::sales_line_not_closed);
  const auto taken_back = tx.integer(
      "SELECT id FROM teams_sales_line WHERE region_id = $1 AND reverses_id = $2 LIMIT 1",
      region_id, line.id);
  if (line.reverses_id || taken_back) return base::refuse(Refusal::sales_line_reversed);
  return {};
}

}  // namespace

std::span<const base::Rule> NewSalesLine::rules() {
  static constexpr std::array<base::Rule, 4> kRules{{
      {.field = "amount_won", .minimum = 1, .maximum = 100'000'000'000},
      {.field = "counterparty", .min_length = 1, .max_length = 100},
      {.field = "evidence_number", .min_length = 1, .max_length = 60},
      {.field = "description", .max_length = 200},
  }};
  return kRules;
}

base::Result<SalesLineId, SalesLineRefusal> add_sales_line(db::Transaction& tx, RegionId region_id,
                                                           QuarterId quarter_id,
                                                           const NewSalesLine& line,
                                                           PersonId entered_by, base::Instant now) {
  OLIVE_TRY(account, draft(tx, region_id, quarter_id));
  OLIVE_TRY_VOID(check_line(tx, region_id, account, line));
  const auto id = tx.make_id<SalesLineId>();
  insert(tx, region_id, account.team_id,
         {.id = id,
          .quarter_id = quarter_id,
          .kind = line.kind,
          .occurred_on = line.occurred_on,
          .amount_won = line.amount_won,
          .counterparty = std::string(base::trim(line.counterparty)),
          .evidence_number = std::string(base::trim(line.evidence_number)),
          .description = line.description,
          .source = "entry:" + std::to_string(id.value),
          .reverses_id = {},
          .entered_by = entered_by},
         now);
  return id;
}

base::Result<void, SalesLineRefusal> remove_sales_line(db::Transaction& tx, RegionId region_id,
                                                       SalesLineId id) {
  const auto line = find_sales_line(tx, region_id, id);
  if (!line) return base::refuse(Refusal::sales_line_not_found);
  OLIVE_TRY_VOID(draft(tx, region_id, line->quarter_id));
  tx.execute("DELETE FROM teams_sales_line WHERE region_id = $1 AND id = $2", region_id, id);
  return {};
}

base::Result<SalesLineId, SalesLineRefusal> reverse_sales_line(
    db::Transaction& tx, RegionId region_id, SalesLineId id, QuarterId quarter_id,
    std::string_view reason, PersonId entered_by, base::Instant now) {
  auto line = find_sales_line(tx, region_id, id);
  if (!line) return base::refuse(Refusal::sales_line_not_found);
  const auto origin = find_quarter(tx, region_id, line->quarter_id);
  OLIVE_TRY(account, draft(tx, region_id, quarter_id));
  if (account.team_id != origin->team_id) return base::refuse(Refusal::quarter_not_found);
  OLIVE_TRY_VOID(check_reversible(tx, region_id, *line));
  if (base::trim(reason).empty()) return base::refuse(Refusal::reason_missing);
  const auto reversal = tx.make_id<SalesLineId>();
  line->reverses_id = line->id;
  line->id = reversal;
  line->quarter_id = quarter_id;
  line->occurred_on = std::min(base::korean_date(now), last_of_quarter(account.quarter));
  line->amount_won = -line->amount_won;
  line->description = reason;
  line->source = "reversal:" + std::to_string(id.value);
  line->entered_by = entered_by;
  insert(tx, region_id, account.team_id, *line, now);
  return reversal;
}

std::optional<SalesLine> find_sales_line(db::Transaction& tx, RegionId region_id, SalesLineId id) {
  return tx.query_one<SalesLine>(std::string(kSelect) + "id = $2", region_id, id);
}

std::vector<SalesLine> sales_lines(db::Transaction& tx, RegionId region_id, QuarterId quarter_id) {
  return tx.query<SalesLine>(std::string(kSelect) + "quarter_id = $2 ORDER BY occurred_on, id",
                             region_id, quarter_id);
}

std::vector<OutsideSale> missing_sales(db::Transaction& tx, RegionId region_id,
                                       const QuarterAccount& account, const OutsideSales& sales,
                                       base::Date today) {
  if (!sales) return {};
  // From the team's first account on: what was settled late belongs to the next one.
  const auto first =
      tx.integer("SELECT MIN(quarter) FROM teams_quarter WHERE region_id = $1 AND team_id = $2",
                 region_id, account.team_id);
  CHECK_REQUEST(first.has_value());
  const base::Date last =
      std::min(last_of_quarter(account.quarter), base::first_of_month(today).plus_days(-1));
  std::vector<OutsideSale> missing =
      sales(tx, region_id, account.team_id, base::Date{static_cast<std::int32_t>(*first)}, last);
  std::erase_if(missing, [&](const OutsideSale& sale) {
    return holds(tx, region_id, account.team_id, sale.source);
  });
  return missing;
}

base::Result<std::int64_t, SalesLineRefusal> take_over_sales(
    db::Transaction& tx, RegionId region_id, QuarterId quarter_id, const OutsideSales& sales,
    PersonId entered_by, base::Instant now) {
  OLIVE_TRY(account, draft(tx, region_id, quarter_id));
  const std::vector<OutsideSale> missing =
      missing_sales(tx, region_id, account, sales, base::korean_date(now));
  for (const OutsideSale& sale : missing) {
    CHECK_REQUEST(sale.amount_won != 0 && !sale.source.empty());
    insert(tx, region_id, account.team_id,
           {.id = tx.make_id<SalesLineId>(),
            .quarter_id = quarter_id,
            .kind = SalesLineKind::market,
            .occurred_on = sale.occurred_on,
            .amount_won = sale.amount_won,
            .counterparty = sale.counterparty,
            .evidence_number = sale.evidence_number,
            .description = {},
            .source = sale.source,
            .reverses_id = {},
            .entered_by = entered_by},
           now);
  }
  return std::ssize(missing) + take_over_extra_pay(tx, region_id, account, entered_by, now);
}

std::int64_t take_over_extra_pay(db::Transaction& tx, RegionId region_id,
                                 const QuarterAccount& account, PersonId entered_by,
                                 base::Instant now) {
  CHECK_REQUEST(account.state == QuarterState::draft);
  const auto centre = people::find_organisation(tx, region_id, account.centre_id);
  std::int64_t taken = 0;
  const auto take = [&](SalesLineKind kind, const std::string& run, const std::string& source,
                        base::Date month, std::int64_t amount_won) {
    if (amount_won == 0 || holds(tx, region_id, account.team_id, source)) return;
    insert(tx, region_id, account.team_id,
           {.id = tx.make_id<SalesLineId>(),
            .quarter_id = account.id,
            .kind = kind,
            .occurred_on = base::last_of_month(month),
            .amount_won = amount_won,
            .counterparty = centre ? centre->name : "",
            .evidence_number = run,
            .description = {},
            .source = source,
            .reverses_id = {},
            .entered_by = entered_by},
           now);
    ++taken;
  };
  for (const ExtraPayOfRun& paid : extra_pay_of_runs(tx, region_id, account)) {
    const std::string run = "pay_run:" + std::to_string(paid.id.value);
    take(SalesLineKind::overtime, run, run, paid.month, paid.extra_won);
    take(SalesLineKind::night_work, run, run + ":night", paid.month, paid.night_won);
  }
  return taken;
}

}  // namespace teams

#include "teams/pay.h"

#include <map>

#include "base/check.h"
#include "centre_days.h"

namespace teams {
namespace {

constexpr std::string_view kSelectRun =
    "SELECT id, centre_id, month, state, persons, total_won FROM teams_pay_run "
    "WHERE region_id = $1 AND ";

constexpr std::string_view kSelectLine =
    "SELECT person_id, team_id, work_type, work_days, leave_days, rest_days, base_won, "
    "expense_won, total_won, leave_won, rest_won, holiday_days, holiday_won, late_min, late_won, "
    "overtime_min, overtime_won, holiday_work_min, holiday_work_won, holiday_over_min, "
    "holiday_over_won, weekly_min, weekly_won, night_min, night_won FROM teams_pay_line WHERE "
    "region_id = $1 AND ";

/// One line per person and team with anything to pay.
std::vector<PayLine> compute_lines(db::Transaction& tx, RegionId region_id,
                                   OrganisationId centre_id, base::Date month, base::Date today) {
  std::map<WorkType, PayTerms> terms;
  for (const WorkType type : base::all_of<WorkType>())
    terms[type] = pay_terms(tx, region_id, type, month);
  const auto days = centre_days(tx, region_id, centre_id, month);
  std::map<PersonId, PaidHolidays> holidays;
  const settings::Calendar calendar = paid_calendar(tx, region_id, today);
  for (const Member& member :
       placements_between(tx, region_id, first_monday(month), base::last_of_month(month))) {
    if (!days.contains(member.person_id)) continue;
    PaidHolidays& own = holidays.try_emplace(member.person_id, calendar).first->second;
    own.placements.push_back(member);
  }
  const std::vector<Team> teams = list_teams(tx, region_id, centre_id, month);
  const ExtraWorkDesk desk(tx, region_id, {}, month, base::last_of_month(month), today);
  std::vector<PayLine> lines;
  for (const auto& [person_id, own_days] : days)
    for (const Team& team : teams) {
      const Earnings e = earnings_of(own_days, team.id, team.work_type, month,
                                     terms[team.work_type], holidays[person_id],
                                     desk.approved(own_days, terms[team.work_type].hours_min));
      if (e.total_won() == 0) continue;
      lines.push_back({person_id,
                       team.id,
                       team.work_type,
                       e.work_days,
                       e.leave_days,
                       e.rest_days,
                       e.base_won,
                       e.expense_won,
                       e.total_won(),
                       e.leave_won,
                       e.rest_won,
                       e.holiday_days,
                       e.holiday_won,
                       e.late_min,
                       e.late_won,
                       e.extra.overtime_min,
                       e.extra_pay.overtime_won,
                       e.extra.holiday_work_min,
                       e.extra_pay.holiday_work_won,
                       e.extra.holiday_over_min,
                       e.extra_pay.holiday_over_won,
                       e.extra.weekly_min,
                       e.extra_pay.weekly_won,
                       e.extra.night_min,
                       e.extra_pay.night_won});
      CHECK_REQUEST(lines.back().work_won() >= 0);
    }
  return lines;
}

void insert_lines(db::Transaction& tx, RegionId region_id, PayRunId pay_run_id,
                  const std::vector<PayLine>& lines) {
  static constexpr std::string_view kColumns[] = {
      "region_id",        "pay_run_id",       "person_id",        "team_id",
      "work_type",        "work_days",        "leave_days",       "rest_days",
      "base_won",         "expense_won",      "total_won",        "leave_won",
      "rest_won",         "holiday_days",     "holiday_won",      "late_min",
      "late_won",         "overtime_min",     "overtime_won",     "holiday_work_min",
      "holiday_work_won", "holiday_over_min", "holiday_over_won", "weekly_min",
      "weekly_won",       "night_min",        "night_won"};
  std::vector<db::Value> cells;
  cells.reserve(lines.size() * std::size(kColumns));
  for (const PayLine& line : lines)
    for (db::Value& value : std::vector<db::Value>{db::to_value(region_id),
                                                   db::to_value(pay_run_id),
                                                   db::to_value(line.person_id),
                                                   db::to_value(line.team_id),
                                                   db::to_value(line.work_type),
                                                   db::to_value(line.work_days),
                                                   db::to_value(line.leave_days),
                                                   db::to_value(line.rest_days),
                                                   db::to_value(line.base_won),
                                                   db::to_value(line.expense_won),
                                                   db::to_value(line.total_won),
                                                   db::to_value(line.leave_won),
                                                   db::to_value(line.rest_won),
                                                   db::to_value(line.holiday_days),
                                                   db::to_value(line.holiday_won),
                                                   db::to_value(line.late_min),
                                                   db::to_value(line.late_won),
                                                   db::to_value(line.overtime_min),
                                                   db::to_value(line.overtime_won),
                                                   db::to_value(line.holiday_work_min),
                                                   db::to_value(line.holiday_work_won),
                                                   db::to_value(line.holiday_over_min),
                                                   db::to_value(line.holiday_over_won),
                                                   db::to_value(line.weekly_min),
                                                   db::to_value(line.weekly_won),
                                                   db::to_value(line.night_min),
                                                   db::to_value(line.night_won)})
      cells.push_back(std::move(value));
  tx.insert_many("teams_pay_line", kColumns, cells);
}

/// Removes the month's draft; refuses when it was posted.
base::Result<void, PayRefusal> clear_draft(db::Transaction& tx, RegionId region_id,
                                           OrganisationId centre_id, base::Date month) {
  const auto old = tx.query_one<PayRun>(std::string(kSelectRun) + "centre_id = $2 AND month = $3",
                                        region_id, centre_id, month);
  if (!old) return {};
  if (old->state == PayState::posted) return base::refuse(PayRefusal::pay_run_already_posted);
  tx.execute("DELETE FROM teams_pay_line WHERE region_id = $1 AND pay_run_id = $2", region_id,
             old->id);
  tx.execute("DELETE FROM teams_pay_run WHERE region_id = $1 AND id = $2", region_id, old->id);
  return {};
}

}  // namespace

base::Result<PayRunId, PayRefusal> draft_pay_run(db::Transaction& tx, RegionId region_id,
                                                 OrganisationId centre_id, base::Date month,
                                                 base::Date today) {
  month = base::first_of_month(month);
  const auto centre = people::find_organisation(tx, region_id, centre_id);
  if (!centre || centre->kind != people::OrganisationKind::regional_centre)
    return base::refuse(PayRefusal::centre_not_found);
  if (today < settings::calendar(tx, region_id, today).last_working_day(month))
    return base::refuse(PayRefusal::month_not_over);
  OLIVE_TRY_VOID(clear_draft(tx, region_id, centre_id, month));
  const std::vector<PayLine> lines = compute_lines(tx, region_id, centre_id, month, today);
  if (lines.empty()) return base::refuse(PayRefusal::nothing_to_pay);
  std::int64_t total_won = 0;
  for (const PayLine& line : lines) total_won += line.total_won;
  const auto id = tx.make_id<PayRunId>();
  tx.execute(
      "INSERT INTO teams_pay_run (region_id, id, centre_id, month, state, persons, total_won) "
      "VALUES ($1, $2, $3, $4, 'draft', $5, $6)",
      region_id, id, centre_id, month, lines.size(), total_won);
  insert_lines(tx, region_id, id, lines);
  return id;
}

base::Result<PayRun, PayRefusal> post_pay_run(db::Transaction& tx, ledger::Batch& batch,
                                              RegionId region_id, PayRunId pay_run_id,
                                              PersonId actor) {
  auto run = find_pay_run(tx, region_id, pay_run_id);
  if (!run) return base::refuse(PayRefusal::pay_run_not_found);
  if (run->state == PayState::posted) return base::refuse(PayRefusal::pay_run_already_posted);
  const ledger::AccountId budget = batch.account(wage_budget_account(run->centre_id),
                                                 {.account_class = ledger::AccountClass::expense});
  for (const PayLine& line : pay_lines(tx, region_id, pay_run_id)) {
    const ledger::AccountId wages = batch.account(wages_account(line.person_id), {});
    const auto entry = batch.transfer({
        .key = ledger::key_of("wage", pay_run_id.value, line.person_id.value, line.team_id.value),
        .debit = budget,
        .credit = wages,
        .amount = line.total_won,
        .code = "wage",
        .effective_on = batch.today(),
        .actor = actor,
        .reference = "pay_run:" + std::to_string(pay_run_id.value),
    });
    CHECK_REQUEST(entry.has_value());  // positive amount, own accounts without limits
  }
  tx.execute("UPDATE teams_pay_run SET state = 'posted' WHERE region_id = $1 AND id = $2",
             region_id, pay_run_id);
  run->state = PayState::posted;
  return *run;
}

PayTerms pay_terms(db::Transaction& tx, RegionId region_id, WorkType type, base::Date month) {
  PayTerms terms{.table = settings::table<DailyPayTable>(tx, region_id, kDailyPay, month),
                 .extra_rates = settings::table<ExtraRates>(tx, region_id, kExtraRates, month),
                 .night = settings::table<NightRule>(tx, region_id, kNightRule, month)};
  const auto minutes = settings::table<DayMinutes>(tx, region_id, kDayMinutes, month);
  switch (type) {
    case WorkType::market_entry: terms.hours_min = minutes.market_entry; break;
    case WorkType::social_service: terms.hours_min = minutes.social_service; break;
    case WorkType::work_maintenance: terms.hours_min = minutes.work_maintenance; break;
  }
  if (settings::integer(tx, region_id, kLateIsUnpaid, month) != 0) terms.day_min = terms.hours_min;
  CHECK_REQUEST(terms.hours_min > 0);
  return terms;
}

settings::Calendar paid_calendar(db::Transaction& tx, RegionId region_id, base::Date today) {
  if (settings::integer(tx, region_id, kHolidayIsPaid, today) == 0) return {};
  return settings::calendar(tx, region_id, today);
}

std::optional<PayRun> find_pay_run(db::Transaction& tx, RegionId region_id, PayRunId pay_run_id) {
  return tx.query_one<PayRun>(std::string(kSelectRun) + "id = $2", region_id, pay_run_id);
}

std::vector<PayRun> list_pay_runs(db::Transaction& tx, RegionId region_id,
                                  OrganisationId centre_id) {
  return tx.query<PayRun>(
      std::string(kSelectRun) + "(centre_id = $2 OR $2 = 0) ORDER BY month DESC, centre_id",
      region_id, centre_id);
}

std::vector<PayLine> pay_lines(db::Transaction& tx, RegionId region_id, PayRunId pay_run_id) {
  return tx.query<PayLine>(std::string(kSelectLine) + "pay_run_id = $2 ORDER BY team_id, person_id",
                           region_id, pay_run_id);
}

std::vector<PayLine> posted_pay(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                base::Date month) {
  return tx.query<PayLine>(
      std::string(kSelectLine) +
          "person_id = $2 AND pay_run_id IN (SELECT id FROM teams_pay_run WHERE region_id = $1 "
          "AND month = $3 AND state = 'posted') ORDER BY team_id",
      region_id, person_id, base::first_of_month(month));
}

ledger::AccountKey wages_account(PersonId person_id) {
  return {ledger::kWon, ledger::OwnerKind::person, person_id.value, "wages"};
}

ledger::AccountKey wage_budget_account(OrganisationId centre_id) {
  return {ledger::kWon, ledger::OwnerKind::organisation, centre_id.value, "wage_budget"};
}

}  // namespace teams

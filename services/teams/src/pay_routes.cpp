#include "ledger/points.h"
#include "ledger/route.h"
#include "routes.h"
#include "teams/leave.h"
#include "teams/pay.h"
#include "teams/points.h"

namespace teams {
namespace {

struct PayRunQuery {
  std::optional<OrganisationId> centre_id;
};
BOOST_DESCRIBE_STRUCT(PayRunQuery, (), (centre_id))

struct PayRunList {
  std::vector<PayRun> items;
};
BOOST_DESCRIBE_STRUCT(PayRunList, (), (items))

struct PayRunForm {
  OrganisationId centre_id;
  base::Date month;  ///< any day of it
};
BOOST_DESCRIBE_STRUCT(PayRunForm, (), (centre_id, month))

/// A line of a pay run with the person's masked name and the team's name.
struct NamedPayLine {
  PayLine pay;
  std::string name;
  std::string team_name;
};
BOOST_DESCRIBE_STRUCT(NamedPayLine, (), (pay, name, team_name))

struct PayRunDetail {
  PayRun run;
  std::vector<NamedPayLine> lines;
};
BOOST_DESCRIBE_STRUCT(PayRunDetail, (), (run, lines))

/// One posted month of a person in one team.
struct Payslip {
  base::Date month;
  std::string team_name;
  WorkType work_type = WorkType::social_service;
  std::int64_t work_days = 0;
  std::int64_t leave_days = 0;
  std::int64_t rest_days = 0;
  std::int64_t base_won = 0;
  std::int64_t expense_won = 0;
  std::int64_t total_won = 0;
  std::int64_t late_min = 0;
  std::int64_t late_won = 0;
  std::int64_t extra_won = 0;  ///< overtime and work on holidays
};
BOOST_DESCRIBE_STRUCT(Payslip, (),
                      (month, team_name, work_type, work_days, leave_days, rest_days, base_won,
                       expense_won, total_won, late_min, late_won, extra_won))

/// What a participant sees of their own work this month.
struct MyWork {
  std::optional<Team> team;
  base::Date month;
  std::vector<AttendanceDay> days;
  std::int64_t work_days = 0;
  std::int64_t rest_days = 0;
  std::int64_t expected_won = 0;      ///< earned so far this month
  std::int64_t wages_won = 0;         ///< posted by pay runs, all months
  std::int64_t points = 0;            ///< in the wallet now
  std::vector<Payslip> pay;           ///< posted months, newest first
  std::optional<LeaveAccount> leave;  ///< in the year of service; none: in no team
};
BOOST_DESCRIBE_STRUCT(MyWork, (),
                      (team, month, days, work_days, rest_days, expected_won, wages_won, points,
                       pay, leave))

struct MyWorkQuery {
  std::optional<base::Date> month;
};
BOOST_DESCRIBE_STRUCT(MyWorkQuery, (), (month))

std::int64_t posted_balance(db::Transaction& tx, ledger::LedgerId ledger_id,
                            const ledger::AccountKey& key) {
  const auto account = ledger::find_account(tx, ledger_id, key);
  return account ? ledger::read_balance(tx, ledger_id, account->id).posted : 0;
}

api::Answer<PayRunList> get_pay_runs(db::Transaction& tx, const api::Context& context,
                                     const PayRunQuery& in) {
  PayRunList list;
  for (PayRun& run :
       list_pay_runs(tx, context.region_id(), in.centre_id.value_or(OrganisationId{})))
    if (context.scope.covers(run.centre_id)) list.items.push_back(run);
  return list;
}

api::Answer<PayRun> run_in_scope(db::Transaction& tx, const api::Context& context) {
  auto run = find_pay_run(tx, context.region_id(), context.path_id<PayRunId>("id"));
  if (!run || !context.scope.covers(run->centre_id))
    return api::refused(PayRefusal::pay_run_not_found);
  return *run;
}

api::Answer<PayRunDetail> get_pay_run(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  OLIVE_TRY(run, run_in_scope(tx, context));
  PayRunDetail detail{run, {}};
  for (PayLine& line : pay_lines(tx, context.region_id(), run.id)) {
    const auto team = find_team(tx, context.region_id(), line.team_id, run.month);
    std::string name = masked_name(tx, context.region_id(), line.person_id);
    detail.lines.push_back({std::move(line), std::move(name), team ? team->name : ""});
  }
  return detail;
}

api::Answer<PayRun> post_draft(db::Transaction& tx, const api::Context& context,
                               const PayRunForm& in) {
  if (!context.scope.covers(in.centre_id))
    return api::refused(PayRefusal::centre_not_found, "/centre_id");
  const auto id = draft_pay_run(tx, context.region_id(), in.centre_id, in.month, context.today());
  if (!id) return api::refused(id.error(), "/month");
  return *find_pay_run(tx, context.region_id(), *id);
}

api::Answer<PayRun> post_posting(db::Transaction& tx, ledger::Batch& batch,
                                 const api::Context& context, const base::Nothing&) {
  OLIVE_TRY(run, run_in_scope(tx, context));
  return api::answer(
      post_pay_run(tx, batch, context.region_id(), run.id, context.principal.person_id));
}

/// Posted months of one person, newest first.
std::vector<Payslip> payslips_of(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx.query<Payslip>(
      "SELECT r.month, o.name AS team_name, l.work_type, l.work_days, l.leave_days, l.rest_days, "
      "l.base_won, l.expense_won, l.total_won, l.late_min, l.late_won, l.overtime_won + "
      "l.holiday_work_won + l.holiday_over_won + l.weekly_won + l.night_won AS extra_won "
      "FROM teams_pay_line l JOIN teams_pay_run r ON r.region_id = l.region_id AND r.id = "
      "l.pay_run_id JOIN people_organisation o "
      "ON o.region_id = l.region_id AND o.id = l.team_id WHERE l.region_id = $1 "
      "AND l.person_id = $2 AND r.state = 'posted' ORDER BY r.month DESC, l.team_id",
      region_id, person_id);
}

api::Answer<MyWork> get_my_work(db::Transaction& tx, const api::Context& context,
                                const MyWorkQuery& in) {
  const RegionId region_id = context.region_id();
  const PersonId person_id = context.principal.person_id;
  const base::Date month = base::first_of_month(in.month.value_or(context.today()));
  MyWork work{.month = month};
  work.days =
      attendance_of_person(tx, region_id, person_id, month.plus_days(1 - base::weekday(month)),
                           base::last_of_month(month));
  if (const auto member = placement_on(tx, region_id, person_id, context.today()))
    work.team = find_team(tx, region_id, member->team_id, context.today());
  if (work.team) {
    work.leave = leave_of(tx, region_id, person_id, context.today());
    const PayTerms terms = pay_terms(tx, region_id, work.team->work_type, month);
    const ExtraWorkDesk desk(tx, region_id, person_id, month, base::last_of_month(month),
                             context.today());
    const Earnings earned = earnings_of(
        work.days, work.team->id, work.team->work_type, month, terms,
        {paid_calendar(tx, region_id, context.today()), placements_of(tx, region_id, person_id)},
        desk.approved(work.days, terms.hours_min));
    work.work_days = earned.work_days;
    work.rest_days = earned.rest_days;
    work.expected_won = earned.total_won();
  }
  std::erase_if(work.days, [month](const AttendanceDay& day) { return day.worked_on < month; });
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  work.wages_won = posted_balance(tx, ledger_id, wages_account(person_id));
  work.points = ledger::sum_of(ledger::read_wallet(tx, ledger_id, person_id, context.today()));
  work.pay = payslips_of(tx, region_id, person_id);
  return work;
}

}  // namespace

std::vector<api::Route> pay_routes(ledger::Ledger& ledger) {
  return {
      api::get<PayRunQuery, PayRunList>("/api/v1/pay-runs",
                                        {.operation = "list_pay_runs",
                                         .permission = "teams.view",
                                         .tag = "teams",
                                         .summary = "Pay runs, newest month first"},
                                        get_pay_runs),
      api::post<PayRunForm, PayRun>("/api/v1/pay-runs",
                                    {.operation = "draft_pay_run",
                                     .permission = "teams.pay",
                                     .tag = "teams",
                                     .summary = "Computes a month's pay of a centre as a draft",
                                     .success_status = 201},
                                    post_draft),
      api::get<base::Nothing, PayRunDetail>("/api/v1/pay-runs/{id}",
                                            {.operation = "get_pay_run",
                                             .permission = "teams.view",
                                             .tag = "teams",
                                             .summary = "A pay run with its lines"},
                                            get_pay_run),
      ledger::deed<base::Nothing, PayRun>(ledger, "/api/v1/pay-runs/{id}/posting",
                                          {.operation = "post_pay_run",
                                           .permission = "teams.pay",
                                           .tag = "teams",
                                           .summary = "Posts a draft to the ledger"},
                                          post_posting),
      api::get<MyWorkQuery, MyWork>("/api/v1/me/work",
                                    {.operation = "get_my_work",
                                     .permission = "signed_in",
                                     .tag = "teams",
                                     .summary = "The caller's team, attendance, pay and points"},
                                    get_my_work),
  };
}

}  // namespace teams

/// Pay: daily rates by type of work, weekly paid rest, one pay run a month and centre.
#pragma once

#include <string>
#include <vector>

#include "ledger/batch.h"
#include "settings/holidays.h"
#include "teams/extra_work.h"

namespace teams {

using PayRunId = base::Id<struct PayRunTag>;

/// Daily pay from a date on; `expense_won` (실비) is added for days that were worked.
struct DailyPay {
  base::Date valid_from;
  std::int64_t market_entry_won = 0;
  std::int64_t social_service_won = 0;
  std::int64_t work_maintenance_won = 0;
  std::int64_t expense_won = 0;
};
BOOST_DESCRIBE_STRUCT(DailyPay, (),
                      (valid_from, market_entry_won, social_service_won, work_maintenance_won,
                       expense_won))

struct DailyPayTable {
  std::vector<DailyPay> rates;  ///< ascending by valid_from
};
BOOST_DESCRIBE_STRUCT(DailyPayTable, (), (rates))

/// MOHW daily rates: 2024 as published, 2026 from the policy site, 2025 interpolated (facts §3.1).
/// 2024's total of 61,930 includes 4,000 won of expenses.
inline constexpr settings::Definition kDailyPay{.key = "teams.daily_pay",
                                                .kind = settings::Kind::table,
                                                .value = R"({"rates":[
{"valid_from":"2024-01-01","market_entry_won":57930,"social_service_won":50200,
"work_maintenance_won":27800,"expense_won":4000},
{"valid_from":"2025-01-01","market_entry_won":60070,"social_service_won":52060,
"work_maintenance_won":28830,"expense_won":4000},
{"valid_from":"2026-01-01","market_entry_won":62080,"social_service_won":53840,
"work_maintenance_won":29940,"expense_won":4000}]})",
                                                .unit = "won",
                                                .is_right = &settings::is_a<DailyPayTable>};

/// Base pay of one day. Requires: the table is not empty; before its first date that one counts.
[[nodiscard]] std::int64_t daily_won(const DailyPayTable& table, WorkType type, base::Date on);
[[nodiscard]] std::int64_t expense_won(const DailyPayTable& table, base::Date on);

/// Whether public holidays from Monday to Friday are paid although nobody works (유급 공휴일).
inline constexpr settings::Definition kHolidayIsPaid{
    .key = "teams.holiday_is_paid", .value = "1", .minimum = 0, .maximum = 1};

/// Working hours of a full day by type, in minutes (facts §3.1: eight, five for work maintenance).
struct DayMinutes {
  std::int64_t market_entry = 0;
  std::int64_t social_service = 0;
  std::int64_t work_maintenance = 0;
};
BOOST_DESCRIBE_STRUCT(DayMinutes, (), (market_entry, social_service, work_maintenance))

[[nodiscard]] bool is_right_day_minutes(std::string_view json);
inline constexpr settings::Definition kDayMinutes{
    .key = "teams.day_minutes",
    .kind = settings::Kind::table,
    .value = R"({"market_entry":480,"social_service":480,"work_maintenance":300})",
    .unit = "minute",
    .is_right = &is_right_day_minutes};

/// Whether minutes that somebody came late or left early are taken off the day's pay.
inline constexpr settings::Definition kLateIsUnpaid{
    .key = "teams.late_is_unpaid", .value = "1", .minimum = 0, .maximum = 1};

/// What of a day's pay is taken off for `late_min` minutes, rounded down in the person's favour and
/// never more than the day's pay. Requires: late_min >= 0, day_min > 0.
[[nodiscard]] std::int64_t late_won(std::int64_t day_won, std::int64_t late_min,
                                    std::int64_t day_min);

/// What makes a day without attendance a paid one: a holiday on a weekday, on which the person is
/// placed in a team. By default none.
struct PaidHolidays {
  settings::Calendar calendar{};
  std::vector<Member> placements{};  ///< of the person
};

/// By what days are paid. `day_min` 0: late minutes cost nothing.
struct PayTerms {
  DailyPayTable table;
  std::int64_t day_min = 0;
  std::int64_t hours_min = 0;  ///< of a full day, whatever late minutes cost
  ExtraRates extra_rates{};
  NightRule night{};
};

/// What a month's attendance earns. Weekly paid rest (주차): a week, Monday first, in which five
/// days were worked, on paid leave or paid holidays (not all of them) and none was missed earns one
/// more day's base pay, on the fifth of them. Who works at weekends rests on other days.
struct Earnings {
  std::int64_t work_days = 0;
  std::int64_t leave_days = 0;
  std::int64_t rest_days = 0;     ///< weekly rest and public holidays
  std::int64_t holiday_days = 0;  ///< of these, public holidays
  std::int64_t base_won = 0;      ///< work, leave and rest days at the daily rate
  std::int64_t leave_won = 0;     ///< of that, for leave
  std::int64_t rest_won = 0;      ///< for weekly rest (주차)
  std::int64_t holiday_won = 0;   ///< for public holidays
  std::int64_t expense_won = 0;   ///< work days only
  std::int64_t late_min = 0;      ///< came late or left early
  std::int64_t late_won = 0;      ///< what that takes off
  ExtraMinutes extra;             ///< approved
  ExtraPay extra_pay;
  [[nodiscard]] std::int64_t total_won() const {
    return base_won + expense_won - late_won + extra_pay.total_won();
  }
};

/// What one person earned in one team. `days` are all days of the person, whatever the team, from
/// the Monday on or before the month's first day to its end; a rest day is earned in the team of
/// its fifth day. `month` is the first day. `extra` is approved extra work by day; with any,
/// `terms.hours_min` > 0 is required.
[[nodiscard]] Earnings earnings_of(const std::vector<AttendanceDay>& days, OrganisationId team_id,
                                   WorkType type, base::Date month, const PayTerms& terms,
                                   const PaidHolidays& holidays = {},
                                   const std::map<base::Date, ExtraMinutes>& extra = {});
/// The terms of a month for a type of work, as set in the region.
[[nodiscard]] PayTerms pay_terms(db::Transaction& tx, RegionId region_id, WorkType type,
                                 base::Date month);

enum class PayState { draft, posted };
BOOST_DESCRIBE_ENUM(PayState, draft, posted)

struct PayLine {
  PersonId person_id;
  OrganisationId team_id;
  WorkType work_type = WorkType::social_service;
  std::int64_t work_days = 0;
  std::int64_t leave_days = 0;
  std::int64_t rest_days = 0;
  std::int64_t base_won = 0;
  std::int64_t expense_won = 0;
  std::int64_t total_won = 0;
  std::int64_t leave_won = 0;
  std::int64_t rest_won = 0;
  std::int64_t holiday_days = 0;
  std::int64_t holiday_won = 0;
  std::int64_t late_min = 0;
  std::int64_t late_won = 0;
  std::int64_t overtime_min = 0;
  std::int64_t overtime_won = 0;
  std::int64_t holiday_work_min = 0;
  std::int64_t holiday_work_won = 0;
  std::int64_t holiday_over_min = 0;
  std::int64_t holiday_over_won = 0;
  std::int64_t weekly_min = 0;
  std::int64_t weekly_won = 0;
  std::int64_t night_min = 0;
  std::int64_t night_won = 0;

  /// For extra work of every kind.
  [[nodiscard]] std::int64_t extra_won() const {
    return overtime_won + holiday_work_won + holiday_over_won + weekly_won + night_won;
  }
  /// For days of work: what is left of the base.
  [[nodiscard]] std::int64_t work_won() const {
    return base_won - leave_won - rest_won - holiday_won;
  }
};
BOOST_DESCRIBE_STRUCT(PayLine, (),
                      (person_id, team_id, work_type, work_days, leave_days, rest_days, base_won,
                       expense_won, total_won, leave_won, rest_won, holiday_days, holiday_won,
                       late_min, late_won, overtime_min, overtime_won, holiday_work_min,
                       holiday_work_won, holiday_over_min, holiday_over_won, weekly_min, weekly_won,
                       night_min, night_won))

struct PayRun {
  PayRunId id;
  OrganisationId centre_id;
  base::Date month;  ///< first day
  PayState state = PayState::draft;
  std::int64_t persons = 0;
  std::int64_t total_won = 0;
};
BOOST_DESCRIBE_STRUCT(PayRun, (), (id, centre_id, month, state, persons, total_won))

enum class PayRefusal {
  centre_not_found,
  month_not_over,
  pay_run_not_found,
  pay_run_already_posted,
  nothing_to_pay,
};
BOOST_DESCRIBE_ENUM(PayRefusal, centre_not_found, month_not_over, pay_run_not_found,
                    pay_run_already_posted, nothing_to_pay)

/// Computes the month's pay of a centre as a draft, replacing an earlier draft.
/// `today` may be the month's last working day or later; holidays count as known today.
[[nodiscard]] base::Result<PayRunId, PayRefusal> draft_pay_run(db::Transaction& tx,
                                                               RegionId region_id,
                                                               OrganisationId centre_id,
                                                               base::Date month, base::Date today);
/// Posts a draft: one linked group that moves each person's pay from the centre's wage budget to
/// the person's wages account. Posting again is refused; nothing is paid twice.
[[nodiscard]] base::Result<PayRun, PayRefusal> post_pay_run(db::Transaction& tx,
                                                            ledger::Batch& batch,
                                                            RegionId region_id, PayRunId pay_run_id,
                                                            PersonId actor);
[[nodiscard]] std::optional<PayRun> find_pay_run(db::Transaction& tx, RegionId region_id,
                                                 PayRunId pay_run_id);
/// Newest month first; of all centres when centre_id is 0.
[[nodiscard]] std::vector<PayRun> list_pay_runs(db::Transaction& tx, RegionId region_id,
                                                OrganisationId centre_id);
[[nodiscard]] std::vector<PayLine> pay_lines(db::Transaction& tx, RegionId region_id,
                                             PayRunId pay_run_id);
/// What a person was paid for a month, in posted runs: one line for each team.
[[nodiscard]] std::vector<PayLine> posted_pay(db::Transaction& tx, RegionId region_id,
                                              PersonId person_id, base::Date month);

/// The holidays that are paid to a person with these placements, as known today; none when the
/// region does not pay them.
[[nodiscard]] settings::Calendar paid_calendar(db::Transaction& tx, RegionId region_id,
                                               base::Date today);

/// Accounts that pay moves between.
[[nodiscard]] ledger::AccountKey wages_account(PersonId person_id);
[[nodiscard]] ledger::AccountKey wage_budget_account(OrganisationId centre_id);

}  // namespace teams

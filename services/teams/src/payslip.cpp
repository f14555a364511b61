#include "teams/payslip.h"

#include <algorithm>

#include "base/check.h"

namespace teams {
namespace {

void add(PersonPayslip& slip, const PayslipItem& item) {
  if (item.won == 0 && item.count == 0) return;
  slip.total_won += item.won;
  slip.items.push_back(item);
}

// What a day of each kind is worth at the end of the month; shown where all days were worth it.
struct DayRates {
  std::int64_t day_won = 0;
  std::int64_t expense_won = 0;
  std::int64_t hours_min = 0;
  ExtraRates extra{};
  NightRule night{};
};

constexpr std::int64_t kMinutesPerHour = 60;

void add_days(PersonPayslip& slip, PayslipItemKind kind, const std::string& team, std::int64_t days,
              std::int64_t won, std::int64_t rate_won) {
  add(slip, {kind, team, days, days * rate_won == won ? rate_won : 0, won});
}

void add_extra(PersonPayslip& slip, PayslipItemKind kind, const std::string& team,
               std::int64_t minutes, std::int64_t won, std::int64_t ppm, const DayRates& rates) {
  // The hour is shown where all of the minutes were worth it.
  ExtraSum hour({.overtime_ppm = ppm}, rates.hours_min),
      all({.overtime_ppm = ppm}, rates.hours_min);
  hour.add({.overtime_min = kMinutesPerHour}, rates.day_won);
  all.add({.overtime_min = minutes}, rates.day_won);
  const bool is_same = all.pay().overtime_won == won;
  add(slip, {kind, team, minutes, is_same ? hour.pay().overtime_won : 0, won});
}

void add_extras(PersonPayslip& slip, const PayLine& pay, const std::string& team,
                const DayRates& rates) {
  using Kind = PayslipItemKind;
  add_extra(slip, Kind::overtime, team, pay.overtime_min, pay.overtime_won,
            rates.extra.overtime_ppm, rates);
  add_extra(slip, Kind::holiday_work, team, pay.holiday_work_min, pay.holiday_work_won,
            rates.extra.holiday_work_ppm, rates);
  add_extra(slip, Kind::holiday_over, team, pay.holiday_over_min, pay.holiday_over_won,
            rates.extra.holiday_over_ppm, rates);
  add_extra(slip, Kind::weekly, team, pay.weekly_min, pay.weekly_won, rates.extra.weekly_ppm,
            rates);
  add_extra(slip, Kind::night, team, pay.night_min, pay.night_won, rates.night.premium_ppm, rates);
}

void add_pay(PersonPayslip& slip, const PayLine& pay, const std::string& team,
             const DayRates& rates) {
  const std::int64_t before_won = slip.total_won;
  const std::int64_t day_won = rates.day_won;
  add_days(slip, PayslipItemKind::work, team, pay.work_days, pay.work_won(), day_won);
  add_days(slip, PayslipItemKind::leave, team, pay.leave_days, pay.leave_won, day_won);
  add_days(slip, PayslipItemKind::holiday, team, pay.holiday_days, pay.holiday_won, day_won);
  add_days(slip, PayslipItemKind::rest, team, pay.rest_days - pay.holiday_days, pay.rest_won,
           day_won);
  add_days(slip, PayslipItemKind::expense, team, pay.expense_won > 0 ? pay.work_days : 0,
           pay.expense_won, rates.expense_won);
  add_extras(slip, pay, team, rates);
  add(slip, {PayslipItemKind::late, team, pay.late_min, 0, -pay.late_won});
  CHECK_REQUEST(slip.total_won - before_won == pay.total_won);
}

PayslipItemKind kind_of(PaymentKind kind) {
  if (kind == PaymentKind::performance) return PayslipItemKind::performance;
  if (kind == PaymentKind::tomorrow_profit) return PayslipItemKind::tomorrow_profit;
  CHECK_REQUEST(kind == PaymentKind::tomorrow_incentive);  // others are not for persons
  return PayslipItemKind::tomorrow_incentive;
}

void add_bonuses(db::Transaction& tx, RegionId region_id, PersonPayslip& slip) {
  for (const TeamPayment& paid : payments_of_person(tx, region_id, slip.person_id, slip.month,
                                                    base::last_of_month(slip.month))) {
    const auto team = find_team(tx, region_id, paid.team_id, slip.month);
    add(slip, {kind_of(paid.kind), team ? team->name : "", 0, 0, paid.amount_won});
  }
}

void name_centre(db::Transaction& tx, RegionId region_id, PersonPayslip& slip,
                 OrganisationId centre_id) {
  if (const auto centre = people::find_organisation(tx, region_id, centre_id)) {
    slip.centre_name = centre->name;
    slip.centre_phone = centre->phone;
  }
}

}  // namespace

bool counts_minutes(PayslipItemKind kind) {
  switch (kind) {
    case PayslipItemKind::late:
    case PayslipItemKind::overtime:
    case PayslipItemKind::holiday_work:
    case PayslipItemKind::holiday_over:
    case PayslipItemKind::weekly:
    case PayslipItemKind::night: return true;
    default: return false;
  }
}

std::optional<PersonPayslip> payslip_of(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                        base::Date month) {
  auto person = people::find_person(tx, region_id, person_id);
  if (!person) return std::nullopt;
  PersonPayslip slip{.person_id = person_id,
                     .name = std::move(person->name),
                     .management_number = std::move(person->management_number),
                     .month = base::first_of_month(month)};
  const base::Date last = base::last_of_month(slip.month);
  for (const PayLine& pay : posted_pay(tx, region_id, person_id, slip.month)) {
    const auto team = find_team(tx, region_id, pay.team_id, slip.month);
    CHECK_REQUEST(team.has_value());  // teams are never deleted
    const PayTerms terms = pay_terms(tx, region_id, pay.work_type, slip.month);
    add_pay(slip, pay, team->name,
            {daily_won(terms.table, pay.work_type, last), expense_won(terms.table, last),
             terms.hours_min, terms.extra_rates, terms.night});
    name_centre(tx, region_id, slip, team->centre_id);
  }
  add_bonuses(tx, region_id, slip);
  if (slip.items.empty()) return std::nullopt;
  return slip;
}

std::vector<PersonPayslip> payslips_of_run(db::Transaction& tx, RegionId region_id,
                                           const PayRun& run) {
  CHECK_REQUEST(run.state == PayState::posted);
  std::vector<PersonId> persons;
  for (const PayLine& line : pay_lines(tx, region_id, run.id)) persons.push_back(line.person_id);
  std::ranges::sort(persons);
  const auto repeated = std::ranges::unique(persons);
  persons.erase(repeated.begin(), repeated.end());
  std::vector<PersonPayslip> slips;
  for (const PersonId person_id : persons)
    if (auto slip = payslip_of(tx, region_id, person_id, run.month))
      slips.push_back(*std::move(slip));
  std::ranges::sort(slips, {},
                    [](const PersonPayslip& slip) { return std::pair(slip.name, slip.person_id); });
  return slips;
}

}  // namespace teams

/// Payslips: what a person was paid in a month, line by line, in words that they understand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "i18n/catalogue.h"
#include "teams/pay.h"
#include "teams/team_payment.h"

namespace teams {

/// What a line of a payslip is about.
enum class PayslipItemKind {
  work,                ///< days of work
  leave,               ///< paid leave (월차·연차)
  holiday,             ///< public holidays
  rest,                ///< weekly paid rest (주차)
  expense,             ///< 실비
  late,                ///< hours that were missed; takes off
  overtime,            ///< 연장근로
  holiday_work,        ///< 휴일근로, within the day's hours
  holiday_over,        ///< 휴일근로, beyond them
  weekly,              ///< premium above the week's hours, or at a holiday at the weekend
  night,               ///< 야간근로: the premium for hours in the night
  performance,         ///< 자립성과금
  tomorrow_profit,     ///< 내일키움수익금
  tomorrow_incentive,  ///< 내일키움장려금
};
BOOST_DESCRIBE_ENUM(PayslipItemKind, work, leave, holiday, rest, expense, late, overtime,
                    holiday_work, holiday_over, weekly, night, performance, tomorrow_profit,
                    tomorrow_incentive)

/// Whether a line counts minutes instead of days.
[[nodiscard]] bool counts_minutes(PayslipItemKind kind);

struct PayslipItem {
  PayslipItemKind kind = PayslipItemKind::work;
  std::string team_name;
  std::int64_t count = 0;     ///< days; minutes of `late` and extra work; 0: not counted
  std::int64_t rate_won = 0;  ///< of one day, of one hour of extra work; 0: not the same for all
  std::int64_t won = 0;       ///< negative: taken off
};
BOOST_DESCRIBE_STRUCT(PayslipItem, (), (kind, team_name, count, rate_won, won))

struct PersonPayslip {
  PersonId person_id;
  std::string name;  ///< whole: it is handed to this person
  std::string management_number;
  base::Date month;
  std::string centre_name;
  std::string centre_phone;
  std::vector<PayslipItem> items;
  std::int64_t total_won = 0;  ///< the sum of the items
};
BOOST_DESCRIBE_STRUCT(PersonPayslip, (),
                      (person_id, name, management_number, month, centre_name, centre_phone, items,
                       total_won))

/// A person's posted pay of a month, and what they were paid out of teams' funds on its days;
/// nullopt when there is nothing. CHECK: the items add up to what was posted.
[[nodiscard]] std::optional<PersonPayslip> payslip_of(db::Transaction& tx, RegionId region_id,
                                                      PersonId person_id, base::Date month);
/// Payslips of everybody in a posted pay run, by name.
[[nodiscard]] std::vector<PersonPayslip> payslips_of_run(db::Transaction& tx, RegionId region_id,
                                                         const PayRun& run);
/// A PDF with one page of A4 for each. Requires: at least one.
[[nodiscard]] std::string write_payslips(const std::vector<PersonPayslip>& payslips,
                                         const i18n::Catalogue& catalogue, i18n::Language language,
                                         base::Date today);

}  // namespace teams

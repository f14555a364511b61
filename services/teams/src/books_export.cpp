#include "teams/books_export.h"

#include <algorithm>
#include <map>

#include "base/csv.h"
#include "base/text.h"
#include "documents/table.h"

namespace teams {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::int64_t kMinutesPerDay = 1'440;

// Figures of the sales account in the order of data.go.kr 15138296, as our fields are called.
constexpr std::string_view kSalesFields[] = {"sales_won",
                                             "government_support_won",
                                             "direct_cost_won",
                                             "overtime_won",
                                             "tomorrow_incentive_won",
                                             "start_up_won",
                                             "activation_won",
                                             "type_support_won",
                                             "set_aside_won",
                                             "set_aside_short_won",
                                             "set_aside_before_won",
                                             "set_aside_total_won",
                                             "sales_left_won",
                                             "tomorrow_profit_won",
                                             "performance_won",
                                             "central_fund_won",
                                             "regional_support_won",
                                             "carried_won",
                                             "spent_direct_won",
                                             "spent_overtime_won",
                                             "spent_activation_won",
                                             "spent_performance_won",
                                             "spent_profit_won",
                                             "spending_left_won"};

// What the national account adds up and we know apart; stands after its columns.
constexpr std::string_view kOwnFields[] = {"spent_night_won", "programme_budget_won"};

class Words {
 public:
  Words(const i18n::Catalogue& catalogue, std::string_view below)
      : catalogue_(catalogue), below_(below) {}
  std::string operator()(std::string_view name) const {
    return catalogue_.text(i18n::Language::ko, below_ + std::string(name));
  }

 private:
  const i18n::Catalogue& catalogue_;
  std::string below_;
};

std::vector<std::string> list_of(const Words& words, std::span<const std::string_view> names) {
  std::vector<std::string> list;
  for (const std::string_view name : names) list.push_back(words(name));
  return list;
}

// `202609`: months as the national system writes them.
std::string month_code(base::Date month) {
  const base::YearMonthDay date = base::split_date(month);
  return std::to_string(date.year * 100 + date.month);
}

std::int64_t figure(QuarterFigures& figures, std::string_view name) {
  for (const base::FieldInfo& field : base::type_info<QuarterFigures>().fields)
    if (field.name == name) return field.type().get_integer(field.member(&figures));
  CHECK_REQUEST(false);
  return 0;
}

struct Who {
  std::string number;
  std::string name;
};

// Numbers and masked names of many persons.
std::map<PersonId, Who> numbers_of(db::Transaction& tx, RegionId region_id,
                                   const std::vector<PersonId>& persons) {
  std::map<PersonId, Who> numbers;
  for (const people::Person& person : people::find_persons(tx, region_id, persons))
    numbers[person.id] = {person.management_number, people::masked(person).name};
  return numbers;
}

template <class Row>
std::vector<PersonId> persons_in(const std::vector<Row>& rows) {
  std::vector<PersonId> persons;
  for (const Row& row : rows) persons.push_back(row.person_id);
  std::ranges::sort(persons);
  const auto repeated = std::ranges::unique(persons);
  persons.erase(repeated.begin(), repeated.end());
  return persons;
}

std::string text(std::int64_t number) { return std::to_string(number); }

// `0905`: hours as the national system writes them, of the next day after midnight; nothing when
// nobody wrote them down.
std::string hour(std::optional<std::int64_t> minute) {
  if (!minute) return {};
  if (*minute > kMinutesPerDay) *minute -= kMinutesPerDay;
  const std::string digits = std::to_string(*minute / 60 * 100 + *minute % 60);
  return std::string(4 - digits.size(), '0') + digits;
}

// A character that the old set lacks must not cost the whole file.
std::string to_cp949(const std::string& utf8) {
  if (auto whole = documents::encode_cp949(utf8)) return *std::move(whole);
  std::string bytes;
  for (const char32_t point : base::decode_utf8(utf8))
    bytes += documents::encode_cp949(base::encode_utf8(std::u32string(1, point))).value_or("?");
  return bytes;
}

}  // namespace

ExportTable quarter_table(const std::vector<QuarterAccount>& accounts,
                          const std::vector<QuarterFigures>& figures,
                          const std::vector<people::Organisation>& centres,
                          const i18n::Catalogue& catalogue) {
  static constexpr std::string_view kBefore[] = {"settled_month", "centre", "team", "work_type"};
  const Words words(catalogue, "teams.quarter_column.");
  const Words types(catalogue, "teams.work_type.");
  ExportTable table{.headings = list_of(words, kBefore), .rows = {}};
  std::ranges::copy(list_of(words, kSalesFields), std::back_inserter(table.headings));
  std::ranges::copy(list_of(words, kOwnFields), std::back_inserter(table.headings));
  for (const QuarterAccount& account : accounts) {
    const auto own = std::ranges::find(figures, account.id, &QuarterFigures::quarter_id);
    if (own == figures.end()) continue;  // a draft has nothing to hand in
    const auto centre = std::ranges::find(centres, account.centre_id, &people::Organisation::id);
    QuarterFigures copy = *own;
    std::vector<std::string> row{month_code(last_of_quarter(account.quarter)),
                                 centre == centres.end() ? "" : centre->name, account.team_name,
                                 types(base::name_of(account.work_type))};
    for (const std::string_view name : kSalesFields) row.push_back(text(figure(copy, name)));
    for (const std::string_view name : kOwnFields) row.push_back(text(figure(copy, name)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ExportTable attendance_table(db::Transaction& tx, RegionId region_id, OrganisationId centre_id,
                             base::Date month, const i18n::Catalogue& catalogue) {
  static constexpr std::string_view kColumns[] = {"worked_on", "pay_month", "number",   "name",
                                                  "team",      "kind",      "came",     "left",
                                                  "minutes",   "late_min",  "night_min"};
  const Words kinds(catalogue, "teams.attendance_kind.");
  ExportTable table{.headings = list_of(Words(catalogue, "teams.pay_column."), kColumns),
                    .rows = {}};
  const base::Date first = base::first_of_month(month);
  for (const Team& team : list_teams(tx, region_id, centre_id, first)) {
    const auto days = attendance_of_team(tx, region_id, team.id, first, base::last_of_month(month));
    const auto numbers = numbers_of(tx, region_id, persons_in(days));
    for (const AttendanceDay& day : days) {
      const Who& who = numbers.at(day.person_id);
      table.rows.push_back({base::format_date(day.worked_on), month_code(first), who.number,
                            who.name, team.name, kinds(base::name_of(day.kind)), hour(day.came_min),
                            hour(day.left_min), text(day.minutes), text(day.late_min),
                            text(day.night_min)});
    }
  }
  return table;
}

ExportTable pay_table(db::Transaction& tx, RegionId region_id, const PayRun& run,
                      const i18n::Catalogue& catalogue) {
  static constexpr std::string_view kColumns[] = {"pay_month",
                                                  "number",
                                                  "name",
                                                  "team",
                                                  "work_type",
                                                  "work_days",
                                                  "work_won",
                                                  "leave_days",
                                                  "leave_won",
                                                  "week_rest_days",
                                                  "rest_won",
                                                  "holiday_days",
                                                  "holiday_won",
                                                  "expense_won",
                                                  "late_min",
                                                  "late_won",
                                                  "overtime_min",
                                                  "overtime_won",
                                                  "holiday_work_min",
                                                  "holiday_work_won",
                                                  "holiday_over_min",
                                                  "holiday_over_won",
                                                  "weekly_min",
                                                  "weekly_won",
                                                  "night_min",
                                                  "night_won",
                                                  "total_won"};
  const Words types(catalogue, "teams.work_type.");
  ExportTable table{.headings = list_of(Words(catalogue, "teams.pay_column."), kColumns),
                    .rows = {}};
  const std::vector<PayLine> lines = pay_lines(tx, region_id, run.id);
  const auto numbers = numbers_of(tx, region_id, persons_in(lines));
  std::map<OrganisationId, std::string> teams;
  for (const Team& team : list_teams(tx, region_id, run.centre_id, run.month))
    teams[team.id] = team.name;
  for (const PayLine& line : lines) {
    const Who& who = numbers.at(line.person_id);
    table.rows.push_back({month_code(run.month),
                          who.number,
                          who.name,
                          teams[line.team_id],
                          types(base::name_of(line.work_type)),
                          text(line.work_days),
                          text(line.work_won()),
                          text(line.leave_days),
                          text(line.leave_won),
                          text(line.rest_days - line.holiday_days),
                          text(line.rest_won),
                          text(line.holiday_days),
                          text(line.holiday_won),
                          text(line.expense_won),
                          text(line.late_min),
                          text(line.late_won),
                          text(line.overtime_min),
                          text(line.overtime_won),
                          text(line.holiday_work_min),
                          text(line.holiday_work_won),
                          text(line.holiday_over_min),
                          text(line.holiday_over_won),
                          text(line.weekly_min),
                          text(line.weekly_won),
                          text(line.night_min),
                          text(line.night_won),
                          text(line.total_won)});
  }
  return table;
}

std::string write_table(const ExportTable& table, Encoding encoding) {
  std::string csv = base::format_csv_row(table.headings);
  for (const std::vector<std::string>& row : table.rows) {
    CHECK_REQUEST(row.size() == table.headings.size());
    csv += base::format_csv_row(row);
  }
  return encoding == Encoding::utf8 ? std::string(kByteOrderMark) + csv : to_cp949(csv);
}

}  // namespace teams

/// Extra work (연장·휴일·야간근로): minutes that a day's pay does not cover, computed from
/// attendance, paid once staff approved them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "settings/holidays.h"
#include "settings/settings.h"
#include "teams/attendance.h"

namespace teams {

/// Minutes of one day by the rate at which they are paid.
struct ExtraMinutes {
  std::int64_t overtime_min = 0;      ///< beyond the day's hours (연장)
  std::int64_t holiday_work_min = 0;  ///< on a paid public holiday, within the day's hours (휴일)
  std::int64_t holiday_over_min = 0;  ///< on a public holiday, beyond them (휴일 연장)
  /// Within the hours of a day whose pay they have already, but above five days' hours in a week,
  /// or on a public holiday at the weekend: only the premium is added (주 초과 가산).
  std::int64_t weekly_min = 0;
  /// In the night (야간): these minutes are paid by their own kind, or by the day; only the premium
  /// is added here.
  std::int64_t night_min = 0;

  /// Of every kind; a minute that is overtime in the night counts as both.
  [[nodiscard]] std::int64_t total_min() const {
    return overtime_min + holiday_work_min + holiday_over_min + weekly_min + night_min;
  }
  bool operator==(const ExtraMinutes&) const = default;
};
BOOST_DESCRIBE_STRUCT(ExtraMinutes, (),
                      (overtime_min, holiday_work_min, holiday_over_min, weekly_min, night_min))

/// What an hour of each kind is paid, in parts of a million of an hour's share of the daily rate.
struct ExtraRates {
  std::int64_t overtime_ppm = 0;
  std::int64_t holiday_work_ppm = 0;
  std::int64_t holiday_over_ppm = 0;
  std::int64_t weekly_ppm = 0;
};
BOOST_DESCRIBE_STRUCT(ExtraRates, (),
                      (overtime_ppm, holiday_work_ppm, holiday_over_ppm, weekly_ppm))

[[nodiscard]] bool is_right_extra_rates(std::string_view json);

/// 근로기준법 제56조: half of the ordinary wage on top for overtime and for work on a holiday, as
/// much again for what goes beyond the day's hours on a holiday.
inline constexpr settings::Definition kExtraRates{
    .key = "teams.extra_rates",
    .kind = settings::Kind::table,
    .value = R"({"overtime_ppm":1500000,"holiday_work_ppm":1500000,)"
             R"("holiday_over_ppm":2000000,"weekly_ppm":500000})",
    .unit = "ppm",
    .is_right = &is_right_extra_rates};

/// An unpaid break (휴게) after each `every_min` of work.
struct BreakRule {
  std::int64_t every_min = 0;
  std::int64_t break_min = 0;
};
BOOST_DESCRIBE_STRUCT(BreakRule, (), (every_min, break_min))

[[nodiscard]] bool is_right_break_rule(std::string_view json);

/// 근로기준법 제54조: half an hour in four, an hour in eight.
inline constexpr settings::Definition kBreak{.key = "teams.break",
                                             .kind = settings::Kind::table,
                                             .value = R"({"every_min":240,"break_min":30})",
                                             .unit = "minute",
                                             .is_right = &is_right_break_rule};

/// The hours of the night, in minutes after midnight: from `from_min` to `to_min` of the next day.
struct NightRule {
  std::int64_t from_min = 0;
  std::int64_t to_min = 0;
  std::int64_t premium_ppm = 0;  ///< of an hour's share of the daily rate
};
BOOST_DESCRIBE_STRUCT(NightRule, (), (from_min, to_min, premium_ppm))

[[nodiscard]] bool is_right_night_rule(std::string_view json);

/// 근로기준법 제56조 제3항: half of the ordinary wage on top between 22:00 and 06:00, beside the
/// premium for overtime or for work on a holiday.
inline constexpr settings::Definition kNightRule{
    .key = "teams.night_work",
    .kind = settings::Kind::table,
    .value = R"({"from_min":1320,"to_min":360,"premium_ppm":500000})",
    .unit = "ppm",
    .is_right = &is_right_night_rule};

/// Minutes of work in the night between coming and leaving, which may lie on the next day (above
/// 1,440). A break that falls into the night is no work. Pure. Requires: came_min <= left_min.
[[nodiscard]] std::int64_t night_min(std::int64_t came_min, std::int64_t left_min,
                                     const BreakRule& breaks, const NightRule& night);

/// Minutes of work between coming and leaving. Pure. Requires: came_min <= left_min.
[[nodiscard]] std::int64_t worked_min(std::int64_t came_min, std::int64_t left_min,
                                      const BreakRule& rule);

/// Public holidays, and whether those from Monday to Friday are paid without work.
struct HolidayTerms {
  settings::Calendar calendar{};
  bool are_paid = true;
};

/// The days of one person that hold extra work. `days` are all of the person's from a Monday on,
/// ascending; `day_min` is a full day's work. Pure. Requires: day_min > 0.
[[nodiscard]] std::map<base::Date, ExtraMinutes> extra_minutes(
    const std::vector<AttendanceDay>& days, std::int64_t day_min, const HolidayTerms& holidays);

/// The pay for extra minutes, by kind; each sum rounded up to the won.
struct ExtraPay {
  std::int64_t overtime_won = 0;
  std::int64_t holiday_work_won = 0;
  std::int64_t holiday_over_won = 0;
  std::int64_t weekly_won = 0;
  std::int64_t night_won = 0;

  [[nodiscard]] std::int64_t total_won() const {
    return overtime_won + holiday_work_won + holiday_over_won + weekly_won + night_won;
  }
};

/// Adds up extra minutes of days with their own daily rates; rounds once, at the end.
class ExtraSum {
 public:
  /// Requires: day_min > 0.
  ExtraSum(const ExtraRates& rates, std::int64_t day_min, const NightRule& night = {});
  void add(const ExtraMinutes& minutes, std::int64_t day_won);
  [[nodiscard]] const ExtraMinutes& minutes() const { return minutes_; }
  [[nodiscard]] ExtraPay pay() const;

 private:
  ExtraRates rates_;
  std::int64_t day_min_;
  std::int64_t night_ppm_;
  ExtraMinutes minutes_;
  ExtraMinutes worth_;  // minutes times the won of their days
};

enum class ExtraWorkState {
  waiting,  ///< nobody decided on these minutes
  approved,
  declined,
};
BOOST_DESCRIBE_ENUM(ExtraWorkState, waiting, approved, declined)

/// One day with extra work, as staff see it.
struct ExtraWork {
  PersonId person_id;
  base::Date worked_on;
  OrganisationId team_id;
  std::int64_t minutes = 0;  ///< worked on that day
  std::optional<std::int64_t> came_min;
  std::optional<std::int64_t> left_min;
  ExtraMinutes extra;
  ExtraWorkState state = ExtraWorkState::waiting;
  std::string note;
  PersonId decided_by;
  PersonId entered_by;  ///< who set the day by hand; 0: a deed
};
BOOST_DESCRIBE_STRUCT(ExtraWork, (),
                      (person_id, worked_on, team_id, minutes, came_min, left_min, extra, state,
                       note, decided_by, entered_by))

enum class ExtraWorkRefusal {
  extra_work_not_found,  ///< the day holds no extra minutes
  extra_work_changed,    ///< others than the caller saw
  extra_work_own_entry,  ///< whoever entered the hours does not decide on them
  month_already_paid,
  decision_note_missing,  ///< a declined day needs a word
};
BOOST_DESCRIBE_ENUM(ExtraWorkRefusal, extra_work_not_found, extra_work_changed,
                    extra_work_own_entry, month_already_paid, decision_note_missing)

struct ExtraWorkDecision {
  PersonId person_id;
  base::Date worked_on;
  std::int64_t extra_min = 0;  ///< all extra minutes of the day, as the caller saw them
  bool is_approved = false;
  std::string note;
};

/// What was decided on extra work between two days, laid over what attendance holds now. Reads once
/// for everybody; asks nothing later.
class ExtraWorkDesk {
 public:
  /// Decisions on the days from `from` to `to`; person_id 0: of everybody. Holidays are those known
  /// on `today`.
  ExtraWorkDesk(db::Transaction& tx, RegionId region_id, PersonId person_id, base::Date from,
                base::Date to, base::Date today);

  /// One person's extra work, by day. `days`: see extra_minutes().
  [[nodiscard]] std::vector<ExtraWork> work_in(const std::vector<AttendanceDay>& days,
                                               std::int64_t day_min) const;
  /// The minutes among them that were approved as they stand.
  [[nodiscard]] std::map<base::Date, ExtraMinutes> approved(const std::vector<AttendanceDay>& days,
                                                            std::int64_t day_min) const;

 private:
  using Key = std::pair<PersonId, base::Date>;

  HolidayTerms holidays_;
  std::map<Key, ExtraWork> decided_;
  std::map<Key, PersonId> entered_;
};

/// Extra work of a month in a centre's teams, by day and person; `today`: holidays as known.
[[nodiscard]] std::vector<ExtraWork> extra_work_of_centre(db::Transaction& tx, RegionId region_id,
                                                          OrganisationId centre_id,
                                                          base::Date month, base::Date today);
/// Approves or declines a day's extra work; a later decision replaces an earlier one until the
/// month is paid.
[[nodiscard]] base::Result<ExtraWork, ExtraWorkRefusal> decide_extra_work(
    db::Transaction& tx, RegionId region_id, const ExtraWorkDecision& decision, PersonId decided_by,
    base::Instant now);

/// What approve_month() did.
struct ExtraWorkApproval {
  std::int64_t days = 0;
  std::int64_t extra_min = 0;
};
BOOST_DESCRIBE_STRUCT(ExtraWorkApproval, (), (days, extra_min))

/// Approves all that waits in a centre's month, but for what `decided_by` entered. `extra_min` is
/// the sum that the caller saw; nullopt: whatever there is. Refuses: `extra_work_not_found` when
/// nothing waits, `extra_work_changed`, `month_already_paid`.
[[nodiscard]] base::Result<ExtraWorkApproval, ExtraWorkRefusal> approve_month(
    db::Transaction& tx, RegionId region_id, OrganisationId centre_id, base::Date month,
    std::optional<std::int64_t> extra_min, PersonId decided_by, base::Instant now);

}  // namespace teams

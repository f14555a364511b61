/// Public holidays (관공서의 공휴일): days of rest that the law or the government names. The
/// announced days are data; an office adds a temporary or substitute holiday, or takes a day off
/// the list, as it changes any setting: from a day on, with a reason, kept in the history.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "settings/settings.h"

namespace settings {

struct Holiday {
  base::Date on;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Holiday, (), (on, name))

struct HolidayList {
  std::vector<Holiday> days;  ///< each day once, ascending
};
BOOST_DESCRIBE_STRUCT(HolidayList, (), (days))

/// The setting `settings.holidays`. Default: 2024 to 2027 as announced by the Korea Astronomy and
/// Space Science Institute (월력요항), substitute holidays and election days included.
[[nodiscard]] const Definition& holiday_definition();

enum class HolidayRefusal { holiday_already_known, holiday_not_found };
BOOST_DESCRIBE_ENUM(HolidayRefusal, holiday_already_known, holiday_not_found)

/// The list with one day more, or less. Pure; store the result with settings::set().
[[nodiscard]] base::Result<HolidayList, HolidayRefusal> with_holiday(HolidayList list,
                                                                     const Holiday& holiday);
[[nodiscard]] base::Result<HolidayList, HolidayRefusal> without_holiday(HolidayList list,
                                                                        base::Date on);

/// Which days are worked. Immutable.
class Calendar {
 public:
  /// No holidays at all.
  Calendar() = default;
  explicit Calendar(const HolidayList& list);

  [[nodiscard]] bool is_holiday(base::Date on) const { return names_.contains(on); }
  /// Monday to Friday, and no holiday.
  [[nodiscard]] bool is_working_day(base::Date on) const {
    return base::weekday(on) <= 5 && !is_holiday(on);
  }
  /// The last working day of the month of `day`; its last day when none is worked.
  [[nodiscard]] base::Date last_working_day(base::Date day) const;
  [[nodiscard]] std::vector<Holiday> of_year(std::int32_t year) const;

 private:
  std::map<base::Date, std::string> names_;
};

/// The calendar as it is known on `known_on`, for any day that one asks about.
[[nodiscard]] Calendar calendar(db::Transaction& tx, base::RegionId region_id, base::Date known_on);

}  // namespace settings

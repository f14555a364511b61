#include "settings/holidays.h"

#include <algorithm>

#include "base/text.h"
#include "holiday_data.h"

namespace settings {

namespace {

bool is_right_list(std::string_view json) {
  const auto list = json::read<HolidayList>(json);
  if (!list) return false;
  for (std::size_t i = 0; i < list->days.size(); ++i) {
    if (base::trim(list->days[i].name).empty()) return false;
    if (i > 0 && list->days[i - 1].on >= list->days[i].on) return false;
  }
  return true;
}

auto find_day(HolidayList& list, base::Date on) {
  return std::ranges::lower_bound(list.days, on, {}, &Holiday::on);
}

}  // namespace

const Definition& holiday_definition() {
  static const Definition definition{.key = "settings.holidays",
                                     .kind = Kind::table,
                                     .value = announced_holidays(),
                                     .unit = "day",
                                     .is_right = &is_right_list};
  return definition;
}

base::Result<HolidayList, HolidayRefusal> with_holiday(HolidayList list, const Holiday& holiday) {
  const auto place = find_day(list, holiday.on);
  if (place != list.days.end() && place->on == holiday.on)
    return base::refuse(HolidayRefusal::holiday_already_known);
  list.days.insert(place, holiday);
  return list;
}

base::Result<HolidayList, HolidayRefusal> without_holiday(HolidayList list, base::Date on) {
  const auto place = find_day(list, on);
  if (place == list.days.end() || place->on != on)
    return base::refuse(HolidayRefusal::holiday_not_found);
  list.days.erase(place);
  return list;
}

Calendar::Calendar(const HolidayList& list) {
  for (const Holiday& holiday : list.days) names_.emplace(holiday.on, holiday.name);
}

base::Date Calendar::last_working_day(base::Date day) const {
  const base::Date first = base::first_of_month(day);
  const base::Date last = base::last_of_month(day);
  for (base::Date on = last; on >= first; on = on.plus_days(-1))
    if (is_working_day(on)) return on;
  return last;
}

std::vector<Holiday> Calendar::of_year(std::int32_t year) const {
  std::vector<Holiday> days;
  for (const auto& [on, name] : names_)
    if (base::split_date(on).year == year) days.push_back({on, name});
  return days;
}

Calendar calendar(db::Transaction& tx, base::RegionId region_id, base::Date known_on) {
  return Calendar(table<HolidayList>(tx, region_id, holiday_definition(), known_on));
}

}  // namespace settings

#include "office.h"
#include "settings/holidays.h"

namespace olive {

namespace {

struct YearQuery {
  std::int32_t year = 0;
};
BOOST_DESCRIBE_STRUCT(YearQuery, (), (year))

struct HolidayYear {
  std::int32_t year = 0;
  std::vector<settings::Holiday> items;
};
BOOST_DESCRIBE_STRUCT(HolidayYear, (), (year, items))

struct HolidayForm {
  base::Date on;
  std::string name;
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "name", .min_length = 2, .max_length = 60},
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(HolidayForm, (), (on, name, reason))

struct HolidayRemoval {
  base::Date on;
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(HolidayRemoval, (), (on, reason))

settings::HolidayList current(db::Transaction& tx, const api::Context& context) {
  return settings::table<settings::HolidayList>(tx, context.region_id(),
                                                settings::holiday_definition(), context.today());
}

HolidayYear year_of(db::Transaction& tx, const api::Context& context, std::int32_t year) {
  return {year, settings::calendar(tx, context.region_id(), context.today()).of_year(year)};
}

// Stores the changed list, which holds from today on, and answers with the year of the day.
api::Answer<HolidayYear> store(
    db::Transaction& tx, const api::Context& context,
    const base::Result<settings::HolidayList, settings::HolidayRefusal>& changed, base::Date on,
    std::string_view reason) {
  if (!changed) return api::refused(changed.error(), "/on");
  const std::string value = json::write(*changed);
  const auto set = settings::set(tx, context.region_id(), settings::holiday_definition(),
                                 {.valid_from = context.today(),
                                  .value = value,
                                  .set_by = context.principal.person_id.value,
                                  .set_at = context.now,
                                  .reason = reason});
  if (!set) return api::refused(set.error(), "/reason");
  return year_of(tx, context, base::split_date(on).year);
}

api::Answer<HolidayYear> get_year(db::Transaction& tx, const api::Context& context,
                                  const YearQuery& in) {
  return year_of(tx, context, in.year);
}

api::Answer<HolidayYear> post_holiday(db::Transaction& tx, const api::Context& context,
                                      const HolidayForm& in) {
  return store(tx, context, settings::with_holiday(current(tx, context), {in.on, in.name}), in.on,
               in.reason);
}

api::Answer<HolidayYear> post_removal(db::Transaction& tx, const api::Context& context,
                                      const HolidayRemoval& in) {
  return store(tx, context, settings::without_holiday(current(tx, context), in.on), in.on,
               in.reason);
}

}  // namespace

std::vector<api::Route> holiday_routes() {
  return {
      api::get<YearQuery, HolidayYear>("/api/v1/holidays",
                                       {.operation = "list_holidays",
                                        .permission = "signed_in",
                                        .tag = "office",
                                        .summary = "The public holidays of a year"},
                                       get_year),
      api::post<HolidayForm, HolidayYear>(
          "/api/v1/holidays",
          {.operation = "add_holiday",
           .permission = "office.holidays",
           .tag = "office",
           .summary = "Adds a substitute or temporary holiday from today on",
           .success_status = 201},
          post_holiday),
      api::post<HolidayRemoval, HolidayYear>(
          "/api/v1/holiday-removals",
          {.operation = "remove_holiday",
           .permission = "office.holidays",
           .tag = "office",
           .summary = "Takes a day off the list of holidays from today on",
           .success_status = 201},
          post_removal),
  };
}

}  // namespace olive

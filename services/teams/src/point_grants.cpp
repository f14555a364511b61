#include "point_grants.h"

#include <algorithm>

#include "base/check.h"
#include "ledger/points.h"

namespace teams {

const PointYear* find_year(const PointYears& years, std::int32_t year) {
  const auto found = std::ranges::find(years.years, year, &PointYear::year);
  return found == years.years.end() ? nullptr : &*found;
}

std::set<PersonId> granted_persons(db::Transaction& tx, RegionId region_id, std::int32_t year) {
  std::set<PersonId> persons;
  for (const std::string_view sql :
       {std::string_view("SELECT person_id FROM teams_point_decision WHERE region_id = $1 "
                         "AND year = $2 AND verdict = 'granted'"),
        std::string_view("SELECT person_id FROM teams_point_appeal WHERE region_id = $1 "
                         "AND year = $2 AND state = 'accepted'")}) {
    const db::Rows rows = tx.rows(sql, region_id, year);
    for (std::size_t i = 0; i < rows.size(); ++i) persons.insert({rows.integer(i, 0)});
  }
  return persons;
}

std::string SourcePicker::grant(PersonId person_id, PersonId actor) {
  // Everybody gets the same amount, so a source that is exhausted stays so.
  while (next_ < terms_.sources.size() && !has_left(terms_.sources[next_])) ++next_;
  if (next_ == terms_.sources.size()) return {};
  const std::string& source = terms_.sources[next_].source;
  const auto last_day = base::make_date(terms_.year, 12, 31);
  CHECK_REQUEST(last_day.has_value());
  const auto entry = ledger::grant_points(
      batch_, {.key = ledger::key_of("point_grant", terms_.year, person_id.value),
               .person_id = person_id,
               .points = terms_.points,
               .source = source,
               .expires_on = *last_day,
               .actor = actor,
               .reference = "point_year:" + std::to_string(terms_.year)});
  CHECK_REQUEST(entry.has_value());  // accounts without limits; nobody is granted a year twice
  return source;
}

// By the limit of today's settings, so that a raised or lowered one holds at once.
bool SourcePicker::has_left(const PointSource& source) const {
  const auto account = batch_.find_account(ledger::point_source_account(source.source));
  const std::int64_t granted = account ? -batch_.balance(*account).posted : 0;
  return granted + terms_.points <= source.limit_points;
}

}  // namespace teams

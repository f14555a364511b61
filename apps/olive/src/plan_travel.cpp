#include "plan_travel.h"

#include <map>

#include "base/check.h"
#include "base/text.h"
#include "geo/matrix_csv.h"
#include "plan_json.h"
#include "roads/table.h"

namespace olive {

namespace {

using Reason = geo::MatrixFault::Reason;

std::string words_of(Reason reason) {
  static const std::map<Reason, std::string> kWords{
      {Reason::not_csv, "is no CSV"},
      {Reason::wrong_header, "should be `from,to,duration_s,distance_m`"},
      {Reason::wrong_columns, "should have four cells"},
      {Reason::bad_number, "has a number that is not whole or below 0"},
      {Reason::repeated_pair, "gives a pair of places again"},
      {Reason::nonzero_diagonal, "gives a place a way to itself"},
      {Reason::missing_pair, "some pair of places is missing"},
  };
  return kWords.at(reason);
}

// What the problem has, as seconds and metres.
geo::TravelTimes times_of(const optimiser::TravelMatrix& matrix) {
  geo::TravelTimes times = geo::make_travel_times(matrix.size);
  CHECK(matrix.duration.size() == times.duration_s.size());
  times.duration_s = matrix.duration;
  if (!matrix.distance.empty()) times.distance_m = matrix.distance;
  return times;
}

}  // namespace

PlanFaults replace_travel(PlanCase& plan_case, std::string_view text) {
  const std::vector<std::string> places = plan_case.place_names();
  if (places.empty()) return {{"/", "this format's ways belong to the instance"}};
  optimiser::TravelMatrix& matrix = plan_case.problem.travel.front();
  geo::TravelTimes times;
  if (base::trim(text).starts_with('{')) {
    const auto table = roads::parse_osrm_table(text);
    if (!table)
      return {{table.error().pointer.empty() ? "/" : table.error().pointer,
               words_of_code(table.error().code, "")}};
    if (table->sources != matrix.size || table->targets != matrix.size)
      return {{"/durations", "should have a row and a column for each place"}};
    times = roads::matrix_of(*table, times_of(matrix));
  } else {
    const auto read = geo::parse_matrix_csv(text, places);
    if (!read)
      return {{"line " + std::to_string(read.error().line), words_of(read.error().reason)}};
    times = *read;
  }
  CHECK(times.size == matrix.size && geo::is_well_formed(times));
  matrix.duration = std::move(times.duration_s);
  matrix.distance = std::move(times.distance_m);
  return {};
}

}  // namespace olive

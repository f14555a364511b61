#include "teams/history.h"

#include <array>

namespace teams {
namespace {

constexpr std::array<std::string_view, 9> kDayColumns{"region_id", "person_id", "worked_on",
                                                      "team_id",   "kind",      "minutes",
                                                      "late_min",  "set_by",    "set_at"};
constexpr std::array<std::string_view, 5> kProofColumns{"region_id", "source", "person_id",
                                                        "worked_on", "minutes"};

}  // namespace

void record_past_days(db::Transaction& tx, RegionId region_id, std::span<const AttendanceDay> days,
                      std::span<const Work> proofs, base::Instant now) {
  std::vector<db::Value> cells;
  cells.reserve(days.size() * kDayColumns.size());
  for (const AttendanceDay& day : days) {
    CHECK_REQUEST(day.minutes >= 0 && day.minutes <= 1'440);
    for (db::Value value :
         {db::to_value(region_id), db::to_value(day.person_id), db::to_value(day.worked_on),
          db::to_value(day.team_id), db::to_value(day.kind), db::to_value(day.minutes),
          db::to_value(day.late_min), db::to_value(0), db::to_value(now)})
      cells.push_back(std::move(value));
  }
  tx.insert_many("teams_attendance", kDayColumns, cells);
  cells.clear();
  for (const Work& work : proofs)
    for (db::Value value :
         {db::to_value(region_id), db::to_value(work.source), db::to_value(work.person_id),
          db::to_value(work.worked_on), db::to_value(work.minutes)})
      cells.push_back(std::move(value));
  tx.insert_many("teams_attendance_source", kProofColumns, cells);
}

}  // namespace teams

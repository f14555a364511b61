/// Attendance that happened before: many days at once. For a demo city and for taking over another
/// system's records.
#pragma once

#include <span>

#include "teams/attendance.h"

namespace teams {

/// Records days, and the deeds that prove some of their minutes. Requires: each day's team is the
/// person's placement then, the day is not over-written (nobody has it yet), and its `minutes`
/// include those of its deeds.
/// Cost: two statements per some hundred rows.
void record_past_days(db::Transaction& tx, RegionId region_id, std::span<const AttendanceDay> days,
                      std::span<const Work> proofs, base::Instant now);

}  // namespace teams

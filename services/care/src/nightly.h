// What happens by itself: plans at night, alerts every minute, notices after a deed, forgetting.
#pragma once

#include <memory>

#include "care/visit.h"
#include "db/database.h"
#include "jobs/runner.h"

namespace care {

struct DispatchTools;

inline constexpr std::int32_t kWeekDays = 7;
/// Seven days of a centre wait to be planned, one after the other: each knows what the ones before
/// it gave to whom. made_by 0: at night.
struct WeekWanted {
  static constexpr std::string_view kTopic = "care.week_wanted";
  OrganisationId centre_id;
  base::Date from_on;
  PersonId made_by;
};
BOOST_DESCRIBE_STRUCT(WeekWanted, (), (centre_id, from_on, made_by))

/// Subscribes all of it. The database must outlive the runner: a search runs between two
/// transactions of its own.
void subscribe_dispatch(jobs::Runner& runner, db::Database& database,
                        const std::shared_ptr<DispatchTools>& tools);

/// Asks for a plan of each centre's next seven days.
void want_week(db::Transaction& tx, RegionId region_id, base::Instant now);
/// Tells the boards which visits have become late or missing, and which no longer are.
void watch_today(db::Transaction& tx, RegionId region_id, base::Instant now, DispatchTools& tools);

}  // namespace care

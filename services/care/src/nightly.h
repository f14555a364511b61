// What happens by itself: plans at night, alerts every minute, notices after a deed, forgetting.
#pragma once

#include <memory>

#include "care/visit.h"
#include "db/database.h"
#include "jobs/runner.h"

namespace care {

struct DispatchTools;

/// A day of a centre waits to be planned. made_by 0: at night.
struct PlanWanted {
  static constexpr std::string_view kTopic = "care.plan_wanted";
  OrganisationId centre_id;
  base::Date on;
  PersonId made_by;
};
BOOST_DESCRIBE_STRUCT(PlanWanted, (), (centre_id, on, made_by))

/// Subscribes all of it. The database must outlive the runner: a search runs between two
/// transactions of its own.
void subscribe_dispatch(jobs::Runner& runner, db::Database& database,
                        const std::shared_ptr<DispatchTools>& tools);

/// Asks for a plan of each centre's next seven days.
void want_week(db::Transaction& tx, RegionId region_id, base::Instant now);
/// Tells the boards which visits have become late or missing, and which no longer are.
void watch_today(db::Transaction& tx, RegionId region_id, base::Instant now, DispatchTools& tools);

}  // namespace care

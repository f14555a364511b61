/// Counts for the public page: how much care each district received. No personal data.
#pragma once

#include <string>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/time.h"
#include "db/database.h"

namespace care {

/// Completed visits of one district.
struct DistrictFigures {
  std::string district_code;
  std::int64_t visits = 0;
  std::int64_t billed_min = 0;
  std::int64_t clients = 0;  ///< different people; suppress small numbers before publishing (R11)
};
BOOST_DESCRIBE_STRUCT(DistrictFigures, (), (district_code, visits, billed_min, clients))

/// By district code; days included. Cost: one statement.
[[nodiscard]] std::vector<DistrictFigures> figures(db::Transaction& tx, base::RegionId region_id,
                                                   base::Date from, base::Date to);

}  // namespace care

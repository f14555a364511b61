// One grouped statement; nobody can be found in its answer.
#include "care/figures.h"

#include "base/check.h"

namespace care {

std::vector<DistrictFigures> figures(db::Transaction& tx, base::RegionId region_id, base::Date from,
                                     base::Date to) {
  CHECK_REQUEST(from <= to);
  return tx.query<DistrictFigures>(
      "SELECT e.district_code AS district_code, COUNT(*) AS visits,"
      " COALESCE(SUM(v.billed_min), 0) AS billed_min, COUNT(DISTINCT v.client_id) AS clients"
      " FROM care_visit v JOIN care_entitlement e"
      " ON e.region_id = v.region_id AND e.id = v.entitlement_id"
      " WHERE v.region_id = $1 AND v.visit_on >= $2 AND v.visit_on <= $3"
      " AND v.state = 'completed' GROUP BY e.district_code ORDER BY e.district_code",
      region_id, from, to);
}

}  // namespace care

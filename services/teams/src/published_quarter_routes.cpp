#include "routes.h"
#include "teams/published_quarter.h"

namespace teams {
namespace {

struct PublicQuarterQuery {
  std::optional<base::Date> quarter;  ///< any day of it; the newest when absent
};
BOOST_DESCRIBE_STRUCT(PublicQuarterQuery, (), (quarter))

struct PublicQuarterPage {
  std::vector<base::Date> quarters;  ///< that can be looked at, newest first
  std::optional<PublicQuarter> shown;
};
BOOST_DESCRIBE_STRUCT(PublicQuarterPage, (), (quarters, shown))

api::Answer<PublicQuarterPage> get_public(db::Transaction& tx, const api::Context& context,
                                          const PublicQuarterQuery& in) {
  PublicQuarterPage page{.quarters = public_quarters(tx, context.region_id()), .shown = {}};
  if (page.quarters.empty()) return page;
  page.shown = public_quarter(tx, context.region_id(), in.quarter.value_or(page.quarters.front()));
  return page;
}

}  // namespace

std::vector<api::Route> published_quarter_routes() {
  return {api::get<PublicQuarterQuery, PublicQuarterPage>(
      "/api/v1/published-quarters",
      {.operation = "get_published_quarter",
       .tag = "teams",
       .summary = "A quarter of the teams' sales by centre, without small groups"},
      get_public)};
}

}  // namespace teams

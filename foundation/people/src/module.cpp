#include "people/module.h"

#include <iterator>

#include "people/right.h"
#include "routes.h"

OLIVE_EMBEDDED(people)

namespace people {

namespace {

constexpr std::string_view kForgetTopic = "people.forget_right_changes";

}  // namespace

manifest::Module module() {
  manifest::Module module{
      .name = "people", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"people.search",
       {"coordinator", "case_manager", "centre_director", "dong_officer", "district_officer",
        "metro_centre", "auditor", "administrator"}},
      {"people.unmask",
       {"coordinator", "case_manager", "centre_director", "dong_officer", "district_officer"}},
      {"people.import", {"centre_director", "metro_centre", "administrator"}},
      {"people.accesses", {"auditor", "administrator"}},
      {"people.rights", {"auditor", "administrator"}},
  };
  module.routes = person_routes();
  std::ranges::move(organisation_routes(), std::back_inserter(module.routes));
  std::ranges::move(right_routes(), std::back_inserter(module.routes));
  module.settings = {kRightHistoryDays};
  module.subscribe = [](jobs::Runner& runner) {
    runner.schedule(kForgetTopic, jobs::daily_at(3, 20), kForgetTopic);
    runner.subscribe(kForgetTopic, "people.right_history",
                     [](db::Transaction& tx, const jobs::Task& task) {
                       forget_right_changes(tx, task.region_id, base::korean_date(task.due_at));
                     });
  };
  return module;
}

}  // namespace people

#include "inbox/module.h"

#include <iterator>

#include "base/check.h"
#include "routes.h"

OLIVE_EMBEDDED(inbox)

namespace inbox {
namespace {

constexpr std::string_view kForgetTopic = "inbox.forget_notices";

}  // namespace

manifest::Module module(const i18n::Catalogue& catalogue, std::vector<Kind> kinds) {
  std::set<std::string_view> names;
  for (const Kind& kind : kinds) CHECK(names.insert(kind.name).second);
  const auto tools = std::make_shared<const Tools>(&catalogue, std::move(kinds));
  manifest::Module module{
      .name = "inbox", .schema = embedded::schema(), .messages = embedded::messages()};
  module.routes = notice_routes(tools);
  std::ranges::move(kind_routes(tools), std::back_inserter(module.routes));
  module.settings = {kKeepDays};
  module.subscribe = [](jobs::Runner& runner) {
    runner.schedule(kForgetTopic, jobs::daily_at(3, 40), kForgetTopic);
    runner.subscribe(kForgetTopic, "inbox.retention",
                     [](db::Transaction& tx, const jobs::Task& task) {
                       forget_notices(tx, task.region_id, base::korean_date(task.due_at));
                     });
  };
  return module;
}

}  // namespace inbox

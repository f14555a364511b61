/// What a module contributes to the product, as plain data. `apps/olive` lists the modules by hand;
/// nothing registers itself.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "api/principal.h"
#include "api/route.h"
#include "base/embedded.h"
#include "jobs/jobs.h"
#include "settings/settings.h"

namespace manifest {

struct Module {
  std::string_view name;                           ///< `care`
  std::span<const base::EmbeddedFile> schema{};    ///< migrations, in order of name
  std::span<const base::EmbeddedFile> messages{};  ///< ko.json and en.json
  std::vector<api::Permission> permissions{};
  std::vector<api::Route> routes{};
  std::vector<settings::Definition> settings{};
  std::vector<jobs::Subscription> subscriptions{};  ///< handlers of outbox topics
  std::vector<jobs::Schedule> schedules{};          ///< recurring work in Korean time
};

}  // namespace manifest

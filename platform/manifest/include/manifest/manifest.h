/// What a module contributes to the product, as plain data. `apps/olive` lists the modules by hand;
/// nothing registers itself.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "api/principal.h"
#include "api/route.h"
#include "base/embedded.h"
#include "db/database.h"
#include "i18n/catalogue.h"
#include "jobs/runner.h"
#include "settings/settings.h"

namespace manifest {

struct Module {
  std::string_view name;                           ///< `care`
  std::span<const base::EmbeddedFile> schema{};    ///< migrations, in order of name
  std::span<const base::EmbeddedFile> messages{};  ///< ko.json and en.json
  std::vector<api::Permission> permissions{};
  std::vector<api::Route> routes{};
  std::vector<settings::Definition> settings{};
  /// Subscribes to outbox topics and schedules recurring work; called once, before the start.
  std::function<void(jobs::Runner&)> subscribe{};
};

/// The schemas of all modules, in their order, for db::migrate. Refers to the modules' data.
[[nodiscard]] std::vector<db::ModuleSchema> schemas_of(const std::vector<Module>& modules);
/// CHECK: no permission is declared twice.
[[nodiscard]] std::vector<api::Permission> permissions_of(const std::vector<Module>& modules);
[[nodiscard]] std::vector<api::Route> routes_of(const std::vector<Module>& modules);
/// CHECK: no setting is declared twice, every key starts with its module's name.
[[nodiscard]] std::vector<settings::Definition> settings_of(const std::vector<Module>& modules);
/// The messages of all modules in one catalogue.
[[nodiscard]] i18n::Catalogue catalogue_of(const std::vector<Module>& modules);

}  // namespace manifest

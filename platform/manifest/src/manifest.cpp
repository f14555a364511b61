#include "manifest/manifest.h"

#include <set>
#include <string>

#include "base/check.h"

namespace manifest {

// Modules without tables contribute nothing.
std::vector<db::ModuleSchema> schemas_of(const std::vector<Module>& modules) {
  std::vector<db::ModuleSchema> schemas;
  for (const Module& module : modules)
    if (!module.schema.empty()) schemas.push_back({module.name, module.schema});
  return schemas;
}

// A permission of no role would close its routes to everybody.
std::vector<api::Permission> permissions_of(const std::vector<Module>& modules) {
  std::vector<api::Permission> permissions;
  std::set<std::string_view> names;
  for (const Module& module : modules) {
    for (const api::Permission& permission : module.permissions) {
      CHECK(names.insert(permission.name).second);
      CHECK(!permission.roles.empty());
      permissions.push_back(permission);
    }
  }
  return permissions;
}

std::vector<api::Route> routes_of(const std::vector<Module>& modules) {
  std::vector<api::Route> routes;
  for (const Module& module : modules)
    routes.insert(routes.end(), module.routes.begin(), module.routes.end());
  return routes;
}

// The prefix keeps modules from setting each other's values.
std::vector<settings::Definition> settings_of(const std::vector<Module>& modules) {
  std::vector<settings::Definition> definitions;
  std::set<std::string_view> keys;
  for (const Module& module : modules) {
    for (const settings::Definition& definition : module.settings) {
      CHECK(keys.insert(definition.key).second);
      CHECK(definition.key.starts_with(std::string(module.name) + "."));
      definitions.push_back(definition);
    }
  }
  return definitions;
}

i18n::Catalogue catalogue_of(const std::vector<Module>& modules) {
  i18n::Catalogue catalogue;
  for (const Module& module : modules)
    if (!module.messages.empty()) catalogue.add(module.messages);
  return catalogue;
}

}  // namespace manifest

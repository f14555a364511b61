#include <cstdio>
#include <memory>

#include "commands.h"
#include "installation.h"
#include "json/json.h"
#include "wiring.h"

namespace olive {

namespace {

struct MigrateOptions {
  Installation installation;
  bool is_json = false;
};

struct Migrated {
  std::string database;
  std::int64_t migrations = 0;
};
BOOST_DESCRIBE_STRUCT(Migrated, (), (database, migrations))

int migrate(const MigrateOptions& options) {
  const auto database = open_database(options.installation);
  db::migrate(*database, schemas());
  Migrated done{.database = database->describe()};
  for (const db::ModuleSchema& schema : schemas())
    done.migrations += static_cast<std::int64_t>(schema.files.size());
  if (options.is_json) std::printf("%s\n", json::write(done).c_str());
  else
    std::printf("%s holds %lld migrations, nothing is missing\n", done.database.c_str(),
                static_cast<long long>(done.migrations));
  return kDone;
}

}  // namespace

std::function<int()> add_migrate(CLI::App& command) {
  auto options = std::make_shared<MigrateOptions>();
  add_installation_options(command, options->installation);
  command.add_flag("--json", options->is_json, "Print the result as JSON");
  command.footer("Example: olive migrate --data ./data");
  return [options] { return migrate(*options); };
}

}  // namespace olive

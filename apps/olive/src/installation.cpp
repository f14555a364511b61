#include "installation.h"

#include <chrono>
#include <stdexcept>

namespace olive {

std::string Installation::database_url() const {
  return database.empty() ? (data / "olive.sqlite").string() : database;
}

void add_installation_options(CLI::App& command, Installation& installation) {
  command.add_option("--data", installation.data, "Folder of the installation")->required();
  command.add_option("--database", installation.database,
                     "postgresql://…; without it the SQLite file in the folder");
}

// The keys lie in it, so others have no business there.
void make_folder(const Installation& installation) {
  if (std::filesystem::create_directories(installation.data))
    std::filesystem::permissions(installation.data, std::filesystem::perms::owner_all);
}

std::unique_ptr<db::Database> open_database(const Installation& installation) {
  make_folder(installation);
  return db::open(installation.database_url());
}

// Opening a SQLite file that is not there would make an empty one; a typing error in --data should
// not look like an installation that lost everything.
std::unique_ptr<db::Database> open_existing(const Installation& installation) {
  if (installation.database.empty() && !std::filesystem::exists(installation.database_url()))
    throw std::runtime_error("no installation in " + installation.data.string() +
                             "; `olive migrate --data DIR` makes one");
  return db::open(installation.database_url());
}

// The one place where the product reads the machine's clock.
base::Instant system_now() {
  return {std::chrono::duration_cast<std::chrono::microseconds>(
              std::chrono::system_clock::now().time_since_epoch())
              .count()};
}

}  // namespace olive

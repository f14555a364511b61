// Where an installation keeps its data, as the command line says.
#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>

#include "base/time.h"
#include "db/database.h"

namespace olive {

// A road router in the operator's own network; an empty address: none.
struct RoadRouter {
  std::string address;  // http://host:port
  std::string kind = "osrm";
};

struct Installation {
  std::filesystem::path data;  // folder: keys, and the database unless `database` names another
  std::string database;        // postgresql://…; empty: the SQLite file in `data`
  RoadRouter roads{};

  [[nodiscard]] std::string database_url() const;
  [[nodiscard]] std::filesystem::path key_file() const { return data / "keys"; }
};

// Declares --data (required) and --database.
void add_installation_options(CLI::App& command, Installation& installation);
// Makes the folder when it does not exist, private to its owner.
void make_folder(const Installation& installation);
[[nodiscard]] std::unique_ptr<db::Database> open_database(const Installation& installation);
// The same for an installation that must exist already. Throws std::runtime_error otherwise.
[[nodiscard]] std::unique_ptr<db::Database> open_existing(const Installation& installation);

// The machine's clock.
[[nodiscard]] base::Instant system_now();

}  // namespace olive

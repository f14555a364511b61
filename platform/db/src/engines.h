// The two implementations behind db::open.
#pragma once

#include <memory>
#include <string>

#include "db/database.h"

namespace db {

std::unique_ptr<Database> open_sqlite(const std::string& path, OpenOptions options);
std::unique_ptr<Database> open_postgresql(const std::string& url, OpenOptions options);

}  // namespace db

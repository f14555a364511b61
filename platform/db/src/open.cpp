#include "db/database.h"
#include "engines.h"

namespace db {

std::unique_ptr<Database> open(const std::string& url, OpenOptions options) {
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return open_postgresql(url, options);
  return open_sqlite(url, options);
}

}  // namespace db

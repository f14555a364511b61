// Failed sign-ins and the lock that follows them.
#pragma once

#include <optional>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "db/database.h"

namespace auth {

// Until when sign-in with this login is locked; nullopt when it is not.
std::optional<base::Instant> locked_until(db::Transaction& tx, base::RegionId region_id,
                                          std::string_view login, base::Instant now);
// Counts a failure; true when it locked the login.
bool count_failure(db::Transaction& tx, base::RegionId region_id, std::string_view login,
                   base::Instant now);
void forget_failures(db::Transaction& tx, base::RegionId region_id, std::string_view login);

}  // namespace auth

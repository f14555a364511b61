// kill -9 under load: a child serves a ledger to several clients and reports every acknowledged
// deed through a pipe; the parent kills it at a random time and looks at what is left.
#pragma once

#include <cstdint>
#include <string>

#include "db/database.h"

namespace ledger::crash {

// The child's program: runs until it is killed. Prints `ready`, then `client n seq` for each
// acknowledged deed, one write each.
[[noreturn]] void serve(const std::string& url, std::int64_t ledger_id, std::int64_t round);

struct Tally {
  std::int64_t kills = 0;
  std::int64_t acknowledged = 0;
  std::int64_t lost = 0;          // acknowledged and not there, or there as something else
  std::int64_t partial = 0;       // linked groups or side rows without their other half
  std::int64_t unsound = 0;       // rounds whose chain does not verify
  std::int64_t resent = 0;        // deeds without an answer, sent again
  std::int64_t were_durable = 0;  // … of which the first sending had been carried out
  [[nodiscard]] bool is_clean() const { return lost + partial + unsound == 0; }
};

// Kills `kills` children, one after the other, on one database that lives on.
Tally run(db::Dialect dialect, std::int64_t kills, std::uint64_t seed);

}  // namespace ledger::crash

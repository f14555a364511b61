// Power cuts and failing calls under the ledger on SQLite; see failing_disk.h.
#pragma once

#include <cstdint>
#include <string>

namespace ledger::power {

// What is wrong with the machine, on purpose: controls that must lose something, or else the
// harness sees nothing.
enum class Machine { sound, commits_without_sync, ignores_syncs };

struct Tally {
  std::int64_t cuts = 0;          // or failures
  std::int64_t acknowledged = 0;  // deeds that were answered before
  std::int64_t lost = 0;          // of those, gone or changed afterwards
  std::int64_t partial = 0;       // linked groups without their other half
  std::int64_t corrupt = 0;       // databases that do not open, or do not verify
  std::int64_t kept_going = 0;    // failed calls after which the writer did not stop
  [[nodiscard]] bool is_clean() const { return lost + partial + corrupt + kept_going == 0; }
};

// `cuts` power cuts at random calls, several on the same database one after the other.
Tally cut(std::int64_t cuts, std::uint64_t seed, Machine machine);
// The n-th call fails, for every n of a fixed load and in every way; `step`: only each step-th n.
Tally fail(std::int64_t step, std::uint64_t seed);

}  // namespace ledger::power

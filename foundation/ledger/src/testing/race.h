// Many clients at the same few things: the last unit of a product, the same refund, the same hold,
// the same settlement, a key that was used for something else.
#pragma once

#include <cstdint>

#include "db/database.h"

namespace ledger::race {

struct Tally {
  std::int64_t operations = 0;
  std::int64_t refused = 0;
  std::int64_t oversold = 0;
  std::int64_t refunded_twice = 0;  // more given back than was paid
  std::int64_t settled_twice = 0;
  std::int64_t resolved_twice = 0;
  std::int64_t replayed_otherwise = 0;  // a used key moved something else
  bool is_sound = false;                // verify() afterwards
  [[nodiscard]] bool is_clean() const {
    return is_sound &&
           oversold + refunded_twice + settled_twice + resolved_twice + replayed_otherwise == 0;
  }
};

Tally run(db::Dialect dialect, std::int64_t operations, std::uint64_t seed);

}  // namespace ledger::race

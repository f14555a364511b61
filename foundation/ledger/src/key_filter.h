// A Bloom filter over the idempotency keys ever used: "certainly new" needs no look at the
// database.
#pragma once

#include <array>
#include <vector>

#include "ledger/batch.h"

namespace ledger {

// Blocks of one cache line; 6 bits a key at 16 bits of room give about 0.1 % false "perhaps" a
// layer. When it is full, a filter of twice the size is added. 2 bytes a key.
class KeyFilter {
 public:
  explicit KeyFilter(std::size_t keys_expected = 1 << 16);

  // Cost: amortised O(1). Keys are never taken out: a deed that is undone leaves its key behind,
  // which only makes one look at the database more.
  void add(const TransferKey& key);
  /// False: the key was never added. True: perhaps.
  [[nodiscard]] bool may_hold(const TransferKey& key) const;

 private:
  using Block = std::array<std::uint64_t, 8>;  // 512 bits
  static_assert(sizeof(Block) == 64, "one cache line: a look-up misses the cache once a layer");
  struct Layer {
    std::vector<Block> blocks;
    std::size_t keys = 0;
    std::size_t keys_max = 0;
  };
  void add_layer(std::size_t keys_max);

  std::vector<Layer> layers_;
};

}  // namespace ledger

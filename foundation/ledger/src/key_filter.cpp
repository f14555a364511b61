#include "key_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/check.h"

namespace ledger {

namespace {

constexpr std::size_t kKeysABlock = 32;  // 512 bits, 16 a key
constexpr int kBitsAKey = 6;
static_assert(kBitsAKey * 9 <= 64, "each bit takes 9 of the hash's 64");
static_assert(kKeysABlock * 16 == 512 && std::has_single_bit(kKeysABlock));

// Keys of clients may be counters: multiplication spreads them (constants of SplitMix64).
std::uint64_t spread(const TransferKey& key, std::uint64_t factor) {
  std::uint64_t halves[2];
  static_assert(sizeof(halves) == sizeof(key.bytes));
  std::memcpy(halves, key.bytes.data(), sizeof(halves));
  std::uint64_t x = halves[0] * factor ^ std::rotl(halves[1], 31);
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

std::uint64_t block_hash(const TransferKey& key) { return spread(key, 0x9E3779B97F4A7C15ULL); }
std::uint64_t bit_hash(const TransferKey& key) { return spread(key, 0xD6E8FEB86659FD93ULL); }

// Calls `visit(word, mask)` for the bits of a key in its block: 9 bits of the hash name one.
template <class Visit>
void for_each_bit(std::uint64_t hash, const Visit& visit) {
  for (int i = 0; i < kBitsAKey; ++i, hash >>= 9U)
    visit((hash >> 6U) & 7U, std::uint64_t{1} << (hash & 63U));
}

}  // namespace

KeyFilter::KeyFilter(std::size_t keys_expected) {
  CHECK(keys_expected > 0);
  add_layer(std::bit_ceil(keys_expected));
}

void KeyFilter::add_layer(std::size_t keys_max) {
  CHECK(std::has_single_bit(keys_max) && keys_max >= kKeysABlock);
  CHECK(layers_.empty() || layers_.back().keys == layers_.back().keys_max);
  layers_.push_back({std::vector<Block>(keys_max / kKeysABlock), 0, keys_max});
  CHECK(std::has_single_bit(layers_.back().blocks.size()));  // hashes are masked with size - 1
}

void KeyFilter::add(const TransferKey& key) {
  if (layers_.back().keys == layers_.back().keys_max) add_layer(layers_.back().keys_max * 2);
  Layer& layer = layers_.back();
  CHECK(layer.keys < layer.keys_max);
  Block& block = layer.blocks[block_hash(key) & (layer.blocks.size() - 1)];
  for_each_bit(bit_hash(key), [&](std::uint64_t word, std::uint64_t mask) { block[word] |= mask; });
  ++layer.keys;
}

// Layers are few: each doubles what all before it hold.
bool KeyFilter::may_hold(const TransferKey& key) const {
  const std::uint64_t place = block_hash(key);
  const std::uint64_t bits = bit_hash(key);
  return std::ranges::any_of(layers_, [&](const Layer& layer) {
    const Block& block = layer.blocks[place & (layer.blocks.size() - 1)];
    bool holds = true;
    for_each_bit(bits, [&](std::uint64_t word, std::uint64_t mask) {
      holds = holds && (block[word] & mask) != 0;
    });
    return holds;
  });
}

}  // namespace ledger

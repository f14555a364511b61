// SHA-256 over pieces of data.
#pragma once

#include <string_view>

#include "crypto/crypto.h"

namespace ledger {

using crypto::Digest;
static_assert(sizeof(Digest) == 32, "the chain's format counts on SHA-256");

// Hash of the concatenation of the pieces.
Digest sha256(std::string_view data);
Digest sha256(std::string_view first, std::string_view second);
Digest sha256(std::string_view first, std::string_view second, std::string_view third);

// The bytes of a digest or a key, as the database takes them.
template <std::size_t N>
std::string_view bytes_of(const std::array<std::uint8_t, N>& value) {
  return {reinterpret_cast<const char*>(value.data()), N};
}

}  // namespace ledger

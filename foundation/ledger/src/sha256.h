// SHA-256 over pieces of data.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ledger {

using Digest = std::array<std::uint8_t, 32>;

// Hash of the concatenation of the pieces.
Digest sha256(std::string_view data);
Digest sha256(std::string_view first, std::string_view second);

std::string to_hex(std::string_view bytes);

// The bytes of a digest or a key, as the database takes them.
template <std::size_t N>
std::string_view bytes_of(const std::array<std::uint8_t, N>& value) {
  return {reinterpret_cast<const char*>(value.data()), N};
}

}  // namespace ledger

/// The seam to cryptography: hashing, sealing of sensitive fields. OpenSSL inside; a validated
/// module (KCMVP) can take its place (rule R21).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crypto {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view data);

/// SHA-256 of a text that arrives in parts.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Sha256& update(std::string_view data);
  /// The digest of all parts. CHECK: called once, nothing is added afterwards.
  [[nodiscard]] Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
  bool is_finished_ = false;
};

[[nodiscard]] Digest hmac_sha256(std::string_view key, std::string_view data);
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::string to_hex(const Digest& digest);
/// Base64 with padding (RFC 4648 §4).
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// nullopt for anything that to_base64() does not write.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
/// `count` bytes from the operating system's random source.
[[nodiscard]] std::string random_bytes(std::size_t count);
/// Compares without telling by time where the difference is.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

/// Seals sensitive text for storage: AES-256-GCM, random nonce, key number in front so that keys
/// can rotate. `context` (table, column, row id) is authenticated: a sealed text moved to another
/// row does not open.
class Sealer {
 public:
  /// Reads the key ring, one `number:hex` a line, newest last; makes one with mode 0600 when the
  /// file does not exist. Throws std::runtime_error when it is unreadable.
  explicit Sealer(const std::filesystem::path& key_file);
  /// A sealer with the given 32-byte key, for tests.
  static Sealer with_key(std::string key);

  [[nodiscard]] std::string seal(std::string_view plain, std::string_view context) const;
  /// nullopt when the text was changed, moved, or sealed with an unknown key.
  [[nodiscard]] std::optional<std::string> open(std::string_view sealed,
                                                std::string_view context) const;
  /// A 32-byte key of its own for `purpose`, the same through rotations: for keyed digests of
  /// secrets too short to be hashed without a key, such as a four-digit PIN.
  [[nodiscard]] std::string derive(std::string_view purpose) const;
  /// Adds a new key to the file; older texts still open.
  void rotate(const std::filesystem::path& key_file);

 private:
  Sealer() = default;
  std::vector<std::pair<std::uint32_t, std::string>> keys_;
};

}  // namespace crypto

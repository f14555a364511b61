/// Ed25519 signatures (RFC 8032): the same message and key always give the same 64 bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace crypto {

inline constexpr std::size_t kPublicKeyBytes = 32;
inline constexpr std::size_t kSignatureBytes = 64;

/// A private key. Thread-safe: signing changes nothing.
class SigningKey {
 public:
  /// Requires: 32 bytes, for example Sealer::derive().
  explicit SigningKey(std::string_view seed);
  ~SigningKey();
  SigningKey(SigningKey&&) noexcept;
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  [[nodiscard]] std::string sign(std::string_view message) const;
  [[nodiscard]] std::string public_key() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// False as well when key or signature have a length that none has.
[[nodiscard]] bool is_signed_by(std::string_view public_key, std::string_view message,
                                std::string_view signature);

}  // namespace crypto

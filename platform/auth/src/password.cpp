#include <sodium.h>

#include <stdexcept>

#include "auth/login.h"
#include "base/check.h"

namespace auth {

namespace {

// OWASP Password Storage Cheat Sheet, 2024: 19 MiB, 2 passes, 1 lane. More memory would let a storm
// of sign-ins push the database out of the cache of a small machine.
constexpr std::size_t kMemoryBytes = 19'456 * 1'024;
constexpr unsigned long long kPasses = 2;

// libsodium wants to be initialised once; the static makes it so from any thread.
void ensure_ready() {
  static const bool is_ready = sodium_init() >= 0;
  CHECK(is_ready);
}

}  // namespace

// The result names algorithm, version, cost and salt, so the cost can be raised later without
// asking anybody for a new password.
std::string hash_password(std::string_view password) {
  ensure_ready();
  CHECK(password.size() <= crypto_pwhash_PASSWD_MAX);
  char hash[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(hash, password.data(), password.size(), kPasses, kMemoryBytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory to hash a password");
  return hash;
}

bool is_password(std::string_view password, const std::string& password_hash) {
  ensure_ready();
  return crypto_pwhash_str_verify(password_hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace auth

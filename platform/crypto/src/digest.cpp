#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>
#include <stdexcept>

#include "base/check.h"
#include "crypto/crypto.h"

namespace crypto {

namespace {

// OpenSSL's objects, freed by their own functions.
struct DigestContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct MacDeleter {
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};
struct MacContextDeleter {
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, DigestContextDeleter> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  CHECK(state_->context != nullptr);
  CHECK(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1);
}
Sha256::~Sha256() = default;

Sha256& Sha256::update(std::string_view data) {
  CHECK(!is_finished_);
  CHECK(EVP_DigestUpdate(state_->context.get(), data.data(), data.size()) == 1);
  return *this;
}

Digest Sha256::finish() {
  CHECK(!is_finished_);
  is_finished_ = true;
  Digest digest;
  unsigned int size = 0;
  CHECK(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1);
  CHECK(size == digest.size());
  return digest;
}

Digest sha256(std::string_view data) { return Sha256().update(data).finish(); }

Digest hmac_sha256(std::string_view key, std::string_view data) {
  // Fetched once: looking an algorithm up by name costs more than a short MAC.
  static const std::unique_ptr<EVP_MAC, MacDeleter> mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
  CHECK(mac != nullptr);
  const std::unique_ptr<EVP_MAC_CTX, MacContextDeleter> context{EVP_MAC_CTX_new(mac.get())};
  CHECK(context != nullptr);
  char name[] = "SHA256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                                   OSSL_PARAM_construct_end()};
  Digest digest;
  std::size_t size = 0;
  // OpenSSL takes "no key" for "the key of before"; an empty key is a key of length 0 here.
  const unsigned char* key_bytes = key.empty() ? bytes_of("") : bytes_of(key);
  CHECK(EVP_MAC_init(context.get(), key_bytes, key.size(), parameters) == 1);
  CHECK(EVP_MAC_update(context.get(), bytes_of(data), data.size()) == 1);
  CHECK(EVP_MAC_final(context.get(), digest.data(), &size, digest.size()) == 1);
  CHECK(size == digest.size());
  return digest;
}

std::string to_hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string to_hex(const Digest& digest) {
  return to_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

// No fallback: predictable tokens and nonces would be worse than none.
std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  CHECK(count <= 1 << 20);
  if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) != 1)
    throw std::runtime_error("the system has no random numbers");
  return out;
}

// Lengths may be told: they are the same for all tokens.
bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace crypto

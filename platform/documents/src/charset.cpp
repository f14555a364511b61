#include <iconv.h>

#include <memory>

#include "base/check.h"
#include "documents/table.h"

namespace documents {
namespace {

struct CloseIconv {
  void operator()(void* descriptor) const { iconv_close(descriptor); }
};

/// `text` in another character set; nullopt when it is none, or the other set lacks a character.
/// `growth`: most bytes that one byte may become.
std::optional<std::string> convert(std::string_view text, const char* from, const char* to,
                                   std::size_t growth) {
  const std::unique_ptr<void, CloseIconv> converter(iconv_open(to, from));
  CHECK(converter.get() != reinterpret_cast<void*>(-1));
  std::string out(text.size() * growth, '\0');
  char* in_at = const_cast<char*>(text.data());  // iconv's signature; it does not write there
  std::size_t in_left = text.size();
  char* out_at = out.data();
  std::size_t out_left = out.size();
  if (iconv(converter.get(), &in_at, &in_left, &out_at, &out_left) == std::size_t(-1))
    return std::nullopt;
  out.resize(out.size() - out_left);
  return out;
}

}  // namespace

// A CP949 character takes one or two bytes and at most three in UTF-8.
std::optional<std::string> decode_cp949(std::string_view text) {
  return convert(text, "CP949", "UTF-8", 3);
}

std::optional<std::string> encode_cp949(std::string_view text) {
  return convert(text, "UTF-8", "CP949", 1);
}

}  // namespace documents

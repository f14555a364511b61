#include <iconv.h>

#include <memory>

#include "base/check.h"
#include "documents/table.h"

namespace documents {
namespace {

struct CloseIconv {
  void operator()(void* descriptor) const { iconv_close(descriptor); }
};

}  // namespace

std::optional<std::string> decode_cp949(std::string_view text) {
  const std::unique_ptr<void, CloseIconv> converter(iconv_open("UTF-8", "CP949"));
  CHECK(converter.get() != reinterpret_cast<void*>(-1));
  // A CP949 character takes one or two bytes and at most three in UTF-8.
  std::string out(text.size() * 3, '\0');
  char* in_at = const_cast<char*>(text.data());  // iconv's signature; it does not write there
  std::size_t in_left = text.size();
  char* out_at = out.data();
  std::size_t out_left = out.size();
  if (iconv(converter.get(), &in_at, &in_left, &out_at, &out_left) == std::size_t(-1))
    return std::nullopt;
  out.resize(out.size() - out_left);
  return out;
}

}  // namespace documents

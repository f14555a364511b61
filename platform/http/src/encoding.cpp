#include "encoding.h"

#include <zlib.h>

#include <limits>

#include "base/check.h"
#include "base/text.h"

namespace http {
namespace {

// Level 4 is three times as fast as 6 and 3 % larger on our JSON.
constexpr int kLevel = 4;
constexpr int kGzipWindowBits = 15 + 16;
constexpr int kMemoryLevel = 8;

// One deflate state a thread: making one costs more than compressing a small answer.
struct Deflater {
  z_stream stream{};
  Deflater() {
    const int result = deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindowBits, kMemoryLevel,
                                    Z_DEFAULT_STRATEGY);
    CHECK(result == Z_OK);
  }
  ~Deflater() { deflateEnd(&stream); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
};

// `gzip;q=0` says "not this one" (RFC 9110 §12.4.2).
bool is_zero_quality(std::string_view parameters) {
  const std::size_t q = parameters.find("q=0");
  if (q == std::string_view::npos) return false;
  return parameters.find_first_not_of("0.", q + 2) == std::string_view::npos;
}

}  // namespace

bool accepts_encoding(std::string_view accept_encoding, std::string_view coding) {
  for (std::string_view item : base::split(accept_encoding, ',')) {
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string name = base::to_lower(base::trim(item.substr(0, semicolon)));
    if (name == coding) return !is_zero_quality(base::trim(item.substr(semicolon)));
  }
  return false;
}

std::string gzip(std::string_view text) {
  thread_local Deflater deflater;
  z_stream& stream = deflater.stream;
  CHECK(deflateReset(&stream) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  CHECK(text.size() <= std::numeric_limits<uInt>::max());
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // zlib reads only
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  CHECK(stream.avail_in == 0 && stream.avail_out <= out.size());
  out.resize(out.size() - stream.avail_out);
  return out;
}

}  // namespace http

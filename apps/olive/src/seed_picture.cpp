#include "seed_picture.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace olive::seed {
namespace {

constexpr int kWidth = 480;
constexpr int kHeight = 360;
constexpr int kSamples = 3;  // each way, for smooth edges

// Bits of a deflate stream (RFC 1951), the lowest first.
class Bits {
 public:
  void put(std::uint32_t value, int count) {
    for (int i = 0; i < count; ++i) {
      byte_ |= (value >> i & 1) << used_;
      if (++used_ == 8) flush();
    }
  }
  // Huffman codes stand with their highest bit first.
  void put_code(std::uint32_t code, int count) {
    for (int i = count - 1; i >= 0; --i) put(code >> i & 1, 1);
  }
  std::string finish() {
    if (used_ > 0) flush();
    return std::move(bytes_);
  }

 private:
  void flush() {
    bytes_ += static_cast<char>(byte_);
    byte_ = 0;
    used_ = 0;
  }
  std::string bytes_;
  std::uint32_t byte_ = 0;
  int used_ = 0;
};

// The fixed codes of RFC 1951 §3.2.6.
void put_symbol(Bits& bits, int symbol) {
  if (symbol < 144) bits.put_code(static_cast<std::uint32_t>(0x30 + symbol), 8);
  else if (symbol < 256) bits.put_code(static_cast<std::uint32_t>(0x190 + symbol - 144), 9);
  else if (symbol < 280) bits.put_code(static_cast<std::uint32_t>(symbol - 256), 7);
  else bits.put_code(static_cast<std::uint32_t>(0xC0 + symbol - 280), 8);
}

constexpr std::size_t kRunMin = 3;
constexpr std::size_t kRunMax = 258;

// A repetition of the byte before, `length` times. See: RFC 1951 §3.2.5.
void put_run(Bits& bits, std::size_t length) {
  CHECK(length >= kRunMin && length <= kRunMax);
  static constexpr std::array<std::size_t, 28> kFrom{3,  4,  5,  6,   7,   8,   9,   10, 11, 13,
                                                     15, 17, 19, 23,  27,  31,  35,  43, 51, 59,
                                                     67, 83, 99, 115, 131, 163, 195, 227};
  if (length == kRunMax) {
    put_symbol(bits, 285);
  } else {
    const auto next = std::ranges::upper_bound(kFrom, length);
    const auto code = static_cast<int>(next - kFrom.begin()) - 1;
    put_symbol(bits, 257 + code);
    const int extra_bits = code < 8 ? 0 : (code - 4) / 4;
    bits.put(static_cast<std::uint32_t>(length - *(next - 1)), extra_bits);
  }
  bits.put_code(0, 5);  // distance 1
}

// Flat pictures are runs of one byte: repetitions at distance 1 and nothing else.
std::string deflate_runs(const std::string& data) {
  Bits bits;
  bits.put(1, 1);  // the last block
  bits.put(1, 2);  // with fixed codes
  for (std::size_t at = 0; at < data.size();) {
    std::size_t run = 1;
    while (at + run < data.size() && data[at + run] == data[at]) ++run;
    put_symbol(bits, static_cast<unsigned char>(data[at]));
    std::size_t left = run - 1;
    while (left >= kRunMin) {
      const std::size_t length = std::min(left, kRunMax);
      put_run(bits, length);
      left -= length;
    }
    for (; left > 0; --left) put_symbol(bits, static_cast<unsigned char>(data[at]));
    at += run;
  }
  put_symbol(bits, 256);
  return bits.finish();
}

std::string big_endian(std::uint32_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xFF);
  return text;
}

std::uint32_t crc_of(const std::string& data) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char byte : data) {
    crc ^= static_cast<unsigned char>(byte);
    for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
  }
  return ~crc;
}

std::uint32_t adler_of(const std::string& data) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char byte : data) {
    a = (a + static_cast<unsigned char>(byte)) % 65'521;
    b = (b + a) % 65'521;
  }
  return b << 16 | a;
}

std::string chunk(const std::string& name, const std::string& content) {
  const std::string body = name + content;
  return big_endian(static_cast<std::uint32_t>(content.size())) + body + big_endian(crc_of(body));
}

bool is_in(const Shape& shape, double x, double y) {
  const double across = std::abs(x - shape.x);
  const double down = std::abs(y - shape.y);
  if (shape.kind == Shape::Kind::box) {
    const double over_x = std::max(across - (shape.half_width - shape.corner), 0.0);
    const double over_y = std::max(down - (shape.half_height - shape.corner), 0.0);
    return across <= shape.half_width && down <= shape.half_height &&
           over_x * over_x + over_y * over_y <= double(shape.corner) * shape.corner + 1e-9;
  }
  const auto within = [&](double half_width, double half_height) {
    const double u = across / half_width;
    const double v = down / half_height;
    return u * u + v * v <= 1;
  };
  const bool is_inside = within(shape.half_width, shape.half_height);
  if (shape.kind == Shape::Kind::ellipse) return is_inside;
  return is_inside && !within(shape.half_width - shape.corner, shape.half_height - shape.corner);
}

Colour colour_at(Colour ground, const std::vector<Shape>& shapes, double x, double y) {
  Colour colour = ground;
  for (const Shape& shape : shapes)
    if (is_in(shape, x, y)) colour = shape.colour;
  return colour;
}

void add_point(std::string& rgb, Colour ground, const std::vector<Shape>& shapes, int row,
               int column) {
  std::array<int, 3> sums{};
  for (int i = 0; i < kSamples * kSamples; ++i) {
    const double x = column + (i % kSamples + 0.5) / kSamples;
    const double y = row + (i / kSamples + 0.5) / kSamples;
    const Colour colour = colour_at(ground, shapes, (x - kWidth / 2.0) * 1'000 / kHeight,
                                    (y - kHeight / 2.0) * 1'000 / kHeight);
    sums[0] += colour.red;
    sums[1] += colour.green;
    sums[2] += colour.blue;
  }
  for (const int sum : sums) rgb += static_cast<char>(sum / (kSamples * kSamples));
}

using Kind = Shape::Kind;

constexpr Colour kWhite{255, 255, 255};
constexpr Colour kCream{250, 241, 222};
constexpr Colour kBrown{124, 78, 46};
constexpr Colour kCrust{201, 142, 79};
constexpr Colour kLeaf{94, 132, 62};
constexpr Colour kShade{226, 222, 208};

std::vector<Shape> cup(Colour hue) {
  return {{Kind::ellipse, 0, 300, 330, 60, kShade},
          {Kind::ring, 215, 40, 110, 120, kWhite, 36},
          {Kind::box, 0, 60, 210, 220, kWhite, 90},
          {Kind::ellipse, 0, -140, 200, 60, hue},
          {Kind::ring, 0, -140, 210, 68, kWhite, 14}};
}
std::vector<Shape> loaf(Colour hue) {
  return {{Kind::ellipse, 0, 260, 400, 70, kShade}, {Kind::box, 0, 60, 340, 190, kCrust, 150},
          {Kind::box, 0, 20, 300, 130, hue, 120},   {Kind::box, -130, 20, 16, 90, kCrust, 16},
          {Kind::box, 0, 20, 16, 100, kCrust, 16},  {Kind::box, 130, 20, 16, 90, kCrust, 16}};
}
std::vector<Shape> tray(Colour hue) {
  return {{Kind::box, 0, 40, 400, 260, kBrown, 60},
          {Kind::box, -190, 40, 180, 215, kWhite, 40},
          {Kind::ellipse, -190, 40, 120, 120, kCream},
          {Kind::box, 200, -75, 170, 100, hue, 40},
          {Kind::box, 200, 155, 170, 100, kLeaf, 40}};
}
std::vector<Shape> block(Colour hue) {
  return {{Kind::ellipse, 0, 270, 380, 60, kShade},
          {Kind::box, 60, 90, 300, 170, hue, 50},
          {Kind::box, -60, 40, 300, 170, kCream, 50},
          {Kind::ring, -60, 40, 150, 60, hue, 16}};
}
std::vector<Shape> leaves(Colour hue) {
  return {{Kind::ellipse, 0, 290, 380, 60, kShade},  {Kind::ellipse, -190, 20, 150, 240, kLeaf},
          {Kind::ellipse, 190, 20, 150, 240, kLeaf}, {Kind::ellipse, 0, -60, 170, 270, hue},
          {Kind::box, 0, 90, 14, 200, kCream, 14},   {Kind::box, 0, 250, 240, 70, kBrown, 40}};
}
std::vector<Shape> bowl(Colour hue) {
  return {{Kind::ellipse, 0, 300, 300, 50, kShade},  {Kind::ellipse, 0, 60, 380, 230, kBrown},
          {Kind::box, 0, -190, 460, 190, kCream, 0}, {Kind::ellipse, 0, 0, 380, 90, kWhite},
          {Kind::ellipse, 0, 0, 340, 70, hue},       {Kind::ellipse, -90, -10, 70, 28, kLeaf},
          {Kind::ellipse, 110, 12, 80, 30, kCream}};
}
std::vector<Shape> sparkle(Colour hue) {
  return {{Kind::ellipse, 0, 290, 330, 50, kShade},   {Kind::box, 0, 80, 170, 230, hue, 50},
          {Kind::box, 0, -200, 70, 70, kWhite, 20},   {Kind::box, -60, -250, 110, 30, kBrown, 20},
          {Kind::ellipse, 0, 90, 110, 110, kWhite},   {Kind::ellipse, -310, -120, 50, 50, kWhite},
          {Kind::ellipse, 300, -180, 70, 70, kWhite}, {Kind::ellipse, 330, 60, 36, 36, kWhite}};
}
std::vector<Shape> tool(Colour hue) {
  return {{Kind::ellipse, 0, 300, 380, 50, kShade},
          {Kind::box, 0, 110, 340, 180, hue, 40},
          {Kind::ring, 0, -90, 130, 110, kBrown, 40},
          {Kind::box, 0, 40, 340, 30, kBrown, 10},
          {Kind::box, 0, 60, 60, 50, kWhite, 16}};
}

std::vector<Shape> scene_of(std::string_view trade, Colour hue) {
  struct Scene {
    std::string_view trade;
    std::vector<Shape> (*draw)(Colour);
  };
  constexpr std::array<Scene, 14> kScenes{{{"cafe", &cup},
                                           {"bakery", &loaf},
                                           {"doughnut", &loaf},
                                           {"lunchbox", &tray},
                                           {"side_dish", &tray},
                                           {"tofu", &block},
                                           {"soap", &block},
                                           {"smart_farm", &leaves},
                                           {"restaurant", &bowl},
                                           {"convenience_store", &tray},
                                           {"cleaning", &sparkle},
                                           {"laundry", &sparkle},
                                           {"car_wash", &sparkle},
                                           {"house_repair", &tool}}};
  for (const Scene& scene : kScenes)
    if (scene.trade == trade) return scene.draw(hue);
  return block(hue);
}

}  // namespace

std::string write_png(int width, int height, const std::string& rgb) {
  const auto row_bytes = static_cast<std::size_t>(width) * 3;
  CHECK(rgb.size() == row_bytes * static_cast<std::size_t>(height));
  // Filter "up" (W3C PNG §9): what is as above becomes zero.
  std::string filtered;
  for (std::size_t at = 0; at < rgb.size(); ++at) {
    if (at % row_bytes == 0) filtered += '\2';
    const char above = at < row_bytes ? '\0' : rgb[at - row_bytes];
    filtered += static_cast<char>(rgb[at] - above);
  }
  const std::string head = big_endian(static_cast<std::uint32_t>(width)) +
                           big_endian(static_cast<std::uint32_t>(height)) +
                           std::string("\x08\x02\0\0\0", 5);  // 8 bits, red green blue
  const std::string data =
      std::string("\x78\x01") + deflate_runs(filtered) + big_endian(adler_of(filtered));
  return std::string("\x89PNG\r\n\x1A\n", 8) + chunk("IHDR", head) + chunk("IDAT", data) +
         chunk("IEND", "");
}

std::string draw_picture(Colour ground, const std::vector<Shape>& shapes) {
  std::string rgb;
  rgb.reserve(static_cast<std::size_t>(kWidth) * kHeight * 3);
  for (int row = 0; row < kHeight; ++row)
    for (int column = 0; column < kWidth; ++column) add_point(rgb, ground, shapes, row, column);
  return write_png(kWidth, kHeight, rgb);
}

std::string picture_of(std::string_view trade, std::string_view name) {
  constexpr std::array<Colour, 6> kHues{{{193, 92, 62},
                                         {214, 163, 72},
                                         {120, 144, 84},
                                         {92, 132, 146},
                                         {146, 96, 128},
                                         {110, 74, 52}}};
  constexpr std::array<Colour, 4> kGrounds{
      {{238, 232, 213}, {226, 234, 218}, {244, 226, 212}, {222, 231, 236}}};
  std::uint32_t mark = 7;
  for (const char byte : name) mark = mark * 31 + static_cast<unsigned char>(byte);
  return draw_picture(kGrounds[mark / 6 % kGrounds.size()],
                      scene_of(trade, kHues[mark % kHues.size()]));
}

}  // namespace olive::seed

// Simple pictures of goods for the demo city: flat shapes on a coloured ground, as PNG files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace olive::seed {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
};

// An ellipse or a box with round corners; places and sizes in thousandths of the picture's height,
// from its middle.
struct Shape {
  enum class Kind { ellipse, box, ring } kind = Kind::ellipse;
  int x = 0;
  int y = 0;
  int half_width = 0;
  int half_height = 0;
  Colour colour{};
  int corner = 0;  // box: its radius; ring: its thickness
};

// An image file of 480 × 360 points. Requires: nothing; shapes may lie outside.
std::string draw_picture(Colour ground, const std::vector<Shape>& shapes);

// Row by row, three bytes a point. Requires: rgb.size() == 3 × width × height.
std::string write_png(int width, int height, const std::string& rgb);

// What goods of a trade look like; the name chooses the hue. The same for the same words.
std::string picture_of(std::string_view trade, std::string_view name);

}  // namespace olive::seed

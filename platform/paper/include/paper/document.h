/// Documents to print, as PDF.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace paper {

/// A length or place on paper. Exact to a hundredth, which no printer reaches.
using Millimetres = double;

inline constexpr Millimetres kA4Width = 210;
inline constexpr Millimetres kA4Height = 297;

enum class Weight { regular, bold };
enum class Align { left, centre, right };

struct TextStyle {
  double size_pt = 11;
  Weight weight = Weight::regular;
  Align align = Align::left;
  double grey = 0;  ///< 0 black … 1 white
};

struct Box {
  Millimetres x = 0;
  Millimetres y = 0;
  Millimetres width = 0;
  Millimetres height = 0;
};

/// A document in the making. Places are millimetres from the top left corner of the page; what lies
/// outside of it is not printed. One thread at a time.
class Document {
 public:
  struct Options {
    std::string title;
    std::string created_on;  ///< `2026-11-30`; the same day gives the same bytes
    Millimetres width = kA4Width;
    Millimetres height = kA4Height;
  };
  explicit Document(const Options& options);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// One line on the base line `y`. CHECK: UTF-8 without line breaks and NUL, a size above 0.
  /// Characters that the font lacks are taken from another one, as the system has it.
  void text(Millimetres x, Millimetres y, std::string_view text, const TextStyle& style = {});
  /// How wide a line of text would be. CHECK: as for text().
  [[nodiscard]] Millimetres width_of(std::string_view text, const TextStyle& style = {});
  void line(Millimetres x1, Millimetres y1, Millimetres x2, Millimetres y2, double grey = 0);
  void frame(const Box& box, Millimetres corner_radius = 0, double grey = 0);
  /// A QR code with its quiet zone of four modules inside `size`. Requires: at most 500 bytes.
  void qr_code(Millimetres x, Millimetres y, Millimetres size, std::string_view data);
  /// Ends the page and begins the next.
  void next_page();
  /// The PDF. CHECK: called once.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The modules of a QR code, row by row, true = dark; error correction M. Pure. CHECK: 1…500 bytes.
/// See: ISO/IEC 18004.
[[nodiscard]] std::vector<std::vector<bool>> qr_modules(std::string_view data);

}  // namespace paper

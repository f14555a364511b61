#include "paper/document.h"

#include <cairo-pdf.h>
#include <qrencode.h>

#include <numbers>

#include "base/check.h"
#include "base/text.h"

namespace paper {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr Millimetres kLineWidth = 0.25;
constexpr int kQuietModules = 4;  // of light around a code, so that scanners find its edge
constexpr std::size_t kCodeBytesMax = 500;

cairo_status_t append(void* to, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// Cairo takes a text that it cannot read as the end of the drawing: nothing after it would be
// printed, and nobody told. A NUL would cut the text off.
bool is_line(std::string_view text) {
  return base::is_utf8(text) && text.find_first_of(std::string_view("\n\0", 2)) == text.npos;
}

double points(Millimetres length) { return length * kPointsPerMm; }

}  // namespace

struct Document::State {
  std::string bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* context = nullptr;

  ~State() {
    cairo_destroy(context);
    cairo_surface_destroy(surface);
  }

  void use(const TextStyle& style) {
    const auto weight =
        style.weight == Weight::bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL;
    cairo_select_font_face(context, "NanumGothic", CAIRO_FONT_SLANT_NORMAL, weight);
    cairo_set_font_size(context, style.size_pt);
    cairo_set_source_rgb(context, style.grey, style.grey, style.grey);
  }
  double advance(std::string_view text) {
    cairo_text_extents_t extents{};
    cairo_text_extents(context, std::string(text).c_str(), &extents);
    return extents.x_advance;
  }
};

Document::Document(const Options& options) : state_(std::make_unique<State>()) {
  CHECK(options.width > 0 && options.height > 0);
  state_->surface = cairo_pdf_surface_create_for_stream(
      &append, &state_->bytes, points(options.width), points(options.height));
  CHECK(cairo_surface_status(state_->surface) == CAIRO_STATUS_SUCCESS);
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_TITLE, options.title.c_str());
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                 (options.created_on + "T00:00:00+09:00").c_str());
  state_->context = cairo_create(state_->surface);
}

Document::~Document() = default;

void Document::text(Millimetres x, Millimetres y, std::string_view text, const TextStyle& style) {
  CHECK(state_->context != nullptr && is_line(text));
  CHECK(style.size_pt > 0);
  state_->use(style);
  double left = points(x);
  if (style.align == Align::centre) left -= state_->advance(text) / 2;
  if (style.align == Align::right) left -= state_->advance(text);
  cairo_move_to(state_->context, left, points(y));
  cairo_show_text(state_->context, std::string(text).c_str());
}

Millimetres Document::width_of(std::string_view text, const TextStyle& style) {
  CHECK(state_->context != nullptr && is_line(text));
  CHECK(style.size_pt > 0);
  state_->use(style);
  return state_->advance(text) / kPointsPerMm;
}

void Document::line(Millimetres x1, Millimetres y1, Millimetres x2, Millimetres y2, double grey) {
  CHECK(state_->context != nullptr);
  cairo_set_source_rgb(state_->context, grey, grey, grey);
  cairo_set_line_width(state_->context, points(kLineWidth));
  cairo_move_to(state_->context, points(x1), points(y1));
  cairo_line_to(state_->context, points(x2), points(y2));
  cairo_stroke(state_->context);
}

void Document::frame(const Box& box, Millimetres corner_radius, double grey) {
  CHECK(state_->context != nullptr && corner_radius >= 0);
  constexpr double kRight = std::numbers::pi / 2;
  const double r = points(corner_radius);
  const double left = points(box.x) + r;
  const double right = points(box.x + box.width) - r;
  const double top = points(box.y) + r;
  const double bottom = points(box.y + box.height) - r;
  cairo_set_source_rgb(state_->context, grey, grey, grey);
  cairo_set_line_width(state_->context, points(kLineWidth));
  cairo_new_sub_path(state_->context);
  cairo_arc(state_->context, right, top, r, -kRight, 0);
  cairo_arc(state_->context, right, bottom, r, 0, kRight);
  cairo_arc(state_->context, left, bottom, r, kRight, 2 * kRight);
  cairo_arc(state_->context, left, top, r, 2 * kRight, 3 * kRight);
  cairo_close_path(state_->context);
  cairo_stroke(state_->context);
}

void Document::qr_code(Millimetres x, Millimetres y, Millimetres size, std::string_view data) {
  CHECK(state_->context != nullptr && size > 0);
  const auto modules = qr_modules(data);
  const double step = points(size) / static_cast<double>(modules.size() + 2 * kQuietModules);
  cairo_set_source_rgb(state_->context, 0, 0, 0);
  for (std::size_t row = 0; row < modules.size(); ++row)
    for (std::size_t column = 0; column < modules.size(); ++column)
      if (modules[row][column])
        cairo_rectangle(state_->context,
                        points(x) + step * static_cast<double>(column + kQuietModules),
                        points(y) + step * static_cast<double>(row + kQuietModules), step, step);
  cairo_fill(state_->context);
}

void Document::next_page() {
  CHECK(state_->context != nullptr);
  cairo_show_page(state_->context);
}

std::string Document::finish() {
  CHECK(state_->context != nullptr);
  cairo_show_page(state_->context);
  CHECK(cairo_status(state_->context) == CAIRO_STATUS_SUCCESS);  // else pages would lack something
  cairo_destroy(state_->context);
  state_->context = nullptr;
  cairo_surface_finish(state_->surface);
  CHECK(cairo_surface_status(state_->surface) == CAIRO_STATUS_SUCCESS);
  return std::move(state_->bytes);
}

std::vector<std::vector<bool>> qr_modules(std::string_view data) {
  CHECK(!data.empty() && data.size() <= kCodeBytesMax);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(data.size()),
                        reinterpret_cast<const unsigned char*>(data.data()), 0, QR_ECLEVEL_M),
      &QRcode_free);
  CHECK(code != nullptr);  // 500 bytes fit into version 21 of 40
  const auto width = static_cast<std::size_t>(code->width);
  std::vector<std::vector<bool>> modules(width, std::vector<bool>(width));
  for (std::size_t row = 0; row < width; ++row)
    for (std::size_t column = 0; column < width; ++column)
      modules[row][column] = (code->data[row * width + column] & 1U) != 0;
  return modules;
}

}  // namespace paper

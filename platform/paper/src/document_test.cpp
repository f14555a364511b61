#include "paper/document.h"

#include <gtest/gtest.h>

namespace paper {
namespace {

std::string make(std::string_view text, int pages = 1) {
  Document document({.title = "test", .created_on = "2026-11-30"});
  document.text(20, 20, text, {.size_pt = 14, .weight = Weight::bold});
  document.frame({10, 10, 85.6, 54}, 3, 0.5);
  document.line(0, 100, 210, 100);
  document.qr_code(60, 12, 30, "9410123456789012");
  for (int i = 1; i < pages; ++i) document.next_page();
  return document.finish();
}

std::size_t count(std::string_view text, std::string_view piece) {
  std::size_t found = 0;
  for (auto at = text.find(piece); at != std::string_view::npos; at = text.find(piece, at + 1))
    ++found;
  return found;
}

TEST(Document, IsAPdfWithItsFontAndPages) {
  const std::string pdf = make("올리브 카드", 3);
  EXPECT_TRUE(pdf.starts_with("%PDF-1."));
  EXPECT_NE(pdf.find("%%EOF"), std::string::npos);
  EXPECT_NE(pdf.find("NanumGothic"), std::string::npos);  // embedded, so that it prints anywhere
  EXPECT_EQ(count(pdf, "/Type /Page") - count(pdf, "/Type /Pages"), 3u);
}

TEST(Document, TheSameCallsGiveTheSameBytes) {
  EXPECT_EQ(make("올리브 카드"), make("올리브 카드"));
  EXPECT_NE(make("올리브 카드"), make("올리브 카트"));
}

TEST(Document, TextHasAWidth) {
  Document document({.title = "test", .created_on = "2026-11-30"});
  const Millimetres one = document.width_of("가", {.size_pt = 10});
  EXPECT_GT(one, 2.5);
  EXPECT_LT(one, 4);
  EXPECT_NEAR(document.width_of("가가가", {.size_pt = 10}), 3 * one, 0.01);
  EXPECT_NEAR(document.width_of("가", {.size_pt = 20}), 2 * one, 0.05);
}

TEST(QrModules, AreThoseOfTheStandard) {
  const auto modules = qr_modules("9410123456789012");
  // 16 bytes with correction M need version 2: 25 modules a side.
  ASSERT_EQ(modules.size(), 25u);
  // Finder patterns: dark corners, a light ring, a dark core; none at the lower right.
  for (const auto& [row, column] : {std::pair{0, 0}, {0, 18}, {18, 0}}) {
    EXPECT_TRUE(modules[row][column]);
    EXPECT_FALSE(modules[row + 1][column + 1]);
    EXPECT_TRUE(modules[row + 3][column + 3]);
  }
  // Timing pattern: dark and light in turn between the finders.
  for (std::size_t i = 8; i < 17; ++i) EXPECT_EQ(modules[6][i], i % 2 == 0) << i;
  EXPECT_NE(qr_modules("9410123456789013"), modules);
}

}  // namespace
}  // namespace paper

// That what was written can be read, searched and copied again, and that what could not be printed
// is a bug of the caller and not a page with a hole in it.
#include <gtest/gtest.h>

#include "paper/document.h"
#include "pdf_text_testing.h"

namespace paper {
namespace {

using testing::characters_of;
using testing::operators_of;

Document::Options options() { return {.title = "시험", .created_on = "2026-11-30"}; }

std::string printed(std::string_view text, const TextStyle& style = {}) {
  Document document(options());
  document.text(20, 20, text, style);
  return document.finish();
}

// Cairo writes each character of a font once, however often it is shown.
bool holds_all(std::string_view pdf, std::string_view text) {
  const std::u32string found = characters_of(pdf);
  for (const char32_t c : base::decode_utf8(text))
    if (c != U' ' && found.find(c) == std::u32string::npos) return false;
  return true;
}

TEST(PdfText, CanBeReadAgain) {
  for (const std::string_view text :
       {"올리브 카드", "급여명세서 2026년 11월", "₩1,234,567", "뷁쉙쮊 똠방각하", "ABC xyz 0189",
        "부산광역시 사하구 낙동대로 1786", "(괄호) \\역빗금\\ <부등호>", "「낫표」 · ※ ● ■ ㎡ ℃"}) {
    const std::string pdf = printed(text);
    EXPECT_TRUE(holds_all(pdf, text)) << text;
  }
}

TEST(PdfText, HoldsOnlyWhatWasWritten) {
  const std::string pdf = printed("가나다");
  EXPECT_FALSE(holds_all(pdf, "라"));
  EXPECT_TRUE(characters_of(printed("")).empty());
}

TEST(PdfText, IsThereInBoldGreyAndEveryAlignment) {
  for (const Weight weight : {Weight::regular, Weight::bold})
    for (const Align align : {Align::left, Align::centre, Align::right})
      for (const double grey : {0.0, 0.5, 1.0})
        EXPECT_TRUE(
            holds_all(printed("정렬", {.weight = weight, .align = align, .grey = grey}), "정렬"));
}

// No font of the office has them all; the line must be printed nevertheless.
TEST(PdfText, RareCharactersDoNotEndTheLine) {
  for (const std::string_view rare : {"漢字", "한자龍", "㉠㉡㉢", "é à ü", "𠮷"}) {
    const std::string pdf = printed("앞" + std::string(rare) + "뒤");
    EXPECT_TRUE(holds_all(pdf, "앞뒤")) << rare;
  }
}

TEST(PdfText, EveryPageHasItsOwn) {
  Document document(options());
  for (const std::string_view text : {"첫째", "둘째", "셋째"}) {
    if (text != "첫째") document.next_page();
    document.text(20, 20, text);
  }
  const std::string pdf = document.finish();
  EXPECT_TRUE(holds_all(pdf, "첫째둘째셋째"));
  EXPECT_GE(operators_of(pdf, "Tj") + operators_of(pdf, "TJ"), 3u);
}

TEST(PdfText, AlignmentMovesTheBeginningByTheWidth) {
  Document document(options());
  const TextStyle style{.size_pt = 12};
  const Millimetres all = document.width_of("오른쪽 정렬", style);
  EXPECT_GT(all, document.width_of("오른쪽", style));
  EXPECT_EQ(document.width_of("", style), 0);
  // A long word is as wide as it is: whoever places it asks first.
  std::string word;
  for (int i = 0; i < 200; ++i) word += "긴";
  EXPECT_NEAR(document.width_of(word, style), 200 * document.width_of("긴", style), 0.5);
  EXPECT_GT(document.width_of(word, style), kA4Width);
  document.text(20, 20, word, style);  // runs off the page, and is in the file
  EXPECT_TRUE(holds_all(document.finish(), "긴"));
}

TEST(PdfText, BoldIsNoNarrower) {
  Document document(options());
  for (const std::string_view text : {"합계", "1,234,567원", "Olive"})
    EXPECT_GE(document.width_of(text, {.weight = Weight::bold}) + 0.01, document.width_of(text))
        << text;
}

TEST(PdfText, MeasuringDrawsNothing) {
  Document measured(options());
  (void)measured.width_of("보이지 않음");
  Document empty(options());
  EXPECT_EQ(characters_of(measured.finish()), characters_of(empty.finish()));
}

TEST(PdfPage, SizesAreThoseAskedFor) {
  Document::Options card = options();
  card.width = 85.6;
  card.height = 54;
  const std::string pdf = Document(card).finish();
  EXPECT_NE(pdf.find("/MediaBox [ 0 0 242.645"), std::string::npos);
  EXPECT_NE(Document(options()).finish().find("/MediaBox [ 0 0 595.27"), std::string::npos);
}

TEST(PdfPage, AnotherDayIsAnotherFile) {
  Document::Options other = options();
  other.created_on = "2026-12-01";
  EXPECT_NE(Document(options()).finish(), Document(other).finish());
  EXPECT_EQ(Document(other).finish(), Document(other).finish());
}

TEST(PdfPage, ACodeIsDrawnModuleByModule) {
  Document document(options());
  document.qr_code(10, 10, 30, "9410123456789012");
  std::size_t dark = 0;
  for (const auto& row : qr_modules("9410123456789012"))
    for (const bool module : row) dark += module;
  EXPECT_EQ(operators_of(document.finish(), "h"), dark);
}

TEST(QrModules, GrowWithTheirContent) {
  std::size_t before = 0;
  for (const std::size_t bytes : {1u, 14u, 16u, 62u, 200u, 500u}) {
    const auto modules = qr_modules(std::string(bytes, 'a'));
    EXPECT_GE(modules.size(), before) << bytes;
    EXPECT_EQ((modules.size() - 17) % 4, 0u) << bytes;  // version v has 17 + 4 v modules a side
    for (const auto& row : modules) EXPECT_EQ(row.size(), modules.size());
    before = modules.size();
  }
  EXPECT_EQ(qr_modules("가나다"), qr_modules("가나다"));
}

TEST(PdfDeathTest, WhatCannotBePrintedIsABug) {
  EXPECT_DEATH((void)printed("두\n줄"), "is_line");
  EXPECT_DEATH((void)printed("깨진 \xff 글"), "is_line");
  EXPECT_DEATH((void)printed(std::string("끊\0긴", 7)), "is_line");
  EXPECT_DEATH((void)printed("가", {.size_pt = 0}), "size_pt");
  EXPECT_DEATH((void)Document({.width = 0}), "width");
  EXPECT_DEATH((void)qr_modules(""), "empty");
  EXPECT_DEATH((void)qr_modules(std::string(501, 'a')), "kCodeBytesMax");
}

TEST(PdfDeathTest, AFinishedDocumentTakesNothingMore) {
  Document document(options());
  (void)document.finish();
  EXPECT_DEATH((void)document.finish(), "context");
  EXPECT_DEATH(document.text(1, 1, "늦음"), "context");
  EXPECT_DEATH(document.next_page(), "context");
  EXPECT_DEATH(document.line(0, 0, 1, 1), "context");
  EXPECT_DEATH(document.frame({0, 0, 1, 1}), "context");
  EXPECT_DEATH(document.qr_code(0, 0, 1, "a"), "context");
}

}  // namespace
}  // namespace paper

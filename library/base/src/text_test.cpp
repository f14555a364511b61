#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

namespace base {
namespace {

using namespace std::string_view_literals;

TEST(IsUtf8, Table) {
  const struct {
    std::string_view bytes;
    bool is_valid;
  } kCases[] = {
      {""sv, true},
      {"plain"sv, true},
      {"홍길동"sv, true},
      {"\xF0\x9F\x8C\xBF"sv, true},           // herb, U+1F33F
      {"\xF4\x8F\xBF\xBF"sv, true},           // U+10FFFF
      {"\xC0\x80"sv, false},                  // overlong NUL
      {"\xE0\x9F\xBF"sv, false},              // overlong U+07FF
      {"\xF0\x8F\xBF\xBF"sv, false},          // overlong U+FFFF
      {"\xED\xA0\x80"sv, false},              // surrogate
      {"\xF4\x90\x80\x80"sv, false},          // above U+10FFFF
      {"\xF8\x88\x80\x80\x80"sv, false},      // five bytes
      {"\x80"sv, false},                      // lone continuation
      {"\xED\x99"sv, false},                  // cut short
      {"\xED\x99x"sv, false},                 // broken off
      {"\xC8\xAB\xB1\xE6\xB5\xBF"sv, false},  // 홍길동 in CP949
  };
  for (const auto& test : kCases) EXPECT_EQ(is_utf8(test.bytes), test.is_valid) << test.bytes;
}

RC_GTEST_PROP(Utf8, IsReadBack, ()) {
  const auto point = rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0xD800),
                                    rc::gen::inRange<std::uint32_t>(0xE000, 0x110000));
  const auto numbers = *rc::gen::container<std::vector<std::uint32_t>>(point);
  const std::u32string points(numbers.begin(), numbers.end());
  const std::string bytes = encode_utf8(points);
  RC_ASSERT(is_utf8(bytes));
  RC_ASSERT(decode_utf8(bytes) == points);
  RC_ASSERT(length_utf8(bytes) == points.size());
}

TEST(DecodeUtf8DeathTest, RequiresWellFormedText) {
  EXPECT_DEATH(static_cast<void>(decode_utf8("\xFF")), "CHECK failed");
  EXPECT_DEATH(static_cast<void>(encode_utf8(std::u32string(1, 0xD800))), "CHECK failed");
}

TEST(Trim, TakesAsciiAndIdeographicSpace) {
  EXPECT_EQ(trim(" \t\r\n홍 길동\u3000 "), "홍 길동");
  EXPECT_EQ(trim("\u3000"), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Split, KeepsEmptyParts) {
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split(",", ','), (std::vector<std::string_view>{"", ""}));
}

TEST(ToLower, ChangesAsciiOnly) { EXPECT_EQ(to_lower("OLIVE 올리브 Ä"), "olive 올리브 Ä"); }

TEST(ParseInteger, FillsTheWholeText) {
  EXPECT_EQ(parse_integer("0"), 0);
  EXPECT_EQ(parse_integer("-42"), -42);
  EXPECT_EQ(parse_integer("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
  for (const auto* text : {"", " 1", "1 ", "+1", "1.0", "0x10", "9223372036854775808", "-", "1e3"})
    EXPECT_FALSE(parse_integer(text)) << text;
}

TEST(HangulInitials, Table) {
  EXPECT_EQ(hangul_initials("홍길동 2"), "ㅎㄱㄷ 2");
  EXPECT_EQ(hangul_initials("가힣뷁쌍까"), "ㄱㅎㅂㅆㄲ");
  EXPECT_EQ(hangul_initials("Kim ㅋ"), "Kim ㅋ");
  EXPECT_EQ(hangul_initials(""), "");
}

TEST(IsInitialsOnly, Table) {
  EXPECT_TRUE(is_initials_only("ㅎㄱㄷ"));
  EXPECT_TRUE(is_initials_only("ㄱ"));
  EXPECT_FALSE(is_initials_only("ㅎ길ㄷ"));
  EXPECT_FALSE(is_initials_only("ㅏ"));
  EXPECT_FALSE(is_initials_only("ㅎ ㄱ"));
  EXPECT_FALSE(is_initials_only(""));
  EXPECT_FALSE(is_initials_only("\xFF"));
}

}  // namespace
}  // namespace base

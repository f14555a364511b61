// The edges of what the reader takes: numbers at the ends of their types, depth, size, names and
// texts that look like something else.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "json/tree.h"
#include "sample_testing.h"

namespace json {
namespace {

struct Numbers {
  std::optional<std::int64_t> big;
  std::optional<std::int32_t> small;
  std::optional<double> real;
  std::optional<base::PersonId> id;
  bool operator==(const Numbers&) const = default;
};
BOOST_DESCRIBE_STRUCT(Numbers, (), (big, small, real, id))

struct Wish {
  std::int64_t amount_won = 0;
  static std::span<const base::Rule> rules() {
    static const base::Rule all[] = {{.field = "amount_won", .minimum = 1, .maximum = 1'000}};
    return all;
  }
};
BOOST_DESCRIBE_STRUCT(Wish, (), (amount_won))

struct Nested {
  std::vector<Wish> wishes;
  std::optional<Wish> last;
};
BOOST_DESCRIBE_STRUCT(Nested, (), (wishes, last))

struct Texts {
  std::string text;
  std::vector<std::string> list;
};
BOOST_DESCRIBE_STRUCT(Texts, (), (text, list))

template <class T>
std::string report(std::string_view text) {
  T value{};
  std::string out;
  for (const FieldError& error : read_into(text, base::type_info<T>(), &value))
    out += error.pointer + " " + error.code + "\n";
  return out;
}

struct NumberCase {
  std::string_view field, value, code;  // no code: taken
};

constexpr NumberCase kNumberCases[] = {
    {"big", "9223372036854775807", ""},
    {"big", "-9223372036854775808", ""},
    {"big", "9223372036854775808", "out_of_range"},
    {"big", "18446744073709551615", "out_of_range"},
    {"big", "-9223372036854775809", "expected_integer"},  // too small for any integer
    {"big", "18446744073709551616", "expected_integer"},  // too large for any
    {"big", "1e2", "expected_integer"},
    {"big", "100.0", "expected_integer"},
    {"big", "-0.0", "expected_integer"},
    {"big", "true", "expected_integer"},
    {"big", R"("100")", "expected_integer"},
    {"big", "[1]", "expected_integer"},
    {"small", "2147483647", ""},
    {"small", "-2147483648", ""},
    {"small", "2147483648", "out_of_range"},
    {"small", "-2147483649", "out_of_range"},
    {"small", "4294967296", "out_of_range"},  // 0 when it is cut to 32 bits
    {"real", "1e308", ""},
    {"real", "-1e-320", ""},
    {"real", "9007199254740993", ""},
    {"real", "18446744073709551615", ""},
    {"real", "1e999", "expected_number"},
    {"real", "-1e999", "expected_number"},
    {"real", "null", ""},
    {"id", R"("9223372036854775807")", ""},
    {"id", R"("0")", ""},
    {"id", R"("9223372036854775808")", "expected_id"},
    {"id", R"("+1")", "expected_id"},
    {"id", R"(" 1")", "expected_id"},
    {"id", R"("１")", "expected_id"},
    {"id", R"("0x1")", "expected_id"},
    {"id", "1", "expected_id"},
};

TEST(NumberEdges, FollowTheTable) {
  for (const NumberCase& c : kNumberCases) {
    const std::string text = "{\"" + std::string(c.field) + "\":" + std::string(c.value) + "}";
    const std::string expected =
        c.code.empty() ? "" : "/" + std::string(c.field) + " " + std::string(c.code) + "\n";
    EXPECT_EQ(report<Numbers>(text), expected) << text;
  }
}

TEST(NumberEdges, WhatIsRefusedIsNotStored) {
  Numbers numbers;
  EXPECT_FALSE(read_into(R"({"real":1e999})", base::type_info<Numbers>(), &numbers).empty());
  EXPECT_TRUE(!numbers.real || std::isfinite(*numbers.real));
  Wish wish;
  EXPECT_FALSE(read_into(R"({"amount_won":1001})", base::type_info<Wish>(), &wish).empty());
  EXPECT_EQ(wish.amount_won, 0);
}

RC_GTEST_PROP(NumberEdges, EveryIntegerIsReadBackExactly, (std::int64_t n)) {
  const auto back = read<Numbers>(write(Numbers{.big = n}));
  RC_ASSERT(back.has_value());
  RC_ASSERT(back->big == n);
}

RC_GTEST_PROP(NumberEdges, A32BitFieldTakesExactlyWhatFits, (std::int64_t n)) {
  const auto near = *rc::gen::element<std::int64_t>(0, n, 2'147'483'647, -2'147'483'648) +
                    *rc::gen::inRange<std::int64_t>(-2, 3);
  const bool fits = near >= std::numeric_limits<std::int32_t>::min() &&
                    near <= std::numeric_limits<std::int32_t>::max();
  const auto read_back = read<Numbers>("{\"small\":" + std::to_string(near) + "}");
  RC_ASSERT(read_back.has_value() == fits);
  if (fits) RC_ASSERT(read_back->small == near);
}

TEST(RuleEdges, HoldInsideListsAndOptionals) {
  EXPECT_EQ(report<Nested>(R"({"wishes":[{"amount_won":1},{"amount_won":1000}]})"), "");
  EXPECT_EQ(report<Nested>(R"({"wishes":[{"amount_won":0},{"amount_won":1001}]})"),
            "/wishes/0/amount_won out_of_range\n/wishes/1/amount_won out_of_range\n");
  EXPECT_EQ(report<Nested>(R"({"wishes":[],"last":{"amount_won":-1}})"),
            "/last/amount_won out_of_range\n");
  EXPECT_EQ(report<Nested>(R"({"wishes":[],"last":{}})"), "/last/amount_won required\n");
  EXPECT_EQ(report<Nested>(R"({"last":null})"), "");
  EXPECT_EQ(report<Nested>(R"({"wishes":[{"amount_won":1,"price":2}],"total":3})"),
            "/total unknown_field\n/wishes/0/price unknown_field\n");
}

std::string nested_lists(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

TEST(DepthEdges, ThirtyTwoIsDeepEnough) {
  Tree deep(nested_lists(32));
  EXPECT_TRUE(deep.root().is_list());
  EXPECT_TRUE(deep.errors().empty());
  Tree deeper(nested_lists(33));
  ASSERT_EQ(deeper.errors().size(), 1u);
  EXPECT_EQ(deeper.errors()[0].code, "too_deep");
  // A flood of brackets is refused at the limit, not where the stack ends.
  EXPECT_EQ(report<Texts>(std::string(1'000'000, '[')), " too_deep\n");
  EXPECT_EQ(report<Texts>(R"({"a":)" + std::string(100'000, '{')), " malformed_json\n");
}

struct NameCase {
  std::string_view name, pointer;
};

TEST(NameEdges, PointersEscapeWhatTheyMust) {
  for (const NameCase& c : {NameCase{"a/b", "/a~1b"},
                            {"a~b", "/a~0b"},
                            {"~1", "/~01"},
                            {"", "/"},
                            {"한글 이름", "/한글 이름"},
                            {"text ", "/text "},
                            {"TEXT", "/TEXT"}})
    EXPECT_EQ(report<Texts>(R"({"text":"","list":[],")" + std::string(c.name) + R"(":1})"),
              std::string(c.pointer) + " unknown_field\n");
}

TEST(NameEdges, AnEscapedNameIsTheNameItself) {
  EXPECT_EQ(report<Texts>(R"({"\u0074ext":"a"})"), "");
  EXPECT_EQ(report<Texts>(R"({"text":"a","\u0074ext":"b"})"), " duplicate_field\n");
  EXPECT_EQ(report<Texts>(R"({"text":"a","other":{"x":1,"x":2}})"), " duplicate_field\n");
  EXPECT_EQ(report<Texts>(R"({"text":"a","list":[],"one":{"text":1},"two":{"text":2}})"),
            "/one unknown_field\n/two unknown_field\n");  // the same name in two objects is none
}

struct TextCase {
  std::string value;
  std::string_view code;
};

TEST(TextEdges, FollowTheTable) {
  const std::vector<TextCase> cases{
      {R"("")", ""},
      {R"("줄\n바꿈\t탭\r")", ""},
      {R"("\u0001")", "control_character"},
      {R"("\u007f")", "control_character"},
      {R"("\u0000")", "control_character"},
      {R"("\ud83d\ude00")", ""},  // an emoji, as two halves
      {R"("620517-1234567")", "resident_number"},
      {R"("\u0036\u0032\u0030\u0035\u0031\u0037-1234567")", "resident_number"},
      {R"("６２０５１７－１２３４５６７")", "resident_number"},
      {R"("010-1234-5678")", ""},
      {"\"" + std::string(100'000, 'x') + "\"", ""},
      {"7", "expected_text"},
      {"{}", "expected_text"},
      {"null", "required"},
  };
  for (const TextCase& c : cases) {
    const std::string expected = c.code.empty() ? "" : "/text " + std::string(c.code) + "\n";
    EXPECT_EQ(report<Texts>(R"({"text":)" + c.value + "}"), expected) << c.value.substr(0, 60);
    const std::string in_list = c.code.empty() ? "" : "/list/1 " + std::string(c.code) + "\n";
    EXPECT_EQ(report<Texts>(R"({"text":"","list":["a",)" + c.value + "]}"), in_list)
        << c.value.substr(0, 60);
  }
}

TEST(TextEdges, HalfACharacterIsNoText) {
  EXPECT_NE(report<Texts>(R"({"text":"\ud83d"})"), "");
  EXPECT_NE(report<Texts>(R"({"text":"\ude00\ud83d"})"), "");
  EXPECT_EQ(report<Texts>("{\"text\":\"\xed\xa0\xbd\"}"), " not_utf8\n");
  EXPECT_EQ(report<Texts>("{\"text\":\"\xc0\xaf\"}"), " not_utf8\n");  // `/` in two bytes
  EXPECT_EQ(report<Texts>("\xEF\xBB\xBF{\"text\":\"\"}"), " malformed_json\n");
  EXPECT_EQ(report<Texts>(" \t\r\n{\"text\":\"\"} \n"), "");
}

// Whatever text goes in as JSON comes out again, byte for byte.
RC_GTEST_PROP(TextEdges, WrittenTextsAreReadBack, ()) {
  const auto points = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::oneOf(
      rc::gen::inRange<std::uint32_t>(0x20, 0x7f), rc::gen::inRange<std::uint32_t>(0xAC00, 0xD7A4),
      rc::gen::inRange<std::uint32_t>(0x1F300, 0x1F600),
      rc::gen::element<std::uint32_t>('"', '\\', '/', '\n', '\t', 0x2028, 0xFEFF)));
  const std::string text = base::encode_utf8(std::u32string(points.begin(), points.end()));
  RC_PRE(!base::has_resident_number(text));
  const auto back = read<Texts>(write(Texts{text, {text, ""}}));
  RC_ASSERT(back.has_value());
  RC_ASSERT(back->text == text);
  RC_ASSERT(back->list.at(0) == text);
}

// A valid text cut anywhere, or with one byte changed, gets an answer and never a crash; what is
// taken then is written and read to the same object.
RC_GTEST_PROP(ReaderEdges, DamagedTextsGetAnAnswer, ()) {
  std::string text(sample::kHousehold);
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  if (*rc::gen::arbitrary<bool>()) text.resize(at);
  else text[at] = *rc::gen::arbitrary<char>();
  const auto household = read<sample::Household>(text);
  if (household) RC_ASSERT(read<sample::Household>(write(*household)).value() == *household);
  else RC_ASSERT(!household.error().empty());
}

}  // namespace
}  // namespace json

#include <gtest/gtest.h>

#include <limits>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "json/json.h"
#include "sample_testing.h"

namespace json {
namespace {

using sample::Colour;
using sample::Household;
using sample::Member;

struct Number {
  double value = 0;
};
BOOST_DESCRIBE_STRUCT(Number, (), (value))

TEST(Writer, WritesWhatTheReaderReads) {
  EXPECT_EQ(write(read<Household>(sample::kHousehold).value()), sample::kHousehold);
}

TEST(Writer, WritesShortestExactNumbers) {
  EXPECT_EQ(write(Number{0.1}), R"({"value":0.1})");
  EXPECT_EQ(write(Number{-0.30000000000000004}), R"({"value":-0.30000000000000004})");
  EXPECT_EQ(write(Number{std::numeric_limits<double>::infinity()}), R"({"value":null})");
}

TEST(Writer, WritesEmptyObjects) { EXPECT_EQ(write(base::Nothing{}), "{}"); }

TEST(Writer, EscapesStrings) {
  std::string out;
  write_string(out, std::string_view("가\"\\\n\r\t\x01\x7f\0z", 12));
  EXPECT_EQ(out, R"("가\"\\\n\r\t\u0001\u007f\u0000z")");
}

RC_GTEST_PROP(WriterProperty, DoublesSurviveTheRoundTrip, (double value)) {
  RC_PRE(std::isfinite(value));
  RC_ASSERT(read<Number>(write(Number{value})).value().value == value);
}

// A text that the reader accepts: any code points but control characters.
std::string any_text() {
  const auto points = *rc::gen::container<std::vector<int>>(rc::gen::elementOf(
      std::vector<int>{' ', '"', '\\', '/', 'a', '7', '\n', '\t', 0xe9, 0xac00, 0x2028, 0x1f600}));
  std::u32string text;
  for (int point : points) text += static_cast<char32_t>(point);
  return base::encode_utf8(text);
}

Household any_household() {
  Household household;
  household.person_id.value =
      *rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max());
  household.is_active = *rc::gen::arbitrary<bool>();
  household.amount_won = *rc::gen::arbitrary<std::int64_t>();
  household.note = any_text();
  household.colour = *rc::gen::element(Colour::red, Colour::green, Colour::blue);
  household.since.days = *rc::gen::inRange(-200'000, 200'000);
  household.seen_at.micros = *rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000'000);
  if (*rc::gen::arbitrary<bool>()) household.door = Colour::green;
  const int members = *rc::gen::inRange(0, 4);
  for (int i = 0; i < members; ++i) {
    Member member{"가", *rc::gen::inRange(0, 151), std::nullopt};
    if (*rc::gen::arbitrary<bool>()) member.born = base::Date{*rc::gen::inRange(-20'000, 20'000)};
    household.members.push_back(member);
  }
  return household;
}

RC_GTEST_PROP(WriterProperty, ObjectsSurviveTheRoundTrip, ()) {
  const Household household = any_household();
  const auto back = read<Household>(write(household));
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == household);
}

// Whatever bytes arrive, the reader answers: with an object, or with at least one error.
RC_GTEST_PROP(ReaderProperty, AnyBytesGetAnAnswer, (std::string noise)) {
  Household household;
  std::string text(sample::kHousehold);
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  text.insert(at, noise);
  const Errors errors = read_into(text, base::type_info<Household>(), &household);
  if (errors.empty()) RC_ASSERT(read<Household>(write(household)).value() == household);
}

}  // namespace
}  // namespace json

#include <gtest/gtest.h>

#include "json/json.h"
#include "sample_testing.h"

namespace json {
namespace {

using sample::Colour;
using sample::Household;
using sample::Member;

// `pointer code` of every error, one a line.
std::string report(const Errors& errors) {
  std::string out;
  for (const FieldError& error : errors) out += error.pointer + " " + error.code + "\n";
  return out;
}

// The sample with one field's value replaced.
std::string with(std::string_view field, std::string_view value) {
  const std::string text(sample::kHousehold);
  const std::size_t start = text.find("\"" + std::string(field) + "\":") + field.size() + 3;
  std::size_t end = start;
  int depth = 0;
  bool quoted = false;
  for (; quoted || depth > 0 || (text[end] != ',' && text[end] != '}'); ++end) {
    if (text[end] == '"' && text[end - 1] != '\\') quoted = !quoted;
    if (quoted) continue;
    if (text[end] == '[' || text[end] == '{') ++depth;
    if (text[end] == ']' || text[end] == '}') --depth;
  }
  return text.substr(0, start) + std::string(value) + text.substr(end);
}

TEST(Reader, ReadsEveryKind) {
  const auto household = read<Household>(sample::kHousehold);
  ASSERT_TRUE(household) << report(household.error());
  EXPECT_EQ(household->person_id.value, 4611686018427387905);
  EXPECT_TRUE(household->is_active);
  EXPECT_EQ(household->amount_won, -9007199254740993);  // no double could hold it
  EXPECT_EQ(household->share, 0.1);
  EXPECT_EQ(household->note, "가 \"b\"\n");
  EXPECT_EQ(household->colour, Colour::blue);
  EXPECT_EQ(base::format_date(household->since), "2026-11-22");
  EXPECT_EQ(base::format_instant(household->seen_at), "2026-11-22T05:32:33Z");
  EXPECT_EQ(household->phone, std::nullopt);
  EXPECT_EQ(household->door, Colour::green);
  ASSERT_EQ(household->members.size(), 1u);
  EXPECT_EQ(household->members[0], (Member{"홍길동", 81, base::make_date(1945, 8, 15)}));
  EXPECT_EQ(household->tags, (std::vector<std::string>{"a", "b"}));
}

struct WrongValue {
  std::string_view field, value, expected;
};

class ReaderRefuses : public testing::TestWithParam<WrongValue> {};

TEST_P(ReaderRefuses, NamesPlaceAndCode) {
  const auto [field, value, expected] = GetParam();
  const auto household = read<Household>(with(field, value));
  ASSERT_FALSE(household) << with(field, value);
  EXPECT_EQ(report(household.error()), std::string(expected) + "\n") << with(field, value);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ReaderRefuses,
    testing::Values(
        WrongValue{"person_id", "17", "/person_id expected_id"},
        WrongValue{"person_id", R"("")", "/person_id expected_id"},
        WrongValue{"person_id", R"("-1")", "/person_id expected_id"},
        WrongValue{"person_id", R"("1e3")", "/person_id expected_id"},
        WrongValue{"person_id", R"("9223372036854775808")", "/person_id expected_id"},
        WrongValue{"person_id", "null", "/person_id required"},
        WrongValue{"is_active", "1", "/is_active expected_boolean"},
        WrongValue{"amount_won", "1.0", "/amount_won expected_integer"},
        WrongValue{"amount_won", "1e3", "/amount_won expected_integer"},
        WrongValue{"amount_won", R"("1")", "/amount_won expected_integer"},
        WrongValue{"amount_won", "9223372036854775808", "/amount_won out_of_range"},
        WrongValue{"share", R"("0.1")", "/share expected_number"},
        WrongValue{"note", "7", "/note expected_text"},
        WrongValue{"note", R"("a\u0000b")", "/note control_character"},
        WrongValue{"note", R"("전화 900101-1234567")", "/note resident_number"},
        WrongValue{"colour", R"("pink")", "/colour no_such_choice"},
        WrongValue{"colour", "0", "/colour expected_text"},
        WrongValue{"since", R"("2026-02-30")", "/since not_a_date"},
        WrongValue{"since", R"("22.11.2026")", "/since not_a_date"},
        WrongValue{"since", "20261122", "/since not_a_date"},
        WrongValue{"seen_at", R"("2026-11-22")", "/seen_at not_an_instant"},
        WrongValue{"phone", R"("010 1234")", "/phone bad_pattern"},
        WrongValue{"door", R"("wood")", "/door no_such_choice"},
        WrongValue{"members", "{}", "/members expected_list"},
        WrongValue{"members", "[null]", "/members/0 required"},
        WrongValue{"members", "[7]", "/members/0 expected_object"},
        WrongValue{"members", R"([{"name":"","age":1}])", "/members/0/name too_short"},
        WrongValue{"members", R"([{"name":"가나다라마바","age":1}])", "/members/0/name too_long"},
        WrongValue{"members", R"([{"name":"가","age":151}])", "/members/0/age out_of_range"},
        WrongValue{"members", R"([{"name":"가","age":1,"x/y":2}])",
                   "/members/0/x~1y unknown_field"},
        WrongValue{"tags", R"(["a","b","c","d"])", "/tags too_long"},
        WrongValue{"tags", R"(["a","B"])", "/tags/1 bad_pattern"},
        WrongValue{"tags", R"(["a",1])", "/tags/1 expected_text"}));

TEST(Reader, AcceptsWhatTheRulesAllow) {
  for (auto [field, value] : {std::pair{"person_id", R"("0")"},
                              {"amount_won", "-0"},
                              {"share", "3"},
                              {"note", R"("")"},
                              {"phone", R"("010-12")"},
                              {"members", "[]"},
                              {"tags", R"(["a","b","c"])"}})
    EXPECT_TRUE(read<Household>(with(field, value))) << field << value;
}

TEST(Reader, ReportsAllErrorsAtOnce) {
  const auto member = read<Member>(R"({"age":true,"shoe":42,"born":"never"})");
  ASSERT_FALSE(member);
  EXPECT_EQ(report(member.error()),
            "/shoe unknown_field\n/name required\n/age expected_integer\n/born not_a_date\n");
}

TEST(Reader, SaysWhatWouldBeRight) {
  const auto member = read<Member>(R"({"name":"가","age":200,"born":"x"})");
  ASSERT_EQ(member.error().size(), 2u);
  EXPECT_EQ(member.error()[0].expected, "0…150");
  EXPECT_EQ(member.error()[1].expected, "2026-11-22");
}

TEST(Reader, LeavesAbsentOptionalsAndListsEmpty) {
  const auto member = read<Member>(R"({"name":"가","age":1})");
  ASSERT_TRUE(member);
  EXPECT_EQ(member->born, std::nullopt);
}

struct WrongText {
  std::string text;
  std::string_view code;
};

class ReaderRefusesText : public testing::TestWithParam<WrongText> {};

TEST_P(ReaderRefusesText, AsAWhole) {
  const auto member = read<Member>(GetParam().text);
  ASSERT_FALSE(member);
  EXPECT_EQ(report(member.error()), " " + std::string(GetParam().code) + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    Table, ReaderRefusesText,
    testing::Values(WrongText{"", "malformed_json"}, WrongText{"{", "malformed_json"},
                    WrongText{R"({"name":"가","age":1} x)", "malformed_json"},
                    WrongText{R"({"name":"가","age":1,})", "malformed_json"},
                    WrongText{R"({"name":'a',"age":1})", "malformed_json"},
                    WrongText{R"({"name":"a","age":01})", "malformed_json"},
                    WrongText{R"({"name":"a","age":NaN})", "malformed_json"},
                    WrongText{R"({"name":"a"/**/,"age":1})", "malformed_json"},
                    WrongText{R"({"name":"a","name":"b","age":1})", "duplicate_field"},
                    WrongText{"{\"name\":\"\xff\",\"age\":1}", "not_utf8"},
                    WrongText{std::string(40, '[') + std::string(40, ']'), "too_deep"},
                    WrongText{"[]", "expected_object"}, WrongText{"null", "expected_object"},
                    WrongText{"7", "expected_object"}));

TEST(Reader, RefusesNumbersBeyondTheFieldsWidth) {
  Member member;
  Errors errors;
  errors = read_into(R"({"name":"가","age":4294967297})", base::type_info<Member>(), &member);
  EXPECT_EQ(report(errors), "/age out_of_range\n");
  EXPECT_EQ(member.age, 0);
}

TEST(Reader, ReadsTextMaps) {
  const auto map = read_text_map(R"({"b":"2","a":"가"})");
  EXPECT_EQ(map, (std::map<std::string, std::string>{{"a", "가"}, {"b", "2"}}));
  EXPECT_THROW((void)read_text_map(R"({"a":1})"), std::runtime_error);
  EXPECT_THROW((void)read_text_map("[]"), std::runtime_error);
  EXPECT_THROW((void)read_text_map(R"({"a":"1","a":"2"})"), std::runtime_error);
}

}  // namespace
}  // namespace json

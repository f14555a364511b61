#include <gtest/gtest.h>

#include "json/json.h"
#include "sample_testing.h"

namespace json {
namespace {

using sample::Colour;

struct Filter {
  std::string name;
  std::int32_t limit = 20;
  bool is_open = false;
  std::optional<base::Date> from;
  std::optional<base::OrganisationId> organisation_id;
  std::vector<Colour> colours;

  static std::span<const base::Rule> rules() {
    static const base::Rule all[] = {{.field = "limit", .minimum = 1, .maximum = 100},
                                     {.field = "colours", .max_length = 2}};
    return all;
  }
};
BOOST_DESCRIBE_STRUCT(Filter, (), (name, limit, is_open, from, organisation_id, colours))

using Values = std::map<std::string, std::string>;

std::string report(const Values& values) {
  Filter filter;
  std::string out;
  for (const FieldError& error : read_flat_into(values, base::type_info<Filter>(), &filter))
    out += error.pointer + " " + error.code + "\n";
  return out;
}

Values good() { return {{"name", "김"}, {"limit", "7"}, {"is_open", "true"}}; }

Values good_with(const std::string& name, const std::string& value) {
  Values values = good();
  values[name] = value;
  return values;
}

TEST(FlatReader, ReadsEveryKind) {
  Filter filter;
  Values values = good();
  values.insert({{"from", "2026-01-31"}, {"organisation_id", "42"}, {"colours", "green,red"}});
  EXPECT_TRUE(read_flat_into(values, base::type_info<Filter>(), &filter).empty());
  EXPECT_EQ(filter.name, "김");
  EXPECT_EQ(filter.limit, 7);
  EXPECT_TRUE(filter.is_open);
  EXPECT_EQ(filter.from, base::make_date(2026, 1, 31));
  EXPECT_EQ(filter.organisation_id, base::OrganisationId{42});
  EXPECT_EQ(filter.colours, (std::vector{Colour::green, Colour::red}));
}

TEST(FlatReader, TakesEmptyAsAbsent) {
  EXPECT_EQ(report(good_with("from", "")), "");
  EXPECT_EQ(report(good_with("colours", "")), "");
  EXPECT_EQ(report(good_with("name", "")), "");  // a length rule decides about empty texts
  EXPECT_EQ(report(good_with("limit", "")), "/limit required\n");
}

TEST(FlatReader, NamesEveryWrongField) {
  EXPECT_EQ(report({}), "/name required\n/limit required\n/is_open required\n");
  EXPECT_EQ(report(good_with("limit", "7.0")), "/limit expected_integer\n");
  EXPECT_EQ(report(good_with("limit", " 7")), "/limit expected_integer\n");
  EXPECT_EQ(report(good_with("limit", "101")), "/limit out_of_range\n");
  EXPECT_EQ(report(good_with("is_open", "yes")), "/is_open expected_boolean\n");
  EXPECT_EQ(report(good_with("from", "2026-13-01")), "/from not_a_date\n");
  EXPECT_EQ(report(good_with("organisation_id", "x")), "/organisation_id expected_id\n");
  EXPECT_EQ(report(good_with("colours", "red,pink")), "/colours/1 no_such_choice\n");
  EXPECT_EQ(report(good_with("colours", "red,red,red")), "/colours too_long\n");
  EXPECT_EQ(report(good_with("name", "\xc3\x28")), "/name not_utf8\n");
  EXPECT_EQ(report(good_with("name", "900101-1234567")), "/name resident_number\n");
  EXPECT_EQ(report(good_with("hat", "1")), "/hat unknown_field\n");
}

}  // namespace
}  // namespace json

#include "db/value.h"

#include "gtest/gtest.h"

namespace db {

enum class Fruit { apple, pear };
BOOST_DESCRIBE_ENUM(Fruit, apple, pear)

struct Pair {
  std::int64_t a = 0;
  std::optional<Fruit> b;
};
BOOST_DESCRIBE_STRUCT(Pair, (), (a, b))

namespace {

TEST(ValueTest, everything_that_a_column_holds_becomes_a_value) {
  EXPECT_EQ(to_value(5), Value(std::int64_t{5}));
  EXPECT_EQ(to_value(true), Value(true));
  EXPECT_EQ(to_value("text"), Value(std::string("text")));
  EXPECT_EQ(to_value(std::string_view("text")), Value(std::string("text")));
  EXPECT_EQ(to_value(base::RegionId{26}), Value(std::int64_t{26}));
  EXPECT_EQ(to_value(base::Date{-1}), Value(std::int64_t{-1}));
  EXPECT_EQ(to_value(base::Instant{7}), Value(std::int64_t{7}));
  EXPECT_EQ(to_value(Fruit::pear), Value(std::string("pear")));
  EXPECT_EQ(to_value(std::optional<int>()), Value());
  EXPECT_EQ(to_value(std::optional<bool>(false)), Value(false));
  EXPECT_EQ(to_value(std::nullopt), Value());
  EXPECT_EQ(to_value(Bytes{"b"}), Value(Bytes{"b"}));
}

Rows one_row(std::vector<std::string> columns, std::vector<Value> cells) {
  return {std::move(columns), std::move(cells)};
}

TEST(RowsTest, columns_are_matched_by_name) {
  const auto pairs =
      rows_as<Pair>(one_row({"b", "a"}, {to_value("pear"), to_value(1), Value(), to_value(2)}));
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].a, 1);
  EXPECT_EQ(pairs[0].b, Fruit::pear);
  EXPECT_EQ(pairs[1].b, std::nullopt);
}

TEST(RowsTest, a_statement_that_does_not_fit_its_struct_ends_the_request) {
  const Rows cases[] = {
      one_row({"a"}, {to_value(1)}),
      one_row({"a", "c"}, {to_value(1), Value()}),
      one_row({"a", "b", "c"}, {to_value(1), Value(), Value()}),
      one_row({"a", "b"}, {Value(), Value()}),
      one_row({"a", "b"}, {to_value("1"), Value()}),
      one_row({"a", "b"}, {to_value(1), to_value("plum")}),
      one_row({"a", "b"}, {to_value(1), to_value(2)}),
  };
  for (const Rows& rows : cases) EXPECT_THROW((void)rows_as<Pair>(rows), base::InvariantBroken);
}

TEST(RowsTest, cells_are_read_as_what_they_are) {
  const Rows rows = one_row({"n", "f", "t", "y"},
                            {to_value(3), to_value(true), to_value("x"), to_value(Bytes{"z"})});
  EXPECT_EQ(rows.integer(0, 0), 3);
  EXPECT_EQ(rows.integer(0, 1), 1);
  EXPECT_EQ(rows.text(0, 2), "x");
  EXPECT_EQ(rows.bytes(0, 3), "z");
  EXPECT_THROW((void)rows.integer(0, 2), base::InvariantBroken);
  EXPECT_THROW((void)rows.text(0, 3), base::InvariantBroken);
  EXPECT_DEATH((void)rows.at(1, 0), "row");
}

}  // namespace
}  // namespace db

#include "sql_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace db {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SqlTextTest, statements_end_at_semicolons_outside_quotes_and_comments) {
  EXPECT_THAT(split_statements("A;\n B ';' \";\" -- ; c\n /* ; */ C;;\n-- end"),
              ElementsAre("A", "B ';' \";\" \n \n C"));
  EXPECT_THAT(split_statements("-- only a comment"), IsEmpty());
  EXPECT_THAT(split_statements("SELECT 'it''s; fine'"), ElementsAre("SELECT 'it''s; fine'"));
  EXPECT_THAT(split_statements("SELECT 'never closed;"), ElementsAre("SELECT 'never closed;"));
}

TEST(SqlTextTest, tokens_become_types_of_the_dialect) {
  EXPECT_EQ(with_dialect_types("a {{json}}, b {{blob}}", Dialect::sqlite), "a TEXT, b BLOB");
  EXPECT_EQ(with_dialect_types("a {{json}}, b {{blob}}", Dialect::postgresql), "a JSONB, b BYTEA");
}

TEST(SqlTextTest, null_tests_of_parameters_are_folded) {
  struct Case {
    const char* sql;
    const char* folded;
  };
  const Case cases[] = {
      {"$1 IS NULL", "TRUE"},
      {"$2 IS NULL", "FALSE"},
      {"$1 IS NOT NULL", "FALSE"},
      {"$2 is  not\nnull", "TRUE"},
      {"($1 IS NULL OR a = $1)", "(TRUE OR a = $1)"},
      {"a IS NULL AND b = $1", "a IS NULL AND b = $1"},
      {"$1 IS NOT DISTINCT FROM a", "$1 IS NOT DISTINCT FROM a"},
      {"$10 IS NULL", "$10 IS NULL"},
      {"'$1 IS NULL' -- $1 IS NULL\n", "'$1 IS NULL' -- $1 IS NULL\n"},
      {"$1", "$1"},
      {"$ IS NULL", "$ IS NULL"},
  };
  const std::vector<Value> parameters = {Value(), to_value("text")};
  for (const Case& c : cases) EXPECT_EQ(fold_null_tests(c.sql, parameters), c.folded) << c.sql;
}

}  // namespace
}  // namespace db

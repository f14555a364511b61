#include "base/csv.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace base {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells_of(std::string_view text) {
  const auto rows = parse_csv(text);
  EXPECT_TRUE(rows.has_value()) << text;
  std::vector<Cells> out;
  if (rows)
    for (const CsvRow& row : *rows) out.push_back(row.cells);
  return out;
}

TEST(ParseCsv, Table) {
  const struct {
    std::string_view text;
    std::vector<Cells> rows;
  } kCases[] = {
      {"", {}},
      {"\n\r\n\r", {}},
      {"a", {{"a"}}},
      {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {"a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"a\rb", {{"a"}, {"b"}}},
      {",", {{"", ""}}},
      {"a,\n", {{"a", ""}}},
      {"\"\"", {{""}}},
      {"\"a,b\",c", {{"a,b", "c"}}},
      {"\"say \"\"hi\"\"\"", {{"say \"hi\""}}},
      {"\"two\r\nlines\",x\n", {{"two\r\nlines", "x"}}},
      {"5\" pipe,b", {{"5\" pipe", "b"}}},
      {"\xEF\xBB\xBF이름,전화\n홍길동,010", {{"이름", "전화"}, {"홍길동", "010"}}},
  };
  for (const auto& test : kCases) EXPECT_EQ(cells_of(test.text), test.rows) << test.text;
}

TEST(ParseCsv, CountsTheLineEachRecordStartsOn) {
  const auto rows = parse_csv("h\n\n\"a\r\nb\nc\rd\",x\ne\r\nf");
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 4u);
  EXPECT_EQ((*rows)[0].line, 1);
  EXPECT_EQ((*rows)[1].line, 3);
  EXPECT_EQ((*rows)[2].line, 7);
  EXPECT_EQ((*rows)[3].line, 8);
}

TEST(ParseCsv, ReportsWhereAQuoteStaysOpen) {
  const auto rows = parse_csv("a\nb,\"c\nd");
  ASSERT_FALSE(rows.has_value());
  EXPECT_EQ(rows.error().line, 2);
  EXPECT_EQ(rows.error().reason, CsvFault::Reason::unclosed_quote);
}

TEST(ParseCsv, ReportsTextAfterAQuote) {
  const auto rows = parse_csv("a\n\"b\"c");
  ASSERT_FALSE(rows.has_value());
  EXPECT_EQ(rows.error().line, 2);
  EXPECT_EQ(rows.error().reason, CsvFault::Reason::text_after_quote);
}

TEST(IsFormula, Table) {
  const struct {
    std::string_view cell;
    bool is_formula;
  } kCases[] = {
      {"", false},    {"홍길동", false},   {"=1+1", true},     {"@SUM(A1)", true},
      {"+82", false}, {"-1,234.5", false}, {"-", true},        {"+", true},
      {"-1+1", true}, {"-1.2.3", true},    {"-2+3+cmd", true}, {"\tx", true},
      {"\rx", true},  {"1-2", false},      {"+A1", true},      {"-5.", true},
  };
  for (const auto& test : kCases) EXPECT_EQ(is_formula(test.cell), test.is_formula) << test.cell;
}

TEST(FormatCsvRow, QuotesAndDefuses) {
  EXPECT_EQ(format_csv_row({"a", "b,c", "d\"e"}), "a,\"b,c\",\"d\"\"e\"\r\n");
  EXPECT_EQ(format_csv_row({"=HYPERLINK(1)", "-5"}), "'=HYPERLINK(1),-5\r\n");
  EXPECT_EQ(format_csv_row({""}), "\"\"\r\n");
}

RC_GTEST_PROP(FormatCsvRow, IsReadBackUnlessDefused, ()) {
  const auto cell = rc::gen::container<std::string>(
      rc::gen::element('a', ',', '"', '\n', '\r', '=', '-', '1', ' '));
  const auto cells = *rc::gen::nonEmpty(rc::gen::container<Cells>(cell));
  const auto rows = parse_csv(format_csv_row(cells));
  RC_ASSERT(rows.has_value());
  RC_ASSERT(rows->size() == 1u);
  Cells expected = cells;
  for (std::string& text : expected)
    if (is_formula(text)) text.insert(0, "'");
  RC_ASSERT(rows->front().cells == expected);
  for (const std::string& text : rows->front().cells) RC_ASSERT(!is_formula(text));
}

RC_GTEST_PROP(ParseCsv, NeverFailsToReturn, (const std::string& text)) {
  const auto rows = parse_csv(text);
  RC_ASSERT(rows.has_value() || rows.error().line >= 1);
}

}  // namespace
}  // namespace base

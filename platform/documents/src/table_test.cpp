#include "documents/table.h"

#include <gtest/gtest.h>

namespace documents {
namespace {

const std::vector<Column> kColumns{
    {"name", true, {"이름", "성명"}}, {"born_on", false, {"생년월일"}}, {"note", false, {"비고"}}};

struct Visitor {
  std::string name;
  std::optional<base::Date> born_on;
  std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(Visitor, (), (name, born_on, note))

/// The only fault of a whole file.
RowFault file_fault(std::string_view file) {
  const auto table = read_table(file, kColumns);
  EXPECT_FALSE(table.has_value());
  return table ? RowFault{} : table.error().front();
}

/// The first fault of a single row.
RowFault row_fault(std::string_view cells) {
  const auto table = read_table("name,born_on,note\n" + std::string(cells) + "\n", kColumns);
  EXPECT_TRUE(table.has_value());
  EXPECT_TRUE(table->rows.empty());
  return table && !table->faults.empty() ? table->faults.front() : RowFault{};
}

TEST(Table, ReadsKoreanHeadings) {
  const auto table = read_table("\xEF\xBB\xBF이름,생년월일\n홍길동,1960-03-01\n", kColumns);
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_EQ(table->rows[0].line, 2);
  EXPECT_EQ(table->rows[0].cells.at("name"), "홍길동");
  EXPECT_EQ(table->rows[0].cells.at("born_on"), "1960-03-01");
}

TEST(Table, ReadsCp949) {
  // "이름\n홍길동\n" as a Korean spreadsheet saves it.
  const auto table = read_table("\xC0\xCC\xB8\xA7\n\xC8\xAB\xB1\xE6\xB5\xBF\n", kColumns);
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(table->rows[0].cells.at("name"), "홍길동");
}

TEST(Table, RefusesOtherEncodings) {
  EXPECT_EQ(file_fault("name\n\xFF\xFE\xFF\n").code, "not_utf8_or_cp949");
}

TEST(Table, RefusesBrokenFiles) {
  EXPECT_EQ(file_fault("").code, "empty_file");
  EXPECT_EQ(file_fault("name\n\"open\n").code, "unclosed_quote");
  EXPECT_EQ(file_fault("name\n\"a\"b\n").code, "text_after_quote");
}

TEST(Table, RefusesHeadersThatDoNotFit) {
  EXPECT_EQ(file_fault("name,shoe size\nA,1\n").code, "unknown_column");
  EXPECT_EQ(file_fault("name,이름\nA,B\n").code, "duplicate_column");
  const RowFault missing = file_fault("note\nA\n");
  EXPECT_EQ(missing.code, "missing_column");
  EXPECT_EQ(missing.field, "name");
}

TEST(Table, RefusesTooManyRows) {
  std::string file = "name\n";
  for (std::size_t i = 0; i <= kRowsMax; ++i) file += "A\n";
  EXPECT_EQ(file_fault(file).code, "too_many_rows");
}

TEST(Table, NamesLineAndFieldOfBadCells) {
  EXPECT_EQ(row_fault("A,,=1+1").code, "formula");
  EXPECT_EQ(row_fault("A,,=1+1").field, "note");
  EXPECT_EQ(row_fault("A,,=1+1").line, 2);
  EXPECT_EQ(row_fault("A,,600301-1234567").code, "resident_number");
  EXPECT_EQ(row_fault("A,,x\x01y").code, "control_character");
  EXPECT_EQ(row_fault("A,," + std::string(2'001, 'x')).code, "too_long");
  EXPECT_EQ(row_fault("A,B").code, "wrong_cell_count");
}

TEST(Table, KeepsGoodRowsBesideBadOnes) {
  const auto table = read_table("name,note\nA,=1\nB,fine\n", kColumns);
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(table->row_count, 2);
  ASSERT_EQ(table->rows.size(), 1u);
  EXPECT_EQ(table->rows[0].cells.at("name"), "B");
  EXPECT_EQ(table->faults.size(), 1u);
}

TEST(Table, ReadsRowsIntoStructs) {
  const auto table = read_table("name,born_on\nA,1960-03-01\nB,1960-02-30\n", kColumns);
  ASSERT_TRUE(table.has_value());
  const auto good = read_row<Visitor>(table->rows[0]);
  ASSERT_TRUE(good.has_value());
  EXPECT_EQ(good->born_on, base::make_date(1960, 3, 1));
  const auto bad = read_row<Visitor>(table->rows[1]);
  ASSERT_FALSE(bad.has_value());
  EXPECT_EQ(bad.error()[0].line, 3);
  EXPECT_EQ(bad.error()[0].field, "born_on");
  EXPECT_EQ(bad.error()[0].code, "not_a_date");
}

TEST(Table, DecodesCp949OrSaysItIsNot) {
  EXPECT_EQ(decode_cp949("\xB0\xA1"), "가");
  EXPECT_EQ(decode_cp949("\xB0"), std::nullopt);
}

}  // namespace
}  // namespace documents

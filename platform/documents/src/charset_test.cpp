// Files as Korean spreadsheets save them, and files that only look so.
#include <gtest/gtest.h>

#include "documents/table.h"

namespace documents {
namespace {

const std::vector<Column> kColumns{{"name", true, {"이름", "성 명"}}, {"note", false, {"비고"}}};

struct DecodeCase {
  std::string bytes;
  std::optional<std::string> text;
};

TEST(Charset, DecodeTable) {
  const DecodeCase cases[] = {
      {"", ""},
      {"plain, ASCII\r\n", "plain, ASCII\r\n"},
      {"\xB0\xA1\xB3\xAA\xB4\xD9", "가나다"},
      {"\x8C\x63\xB9\xE6\xB0\xA2\xC7\xCF", "똠방각하"},  // outside EUC-KR: needs the extension
      {"\xA1\xEC", "≪"},
      {"\xCA\xA1", "伽"},
      {"a\xB0\xA1z", "a가z"},
      {"\xB0", std::nullopt},      // cut off
      {"\xFF\xFE", std::nullopt},  // UTF-16's mark
      {"\xB0\x20", std::nullopt},  // no second byte
  };
  for (const DecodeCase& each : cases) EXPECT_EQ(decode_cp949(each.bytes), each.text);
}

TEST(Charset, EncodesWhatItDecodesAndRefusesWhatCp949Lacks) {
  const std::string bytes = "a\xB0\xA1\x8C\x63\xCA\xA1\r\n";
  EXPECT_EQ(encode_cp949(decode_cp949(bytes).value()), bytes);
  EXPECT_EQ(encode_cp949(""), "");
  EXPECT_EQ(encode_cp949("올리브 🌿"), std::nullopt);
  EXPECT_EQ(encode_cp949("\xB0\xA1"), std::nullopt);  // no UTF-8
}

TEST(Charset, BothEncodingsGiveTheSameTable) {
  const auto utf8 = read_table("이름,비고\n홍길동,가\n", kColumns);
  const auto cp949 = read_table(
      "\xC0\xCC\xB8\xA7,\xBA\xF1\xB0\xED\n\xC8\xAB\xB1\xE6\xB5\xBF,\xB0\xA1\n", kColumns);
  ASSERT_TRUE(utf8 && cp949);
  ASSERT_EQ(utf8->rows.size(), 1u);
  ASSERT_EQ(cp949->rows.size(), 1u);
  EXPECT_EQ(utf8->rows[0].cells, cp949->rows[0].cells);
}

TEST(Charset, Utf16OfASpreadsheetIsRefusedAsAWhole) {
  const auto table = read_table(std::string("\xFF\xFEn\0a\0m\0e\0\n\0", 12), kColumns);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().size(), 1u);
  EXPECT_EQ(table.error()[0].code, "not_utf8_or_cp949");
  EXPECT_EQ(table.error()[0].line, 1);
}

struct CellCase {
  const char* line;
  const char* name;
  const char* note;
};

TEST(Charset, QuotingTable) {
  const CellCase cases[] = {
      {"A,B", "A", "B"},
      {"\"A\",\"B\"", "A", "B"},
      {"\"A,1\",B", "A,1", "B"},
      {"\"say \"\"hi\"\"\",B", "say \"hi\"", "B"},
      {"\"two\nlines\",B", "two\nlines", "B"},
      {"  A  ,\t B ", "A", "B"},
      {"\" A \",B", "A", "B"},
  };
  for (const CellCase& each : cases) {
    for (const char* end : {"\n", "\r\n", ""}) {
      const auto table = read_table("name,note\n" + std::string(each.line) + end, kColumns);
      ASSERT_TRUE(table) << each.line;
      ASSERT_EQ(table->rows.size(), 1u) << each.line;
      EXPECT_EQ(table->rows[0].cells.at("name"), each.name);
      EXPECT_EQ(table->rows[0].cells.at("note"), each.note);
    }
  }
}

TEST(Charset, HeadingsAreComparedWithoutSpacesAndCase) {
  for (const char* heading : {"name", "NAME", " Na me ", "이 름", "성명", "\"성\t명\""}) {
    const auto table = read_table(std::string(heading) + "\nA\n", kColumns);
    ASSERT_TRUE(table) << heading;
    EXPECT_EQ(table->rows[0].cells.at("name"), "A") << heading;
  }
}

TEST(Charset, EmptyCellsAreAbsentAndEmptyLinesAreNoRows) {
  const auto table = read_table("name,note\nA,\n\nB,  \n", kColumns);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_FALSE(table->rows[0].cells.contains("note"));
  EXPECT_FALSE(table->rows[1].cells.contains("note"));
  EXPECT_EQ(table->rows[1].line, 4);  // as the person's editor counts
}

TEST(Charset, EveryFaultOfARowAndOfAHeaderIsNamed) {
  const auto table = read_table("name,note\n=1,600301-1234567\n", kColumns);
  ASSERT_TRUE(table);
  ASSERT_EQ(table->faults.size(), 2u);
  EXPECT_EQ(table->faults[0].code, "formula");
  EXPECT_EQ(table->faults[1].code, "resident_number");
  const auto header = read_table("shoe,hat\n", kColumns);
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().size(), 3u);  // two unknown columns, one missing
}

}  // namespace
}  // namespace documents

#include "api/page.h"

#include <rapidcheck/gtest.h>

namespace api {
namespace {

struct Row {
  std::int64_t id = 0;
};
struct RowPage {
  std::vector<Row> items;
  std::optional<std::string> next_cursor;
};
Cursor cursor_of(const Row& row) { return {.id = row.id}; }

RC_GTEST_PROP(CursorText, ComesBackUnchanged, (std::int64_t number, std::int64_t id)) {
  const std::string text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab|-_ 0\n")));
  const Cursor cursor{number, text, id};
  const Answer<Cursor> read = read_cursor(write_cursor(cursor));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == cursor);
}

TEST(CursorText, KeepsHangulAndIsSafeInUrls) {
  const Cursor cursor{.number = -3, .text = "홍길동|둘", .id = 9'007'199'254'740'993};
  const std::string text = write_cursor(cursor);
  EXPECT_EQ(text.find_first_of("+/=&?% "), std::string::npos);
  EXPECT_EQ(read_cursor(text), cursor);
}

TEST(CursorText, AbsentMeansTheFirstPage) {
  const Cursor newest{.number = INT64_MAX};
  EXPECT_EQ(read_cursor(std::nullopt, newest), newest);
  EXPECT_EQ(read_cursor("", newest), newest);
}

TEST(CursorText, AnythingElseIsRefused) {
  for (const char* text :
       {"!", "AAAA", "홍", "MXwy", "eHwxfA", "MXwy=", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTB8MXw"}) {
    const auto cursor = read_cursor(text);
    ASSERT_FALSE(cursor.has_value()) << text;
    EXPECT_EQ(cursor.error().code, "cursor_malformed");
    EXPECT_EQ(cursor.error().status, 422);
  }
}

TEST(PageLimit, StaysWithinBounds) {
  EXPECT_EQ(page_limit(std::nullopt), 50);
  EXPECT_EQ(page_limit(0), 1);
  EXPECT_EQ(page_limit(-5), 1);
  EXPECT_EQ(page_limit(7), 7);
  EXPECT_EQ(page_limit(100'000), 200);
}

TEST(PageOf, LastPageHasNoCursor) {
  const auto page = page_of<RowPage>(std::vector<Row>{{1}, {2}}, 2, cursor_of);
  EXPECT_EQ(page.items.size(), 2u);
  EXPECT_EQ(page.next_cursor, std::nullopt);
}

TEST(PageOf, CursorStandsBehindTheLastRowShown) {
  const auto page = page_of<RowPage>(std::vector<Row>{{1}, {2}, {3}}, 2, cursor_of);
  ASSERT_EQ(page.items.size(), 2u);
  EXPECT_EQ(read_cursor(page.next_cursor)->id, 2);
}

}  // namespace
}  // namespace api

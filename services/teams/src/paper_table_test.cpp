#include "paper_table.h"

#include <gtest/gtest.h>

namespace teams {
namespace {

struct CommaCase {
  std::int64_t amount;
  std::string text;
};

TEST(PaperTable, GroupsDigitsByThree) {
  const std::vector<CommaCase> cases{{0, "0"},
                                     {7, "7"},
                                     {999, "999"},
                                     {1'000, "1,000"},
                                     {-1, "-1"},
                                     {-1'000, "-1,000"},
                                     {123'456, "123,456"},
                                     {-999'999, "-999,999"},
                                     {1'234'567'890, "1,234,567,890"}};
  for (const CommaCase& c : cases) EXPECT_EQ(with_commas(c.amount), c.text);
}

TEST(PaperTable, EndsBelowItsRows) {
  paper::Document document({.title = "표", .created_on = "2026-11-30"});
  const std::vector<PaperColumn> columns{{"무엇", kPaperLeft, paper::Align::left},
                                         {"금액", kPaperRight, paper::Align::right}};
  const auto none = write_table(document, 50, columns, {});
  const auto two = write_table(document, 50, columns, {{"일급", "1"}, {"실비", "2"}});
  EXPECT_GT(none, 50);
  EXPECT_NEAR(two - none, 2 * (none - 50), 1e-9);
  EXPECT_TRUE(document.finish().starts_with("%PDF-"));
}

}  // namespace
}  // namespace teams

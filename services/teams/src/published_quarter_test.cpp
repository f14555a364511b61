#include "teams/published_quarter.h"

#include "api/testing.h"
#include "books_fixture.h"

namespace teams {
namespace {

using Shown = std::vector<std::optional<std::int64_t>>;

struct ShowCase {
  std::string story;
  std::vector<GroupFigure> groups;
  Shown won;
  std::optional<std::int64_t> sum_won;
};

constexpr auto kHidden = std::nullopt;

/// One case a row; groups of fewer than five persons are hidden.
const std::vector<ShowCase> kCases{
    {"no groups", {}, {}, 0},
    {"large groups are shown", {{100, 5}, {200, 9}}, {100, 200}, 300},
    {"a small one is hidden, and the sum that would tell it",
     {{100, 4}, {200, 9}},
     {kHidden, 200},
     kHidden},
    {"two small ones of five persons together hide in the sum",
     {{100, 2}, {50, 3}, {200, 9}},
     {kHidden, kHidden, 200},
     350},
    {"two small ones of four persons do not",
     {{100, 2}, {50, 2}, {200, 9}},
     {kHidden, kHidden, 200},
     kHidden},
    {"nobody and nothing tells about nobody", {{0, 0}, {200, 9}}, {0, 200}, 200},
    {"money without persons is hidden", {{100, 0}, {200, 9}}, {kHidden, 200}, kHidden},
    {"one person with nothing is hidden too", {{0, 1}, {200, 9}}, {kHidden, 200}, kHidden},
};

TEST(ShowFigures, FollowTheTable) {
  for (const ShowCase& c : kCases) {
    const ShownFigures shown = show_figures(c.groups, 5);
    EXPECT_EQ(shown.won, c.won) << c.story;
    EXPECT_EQ(shown.sum_won, c.sum_won) << c.story;
  }
}

class PublishedQuarterTest : public BooksTest {
 protected:
  PublicQuarter shown() {
    return database_->read([](auto& tx) { return public_quarter(tx, kBusan, kThird); });
  }
  void close_with(int workers) {
    for (int i = 0; i < workers; ++i) (void)add_worker("참여자" + std::to_string(i));
    const QuarterId id = open();
    add(id, SalesLineKind::contract, 1'000'000);
    (void)closed(id);
  }
};
OLIVE_ON_BOTH_DATABASES(PublishedQuarterTest);

TEST_P(PublishedQuarterTest, ShowsClosedAccountsOfLargeGroups) {
  EXPECT_TRUE(database_->read([](auto& tx) { return public_quarters(tx, kBusan); }).empty());
  close_with(5);
  const PublicQuarter quarter = shown();
  ASSERT_EQ(quarter.centres.size(), 1u);
  EXPECT_EQ(quarter.centres[0].centre_name, "북구");
  EXPECT_EQ(quarter.centres[0].teams, 1);
  EXPECT_EQ(quarter.centres[0].sales_won, 1'000'000);
  EXPECT_EQ(quarter.centres[0].set_aside_won, 400'000);
  EXPECT_EQ(quarter.centres[0].performance_won, 0);
  EXPECT_EQ(quarter.sales_won, 1'000'000);
  EXPECT_EQ(database_->read([](auto& tx) { return public_quarters(tx, kBusan); }),
            std::vector{kThird});
}

TEST_P(PublishedQuarterTest, HidesWhatFourPersonsEarned) {
  close_with(4);
  const PublicQuarter quarter = shown();
  ASSERT_EQ(quarter.centres.size(), 1u);
  EXPECT_EQ(quarter.centres[0].sales_won, std::nullopt);
  EXPECT_EQ(quarter.centres[0].set_aside_won, std::nullopt);
  EXPECT_EQ(quarter.sales_won, std::nullopt);
}

TEST_P(PublishedQuarterTest, ADraftIsOnlyCounted) {
  add(open(), SalesLineKind::contract, 1'000'000);
  ASSERT_EQ(shown().centres.size(), 1u);
  EXPECT_EQ(shown().centres[0].teams_open, 1);
  EXPECT_EQ(shown().sales_won, 0);
}

TEST_P(PublishedQuarterTest, EverybodyMayAsk) {
  close_with(5);
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module(*ledger_);
  api::testing::Client client(*database_, [] { return kNow; }, own.routes, own.permissions);
  const auto page = client.get("/api/v1/published-quarters");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(api::testing::field(page.body, "sales_won"), "1000000");
  EXPECT_EQ(page.body.find("참여자"), std::string::npos);
}

}  // namespace
}  // namespace teams

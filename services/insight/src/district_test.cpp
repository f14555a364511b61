#include "insight/district.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/api.h"
#include "db/testing.h"
#include "insight/module.h"
#include "ledger/ledger.h"

namespace insight {
namespace {

const base::Date kToday = *base::make_date(2026, 11, 22);

TEST(SmallCells, OneToFourPeopleAreWithheld) {
  EXPECT_EQ(suppressed(0), 0);
  for (const std::int64_t few : {1, 2, 3, 4}) EXPECT_EQ(suppressed(few), std::nullopt) << few;
  EXPECT_EQ(suppressed(5), 5);
}

/// Two districts with care, one of them of three clients.
Sources sources_for_test(int* calls) {
  Sources sources;
  sources.care = [calls](db::Transaction&, base::RegionId, base::Date, base::Date) {
    ++*calls;
    return std::vector<DistrictCare>{{"26110", 40, 4'800, 12}, {"26140", 9, 900, 3}};
  };
  sources.shops = [](db::Transaction&, base::RegionId, base::Date) {
    return std::vector<DistrictCount>{{"26110", 2}, {"26110", 1}};
  };
  sources.participants = [](db::Transaction&, base::RegionId, base::Date) {
    return std::vector<DistrictCount>{{"26110", 80}, {"26140", 4}};
  };
  return sources;
}

class DistrictTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  DistrictTest() : database_(GetParam()) {
    const db::ModuleSchema schemas[] = {ledger::schema()};
    db::migrate(*database_, schemas);
  }

  std::vector<DistrictFigures> figures() {
    return database_->read([&](db::Transaction& tx) {
      return district_figures(tx, base::RegionId{1}, sources_for_test(&calls_),
                              kToday.plus_days(-30), kToday);
    });
  }
  DistrictFigures of(std::string_view code) {
    const auto all = figures();
    return *std::ranges::find(all, code, &DistrictFigures::district_code);
  }

  /// What the public sees at the route with this operation.
  http::Response get(std::string_view operation, const std::string& name = {}) {
    const api::Services services{
        .database = &*database_, .catalogue = &catalogue_, .clock = [this] { return now_; }};
    http::Response response;
    for (const api::Route& route : module_.routes) {
      if (route.options.operation != operation) continue;
      EXPECT_TRUE(route.options.permission.empty());
      auto context = std::make_shared<api::Context>();
      context->request.parameters["name"] = name;
      context->principal.region_id = base::RegionId{1};
      context->now = now_;
      route.run(services, context, [&](api::Reply reply) { response = std::move(reply); });
    }
    return response;
  }

  db::testing::TemporaryDatabase database_;
  base::Instant now_ = base::korean_instant(kToday, 36'000);
  int calls_ = 0;
  manifest::Module module_ = module(sources_for_test(&calls_));
  i18n::Catalogue catalogue_ = manifest::catalogue_of({module_});
};

TEST_P(DistrictTest, AllSixteenAreOnTheMap) {
  const auto all = figures();
  EXPECT_EQ(all.size(), 16U);
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, &DistrictFigures::district_code));
  for (const DistrictFigures& district : all) {
    EXPECT_GT(district.lat_e6, 34'000'000);
    EXPECT_GT(district.population, 0);
  }
}

TEST_P(DistrictTest, FewClientsHideTheirVisitsToo) {
  EXPECT_EQ(of("26110").visits, 40);
  EXPECT_EQ(of("26110").clients, 12);
  EXPECT_EQ(of("26140").clients, std::nullopt);
  EXPECT_EQ(of("26140").visits, std::nullopt);
  EXPECT_EQ(of("26140").billed_min, std::nullopt);
  EXPECT_EQ(of("26140").participants, std::nullopt);
  EXPECT_EQ(of("26170").visits, 0);
}

TEST_P(DistrictTest, CountsOfOneDistrictAddUp) {
  EXPECT_EQ(of("26110").shops, 3);
  EXPECT_EQ(of("26110").participants, 80);
  EXPECT_EQ(of("26110").teams, 0);  // no source was given
}

TEST_P(DistrictTest, AnswersThePublicPage) {
  const http::Response loop = get("get_loop");
  EXPECT_EQ(loop.status, 200);
  EXPECT_NE(loop.body.find(R"("points_granted")"), std::string::npos);
  EXPECT_NE(loop.body.find(R"("last_seq":0)"), std::string::npos);
}

TEST_P(DistrictTest, KeepsTheAnswerForAMinute) {
  (void)get("get_loop");
  (void)get("get_loop");
  EXPECT_EQ(calls_, 1);
  now_ = now_.plus_seconds(60);
  (void)get("get_loop");
  EXPECT_EQ(calls_, 2);
}

TEST_P(DistrictTest, ShowsOneFigureAndRefusesUnknownOnes) {
  const http::Response figure = get("get_figure", "points_spent");
  EXPECT_EQ(figure.status, 200);
  EXPECT_NE(figure.body.find(R"("code":"purchase")"), std::string::npos) << figure.body;
  const http::Response unknown = get("get_figure", "nonsense");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_NE(unknown.body.find("figure_not_found"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Db, DistrictTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& given) { return db::testing::dialect_name(given.param); });

}  // namespace
}  // namespace insight

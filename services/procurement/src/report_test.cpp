// The report against a plain count of the same purchases.
#include <algorithm>
#include <map>

#include "base/csv.h"
#include "procurement_fixture.h"

OLIVE_EMBEDDED(procurement)

namespace procurement {
namespace {

/// Numbers that come out the same on every machine.
class Draw {
 public:
  std::int64_t below(std::int64_t limit) {
    state_ = state_ * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return static_cast<std::int64_t>((state_ >> 33U) % static_cast<std::uint64_t>(limit));
  }

 private:
  std::uint64_t state_ = 11;
};

struct Counted {
  std::int64_t purchases = 0;
  std::int64_t won = 0;
};

class ReportTest : public ProcurementTest {
 protected:
  ReportTest() {
    bodies_ = {city_, district_, body({.name = "부산시설공단", .kind = BodyKind::corporation})};
    for (int i = 0; i < 60; ++i) enter_one();
  }
  void enter_one() {
    const BodyId of = bodies_[static_cast<std::size_t>(draw_.below(3))];
    const auto year = static_cast<std::int32_t>(kYear - draw_.below(3));
    NewPriorityPurchase given = purchase(of, 1'000 * (1 + draw_.below(5'000)));
    given.bought_on =
        base::make_date(year, 1, 1)->plus_days(static_cast<std::int32_t>(draw_.below(300)));
    given.seller_id = draw_.below(2) == 0 ? enterprise_ : team_;
    const PurchaseId id = enter(given).value();
    if (draw_.below(6) == 0) {
      EXPECT_TRUE(write([&](auto& tx) {
                    return withdraw_purchase(tx, kBusan, id, "두 번 적음");
                  }).has_value());
      return;
    }
    Counted& counted = counted_[{year, of}];
    ++counted.purchases;
    counted.won += given.amount_won;
  }
  Counted counted(std::int32_t year, BodyId of) const {
    const auto found = counted_.find({year, of});
    return found == counted_.end() ? Counted{} : found->second;
  }

  Draw draw_;
  std::vector<BodyId> bodies_;
  std::map<std::pair<std::int32_t, BodyId>, Counted> counted_;
};
OLIVE_ON_BOTH_DATABASES(ReportTest);

TEST_P(ReportTest, CountsWhatWasEntered) {
  for (const std::int32_t year : {kYear - 2, kYear - 1, kYear}) {
    Counted sum;
    Counted before;
    for (const BodyYear& row : report(year).items) {
      EXPECT_EQ(row.purchases, counted(year, row.body_id).purchases) << year << row.name;
      EXPECT_EQ(row.bought_won, counted(year, row.body_id).won) << year << row.name;
      EXPECT_EQ(row.before_won, counted(year - 1, row.body_id).won) << year << row.name;
      sum.purchases += row.purchases;
      sum.won += row.bought_won;
      before.won += row.before_won;
    }
    EXPECT_EQ(report(year).purchases, sum.purchases);
    EXPECT_EQ(report(year).bought_won, sum.won);
    EXPECT_EQ(report(year).before_won, before.won);
  }
}

TEST_P(ReportTest, SharesAreOfBodiesWhoseTotalIsKnown) {
  const std::int64_t city_won = counted(kYear, city_).won;
  const std::int64_t other_won = counted(kYear, bodies_[2]).won;
  ASSERT_TRUE(total(city_, city_won * 80).has_value());
  ASSERT_TRUE(total(bodies_[2], other_won * 200).has_value());
  const PurchaseReport told = report();
  EXPECT_EQ(told.bodies_known, 2);
  EXPECT_EQ(told.bodies_met, 1);
  EXPECT_EQ(told.total_won, city_won * 80 + other_won * 200);
  EXPECT_EQ(told.share_ppm, (city_won + other_won) * 1'000'000 / told.total_won);
  EXPECT_EQ(report(kYear - 1).bodies_known, 0);
  EXPECT_EQ(report(kYear - 1).share_ppm, std::nullopt);
}

TEST_P(ReportTest, ATotalThatPurchasesOutgrewGivesNoShare) {
  const std::int64_t won = counted(kYear, city_).won;
  ASSERT_TRUE(total(city_, won).has_value());
  EXPECT_EQ(report().share_ppm, 1'000'000);
  ASSERT_TRUE(enter(purchase(city_, 1)).has_value());
  const PurchaseReport told = report();
  EXPECT_EQ(told.bodies_known, 0);
  EXPECT_EQ(told.total_won, 0);
  EXPECT_EQ(told.share_ppm, std::nullopt);
  const auto row = std::ranges::find(told.items, city_, &BodyYear::body_id);
  EXPECT_EQ(row->total_won, won);
  EXPECT_EQ(row->share_ppm, std::nullopt);
  EXPECT_EQ(row->is_met, std::nullopt);
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  EXPECT_TRUE(base::parse_csv(report_csv(told, catalogue, i18n::Language::ko)).has_value());
  ASSERT_TRUE(total(city_, won + 1).has_value());
  EXPECT_EQ(report().share_ppm, 1'000'000);
}

TEST_P(ReportTest, OneBodysReportIsItsRow) {
  for (const BodyYear& row : report().items) {
    const PurchaseReport own =
        read([&](auto& tx) { return report_of(tx, kBusan, kYear, row.body_id); });
    ASSERT_EQ(own.items.size(), 1U);
    EXPECT_EQ(own.items[0].bought_won, row.bought_won);
    EXPECT_EQ(own.bought_won, row.bought_won);
  }
}

TEST_P(ReportTest, FilesHoldEveryRowInBothLanguages) {
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  const auto purchases = read([](auto& tx) { return purchases_of(tx, kBusan, kYear, {}); });
  for (const auto language : {i18n::Language::ko, i18n::Language::en}) {
    const auto rows = base::parse_csv(report_csv(report(), catalogue, language));
    ASSERT_TRUE(rows.has_value());
    ASSERT_EQ(rows->size(), 1 + bodies_.size());
    for (std::size_t i = 1; i < rows->size(); ++i) {
      EXPECT_EQ((*rows)[i].cells.size(), 11U);
      EXPECT_EQ((*rows)[i].cells[4], std::to_string(report().items[i - 1].bought_won));
    }
    const auto list = base::parse_csv(purchases_csv(purchases, catalogue, language));
    ASSERT_TRUE(list.has_value());
    EXPECT_EQ(std::ssize(*list), 1 + report().purchases);
    for (const base::CsvRow& row : *list)
      for (const std::string& cell : row.cells)
        EXPECT_FALSE(cell.starts_with("procurement.")) << "a text without a message: " << cell;
  }
}

}  // namespace
}  // namespace procurement

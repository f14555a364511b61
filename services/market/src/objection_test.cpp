#include "market/objection.h"

#include "settlement_fixture.h"

namespace market {
namespace {

class ObjectionTest : public SettlementBase {
 protected:
  base::Result<ObjectionId, ObjectionRefusal> object(SettlementId id, SaleId sale,
                                                     LineKind kind = LineKind::sale) {
    return write([&](auto& tx) {
      return object_to_line(tx, kBusan, id, kind, SourceId{sale.value}, "두 번 찍혔습니다", kKeeper,
                            now_);
    });
  }
  base::Result<void, ObjectionRefusal> answer(SettlementId id, ObjectionId objection,
                                              bool is_upheld) {
    return write([&](auto& tx) {
      return answer_objection(tx, kBusan, id, objection, is_upheld, "확인했습니다", kDrafter, now_);
    });
  }
};
OLIVE_ON_BOTH_DATABASES(ObjectionTest);

TEST_P(ObjectionTest, AnUpheldLineLeavesAndComesAgainNextMonth) {
  const SaleId right = ring_up(amount(1'000)).value();
  const SaleId wrong = ring_up(amount(500)).value();
  ASSERT_TRUE(draft().has_value());
  const SettlementId id = of_month().id;
  const auto objection = object(id, wrong);
  ASSERT_TRUE(objection.has_value());
  EXPECT_EQ(of_month().state, SettlementState::objected);
  EXPECT_EQ(confirm(id).error(), SettlementRefusal::settlement_not_draft);
  ASSERT_TRUE(answer(id, *objection, true).has_value());
  EXPECT_EQ(of_month().state, SettlementState::draft);
  EXPECT_EQ(of_month().gross_points, 1'000);
  EXPECT_EQ(lines(id).at(0).sale_id, right);
  EXPECT_EQ(draft().error(), SettlementRefusal::nothing_to_settle);  // it is not drafted anew
  EXPECT_EQ(of_month().gross_points, 1'000);
  ASSERT_TRUE(give_back(wrong, 200).has_value());
  month_passes();
  ASSERT_TRUE(draft(kNextMonth).has_value());
  EXPECT_EQ(of_month(kNextMonth).gross_points, 300);
}

TEST_P(ObjectionTest, ADismissedLineStaysAndTheShopConfirms) {
  const SaleId sale = ring_up(amount(1'000)).value();
  const SaleId other = ring_up(amount(1'000)).value();
  ASSERT_TRUE(draft().has_value());
  const SettlementId id = of_month().id;
  const auto first = object(id, sale);
  const auto second = object(id, other);
  ASSERT_TRUE(first && second);
  ASSERT_TRUE(answer(id, *first, false).has_value());
  EXPECT_EQ(of_month().state, SettlementState::objected);
  ASSERT_TRUE(answer(id, *second, false).has_value());
  EXPECT_EQ(of_month().gross_points, 2'000);
  const auto all = database_->read([&](auto& tx) { return objections_of(tx, kBusan, id); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].verdict, ObjectionVerdict::dismissed);
  EXPECT_EQ(all[0].answer, "확인했습니다");
  EXPECT_TRUE(confirm(id).has_value());
}

TEST_P(ObjectionTest, RefusesWhatMakesNoSense) {
  const SaleId sale = ring_up(amount(1'000)).value();
  ASSERT_TRUE(draft().has_value());
  const SettlementId id = of_month().id;
  EXPECT_EQ(object(SettlementId{5}, sale).error(), ObjectionRefusal::settlement_not_found);
  EXPECT_EQ(object(id, SaleId{5}).error(), ObjectionRefusal::line_not_found);
  EXPECT_EQ(object(id, sale, LineKind::clawback).error(), ObjectionRefusal::line_not_found);
  const auto objection = object(id, sale);
  ASSERT_TRUE(objection.has_value());
  EXPECT_EQ(object(id, sale).error(), ObjectionRefusal::line_objected_already);
  EXPECT_EQ(answer(id, ObjectionId{5}, true).error(), ObjectionRefusal::objection_not_found);
  ASSERT_TRUE(answer(id, *objection, false).has_value());
  EXPECT_EQ(answer(id, *objection, true).error(), ObjectionRefusal::objection_answered);
  ASSERT_TRUE(confirm(id).has_value());
  EXPECT_EQ(object(id, sale).error(), ObjectionRefusal::settlement_not_open);
}

}  // namespace
}  // namespace market

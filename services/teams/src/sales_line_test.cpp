#include "teams/sales_line.h"

#include "books_fixture.h"

namespace teams {
namespace {

using Kind = SalesLineKind;
using Refusal = SalesLineRefusal;

class SalesLineTest : public BooksTest {
 protected:
  SalesLineTest() : id_(open()) {}

  base::Result<SalesLineId, Refusal> enter(NewSalesLine line) {
    return write([&](auto& tx) { return add_sales_line(tx, kBusan, id_, line, kClerk, kNow); });
  }
  OutsideSales market() {
    return
        [this](db::Transaction&, RegionId, OrganisationId team_id, base::Date from, base::Date to) {
          std::vector<OutsideSale> found;
          for (const OutsideSale& sale : settled_)
            if (team_id == team_ && from <= sale.occurred_on && sale.occurred_on <= to)
              found.push_back(sale);
          return found;
        };
  }
  std::int64_t take_over(QuarterId id) {
    return write([&](auto& tx) { return take_over_sales(tx, kBusan, id, market(), kClerk, kNow); })
        .value();
  }
  std::size_t missing(QuarterId id) {
    return database_->read([&](auto& tx) {
      return missing_sales(tx, kBusan, *find_quarter(tx, kBusan, id), market(), kToday).size();
    });
  }

  QuarterId id_;
  NewSalesLine right_{Kind::contract, kThird, 1'000, "부산시청", "세금계산서 7", "청소"};
  std::vector<OutsideSale> settled_;
};
OLIVE_ON_BOTH_DATABASES(SalesLineTest);

struct LineCase {
  std::string story;
  std::function<void(NewSalesLine&)> change;
  Refusal refusal;
};

TEST_P(SalesLineTest, RefusesWhatCannotBe) {
  const std::vector<LineCase> cases{
      {"the market's sales are taken over", [](auto& line) { line.kind = Kind::market; },
       Refusal::sales_line_of_market},
      {"nothing", [](auto& line) { line.amount_won = 0; }, Refusal::amount_not_positive},
      {"less than nothing", [](auto& line) { line.amount_won = -5; }, Refusal::amount_not_positive},
      {"the day before the quarter", [](auto& line) { line.occurred_on = kThird.plus_days(-1); },
       Refusal::sales_line_outside_quarter},
      {"the day after", [](auto& line) { line.occurred_on = kFourth; },
       Refusal::sales_line_outside_quarter},
      {"nobody", [](auto& line) { line.counterparty = " "; }, Refusal::counterparty_missing},
      {"no document", [](auto& line) { line.evidence_number = ""; },
       Refusal::evidence_number_missing}};
  for (const LineCase& c : cases) {
    NewSalesLine line = right_;
    c.change(line);
    EXPECT_EQ(enter(line).error(), c.refusal) << c.story;
  }
  EXPECT_TRUE(database_->read([&](auto& tx) { return sales_lines(tx, kBusan, id_); }).empty());
}

TEST_P(SalesLineTest, ADocumentProvesOneLine) {
  const SalesLineId id = enter(right_).value();
  EXPECT_EQ(enter(right_).error(), Refusal::evidence_number_used);
  NewSalesLine cost = right_;
  cost.kind = Kind::direct_cost;
  EXPECT_TRUE(enter(cost).has_value());  // another kind of document with the same number
  ASSERT_TRUE(write([&](auto& tx) { return remove_sales_line(tx, kBusan, id); }).has_value());
  EXPECT_TRUE(enter(right_).has_value());
  EXPECT_EQ(write([&](auto& tx) { return remove_sales_line(tx, kBusan, id); }).error(),
            Refusal::sales_line_not_found);
}

TEST_P(SalesLineTest, WhatTheMarketSettledIsTakenOverOnce) {
  settled_ = {{"settlement:1", kThird.plus_days(30), 70'000, "올리브 카페", "settlement:1"},
              {"settlement:2", kThird.plus_days(61), 30'000, "올리브 카페", "settlement:2"},
              {"settlement:9", kFourth, 5'000, "올리브 카페", "settlement:9"}};
  EXPECT_EQ(missing(id_), 2u);
  EXPECT_EQ(take_over(id_), 2);
  EXPECT_EQ(take_over(id_), 0);
  EXPECT_EQ(missing(id_), 0u);
  EXPECT_EQ(figures(id_).sales_won, 100'000);
}

TEST_P(SalesLineTest, WhatWasSettledLateBelongsToTheNextQuarter) {
  (void)closed(id_);
  settled_ = {{"settlement:1", kThird.plus_days(30), 70'000, "올리브 카페", "settlement:1"}};
  const QuarterId fourth = open(kFourth);
  EXPECT_EQ(take_over(fourth), 1);
  EXPECT_EQ(figures(fourth).sales_won, 70'000);
}

TEST_P(SalesLineTest, MoreGivenBackThanSoldIsTakenOff) {
  settled_ = {{"drawer:1:2026-07", kThird.plus_days(30), -2'000, "올리브 카페", "drawer"}};
  EXPECT_EQ(take_over(id_), 1);
  add(id_, Kind::contract, 10'000);
  EXPECT_EQ(closed(id_).sales_won, 8'000);
  EXPECT_EQ(balance(team_buyers_account()), -8'000);
}

TEST_P(SalesLineTest, OnlyADraftTakesLines) {
  ASSERT_TRUE(submit(id_).has_value());
  EXPECT_EQ(enter(right_).error(), Refusal::quarter_not_draft);
  EXPECT_EQ(write([&](auto& tx) {
              return take_over_sales(tx, kBusan, id_, no_sales, kClerk, kNow);
            }).error(),
            Refusal::quarter_not_draft);
  EXPECT_EQ(write([&](auto& tx) {
              return add_sales_line(tx, kBusan, QuarterId{5}, right_, kClerk, kNow);
            }).error(),
            Refusal::quarter_not_found);
}

TEST_P(SalesLineTest, ALineIsTakenBackInItsOwnTeamOnly) {
  const SalesLineId line = enter(right_).value();
  (void)closed(id_);
  const OrganisationId other = add_team("두부", WorkType::social_service);
  const QuarterId elsewhere =
      write([&](auto& tx) { return open_quarter(tx, kBusan, other, kFourth, kToday); }).value();
  const auto reverse = [&](QuarterId into, std::string_view why) {
    return write([&](auto& tx) {
             return reverse_sales_line(tx, kBusan, line, into, why, kClerk, kNow);
           })
        .error();
  };
  EXPECT_EQ(reverse(elsewhere, "잘못"), Refusal::quarter_not_found);
  EXPECT_EQ(reverse(open(kFourth), " "), Refusal::reason_missing);
}

TEST_P(SalesLineTest, LinesStandByDayWithWhoEnteredThem) {
  add(id_, Kind::contract, 2'000, kThird.plus_days(20));
  add(id_, Kind::overtime, 1'000, kThird.plus_days(5));
  const auto lines = database_->read([&](auto& tx) { return sales_lines(tx, kBusan, id_); });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].kind, Kind::overtime);
  EXPECT_EQ(lines[1].amount_won, 2'000);
  EXPECT_EQ(lines[0].entered_by, kClerk);
  EXPECT_EQ(lines[0].seq, 0);
  EXPECT_EQ(lines[0].source, "entry:" + std::to_string(lines[0].id.value));
}

TEST_P(SalesLineTest, WhatIsTypedIsTrimmed) {
  NewSalesLine line = right_;
  line.counterparty = "  부산시청 ";
  line.evidence_number = " 세금계산서 7 ";
  ASSERT_TRUE(enter(line).has_value());
  EXPECT_EQ(enter(right_).error(), Refusal::evidence_number_used);
  const auto lines = database_->read([&](auto& tx) { return sales_lines(tx, kBusan, id_); });
  EXPECT_EQ(lines[0].counterparty, "부산시청");
}

TEST_P(SalesLineTest, TheRunningMonthIsNotTakenOver) {
  const QuarterId fourth = open(kFourth);
  base::Date asked;
  const OutsideSales spy = [&asked](db::Transaction&, RegionId, OrganisationId, base::Date,
                                    base::Date to) {
    asked = to;
    return std::vector<OutsideSale>{};
  };
  database_->read([&](auto& tx) {
    return missing_sales(tx, kBusan, *find_quarter(tx, kBusan, fourth), spy, kToday).size();
  });
  EXPECT_EQ(asked, *base::make_date(2026, 10, 31));  // November is not over on its last day
  database_->read([&](auto& tx) {
    return missing_sales(tx, kBusan, *find_quarter(tx, kBusan, id_), spy, kToday).size();
  });
  EXPECT_EQ(asked, last_of_quarter(kThird));
}

TEST_P(SalesLineTest, ADocumentIsFreeAgainOnceItsLineWasTakenBack) {
  const SalesLineId line = enter(right_).value();
  (void)closed(id_);
  const QuarterId fourth = open(kFourth);
  NewSalesLine again = right_;
  again.occurred_on = kFourth;
  const auto enter_again = [&] {
    return write([&](auto& tx) { return add_sales_line(tx, kBusan, fourth, again, kClerk, kNow); });
  };
  EXPECT_EQ(enter_again().error(), Refusal::evidence_number_used);
  ASSERT_TRUE(write([&](auto& tx) {
                return reverse_sales_line(tx, kBusan, line, fourth, "금액 잘못", kClerk, kNow);
              }).has_value());
  EXPECT_TRUE(enter_again().has_value());
  EXPECT_EQ(figures(fourth).sales_won, 0);  // taken back and entered again
}

TEST_P(SalesLineTest, AReversalIsNotReversed) {
  const SalesLineId line = enter(right_).value();
  (void)closed(id_);
  const QuarterId fourth = open(kFourth);
  const auto reverse = [&](SalesLineId id) {
    return write(
        [&](auto& tx) { return reverse_sales_line(tx, kBusan, id, fourth, "잘못", kClerk, kNow); });
  };
  const SalesLineId back = reverse(line).value();
  EXPECT_EQ(reverse(back).error(), Refusal::sales_line_not_closed);
  // Taken out of the draft, the first line can be taken back again.
  ASSERT_TRUE(write([&](auto& tx) { return remove_sales_line(tx, kBusan, back); }).has_value());
  EXPECT_TRUE(reverse(line).has_value());
}

}  // namespace
}  // namespace teams

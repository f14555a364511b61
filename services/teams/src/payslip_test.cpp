#include "teams/payslip.h"

#include "books_fixture.h"

OLIVE_EMBEDDED(teams)

namespace teams {
namespace {

using Kind = PayslipItemKind;

class PayslipTest : public BooksTest {
 protected:
  /// A full week from Monday 2 November, an hour late on Monday, then leave on the next one.
  PayslipTest() : person_(add_member("홍길동", *base::make_date(2025, 1, 2))) {
    for (int i = 0; i < 5; ++i) set(i, AttendanceKind::work, i == 0 ? 60 : 0);
    set(7, AttendanceKind::leave, 0);
  }
  void set(int after, AttendanceKind kind, std::int64_t late_min) {
    write([&](auto& tx) {
      const base::Date on = base::make_date(2026, 11, 2)->plus_days(after);
      CHECK(set_day(tx, kBusan, {person_, on, team_, kind, 0, late_min}, kClerk, kNow).has_value());
      return true;
    });
  }
  PayRun post() {
    const PayRunId id =
        write([&](auto& tx) { return draft_pay_run(tx, kBusan, centre_, kToday, kToday).value(); });
    return ledger_
        ->execute(
            [&](auto& tx, auto& batch) { return post_pay_run(tx, batch, kBusan, id, kClerk); })
        .value();
  }
  std::optional<PersonPayslip> slip() {
    return database_->read([&](auto& tx) { return payslip_of(tx, kBusan, person_, kToday); });
  }
  static std::int64_t won_of(const PersonPayslip& slip, Kind kind) {
    for (const PayslipItem& item : slip.items)
      if (item.kind == kind) return item.won;
    return 0;
  }

  PersonId person_;
};
OLIVE_ON_BOTH_DATABASES(PayslipTest);

TEST_P(PayslipTest, EveryLineSaysWhatHowMuchAndWhy) {
  EXPECT_FALSE(slip().has_value());  // a draft is nobody's pay
  (void)post();
  const auto shown = slip();
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->name, "홍길동");
  EXPECT_EQ(shown->centre_name, "북구");
  ASSERT_EQ(shown->items.size(), 5u);
  EXPECT_EQ(shown->items[0].kind, Kind::work);
  EXPECT_EQ(shown->items[0].count, 5);
  EXPECT_EQ(shown->items[0].rate_won, 53'840);
  EXPECT_EQ(won_of(*shown, Kind::leave), 53'840);
  EXPECT_EQ(won_of(*shown, Kind::rest), 53'840);
  EXPECT_EQ(won_of(*shown, Kind::expense), 20'000);
  EXPECT_EQ(won_of(*shown, Kind::late), -6'730);
  EXPECT_EQ(shown->total_won, 7 * 53'840 + 20'000 - 6'730);
  EXPECT_EQ(shown->total_won, balance(wages_account(person_)));
}

TEST_P(PayslipTest, BonusesStandBesideThePay) {
  (void)post();
  (void)add_worker("김길순");
  const QuarterId id = open();
  add(id, SalesLineKind::contract, 1'000'000);
  (void)closed(id);
  NewTeamPayment payment = bonus(person_, 50'000);
  payment.month = kToday;
  ASSERT_TRUE(approve(propose(payment).value()).has_value());
  const auto shown = slip();
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(won_of(*shown, Kind::performance), 50'000);
  EXPECT_EQ(shown->total_won, balance(wages_account(person_)) + balance(bonus_account(person_)));
}

TEST_P(PayslipTest, ARunHasOneForEverybody) {
  const PersonId other = add_member("가나다", *base::make_date(2025, 1, 2));
  write([&](auto& tx) {
    return record_work(tx, kBusan, {other, kToday, 480, "shift:1"}, kNow).has_value();
  });
  const PayRun run = post();
  const auto slips = database_->read([&](auto& tx) { return payslips_of_run(tx, kBusan, run); });
  ASSERT_EQ(slips.size(), 2u);
  EXPECT_EQ(slips[0].name, "가나다");
  EXPECT_EQ(slips[0].total_won + slips[1].total_won, run.total_won);
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  const std::string pdf = write_payslips(slips, catalogue, i18n::Language::ko, kToday);
  EXPECT_TRUE(pdf.starts_with("%PDF-"));
  EXPECT_EQ(pdf, write_payslips(slips, catalogue, i18n::Language::ko, kToday));
  EXPECT_NE(pdf, write_payslips({slips[0]}, catalogue, i18n::Language::ko, kToday));
}

TEST_P(PayslipTest, NobodyHasNone) {
  EXPECT_FALSE(
      database_->read([&](auto& tx) { return payslip_of(tx, kBusan, PersonId{5}, kToday); })
          .has_value());
}

TEST_P(PayslipTest, DaysOfDifferentWorthShowNoRate) {
  const base::Date january = *base::make_date(2026, 1, 1);
  write([&](auto& tx) {
    CHECK(settings::set(tx, kBusan, kDailyPay,
                        {.valid_from = *base::make_date(2026, 11, 1),
                         .value = R"({"rates":[
{"valid_from":"2026-01-01","market_entry_won":1000,"social_service_won":1000,
"work_maintenance_won":1000,"expense_won":0},
{"valid_from":"2026-11-04","market_entry_won":3000,"social_service_won":3000,
"work_maintenance_won":3000,"expense_won":0}]})",
                         .set_at = base::korean_instant(january, 0),
                         .reason = "test"})
              .has_value());
    return true;
  });
  (void)post();
  const auto shown = slip();
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(shown->items[0].count, 5);
  EXPECT_EQ(shown->items[0].won, 2 * 1'000 + 3 * 3'000);
  EXPECT_EQ(shown->items[0].rate_won, 0);  // days of different worth have no common rate
  EXPECT_EQ(won_of(*shown, Kind::late), -125);
}

TEST_P(PayslipTest, TwoTeamsOfAMonthStandOnOnePayslip) {
  const OrganisationId other = add_team("두부", WorkType::market_entry);
  write([&](auto& tx) {
    const auto placements = placements_of(tx, kBusan, person_);
    CHECK(depart(tx, kBusan, placements[0].id, *base::make_date(2026, 11, 15), {}).has_value());
    CHECK(place(tx, kBusan,
                {other, person_, GuaranteeClass::conditional, *base::make_date(2026, 11, 16)}, {})
              .has_value());
    CHECK(record_work(tx, kBusan, {person_, *base::make_date(2026, 11, 18), 480, "shift:2"}, kNow)
              .has_value());
    return true;
  });
  (void)post();
  const auto shown = slip();
  ASSERT_TRUE(shown.has_value());
  std::int64_t in_other = 0, sum = 0;
  for (const PayslipItem& item : shown->items) {
    sum += item.won;
    if (item.team_name == "두부") in_other += item.won;
  }
  EXPECT_EQ(in_other, 62'080 + 4'000);
  EXPECT_EQ(sum, shown->total_won);
  EXPECT_EQ(shown->total_won, balance(wages_account(person_)));
}

TEST_P(PayslipTest, ARegionMayForgiveLateHours) {
  write([&](auto& tx) {
    return settings::set(tx, kBusan, kLateIsUnpaid,
                         {.valid_from = *base::make_date(2026, 11, 1),
                          .value = "0",
                          .set_at = base::korean_instant(*base::make_date(2026, 10, 1), 0),
                          .reason = "test"})
        .has_value();
  });
  (void)post();
  EXPECT_EQ(won_of(*slip(), Kind::late), 0);
  EXPECT_EQ(slip()->total_won, 7 * 53'840 + 20'000);
}

TEST_P(PayslipTest, EveryKindOfLineHasItsWords) {
  i18n::Catalogue catalogue;
  catalogue.add(embedded::messages());
  for (const Kind kind : base::all_of<Kind>())
    for (const std::string_view of : {"item_", "note_"})
      EXPECT_TRUE(
          catalogue.has("teams.payslip." + std::string(of) + std::string(base::name_of(kind))))
          << base::name_of(kind);
}

}  // namespace
}  // namespace teams

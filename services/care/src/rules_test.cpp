#include "care/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "care/service.h"
#include "table_reader.h"

namespace care {
namespace {

TEST(FeeTable, EveryLineAgrees) {
  const auto cases = read_cases("care_fees.txt");
  ASSERT_GT(cases.size(), 40u);
  for (const TableCase& one : cases) {
    SCOPED_TRACE("care_fees.txt:" + std::to_string(one.line));
    ASSERT_EQ(one.cells.size(), 9u);
    const auto service = base::parse_enum<ServiceKind>(one.cells[0]).value();
    const base::Date on = base::parse_date(one.cells[2]).value();
    const auto band = base::parse_enum<IncomeBand>(one.cells[3]).value();
    const auto number = [&](std::size_t i) { return base::parse_integer(one.cells[i]).value(); };
    const Fee fee = fee_of(fee_rule(service, default_source(one.cells[1], on)), band,
                           static_cast<std::int32_t>(number(4)));
    EXPECT_EQ(fee.price_won, number(5));
    EXPECT_EQ(fee.copay_won, number(6));
    EXPECT_EQ(fee.subsidy_won, number(7));
    EXPECT_EQ(fee.quota_units, number(8));
  }
}

TEST(BilledMinutes, RoundsUpToTheStartedUnit) {
  EXPECT_EQ(billed_minutes(0, 30, 0), 0);
  EXPECT_EQ(billed_minutes(1, 30, 0), 30);
  EXPECT_EQ(billed_minutes(30, 30, 0), 30);
  EXPECT_EQ(billed_minutes(31, 30, 0), 60);
}

TEST(BilledMinutes, GraceForgivesTheFirstMinutesOfAUnit) {
  EXPECT_EQ(billed_minutes(64, 30, 4), 60);
  EXPECT_EQ(billed_minutes(65, 30, 4), 90);
  EXPECT_EQ(billed_minutes(2, 30, 4), 30);  // never a visit for nothing
}

TEST(Tariff, ReadsWhatItWrites) {
  for (const char* text : {"free", "full", "visit 2000", "hour 15000 7500", "block 240 2000"}) {
    const auto tariff = parse_tariff(text);
    ASSERT_TRUE(tariff.has_value()) << text;
    EXPECT_EQ(format_tariff(*tariff), text);
  }
}

TEST(Tariff, RefusesWhatIsNone) {
  for (const char* text : {"", "gratis", "visit", "visit -1", "visit 1000001", "hour 15000",
                           "hour 15000 x", "block 0 2000", "block 240", "visit 2000 won", "free 1"})
    EXPECT_FALSE(parse_tariff(text).has_value()) << text;
}

TEST(Exhaustion, DialysisUsesUpTwentyFourUnitsWithinAMonth) {
  const Quota quota{QuotaKind::visits, 24, 240, 12};
  const base::Date from = base::make_date(2026, 1, 1).value();
  // 13 visits a month that count double: 24 units last 24 · 30 / 26 = 27 days.
  EXPECT_EQ(exhausted_on(quota, 24, from, 13, 270), from.plus_days(27));
  EXPECT_EQ(exhausted_on(quota, 24, from, 2, 180), from.plus_days(360));
  EXPECT_EQ(exhausted_on(quota, 24, from, 1, 180), std::nullopt);
  EXPECT_EQ(exhausted_on(quota, 0, from, 1, 180), from);
  EXPECT_EQ(exhausted_on(quota, 24, from, 0, 180), std::nullopt);
}

TEST(DefaultValues, DistrictBeatsRegionAndLaterBeatsEarlier) {
  const base::Date day = base::make_date(2025, 6, 2).value();
  const std::string key = "care.hospital_accompaniment.price";
  EXPECT_EQ(default_value(key, "26230", day), "hour 10000 5000");
  EXPECT_EQ(default_value(key, "26380", day), "hour 15000 7500");
  EXPECT_EQ(default_value("care.hospital_accompaniment.quota_visits", "", day), "24");
}

// Whatever the tariffs: parts add up, nobody pays more than the price, longer never costs less.
RC_GTEST_PROP(FeeProperty, PartsAddUpAndLongerNeverCostsLess, ()) {
  const auto service =
      *rc::gen::element(ServiceKind::discharge_care, ServiceKind::hospital_accompaniment,
                        ServiceKind::care_activist, ServiceKind::housekeeping, ServiceKind::meals);
  const auto district = *rc::gen::element<std::string>("26230", "26350", "26380");
  const base::Date day = base::make_date(2023, 1, 1)->plus_days(*rc::gen::inRange(0, 1500));
  const auto band = static_cast<IncomeBand>(*rc::gen::inRange(0, 4));
  const int minutes = *rc::gen::inRange(0, 600);
  const FeeRule rule = fee_rule(service, default_source(district, day));
  const Fee fee = fee_of(rule, band, minutes);
  const Fee longer = fee_of(rule, band, minutes + 1);
  RC_ASSERT(fee.copay_won + fee.subsidy_won == fee.price_won);
  RC_ASSERT(fee.copay_won >= 0 && fee.subsidy_won >= 0);
  RC_ASSERT(longer.price_won >= fee.price_won && longer.copay_won >= fee.copay_won);
  RC_ASSERT(longer.quota_units >= fee.quota_units);
  RC_ASSERT(fee.billed_min % rule.unit_min == 0 && fee.billed_min >= minutes);
}

}  // namespace
}  // namespace care

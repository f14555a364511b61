// The demo's plan says what the press release said; its payments fit the plan.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <tuple>

#include "seed_fund_paper.h"
#include "seed_funds.h"

namespace olive::seed {
namespace {

using funds::FundGoal;
using funds::FundSource;

TEST(FundPlan, IsFiveHundredMillionInThreeYears) {
  std::int64_t all_won = 0;
  std::int64_t central_2024 = 0;
  std::int64_t city_2024 = 0;
  std::map<std::int32_t, std::set<FundGoal>> goals;
  for (const ShareRow& row : fund_shares()) {
    all_won += row.central_won + row.city_won;
    goals[row.year].insert(row.goal);
    if (row.year != 2024) continue;
    central_2024 += row.central_won;
    city_2024 += row.city_won;
  }
  EXPECT_EQ(all_won, 500'000'000);
  EXPECT_EQ(central_2024, 100'000'000);
  EXPECT_EQ(city_2024, 40'000'000);
  ASSERT_EQ(goals.size(), 3u);
  for (const auto& [year, of_year] : goals) EXPECT_EQ(of_year.size(), 5u) << year;
}

TEST(FundPlan, PaymentsStayWithinTheirLines) {
  std::map<std::tuple<std::int32_t, FundGoal, FundSource>, std::int64_t> spent;
  for (const PaymentRow& row : fund_payments()) {
    EXPECT_TRUE(base::make_date(row.year, row.month, row.day).has_value()) << row.purpose;
    spent[{row.year, row.goal, row.source}] += row.amount_won;
  }
  for (const ShareRow& row : fund_shares()) {
    EXPECT_LE((spent[{row.year, row.goal, FundSource::central_fund}]), row.central_won);
    EXPECT_LE((spent[{row.year, row.goal, FundSource::city_fund}]), row.city_won);
  }
}

// A reader finds each object where the table of places says that it is.
TEST(InvoicePdf, IsAPdfOfItsOwn) {
  const base::Date day = base::make_date(2024, 9, 20).value();
  const std::string pdf = invoice_pdf("OLV-2024-1", 24'000'000, day);
  EXPECT_TRUE(pdf.starts_with("%PDF-1.4\n"));
  EXPECT_TRUE(pdf.ends_with("%%EOF\n"));
  EXPECT_NE(pdf.find("KRW 24000000"), std::string::npos);
  EXPECT_EQ(pdf, invoice_pdf("OLV-2024-1", 24'000'000, day));
  EXPECT_NE(pdf, invoice_pdf("OLV-2024-2", 24'000'000, day));
  const std::size_t table = pdf.find("xref\n");
  ASSERT_NE(table, std::string::npos);
  const std::size_t said = std::stoul(pdf.substr(pdf.find("startxref\n") + 10));
  EXPECT_EQ(said, table);
  const std::size_t first = pdf.find("0000000000 65535 f \n", table) + 20;
  for (int i = 0; i < 5; ++i) {
    const std::size_t at = std::stoul(pdf.substr(first + static_cast<std::size_t>(i) * 20, 10));
    EXPECT_TRUE(pdf.substr(at).starts_with(std::to_string(i + 1) + " 0 obj")) << i;
  }
}

}  // namespace
}  // namespace olive::seed

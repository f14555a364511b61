// What is typed again elsewhere must need no computing there: every total stands in the table and
// equals the ledger.
#include "teams/books_export.h"

#include <numeric>

#include "base/csv.h"
#include "books_fixture.h"
#include "documents/table.h"

OLIVE_EMBEDDED(teams)

namespace teams {
namespace {

class BooksExportTest : public BooksTest {
 protected:
  BooksExportTest() : person_(add_worker("홍길동", 5)) { catalogue_.add(embedded::messages()); }
  std::vector<std::vector<std::string>> read(const ExportTable& table) {
    const auto rows = base::parse_csv(write_table(table, Encoding::utf8));
    std::vector<std::vector<std::string>> cells;
    for (const base::CsvRow& row : rows.value()) cells.push_back(row.cells);
    return cells;
  }
  /// The sum of a column, by its heading.
  static std::int64_t sum(const std::vector<std::vector<std::string>>& rows,
                          const std::string& heading) {
    const auto at = std::ranges::find(rows[0], heading) - rows[0].begin();
    EXPECT_LT(at, std::ssize(rows[0])) << heading;
    return std::accumulate(rows.begin() + 1, rows.end(), std::int64_t{0},
                           [at](std::int64_t total, const auto& row) {
                             return total + std::stoll(row[static_cast<std::size_t>(at)]);
                           });
  }
  ExportTable quarters() {
    return database_->read([&](auto& tx) {
      return quarter_table(
          quarters_on(tx, kBusan, kThird), kept_figures_on(tx, kBusan, kThird),
          people::organisations_of_kind(tx, kBusan, people::OrganisationKind::regional_centre),
          catalogue_);
    });
  }

  PersonId person_;
  i18n::Catalogue catalogue_;
};
OLIVE_ON_BOTH_DATABASES(BooksExportTest);

/// The national sales account's columns in its order (data.go.kr 15138296).
const std::vector<std::string> kNationalColumns{"매출정산년월",
                                                "지역자활센터",
                                                "사업단명",
                                                "사업유형",
                                                "매출금액",
                                                "정부지원사업금액",
                                                "직접사업금액",
                                                "초과근무·휴일근무금액",
                                                "내일키움장려금",
                                                "자활창업자금금액",
                                                "사업단활성화지원금액",
                                                "유형운영지원금액",
                                                "매출적립금액",
                                                "매출적립부족금액",
                                                "전분기매출적립금액",
                                                "누계매출적립금액",
                                                "매출잔금액",
                                                "내일키움수익금액",
                                                "자립성과금액",
                                                "중앙자산키움펀드금액",
                                                "지역자활사업지원비금액",
                                                "전분기이월금액",
                                                "지출직접사업비",
                                                "지출초과휴일수당",
                                                "지출활성화지원금",
                                                "지출자립성과금",
                                                "지출내일키움수익금",
                                                "지출잔액"};

TEST_P(BooksExportTest, TheSalesAccountHasTheNationalColumnsAndTheLedgersSums) {
  const QuarterId id = open();
  add(id, SalesLineKind::contract, 1'000'000);
  add(id, SalesLineKind::government_support, 100'000);
  add(id, SalesLineKind::direct_cost, 400'000);
  (void)closed(id);
  const auto rows = read(quarters());
  ASSERT_EQ(rows.size(), 2u);
  const auto own = rows[0].begin() + std::ssize(kNationalColumns);
  EXPECT_EQ(std::vector(rows[0].begin(), own), kNationalColumns);
  EXPECT_EQ(std::vector(own, rows[0].end()),
            (std::vector<std::string>{"초과휴일수당 중 야간근무금액", "부족분사업비부담금액"}));
  EXPECT_EQ(rows[1][0], "202609");
  EXPECT_EQ(rows[1][1], "북구");
  EXPECT_EQ(rows[1][2], "동행");
  EXPECT_EQ(sum(rows, "매출금액"), -balance(team_buyers_account()));
  EXPECT_EQ(sum(rows, "정부지원사업금액"), -balance(team_support_account(centre_)));
  EXPECT_EQ(sum(rows, "지출직접사업비") + sum(rows, "지출초과휴일수당"),
            balance(team_costs_account(centre_)));
  EXPECT_EQ(sum(rows, "누계매출적립금액"), balance(team_set_aside_account(team_)));
  EXPECT_EQ(sum(rows, "매출잔금액"), balance(team_sales_account(team_)));
  EXPECT_EQ(sum(rows, "지출잔액"), balance(team_performance_account(team_)) +
                                       balance(team_profit_account(team_)) +
                                       balance(team_activation_account(team_)));
}

TEST_P(BooksExportTest, ADraftIsNotHandedIn) {
  add(open(), SalesLineKind::contract, 1'000'000);
  EXPECT_TRUE(quarters().rows.empty());
}

TEST_P(BooksExportTest, ThePayAddsUpToTheWages) {
  const base::Date month = *base::make_date(2026, 8, 1);
  const PayRunId id =
      write([&](auto& tx) { return draft_pay_run(tx, kBusan, centre_, month, kToday).value(); });
  const PayRun run = ledger_
                         ->execute([&](auto& tx, auto& batch) {
                           return post_pay_run(tx, batch, kBusan, id, kClerk);
                         })
                         .value();
  const auto rows =
      read(database_->read([&](auto& tx) { return pay_table(tx, kBusan, run, catalogue_); }));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1][0], "202608");
  EXPECT_EQ(rows[1][2], "홍*동");
  EXPECT_EQ(sum(rows, "지급합계"), balance(wages_account(person_)));
  EXPECT_EQ(sum(rows, "근무금액") + sum(rows, "휴가금액") + sum(rows, "주차금액") +
                sum(rows, "공휴일금액") + sum(rows, "실비") - sum(rows, "조퇴지각공제금액"),
            sum(rows, "지급합계"));
  EXPECT_EQ(sum(rows, "주차일수"), 1);
}

TEST_P(BooksExportTest, AttendanceHasARowForEveryDay) {
  const auto rows = read(database_->read([&](auto& tx) {
    return attendance_table(tx, kBusan, centre_, *base::make_date(2026, 8, 20), catalogue_);
  }));
  ASSERT_EQ(rows.size(), 6u);
  EXPECT_EQ(rows[1][0], "2026-08-03");
  EXPECT_EQ(rows[1][5], "출근");
  EXPECT_EQ(sum(rows, "근무시간(분)"), 5 * 480);
}

TEST_P(BooksExportTest, OldSpreadsheetsCanReadIt) {
  const ExportTable table{.headings = {"매출금액", "사업단명"}, .rows = {{"-5", "두부🙂"}}};
  const std::string utf8 = write_table(table, Encoding::utf8);
  EXPECT_TRUE(utf8.starts_with("\xEF\xBB\xBF매출금액,사업단명\r\n"));
  const auto old = documents::decode_cp949(write_table(table, Encoding::cp949));
  ASSERT_TRUE(old.has_value());
  EXPECT_EQ(*old, "매출금액,사업단명\r\n-5,두부?\r\n");
}

}  // namespace
}  // namespace teams

#include "teams/extra_work.h"

#include <sstream>

#include "api/testing.h"
#include "books_fixture.h"
#include "teams/payslip.h"

namespace teams {
namespace {

base::Date date(std::string_view text) { return *base::parse_date(text); }

settings::Calendar announced() {
  return settings::Calendar{
      *json::read<settings::HolidayList>(settings::holiday_definition().value)};
}

/// `2026-06-01 600` a day of work, ascending.
std::vector<AttendanceDay> days_of(const std::string& text) {
  std::vector<AttendanceDay> days;
  std::istringstream in(text);
  std::string on;
  std::int64_t minutes = 0;
  while (in >> on >> minutes)
    days.push_back({PersonId{1}, date(on), OrganisationId{7}, AttendanceKind::work, minutes});
  return days;
}

struct ExtraCase {
  std::string story;
  std::string days;
  std::int64_t day_min;
  ExtraMinutes of_last;  ///< overtime, holiday, holiday beyond, premium; of the last day
};

/// One case a row. Holidays: Wednesday 3 June 2026 (election), Saturday 6 June (현충일).
const std::vector<ExtraCase> kCases{
    {"a full day holds none", "2026-06-01 480", 480, {}},
    {"an hour beyond eight is overtime", "2026-06-01 540", 480, {60, 0, 0, 0}},
    {"five hours are the day of work maintenance", "2026-06-01 480", 300, {180, 0, 0, 0}},
    {"a public holiday is paid beside its day", "2026-06-03 480", 480, {0, 480, 0, 0}},
    {"beyond eight hours of it at the higher rate", "2026-06-03 600", 480, {0, 480, 120, 0}},
    {"a short visit on a public holiday", "2026-06-03 90", 480, {0, 90, 0, 0}},
    {"on a holiday at the weekend the day pays the work; the premium is left",
     "2026-06-06 540",
     480,
     {0, 0, 60, 480}},
    {"a sixth full day of a week is above its hours",
     "2026-06-08 480 2026-06-09 480 2026-06-10 480 2026-06-11 480 2026-06-12 480 2026-06-13 480",
     480,
     {0, 0, 0, 480}},
    {"hours beyond a day are overtime, not counted a second time in the week",
     "2026-06-08 600 2026-06-09 480 2026-06-10 480 2026-06-11 480 2026-06-12 480 2026-06-13 500",
     480,
     {20, 0, 0, 480}},
    {"six short days are within the week",
     "2026-06-08 240 2026-06-09 240 2026-06-10 240 2026-06-11 240 2026-06-12 240 2026-06-13 480",
     480,
     {}},
    {"what six days have above the week is counted to the minute",
     "2026-06-08 480 2026-06-09 480 2026-06-10 480 2026-06-11 480 2026-06-12 240 2026-06-13 300",
     480,
     {0, 0, 0, 60}},
    {"a new week begins with Monday", "2026-06-12 480 2026-06-13 480 2026-06-15 480", 480, {}},
};

TEST(ExtraWork, FollowsTheTable) {
  for (const ExtraCase& c : kCases) {
    const auto days = days_of(c.days);
    const auto found = extra_minutes(days, c.day_min, {announced()});
    const auto last = found.find(days.back().worked_on);
    EXPECT_EQ(last == found.end() ? ExtraMinutes{} : last->second, c.of_last) << c.story;
  }
}

TEST(ExtraWork, WhereHolidaysAreNotPaidTheDayPaysTheWork) {
  const auto found = extra_minutes(days_of("2026-06-03 480"), 480, {announced(), false});
  EXPECT_EQ(found.at(date("2026-06-03")), (ExtraMinutes{.weekly_min = 480}));
}

TEST(ExtraWork, DaysOffHoldNone) {
  auto days = days_of("2026-06-03 480 2026-06-04 600");
  days[0].kind = AttendanceKind::leave;
  days[1].kind = AttendanceKind::absent;
  EXPECT_TRUE(extra_minutes(days, 480, {announced()}).empty());
}

struct BreakCase {
  std::int64_t came_min, left_min, worked_min;
};

TEST(ExtraWork, BreaksAreNoWork) {
  const BreakRule rule = *json::read<BreakRule>(kBreak.value);
  for (const BreakCase& c : {BreakCase{540, 1'080, 480},  // 09:00–18:00
                             {540, 780, 240},             // 09:00–13:00
                             {540, 809, 269},
                             {540, 810, 240},  // half an hour after four hours
                             {540, 1'200, 600},
                             {600, 600, 0}})
    EXPECT_EQ(worked_min(c.came_min, c.left_min, rule), c.worked_min) << c.left_min;
}

struct NightCase {
  std::string story;
  std::int64_t came_min, left_min, night_min;
};

/// By 근로기준법 제56조 제3항: from 22:00 to 06:00.
TEST(ExtraWork, TheNightIsCountedToTheMinute) {
  const BreakRule breaks = *json::read<BreakRule>(kBreak.value);
  const NightRule night = *json::read<NightRule>(kNightRule.value);
  for (const NightCase& c : {NightCase{"a day's work holds none", 540, 1'080, 0},
                             {"until it begins", 1'200, 1'320, 0},
                             {"its first minute", 1'200, 1'321, 1},
                             {"until midnight", 1'200, 1'440, 120},
                             {"past midnight", 1'260, 1'500, 180},
                             {"before six in the morning", 300, 540, 60},
                             {"a break at night is no work", 1'320, 1'800, 450},
                             {"a break before the night", 1'020, 1'380, 60},
                             {"of two breaks the one at night", 840, 1'380, 30},
                             {"two nights in a long day", 240, 1'400, 200}})
    EXPECT_EQ(night_min(c.came_min, c.left_min, breaks, night), c.night_min) << c.story;
  EXPECT_EQ(night_min(1'200, 1'440, breaks, {.from_min = 1'380, .to_min = 300}), 60);
}

TEST(ExtraWork, TheNightIsAddedToWhateverTheHoursAreBesides) {
  struct Case {
    std::string on;
    std::int64_t minutes, night_min;
    ExtraMinutes extra;
  };
  for (const Case& c : {Case{"2026-06-01", 480, 120, {.night_min = 120}},
                        {"2026-06-01", 600, 120, {.overtime_min = 120, .night_min = 120}},
                        {"2026-06-03", 480, 60, {.holiday_work_min = 480, .night_min = 60}},
                        {"2026-06-06", 540, 60, {0, 0, 60, 480, 60}}}) {
    auto days = days_of(c.on + " " + std::to_string(c.minutes));
    days[0].night_min = c.night_min;
    EXPECT_EQ(extra_minutes(days, 480, {announced()}).at(date(c.on)), c.extra) << c.on;
  }
}

/// An hour of overtime at night is paid double: one and a half, and half on top.
TEST(ExtraWork, NightPayIsApartAndAddsUp) {
  ExtraSum sum(*json::read<ExtraRates>(kExtraRates.value), 480,
               *json::read<NightRule>(kNightRule.value));
  sum.add({.overtime_min = 60, .night_min = 60}, 53'840);
  EXPECT_EQ(sum.pay().overtime_won, 10'095);
  EXPECT_EQ(sum.pay().night_won, 3'365);
  EXPECT_EQ(sum.pay().total_won(), 2 * 53'840 / 8);
}

struct PayCase {
  std::int64_t day_won, day_min;
  ExtraMinutes minutes;
  std::int64_t overtime_won, holiday_work_won, holiday_over_won, weekly_won;
};

/// By 근로기준법 제56조: one and a half, one and a half, double, and half on top.
TEST(ExtraWork, PayFollowsTheRates) {
  const ExtraRates rates = *json::read<ExtraRates>(kExtraRates.value);
  for (const PayCase& c : {PayCase{53'840, 480, {60, 0, 0, 0}, 10'095, 0, 0, 0},
                           {53'840, 480, {60, 480, 60, 0}, 10'095, 80'760, 13'460, 0},
                           {62'080, 480, {0, 0, 0, 480}, 0, 0, 0, 31'040},
                           {29'940, 300, {60, 0, 0, 0}, 8'982, 0, 0, 0},
                           {53'840, 480, {1, 0, 0, 0}, 169, 0, 0, 0}}) {  // 168.25, rounded up
    ExtraSum sum(rates, c.day_min);
    sum.add(c.minutes, c.day_won);
    EXPECT_EQ(sum.pay().overtime_won, c.overtime_won);
    EXPECT_EQ(sum.pay().holiday_work_won, c.holiday_work_won);
    EXPECT_EQ(sum.pay().holiday_over_won, c.holiday_over_won);
    EXPECT_EQ(sum.pay().weekly_won, c.weekly_won);
  }
}

TEST(ExtraWork, AMonthIsRoundedOnce) {
  ExtraSum sum(*json::read<ExtraRates>(kExtraRates.value), 480);
  for (int i = 0; i < 4; ++i) sum.add({.overtime_min = 1}, 53'840);
  EXPECT_EQ(sum.pay().overtime_won, 673);  // four times 168.25
}

TEST(ExtraWork, SettingsAreChecked) {
  EXPECT_TRUE(is_right_extra_rates(kExtraRates.value));
  EXPECT_FALSE(is_right_extra_rates(
      R"({"overtime_ppm":-1,"holiday_work_ppm":0,"holiday_over_ppm":0,"weekly_ppm":0})"));
  EXPECT_TRUE(is_right_night_rule(kNightRule.value));
  EXPECT_FALSE(is_right_night_rule(R"({"from_min":360,"to_min":300,"premium_ppm":500000})"));
  EXPECT_FALSE(is_right_night_rule(R"({"from_min":1320,"to_min":360,"premium_ppm":-1})"));
  EXPECT_TRUE(is_right_break_rule(kBreak.value));
  EXPECT_FALSE(is_right_break_rule(R"({"every_min":0,"break_min":30})"));
}

/// Extra work as staff enter it, decide on it, and pay it. November 2026 ends today, a Monday.
class ExtraWorkTest : public BooksTest {
 protected:
  ExtraWorkTest() : worker_(add_member("홍길동", date("2026-01-02"))) {}

  base::Result<void, AttendanceRefusal> come(std::string_view on, std::int64_t came,
                                             std::int64_t left) {
    return write([&](auto& tx) {
      return set_day(tx, kBusan, {worker_, date(on), team_, AttendanceKind::work, 0, 0, came, left},
                     kClerk, kNow);
    });
  }
  base::Result<ExtraWork, ExtraWorkRefusal> decide(std::string_view on, std::int64_t extra_min,
                                                   bool is_approved = true, PersonId by = kDirector,
                                                   std::string note = "확인함") {
    return write([&](auto& tx) {
      return decide_extra_work(
          tx, kBusan, {worker_, date(on), extra_min, is_approved, std::move(note)}, by, kNow);
    });
  }
  std::vector<ExtraWork> list() {
    return database_->read(
        [&](auto& tx) { return extra_work_of_centre(tx, kBusan, centre_, kToday, kToday); });
  }
  PayLine drafted() {
    return write([&](auto& tx) {
      const PayRunId id = draft_pay_run(tx, kBusan, centre_, kToday, kToday).value();
      return pay_lines(tx, kBusan, id).at(0);
    });
  }
  PayRun post() {
    const PayRunId id =
        write([&](auto& tx) { return draft_pay_run(tx, kBusan, centre_, kToday, kToday).value(); });
    return ledger_
        ->execute(
            [&](auto& tx, auto& batch) { return post_pay_run(tx, batch, kBusan, id, kDirector); })
        .value();
  }

  PersonId worker_;
};
OLIVE_ON_BOTH_DATABASES(ExtraWorkTest);

TEST_P(ExtraWorkTest, CountsOnceSomebodyElseApprovedIt) {
  ASSERT_TRUE(come("2026-11-02", 540, 1'200).has_value());  // 09:00–20:00: ten hours of work
  ASSERT_EQ(list().size(), 1u);
  EXPECT_EQ(list()[0].state, ExtraWorkState::waiting);
  EXPECT_EQ(list()[0].extra, (ExtraMinutes{.overtime_min = 120}));
  EXPECT_EQ(drafted().extra_won(), 0);
  EXPECT_EQ(decide("2026-11-02", 120, true, kClerk).error(),
            ExtraWorkRefusal::extra_work_own_entry);
  ASSERT_TRUE(decide("2026-11-02", 120).has_value());
  EXPECT_EQ(list()[0].state, ExtraWorkState::approved);
  EXPECT_EQ(drafted().overtime_min, 120);
  EXPECT_EQ(drafted().overtime_won, 20'190);
  EXPECT_EQ(drafted().total_won, 53'840 + 4'000 + 20'190);
}

TEST_P(ExtraWorkTest, ADayThatChangedWaitsAgain) {
  ASSERT_TRUE(come("2026-11-02", 540, 1'200).has_value());
  ASSERT_TRUE(decide("2026-11-02", 120).has_value());
  ASSERT_TRUE(come("2026-11-02", 540, 1'260).has_value());
  EXPECT_EQ(list()[0].state, ExtraWorkState::waiting);
  EXPECT_EQ(drafted().extra_won(), 0);
  EXPECT_EQ(decide("2026-11-02", 120).error(), ExtraWorkRefusal::extra_work_changed);
  ASSERT_TRUE(come("2026-11-02", 540, 1'200).has_value());
  EXPECT_EQ(list()[0].state, ExtraWorkState::approved);  // it holds for exactly these minutes
}

TEST_P(ExtraWorkTest, RefusesByName) {
  EXPECT_EQ(decide("2026-11-02", 60).error(), ExtraWorkRefusal::extra_work_not_found);
  ASSERT_TRUE(come("2026-11-02", 540, 1'200).has_value());
  EXPECT_EQ(decide("2026-11-02", 120, false, kDirector, " ").error(),
            ExtraWorkRefusal::decision_note_missing);
  ASSERT_TRUE(decide("2026-11-02", 120, false).has_value());
  EXPECT_EQ(list()[0].state, ExtraWorkState::declined);
  EXPECT_EQ(drafted().extra_won(), 0);
  (void)post();
  EXPECT_EQ(decide("2026-11-02", 120).error(), ExtraWorkRefusal::month_already_paid);
}

TEST_P(ExtraWorkTest, HoursAreCheckedAndMakeTheMinutes) {
  struct HourCase {
    std::optional<std::int64_t> came, left;
    AttendanceKind kind;
    bool is_right;
  };
  for (const HourCase& c : {HourCase{540, 1'080, AttendanceKind::work, true},
                            {540, std::nullopt, AttendanceKind::work, false},
                            {std::nullopt, 540, AttendanceKind::work, false},
                            {540, 540, AttendanceKind::work, false},
                            {0, 1'440, AttendanceKind::work, true},
                            {0, 1'441, AttendanceKind::work, false},
                            {1'320, 1'800, AttendanceKind::work, true},  // until six
                            {1'320, 2'761, AttendanceKind::work, false},
                            {1'440, 1'500, AttendanceKind::work, false},
                            {-1, 60, AttendanceKind::work, false},
                            {540, 1'080, AttendanceKind::absent, false}}) {
    const auto set = write([&](auto& tx) {
      return set_day(tx, kBusan, {worker_, kToday, team_, c.kind, 0, 0, c.came, c.left}, kClerk,
                     kNow);
    });
    EXPECT_EQ(set.has_value(), c.is_right) << c.came.value_or(-9) << c.left.value_or(-9);
    if (!set) EXPECT_EQ(set.error(), AttendanceRefusal::hours_out_of_range);
  }
  ASSERT_TRUE(come("2026-11-30", 540, 1'080).has_value());
  const auto days = database_->read(
      [&](auto& tx) { return attendance_of_person(tx, kBusan, worker_, kToday, kToday); });
  EXPECT_EQ(days.at(0).minutes, 480);
  EXPECT_EQ(days.at(0).came_min, 540);
}

TEST_P(ExtraWorkTest, HoursOfTwoDaysDoNotOverlap) {
  ASSERT_TRUE(come("2026-11-02", 1'320, 1'800).has_value());  // until six on the 3rd
  EXPECT_EQ(come("2026-11-03", 300, 540).error(), AttendanceRefusal::work_hours_overlap);
  EXPECT_TRUE(come("2026-11-03", 360, 540).has_value());
  EXPECT_EQ(come("2026-11-02", 1'320, 1'801).error(), AttendanceRefusal::work_hours_overlap);
  EXPECT_TRUE(come("2026-11-02", 1'320, 1'740).has_value());
}

TEST_P(ExtraWorkTest, NightWorkIsPaidApartOnceApproved) {
  ASSERT_TRUE(come("2026-11-02", 840, 1'440).has_value());  // 14:00–24:00, two breaks, the later
                                                            // half an hour of them at night
  ASSERT_EQ(list().size(), 1u);
  EXPECT_EQ(list()[0].extra, (ExtraMinutes{.overtime_min = 60, .night_min = 90}));
  EXPECT_EQ(decide("2026-11-02", 60).error(), ExtraWorkRefusal::extra_work_changed);
  ASSERT_TRUE(decide("2026-11-02", 150).has_value());
  EXPECT_EQ(drafted().night_min, 90);
  (void)post();
  const auto slip =
      database_->read([&](auto& tx) { return payslip_of(tx, kBusan, worker_, kToday); });
  const auto item = std::ranges::find(slip->items, PayslipItemKind::night, &PayslipItem::kind);
  ASSERT_NE(item, slip->items.end());
  EXPECT_EQ(item->count, 90);
  EXPECT_EQ(item->rate_won, 3'365);
  EXPECT_EQ(item->won, 5'048);  // 5,047.5
  EXPECT_EQ(slip->total_won, balance(wages_account(worker_)));

  const base::Instant later = base::korean_instant(*base::make_date(2027, 1, 5), 9 * 3600);
  write([&](auto& tx) {
    const QuarterId id = open_quarter(tx, kBusan, team_, kFourth, kToday).value();
    const auto account = *find_quarter(tx, kBusan, id);
    EXPECT_EQ(take_over_extra_pay(tx, kBusan, account, kClerk, later), 2);
    EXPECT_EQ(take_over_extra_pay(tx, kBusan, account, kClerk, later), 0);
    const QuarterFigures figures = figures_of(tx, kBusan, account);
    EXPECT_EQ(figures.spent_night_won, 5'048);
    EXPECT_EQ(figures.spent_overtime_won, 10'095 + 5'048);
    EXPECT_EQ(figures.surplus_won(), -(10'095 + 5'048));
  });
}

TEST_P(ExtraWorkTest, TheNightsRateAndHoursHoldFromADayOn) {
  write([&](auto& tx) {
    CHECK(settings::set(tx, kBusan, kNightRule,
                        {.valid_from = date("2026-11-01"),
                         .value = R"({"from_min":1380,"to_min":360,"premium_ppm":1000000})",
                         .set_by = kDirector.value,
                         .set_at = kNow,
                         .reason = "밤은 11시부터",
                         .may_start_in_past = true})
              .has_value());
  });
  ASSERT_TRUE(come("2026-10-30", 1'200, 1'440).has_value());
  ASSERT_TRUE(come("2026-11-02", 1'200, 1'440).has_value());
  ASSERT_TRUE(decide("2026-11-02", 60).has_value());
  EXPECT_EQ(drafted().night_min, 60);
  EXPECT_EQ(drafted().night_won, 6'730);
  const auto before = database_->read([&](auto& tx) {
    return extra_work_of_centre(tx, kBusan, centre_, date("2026-10-01"), kToday);
  });
  EXPECT_EQ(before.at(0).extra, (ExtraMinutes{.night_min = 120}));
}

TEST_P(ExtraWorkTest, AMonthIsApprovedAtOnceButForOwnEntries) {
  const auto approve = [&](std::optional<std::int64_t> seen, PersonId by) {
    return write(
        [&](auto& tx) { return approve_month(tx, kBusan, centre_, kToday, seen, by, kNow); });
  };
  EXPECT_EQ(approve({}, kDirector).error(), ExtraWorkRefusal::extra_work_not_found);
  ASSERT_TRUE(come("2026-11-02", 540, 1'200).has_value());
  ASSERT_TRUE(come("2026-11-03", 540, 1'140).has_value());
  EXPECT_EQ(approve({}, kClerk).error(), ExtraWorkRefusal::extra_work_not_found);
  EXPECT_EQ(approve(179, kDirector).error(), ExtraWorkRefusal::extra_work_changed);
  const auto done = approve(180, kDirector);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->days, 2);
  EXPECT_EQ(done->extra_min, 180);
  EXPECT_EQ(drafted().overtime_min, 180);
  ASSERT_TRUE(come("2026-11-04", 540, 1'140).has_value());
  (void)post();
  EXPECT_EQ(approve(60, kDirector).error(), ExtraWorkRefusal::month_already_paid);
}

TEST_P(ExtraWorkTest, PayslipWagesAndAccountHoldTheSameWon) {
  for (const char* on : {"2026-11-02", "2026-11-03"}) {
    ASSERT_TRUE(come(on, 540, 1'200).has_value());
    ASSERT_TRUE(decide(on, 120).has_value());
  }
  (void)post();
  const auto slip =
      database_->read([&](auto& tx) { return payslip_of(tx, kBusan, worker_, kToday); });
  ASSERT_TRUE(slip.has_value());
  const auto item = std::ranges::find(slip->items, PayslipItemKind::overtime, &PayslipItem::kind);
  ASSERT_NE(item, slip->items.end());
  EXPECT_EQ(item->count, 240);
  EXPECT_EQ(item->rate_won, 10'095);
  EXPECT_EQ(item->won, 40'380);
  EXPECT_EQ(slip->total_won, balance(wages_account(worker_)));

  const base::Instant later = base::korean_instant(*base::make_date(2027, 1, 5), 9 * 3600);
  const auto account = write([&](auto& tx) {
    const QuarterId id = open_quarter(tx, kBusan, team_, kFourth, kToday).value();
    const auto found = *find_quarter(tx, kBusan, id);
    EXPECT_EQ(take_over_extra_pay(tx, kBusan, found, kClerk, later), 1);
    EXPECT_EQ(take_over_extra_pay(tx, kBusan, found, kClerk, later), 0);  // once
    return found;
  });
  const auto figures = database_->read([&](auto& tx) { return figures_of(tx, kBusan, account); });
  EXPECT_EQ(figures.spent_overtime_won, 40'380);
}

TEST_P(ExtraWorkTest, SubmittingTakesTheExtraPayIn) {
  ASSERT_TRUE(come("2026-11-02", 540, 1'200).has_value());
  ASSERT_TRUE(decide("2026-11-02", 120).has_value());
  (void)post();
  const base::Instant later = base::korean_instant(*base::make_date(2027, 1, 5), 9 * 3600);
  const auto figures = write([&](auto& tx) {
    const QuarterId id = open_quarter(tx, kBusan, team_, kFourth, kToday).value();
    CHECK(add_sales_line(tx, kBusan, id,
                         {SalesLineKind::contract, kFourth, 1'000'000, "시청", "1", ""}, kClerk,
                         later)
              .has_value());
    CHECK(submit_quarter(tx, kBusan, id, kClerk, later).has_value());
    return figures_of(tx, kBusan, *find_quarter(tx, kBusan, id));
  });
  EXPECT_EQ(figures.spent_overtime_won, 20'190);
  EXPECT_TRUE(figures.is_balanced());
}

TEST_P(ExtraWorkTest, TheRoutesShowDecideAndNameTheField) {
  const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
  db::migrate(*database_, schemas);
  const manifest::Module own = module(*ledger_, no_sales);
  api::testing::Client client(*database_, [] { return kNow; }, own.routes, own.permissions);
  using api::testing::field;
  client.sign_in(kClerk, {{"coordinator", centre_}});
  const std::string days = "/api/v1/teams/" + std::to_string(team_.value) + "/attendance";
  const std::string who =
      R"({"person_id":")" + std::to_string(worker_.value) + R"(","worked_on":"2026-11-02")";
  const auto wrong = client.put(days, who + R"(,"kind":"work","minutes":0,"came_min":540})");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_NE(wrong.body.find("/left_min"), std::string::npos);
  const auto set =
      client.put(days, who + R"(,"kind":"work","minutes":0,"came_min":540,"left_min":1200})");
  EXPECT_EQ(field(set.body, "minutes"), "600");
  const std::string desk =
      "/api/v1/extra-work?month=2026-11-01&centre_id=" + std::to_string(centre_.value);
  EXPECT_EQ(field(client.get(desk).body, "may_decide"), "false");  // who entered it
  const std::string yes = who + R"(,"extra_min":120,"is_approved":true})";
  const std::string decisions = "/api/v1/extra-work/decisions";
  EXPECT_EQ(field(client.post(decisions, yes).body, "code"), "extra_work_own_entry");
  client.sign_in(kDirector, {{"centre_director", centre_}});
  EXPECT_EQ(field(client.get(desk).body, "waiting"), "1");
  const auto stale = client.post(decisions, who + R"(,"extra_min":60,"is_approved":true})");
  EXPECT_NE(stale.body.find("/extra_min"), std::string::npos) << stale.body;
  const auto done = client.post(decisions, yes, "decide-once");
  EXPECT_EQ(field(done.body, "state"), "approved") << done.body;
  EXPECT_EQ(client.post(decisions, yes, "decide-once").body, done.body);
  EXPECT_EQ(field(client.get(desk).body, "waiting"), "0");
  EXPECT_EQ(field(client.get(desk).body, "name"), "홍*동");
  client.sign_in(PersonId{13}, {{"centre_director", OrganisationId{99}}});
  EXPECT_EQ(field(client.post(decisions, yes).body, "code"), "extra_work_not_found");
  EXPECT_EQ(client.get(desk).status, 404);
}

}  // namespace
}  // namespace teams

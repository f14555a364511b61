// Days, times and amounts as sentences say them.
#include "i18n/phrases.h"

#include "gtest/gtest.h"

OLIVE_EMBEDDED(i18n)

namespace i18n {
namespace {

class PhrasesTest : public ::testing::Test {
 protected:
  PhrasesTest() { catalogue_.add(embedded::messages()); }

  Catalogue catalogue_;
  Phrases ko_{catalogue_, Language::ko};
  Phrases en_{catalogue_, Language::en};
};

TEST(Grouped, InThrees) {
  struct Case {
    std::int64_t number;
    const char* text;
  };
  const Case cases[] = {{0, "0"},           {7, "7"},
                        {999, "999"},       {1'000, "1,000"},
                        {-1, "-1"},         {-999, "-999"},
                        {-1'000, "-1,000"}, {1'234'567, "1,234,567"},
                        {-12, "-12"},       {100'000, "100,000"}};
  for (const Case& each : cases) EXPECT_EQ(grouped(each.number), each.text);
}

TEST_F(PhrasesTest, TimesOfDay) {
  struct Case {
    std::int32_t minutes;
    const char* ko;
    const char* en;
  };
  const Case cases[] = {{0, "오전 0시", "12 am"},
                        {30, "오전 0시 30분", "12:30 am"},
                        {605, "오전 10시 5분", "10:05 am"},
                        {720, "낮 12시", "noon"},
                        {750, "오후 12시 30분", "12:30 pm"},
                        {1'440, "밤 12시", "midnight"}};
  for (const Case& each : cases) {
    EXPECT_EQ(ko_.time(each.minutes), each.ko);
    EXPECT_EQ(en_.time(each.minutes), each.en);
  }
}

TEST_F(PhrasesTest, DaysMonthsAndMoments) {
  const base::Date day = *base::make_date(2026, 11, 30);
  EXPECT_EQ(ko_.date(day), "11월 30일(월)");
  EXPECT_EQ(en_.date(day), "Mon 30 November");
  EXPECT_EQ(ko_.month(day), "2026년 11월");
  EXPECT_EQ(en_.month(day), "November 2026");
  const base::Instant at = base::korean_instant(day, (14 * 60 + 30) * 60 + 59);
  EXPECT_EQ(ko_.moment(at), "11월 30일(월) 오후 2시 30분");
  EXPECT_EQ(en_.moment(at), "Mon 30 November 2:30 pm");
}

TEST_F(PhrasesTest, AmountsAndThings) {
  EXPECT_EQ(ko_.won(1'230'000), "1,230,000원");
  EXPECT_EQ(en_.won(1'230'000), "₩1,230,000");
  EXPECT_EQ(ko_.items("빵", 0), "빵");
  EXPECT_EQ(ko_.items("빵", 2), "빵 외 2가지");
  EXPECT_EQ(en_.items("빵", 2), "빵 and 2 more");
}

TEST_F(PhrasesTest, ParticlesAgreeInKorean) {
  const base::EmbeddedFile files[] = {{"ko.json", R"({"a":"{what}을(를) 지움"})"},
                                      {"en.json", R"({"a":"{what} cleared"})"}};
  catalogue_.add(files);
  EXPECT_EQ(ko_.text("a", {{"what", "빵"}}), "빵을 지움");
  EXPECT_EQ(ko_.text("a", {{"what", "차"}}), "차를 지움");
  EXPECT_EQ(en_.text("a", {{"what", "빵"}}), "빵 cleared");
}

}  // namespace
}  // namespace i18n

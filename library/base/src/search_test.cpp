#include "base/search.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace base {
namespace {

struct Case {
  std::string query;
  std::string text;
  Match match;
};

TEST(MatchKorean, Table) {
  using enum Match;
  const std::vector<Case> cases{
      {"호두과자", "호두과자", exact},
      {"호두 과자", "호두과자", exact},
      {"호두과자", "호두 과자", exact},
      {"호두", "호두과자", start},
      {"과자", "호두과자", inside},
      {"과자", "호두 과자", word_start},
      {"과자", "수제 호두과자", inside},
      {"ㅎㄷ", "호두과자", initials_start},
      {"ㅎㄷㄱㅈ", "호두과자", initials_start},
      {"ㄱㅈ", "호두과자", initials_inside},
      {"호ㄷ", "호두과자", initials_start},
      {"ㅎ두", "호두과자", initials_start},
      {"호두고", "호두과자", none},  // another vowel is another word
      {"두부", "손두붑", inside},    // the keyboard has not finished the last syllable
      {"소", "손두부", start},
      {"소두", "손두부", none},  // only the last syllable is unfinished
      {"손", "소고기", none},    // what has its final consonant is finished
      {"ㄲ", "까치", initials_start},
      {"ㄱ", "까치", none},
      {"ㄳ", "가사", none},
      {"americano", "Americano ICE", start},
      {"ice", "Americano ICE", word_start},
      {"", "아무거나", start},
      {" ", "아무거나", start},
      {"과자집", "과자", none},
      {"과자", "", none},
      {"두부", "두부 두부전", start},
      {"전", "두부 두부전", inside},
  };
  for (const Case& each : cases)
    EXPECT_EQ(match_korean(each.query, each.text), each.match) << each.query << " in " << each.text;
}

TEST(MatchKorean, TakesTheBestPlace) {
  EXPECT_EQ(match_korean("빵", "찐빵 빵"), Match::word_start);
  EXPECT_EQ(match_korean("ㅃ", "찐빵 ㅃ"), Match::word_start);  // the letter itself is there
}

// What a prepared text must not lose: the plain definition, place by place.
TEST(MatchKorean, PreparedTextsAnswerLikeTheDefinition) {
  const std::vector<std::string> pieces{"가", "각", "나", "까", "ㄱ", "ㄴ", "a", "1", " "};
  std::uint32_t state = 20'261'130;
  const auto draw = [&](std::size_t most) {
    std::string text;
    state = state * 1'664'525 + 1'013'904'223;
    for (std::size_t left = (state >> 16) % most + 1; left > 0; --left) {
      state = state * 1'664'525 + 1'013'904'223;
      text += pieces[(state >> 16) % pieces.size()];
    }
    return text;
  };
  for (int i = 0; i < 3'000; ++i) {
    const std::string query = draw(3);
    const std::string text = draw(8);
    const Match match = match_korean(query, text);
    EXPECT_EQ(Searchable::match(Searchable(query), Searchable(text)), match);
    if (match != Match::none)
      EXPECT_TRUE(may_hold(Searchable(text).trace(), Searchable(query).trace())) << query << text;
    // A text within itself is found at its best place; a longer text never answers better.
    EXPECT_LE(match_korean(query, query), Match::start) << query;
    EXPECT_LE(match_korean(query, text + query), Match::initials_inside) << query << " / " << text;
    if (match == Match::exact) EXPECT_LE(match_korean(text, query), Match::start);
  }
}

TEST(Traces, RuleOutWhatIsNotThere) {
  const auto may = [](std::string_view text, std::string_view query) {
    return may_hold(Searchable(text).trace(), Searchable(query).trace());
  };
  EXPECT_TRUE(may("호두과자", "과자"));
  EXPECT_TRUE(may("호두과자", "ㄱㅈ"));
  EXPECT_FALSE(may("호두과자", "두부"));
  EXPECT_FALSE(may("과자", "호두과자"));  // longer than the text
  EXPECT_TRUE(may("과자", ""));
}

TEST(MatchKorean, EveryPartOfANameIsFound) {
  const std::vector<std::string> syllables{"수", "제", "호", "두", "과", "자"};
  std::string name;
  for (const std::string& each : syllables) name += each;
  for (std::size_t from = 0; from < syllables.size(); ++from) {
    std::string part;
    for (std::size_t to = from; to < syllables.size(); ++to) {
      part += syllables[to];
      EXPECT_LE(match_korean(part, name), Match::inside) << part;
    }
  }
}

TEST(MatchKoreanDeathTest, RequiresWellFormedText) {
  EXPECT_DEATH(static_cast<void>(match_korean("\xED\x99", "가")), "CHECK failed");
}

}  // namespace
}  // namespace base

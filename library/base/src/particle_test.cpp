// Particles after every kind of word that the product's sentences fill in.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"

namespace base {
namespace {

struct ParticleCase {
  const char* written;
  const char* expected;
};

TEST(Particles, AgreeWithTheWordBefore) {
  const ParticleCase cases[] = {
      {"병원안심동행은(는) 그대로", "병원안심동행은 그대로"},
      {"돌봄활동가은(는) 그대로", "돌봄활동가는 그대로"},
      {"식사지원을(를)", "식사지원을"},
      {"레이을(를)", "레이를"},
      {"이순신이(가) 아파서", "이순신이 아파서"},
      {"김영희이(가) 아파서", "김영희가 아파서"},
      {"홍길동과(와)", "홍길동과"},
      {"박은주과(와)", "박은주와"},
      {"서울(으)로", "서울로"},
      {"부산(으)로", "부산으로"},
      {"사하구(으)로", "사하구로"},
  };
  for (const ParticleCase& each : cases) EXPECT_EQ(fit_particles(each.written), each.expected);
}

TEST(Particles, ReadNumbersClocksAndLatin) {
  const ParticleCase cases[] = {
      {"10:00(으)로", "10:00로"},                              // 열 시로
      {"10:30(으)로", "10:30으로"},                            // 열 시 삼십 분으로
      {"9:05은(는)", "9:05은"},                                // 오 분은
      {"레이 1(으)로", "레이 1로"},                            // 일로
      {"레이 3(으)로", "레이 3으로"},                          // 삼으로
      {"레이 2이(가)", "레이 2가"},                            // 이가
      {"10이(가)", "10이"},                                    // 십이
      {"EV(으)로", "EV로"},           {"CAR을(를)", "CAR을"},  // 알을
      {"CAR(으)로", "CAR로"},                                  // 알로
      {"Peter이(가)", "Peter가"},     {"Nguyen이(가)", "Nguyen이"}, {"Daniel(으)로", "Daniel로"},
  };
  for (const ParticleCase& each : cases) EXPECT_EQ(fit_particles(each.written), each.expected);
}

TEST(Particles, LookThroughBracketsAndMasks) {
  EXPECT_EQ(fit_particles("차량(레이 2)이(가)"), "차량(레이 2)가");
  EXPECT_EQ(fit_particles("‘동행’을(를)"), "‘동행’을");
  EXPECT_EQ(fit_particles("남*이(가)"), "남*이");
}

TEST(Particles, LeaveEverythingElseAlone) {
  for (const char* text : {"", "을(를)", "(으)로", "방문(취소)", "이(오)", "plain", "은(는"})
    EXPECT_EQ(fit_particles(text), text);
}

RC_GTEST_PROP(Particles, OfASyllableFollowItsFinal, ()) {
  const auto c = *rc::gen::inRange<std::uint32_t>(0xAC00, 0xD7A4);
  const std::string word = encode_utf8(std::u32string(1, static_cast<char32_t>(c)));
  const bool has_final = (c - 0xAC00) % 28 != 0;
  const bool has_rieul = (c - 0xAC00) % 28 == 8;
  RC_ASSERT(fit_particles(word + "은(는)") == word + (has_final ? "은" : "는"));
  RC_ASSERT(fit_particles(word + "(으)로") == word + (has_final && !has_rieul ? "으로" : "로"));
}

}  // namespace
}  // namespace base

// Frequent Korean names, as demo data: the common family names by their share, given names as they
// were usual for the generation.
#include <array>

#include "seed_data.h"

namespace olive::seed {
namespace {

constexpr std::array<std::string_view, 24> kFamilies{
    "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오",
    "서", "신", "권", "황", "안", "송", "전", "홍", "유", "고", "문", "손"};
constexpr std::array<std::int64_t, 24> kFamilyShares{
    215, 147, 84, 47, 43, 24, 21, 21, 20, 17, 15, 15, 15, 19, 14, 14, 14, 14, 11, 11, 13, 9, 9, 9};

using Names = std::array<std::string_view, 20>;
constexpr Names kWomenOld{"영자", "순자", "정순", "명자", "경자", "옥순", "말순",
                          "복순", "춘자", "점순", "영숙", "정자", "숙자", "금자",
                          "옥자", "순이", "정희", "화자", "분이", "봉순"};
constexpr Names kMenOld{"영수", "상철", "정식", "종수", "광수", "병호", "영호",
                        "만수", "동식", "기호", "재수", "성호", "용식", "판수",
                        "덕수", "창수", "태식", "춘식", "길수", "석진"};
constexpr Names kWomenMiddle{"미경", "은주", "현숙", "경희", "미숙", "정숙", "영희",
                             "은영", "명숙", "혜경", "선희", "지영", "미정", "은희",
                             "경숙", "윤정", "수진", "정미", "연희", "미영"};
constexpr Names kMenMiddle{"성수", "영철", "정호", "상훈", "진수", "동현", "재호",
                           "성민", "경호", "승호", "종현", "병철", "기철", "명수",
                           "현수", "대호", "상민", "철민", "용호", "준호"};
constexpr Names kWomenYoung{"민지", "지은", "유진", "수빈", "예진", "지현", "은지",
                            "소연", "혜진", "다은", "서연", "지원", "하은", "수아",
                            "채원", "나연", "현지", "보람", "아름", "슬기"};
constexpr Names kMenYoung{"민수", "지훈", "현우", "준영", "동욱", "성현", "민재",
                          "재현", "도현", "승민", "우진", "태현", "정훈", "상현",
                          "시우", "건우", "예준", "준서", "지호", "한결"};

const Names& given_names(people::Gender gender, int born_year) {
  const bool is_woman = gender == people::Gender::female;
  if (born_year < 1957) return is_woman ? kWomenOld : kMenOld;
  if (born_year < 1982) return is_woman ? kWomenMiddle : kMenMiddle;
  return is_woman ? kWomenYoung : kMenYoung;
}

}  // namespace

std::string make_name(Random& random, people::Gender gender, int born_year) {
  std::string name(kFamilies[random.weighted(kFamilyShares)]);
  const Names& given = given_names(gender, born_year);
  return name += random.pick(std::span<const std::string_view>(given));
}

}  // namespace olive::seed

#include <algorithm>
#include <array>

#include "people/organisation.h"

namespace people {
namespace {

// Codes: 행정표준코드. Coordinates: district offices, ±1 km. Population and share of 65+: city
// figures of December 2025 for 부산진 and 강서, the others scaled to the city's total.
constexpr std::array<District, 16> kDistricts{{
    {"26110", "중구", "Jung-gu", 35'106'300, 129'032'400, 37'000, 32},
    {"26140", "서구", "Seo-gu", 35'097'900, 129'024'300, 101'500, 31},
    {"26170", "동구", "Dong-gu", 35'129'300, 129'045'400, 86'000, 32},
    {"26200", "영도구", "Yeongdo-gu", 35'091'200, 129'067'900, 102'000, 35},
    {"26230", "부산진구", "Busanjin-gu", 35'162'900, 129'053'200, 365'300, 24},
    {"26260", "동래구", "Dongnae-gu", 35'204'900, 129'083'700, 269'500, 23},
    {"26290", "남구", "Nam-gu", 35'136'600, 129'084'300, 253'000, 26},
    {"26320", "북구", "Buk-gu", 35'197'200, 128'990'300, 261'500, 25},
    {"26350", "해운대구", "Haeundae-gu", 35'163'100, 129'163'600, 372'000, 24},
    {"26380", "사하구", "Saha-gu", 35'104'500, 128'974'900, 285'500, 27},
    {"26410", "금정구", "Geumjeong-gu", 35'242'900, 129'092'200, 209'000, 28},
    {"26440", "강서구", "Gangseo-gu", 35'212'200, 128'980'500, 150'300, 14},
    {"26470", "연제구", "Yeonje-gu", 35'176'300, 129'079'700, 206'000, 24},
    {"26500", "수영구", "Suyeong-gu", 35'145'600, 129'113'200, 170'500, 27},
    {"26530", "사상구", "Sasang-gu", 35'152'600, 128'991'100, 194'500, 27},
    {"26710", "기장군", "Gijang-gun", 35'244'500, 129'222'200, 177'500, 21},
}};

}  // namespace

std::span<const District> districts() { return kDistricts; }

const District* find_district(std::string_view code) {
  const auto* found = std::ranges::find(kDistricts, code, &District::code);
  return found == kDistricts.end() ? nullptr : found;
}

}  // namespace people

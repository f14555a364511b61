#include "geo/busan.h"

namespace geo {

namespace {

// Administrative codes of the districts named below.
constexpr std::int32_t kJung = 26110;
constexpr std::int32_t kSeo = 26140;
constexpr std::int32_t kDong = 26170;
constexpr std::int32_t kYeongdo = 26200;
constexpr std::int32_t kJin = 26230;
constexpr std::int32_t kDongnae = 26260;
constexpr std::int32_t kBuk = 26320;
constexpr std::int32_t kHaeundae = 26350;
constexpr std::int32_t kSaha = 26380;
constexpr std::int32_t kGeumjeong = 26410;
constexpr std::int32_t kGangseo = 26440;
constexpr std::int32_t kYeonje = 26470;
constexpr std::int32_t kSasang = 26530;
constexpr std::int32_t kGijang = 26710;

}  // namespace

// Metres and seconds are the operator's estimates; docs say how to replace them by a matrix.
EstimateOptions busan_estimate() {
  EstimateOptions options;
  // Extra seconds are for walk, transit and car: nobody walks over the 낙동강 without a detour.
  options.barriers = {
      {"낙동강", {kGangseo}, {}, 1'500, {1'200, 420, 300}},
      {"영도대교·부산대교·남항대교", {kYeongdo}, {}, 600, {300, 180, 180}},
      {"금정산", {kBuk}, {kGeumjeong, kDongnae}, 2'500, {2'400, 420, 360}},
      {"백양산", {kSasang, kBuk}, {kJin, kYeonje}, 1'200, {1'200, 240, 180}},
      {"승학산·구덕산", {kSaha, kSasang}, {kSeo}, 1'000, {900, 240, 180}},
      {"장산", {kGijang}, {kHaeundae, kGeumjeong}, 1'500, {1'200, 300, 180}},
  };
  // 산복도로: the hillside quarters above the harbour.
  options.hills = {
      {kJung, {125, 110, 110}},    {kSeo, {140, 115, 120}}, {kDong, {140, 115, 120}},
      {kYeongdo, {135, 115, 115}}, {kJin, {115, 105, 105}}, {kSaha, {115, 105, 105}},
  };
  return options;
}

}  // namespace geo

// What shops say of themselves and their goods: hours, words, pictures, options, times.
#include <algorithm>
#include <array>

#include "market/catalogue.h"
#include "market/hours.h"
#include "market/photo.h"
#include "seed_orders.h"
#include "seed_picture.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kHour = 60;
constexpr std::int64_t kPickupPoints = 4;
constexpr std::int64_t kPickupCapacity = 40;  // parcels a day

struct Words {
  std::string_view name;
  std::string_view description;
  std::int64_t duration_minutes = 0;
  std::string_view larger{};  // an option beside the usual one
  std::int64_t larger_won = 0;
};

constexpr std::array kWords{
    Words{"아메리카노", "갓 볶은 원두를 그때그때 갈아 내립니다.", 0, "큰 컵", 500},
    Words{"카페라떼", "고소한 우유를 듬뿍 넣은 부드러운 커피입니다.", 0, "큰 컵", 700},
    Words{"자몽차", "직접 담근 자몽청으로 만든 차입니다. 따뜻하게도 차갑게도 드립니다."},
    Words{"드립백 커피 10개", "집에서 물만 부으면 되는 드립백입니다. 선물로 좋습니다."},
    Words{"단팥빵 3개", "국산 팥을 천천히 쑤어 채운 단팥빵입니다."},
    Words{"우유식빵", "우유로 반죽해 아침마다 굽는 식빵입니다."},
    Words{"쌀 롤케이크", "쌀가루로 만들어 속이 편한 롤케이크입니다."},
    Words{"수제 쿠키 세트", "여섯 가지 쿠키를 상자에 담았습니다.", 0, "큰 상자", 6'000},
    Words{"손두부 한 모", "새벽에 국산 콩으로 쑤어 만든 두부입니다."},
    Words{"순두부", "몽글몽글한 순두부입니다. 양념장을 함께 드립니다."},
    Words{"콩국 1리터", "소금만 조금 넣은 진한 콩국입니다."},
    Words{"두부 선물세트", "손두부, 순두부, 콩국을 한 상자에 담았습니다."},
    Words{"꽈배기 5개", "찹쌀을 섞어 쫄깃한 꽈배기입니다.", 0, "10개", 4'500},
    Words{"호두과자 한 상자", "호두를 통째로 넣어 굽습니다. 한 상자에 스무 개입니다."},
    Words{"찹쌀도넛 6개", "팥소를 넣은 찹쌀도넛입니다."},
    Words{"정성 도시락", "밥과 국, 제철 반찬 네 가지를 담은 도시락입니다.", 0, "곱빼기", 1'500},
    Words{"불고기 도시락", "불고기와 쌈 채소를 함께 담았습니다.", 0, "곱빼기", 2'000},
    Words{"샐러드 도시락", "스마트팜 채소와 닭가슴살을 담은 가벼운 도시락입니다."},
    Words{"유러피안 샐러드 채소", "도시 농장에서 아침에 거둔 샐러드 채소입니다."},
    Words{"모둠 쌈채소 1킬로그램", "상추, 깻잎, 치커리 등 일곱 가지 쌈채소입니다."},
    Words{"채소 꾸러미", "한 주 동안 먹을 제철 채소를 골라 담습니다."},
    Words{"백반 정식", "그날 지은 밥과 국, 반찬 다섯 가지입니다. 포장해 드립니다."},
    Words{"돼지국밥", "오래 끓인 국물에 고기를 듬뿍 넣었습니다."},
    Words{"잔치국수", "멸치 국물로 끓인 국수입니다."},
    Words{"반찬 3종 세트", "그날 만든 반찬 세 가지를 담습니다.", 0, "5종", 7'000},
    Words{"배추김치 1킬로그램", "국산 배추와 고춧가루로 담근 김치입니다."},
    Words{"국 2인분", "미역국, 된장국 가운데 그날 끓인 국입니다."},
    Words{"이불 빨래", "큰 이불을 맡기면 이틀 뒤 찾을 수 있습니다."},
    Words{"입주 청소 1시간", "두 사람이 함께 가서 구석까지 청소합니다.", 60},
    Words{"에어컨 청소", "벽걸이 한 대를 뜯어 안까지 씻습니다.", 90},
    Words{"화장실 청소", "물때와 곰팡이를 지우고 소독합니다.", 60},
    Words{"수전 교체", "주방이나 세면대 수전을 바꾸어 드립니다. 부품값이 들어 있습니다.", 60},
    Words{"도배 한 벽", "낡은 벽지를 떼고 새로 바릅니다.", 180},
    Words{"방충망 수리", "찢어진 방충망을 갈아 드립니다.", 60},
    Words{"손세차 소형", "겉을 손으로 씻고 물기를 닦아 냅니다.", 60},
    Words{"실내 청소", "차 안 먼지를 빨아들이고 닦습니다.", 60},
};

const Words* words_of(std::string_view name) {
  const auto found = std::ranges::find(kWords, name, &Words::name);
  return found == kWords.end() ? nullptr : &*found;
}

// Bread and farm goods are made to order; all others sell while they are open.
market::ShopHours hours_of(std::string_view trade) {
  market::ShopHours hours;
  const std::int64_t last_day = trade == "cafe" || trade == "convenience_store" ? 7 : 6;
  for (std::int64_t day = 1; day <= last_day; ++day)
    hours.openings.push_back({day, 9 * kHour, (trade == "restaurant" ? 20 : 18) * kHour});
  if (trade == "smart_farm")
    hours.order_windows = {{1, 18 * kHour, 3, 10 * kHour, 18 * kHour},
                           {3, 18 * kHour, 5, 10 * kHour, 18 * kHour}};
  return hours;
}

void describe(db::Transaction& tx, market::Product product, const Words& words) {
  product.description = words.description;
  if (product.kind == market::ProductKind::service)
    product.duration_minutes = words.duration_minutes;
  if (words.duration_minutes > 0) product.capacity = 2;  // two teams go out
  CHECK(market::update_product(tx, kRegion, product).has_value());
  if (words.larger.empty()) return;
  CHECK(market::set_options(
            tx, kRegion, product.id,
            {{.name = "보통"}, {.name = std::string(words.larger), .extra_won = words.larger_won}})
            .has_value());
}

void furnish(Build& build, db::Transaction& tx, const Shop& shop,
             std::map<std::string, std::string>& pictures) {
  const std::string trade(build.city.teams[shop.team].trade->trade);
  CHECK(market::set_hours(tx, kRegion, shop.id, hours_of(trade)).has_value());
  for (const market::ProductId id : shop.products) {
    const auto product = market::find_product(tx, kRegion, id);
    CHECK(product.has_value());
    auto [picture, is_new] = pictures.try_emplace(trade + product->name);
    if (is_new) picture->second = picture_of(trade, product->name);
    CHECK(market::set_photo(tx, kRegion, id, picture->second, build.city.metro_staff,
                            build.clock.now())
              .has_value());
    if (const Words* words = words_of(product->name)) describe(tx, *product, *words);
  }
}

// On weekdays and Saturday mornings; a shelf in a cafe takes some forty parcels a day.
market::PickupPointForm pickup_point_at(const market::Shop& shop) {
  std::vector<market::Opening> openings;
  for (std::int64_t day = 1; day <= 5; ++day) openings.push_back({day, 10 * kHour, 18 * kHour});
  openings.push_back({6, 10 * kHour, 14 * kHour});
  return {.name = shop.name + " 수령대",
          .run_by = shop.id,
          .capacity = kPickupCapacity,
          .openings = std::move(openings)};
}

}  // namespace

void furnish_shops(Build& build) {
  build.write([&](db::Transaction& tx) {
    std::map<std::string, std::string> pictures;
    for (const Shop& shop : build.city.shops) furnish(build, tx, shop, pictures);
    std::int64_t left = kPickupPoints;
    for (const Shop& shop : build.city.shops) {
      const std::string_view trade = build.city.teams[shop.team].trade->trade;
      if (left == 0 || (trade != "cafe" && trade != "convenience_store")) continue;
      const auto place = market::find_shop(tx, kRegion, shop.id);
      CHECK(market::open_pickup_point(tx, kRegion, pickup_point_at(*place), build.city.metro_staff,
                                      build.clock.now())
                .has_value());
      --left;
    }
  });
}

}  // namespace olive::seed

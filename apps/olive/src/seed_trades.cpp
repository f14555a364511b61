// Trades of teams and what their shops sell; kinds of goods as reported from Olive Market and the
// centres' shops, prices as usual there.
#include <array>

#include "seed_data.h"

namespace olive::seed {
namespace {

using enum market::ProductKind;
using enum teams::WorkType;

constexpr ProductRow kCafe[] = {{"아메리카노", goods, 3'000},
                                {"카페라떼", goods, 3'500},
                                {"자몽차", goods, 4'500},
                                {"드립백 커피 10개", goods, 12'000}};
constexpr ProductRow kBakery[] = {{"단팥빵 3개", goods, 6'000},
                                  {"우유식빵", goods, 5'500},
                                  {"쌀 롤케이크", goods, 15'000},
                                  {"수제 쿠키 세트", goods, 18'000}};
constexpr ProductRow kTofu[] = {{"손두부 한 모", goods, 4'000},
                                {"순두부", goods, 3'000},
                                {"콩국 1리터", goods, 6'000},
                                {"두부 선물세트", goods, 22'000}};
constexpr ProductRow kSoap[] = {{"천연비누 3개", goods, 9'000},
                                {"올리브 샴푸바", goods, 11'000},
                                {"주방 세제 1리터", goods, 7'000},
                                {"비누 선물세트", goods, 25'000}};
constexpr ProductRow kDoughnut[] = {{"꽈배기 5개", goods, 5'000},
                                    {"호두과자 한 상자", goods, 10'000},
                                    {"찹쌀도넛 6개", goods, 6'000}};
constexpr ProductRow kLunchbox[] = {{"정성 도시락", goods, 8'000},
                                    {"불고기 도시락", goods, 9'500},
                                    {"샐러드 도시락", goods, 8'500}};
constexpr ProductRow kFarm[] = {{"유러피안 샐러드 채소", goods, 6'000},
                                {"모둠 쌈채소 1킬로그램", goods, 9'000},
                                {"채소 꾸러미", goods, 13'000}};
constexpr ProductRow kStore[] = {{"생필품 꾸러미", goods, 20'000},
                                 {"쌀 4킬로그램", goods, 17'000},
                                 {"라면 5개 묶음", goods, 5'000},
                                 {"화장지 30롤", goods, 16'000}};
constexpr ProductRow kLaundry[] = {{"이불 빨래", service, 12'000},
                                   {"운동화 세탁", service, 5'000},
                                   {"와이셔츠 3벌", service, 4'500}};
constexpr ProductRow kRestaurant[] = {
    {"백반 정식", goods, 8'000}, {"돼지국밥", goods, 9'000}, {"잔치국수", goods, 6'000}};
constexpr ProductRow kSideDish[] = {{"반찬 3종 세트", goods, 12'000},
                                    {"배추김치 1킬로그램", goods, 13'000},
                                    {"국 2인분", goods, 7'000}};
constexpr ProductRow kCleaning[] = {{"입주 청소 1시간", service, 20'000},
                                    {"에어컨 청소", service, 60'000},
                                    {"화장실 청소", service, 30'000}};
constexpr ProductRow kRepair[] = {{"수전 교체", service, 35'000},
                                  {"도배 한 벽", service, 50'000},
                                  {"방충망 수리", service, 20'000}};
constexpr ProductRow kCarWash[] = {{"손세차 소형", service, 20'000},
                                   {"실내 청소", service, 25'000}};

constexpr std::array<TradeRow, 17> kTrades{{
    {"cafe", "카페사업단", "올리브 카페", market_entry, kCafe},
    {"tofu", "두부사업단", "손두부 공방", market_entry, kTofu},
    {"lunchbox", "도시락사업단", "정성 도시락", market_entry, kLunchbox},
    {"cleaning", "청소사업단", "깔끔 청소", market_entry, kCleaning},
    {"soap", "천연비누사업단", "천연비누 공방", social_service, kSoap},
    {"joint_workshop", "공동작업장", "", work_maintenance, {}},
    {"bakery", "제과제빵사업단", "우리밀 빵집", market_entry, kBakery},
    {"laundry", "세탁사업단", "뽀송 세탁소", social_service, kLaundry},
    {"convenience_store", "편의점사업단", "동네 편의점", market_entry, kStore},
    {"side_dish", "반찬사업단", "손맛 반찬가게", market_entry, kSideDish},
    {"school_helper", "학교도우미사업단", "", social_service, {}},
    {"smart_farm", "스마트팜사업단", "도시 농부", social_service, kFarm},
    {"doughnut", "도넛사업단", "꽈배기 가게", market_entry, kDoughnut},
    {"restaurant", "식당사업단", "한끼 식당", market_entry, kRestaurant},
    {"house_repair", "집수리사업단", "뚝딱 집수리", market_entry, kRepair},
    {"car_wash", "세차사업단", "반짝 세차장", social_service, kCarWash},
    {"recycling", "자원순환사업단", "", work_maintenance, {}},
}};

}  // namespace

std::span<const TradeRow> trades() { return kTrades; }

}  // namespace olive::seed

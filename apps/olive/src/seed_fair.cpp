#include "seed_fair.h"

#include <algorithm>

#include "ledger/wallet.h"
#include "market/fair.h"

namespace olive::seed {
namespace {

constexpr Index kShopsAtFair = 6;
constexpr std::int64_t kUnits = 12;           // of each of its goods that a shop brings
constexpr std::int64_t kSales = 60;           // tried; some wallets are empty
constexpr std::int64_t kMixed_ppm = 300'000;  // pay half in won
constexpr std::int64_t kVisitors = 180;

struct PlaceRow {
  std::string_view name, road_address, district_code;
};
constexpr PlaceRow kCityHall{"찾아가는 올리브마켓 시청 판매전", "연제구 중앙대로 1001", "26470"};
constexpr PlaceRow kStation{"찾아가는 올리브마켓 부산역 판매전", "동구 중앙대로 206", "26170"};
constexpr PlaceRow kBeach{"찾아가는 올리브마켓 광안리 판매전", "수영구 광안해변로 219", "26500"};

class FairBuilder {
 public:
  FairBuilder(Build& build, std::string_view stream)
      : build_(build), random_(build.random(stream)) {
    const City& city = build.city;
    for (const Shop& shop : city.shops) {
      const bool is_kept = !city.participants[shop.keeper].left_on;
      const bool is_home = city.teams[shop.team].centre == kHomeCentre;
      if (is_kept) shops_.insert(is_home ? shops_.begin() : shops_.end(), &shop);
    }
    shops_.resize(std::min(shops_.size(), kShopsAtFair));
  }

  market::FairId plan(const PlaceRow& place, Date from, Date to) {
    market::NewFair fair{.name = std::string(place.name),
                         .place = {.road_address = std::string(place.road_address),
                                   .district_code = std::string(place.district_code)},
                         .starts_on = from,
                         .ends_on = to};
    for (const Shop* shop : shops_) fair.shop_ids.push_back(shop->id);
    market::FairId id;
    build_.write([&](db::Transaction& tx) {
      id =
          market::plan_fair(tx, kRegion, fair, build_.city.metro_staff, build_.clock.now()).value();
      for (const Shop* shop : shops_)
        CHECK(market::plan_stock(tx, kRegion, id, shop->id, units_of(tx, *shop)).has_value());
    });
    return id;
  }

  void open(market::FairId id) {
    build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
      CHECK(market::open_fair(tx, batch, kRegion, id, build_.city.metro_staff).has_value());
    });
  }

  // Whoever comes by buys a piece or two.
  void sell(market::FairId id) {
    build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
      for (std::int64_t i = 0; i < build_.scaled(kSales, 24); ++i) sell_one(tx, batch, id);
      CHECK(market::count_visitors(tx, kRegion, id, batch.today(),
                                   build_.scaled(kVisitors, 40) + random_.below(40))
                .has_value());
    });
  }

  void close(market::FairId id) {
    build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
      CHECK(market::close_fair(tx, batch, kRegion, id, {}, build_.city.metro_staff).has_value());
    });
  }

 private:
  // No more than the shelf has now.
  std::vector<market::FairUnits> units_of(db::Transaction& tx, const Shop& shop) {
    std::vector<market::FairUnits> units;
    for (Index i = 0; i < shop.products.size(); ++i) {
      if (shop.rows[i].kind == market::ProductKind::service) continue;
      const std::int64_t there = market::stock_of(tx, kRegion, {shop.products[i]});
      if (there > 0) units.push_back({shop.products[i], std::min(there, kUnits)});
    }
    return units;
  }

  void sell_one(db::Transaction& tx, ledger::Batch& batch, market::FairId id) {
    const Shop& shop = *shops_[static_cast<Index>(random_.below(std::ssize(shops_)))];
    const auto& people = build_.city.participants;
    const Index buyer = static_cast<Index>(random_.below(std::ssize(people)));
    const auto product = random_.pick(std::span<const market::ProductId>(shop.products));
    const std::int64_t quantity = random_.between(1, 2);
    const bool may_buy = people[buyer].card && people[buyer].team != shop.team &&
                         buyer != shop.keeper && buyer != build_.city.worker_persona;
    if (!may_buy) return;
    market::SaleForm form{.shop_id = shop.id, .lines = {{product, quantity}}};
    form.fair_id = id;
    if (random_.chance(kMixed_ppm)) form.paid_won = half_of(tx, product, quantity);
    // A wallet that cannot pay, or a table that is empty, is a customer who walks on. Nothing has
    // moved when the sale itself refuses somebody.
    if (can_pay(tx, batch, buyer, product, quantity, id))
      (void)market::sell(tx, batch, kRegion, form, *people[buyer].card, people[shop.keeper].id);
  }

  static std::int64_t half_of(db::Transaction& tx, market::ProductId product,
                              std::int64_t quantity) {
    const auto known = market::find_product(tx, kRegion, product);
    CHECK(known.has_value());
    return known->price_won * quantity / 2;
  }

  bool can_pay(db::Transaction& tx, ledger::Batch& batch, Index buyer, market::ProductId product,
               std::int64_t quantity, market::FairId id) {
    const auto known = market::find_product(tx, kRegion, product);
    CHECK(known.has_value());
    const auto wallet =
        batch.find_account(ledger::wallet_account(build_.city.participants[buyer].id));
    if (!wallet || batch.balance(*wallet).available() < known->price_won * quantity * 2)
      return false;
    if (known->kind == market::ProductKind::service) return true;
    const auto table = batch.find_account(market::fair_stock_account(id, {product}));
    return table && batch.balance(*table).available() >= quantity;
  }

  Build& build_;
  Random random_;
  std::vector<const Shop*> shops_;
};

}  // namespace

void hold_fair(Build& build) {
  const Date day = base::korean_date(build.clock.now());
  FairBuilder fair(build, "fair");
  const market::FairId id = fair.plan(kCityHall, day, day);
  fair.open(id);
  fair.sell(id);
  fair.close(id);
}

void open_fairs(Build& build) {
  const Date today = base::korean_date(build.clock.now());
  FairBuilder fair(build, "fair_today");
  const market::FairId id = fair.plan(kStation, today, today.plus_days(1));
  fair.open(id);
  fair.sell(id);
  (void)fair.plan(kBeach, today.plus_days(7), today.plus_days(8));
}

}  // namespace olive::seed

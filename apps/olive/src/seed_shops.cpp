// The places of Olive Market with goods, prices and stock, and the point cards.
#include <algorithm>

#include "market/bank.h"
#include "market/card.h"
#include "seed_city.h"
#include "seed_market.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kShops = 70;
constexpr std::int64_t kFirstStock = 60;  // times the shop's weight

void add_products(db::Transaction& tx, Shop& shop) {
  for (const ProductRow& row : shop.rows)
    shop.products.push_back(
        market::create_product(
            tx, kRegion, shop.id,
            {.name = std::string(row.name), .kind = row.kind, .price_won = row.price_won})
            .value());
}

// Where the shop is paid, as its keeper wrote it down and the centre compared it.
void open_account(Build& build, db::Transaction& tx, const Shop& shop, std::string_view holder) {
  const std::string number = "1010000" + std::to_string(100'000 + build.city.shops.size());
  const auto id = market::set_bank_account(
      tx, kRegion, shop.id, {.bank_code = "032", .number = number, .holder = std::string(holder)},
      build.application.sealer(), build.city.participants[shop.keeper].id, build.clock.now());
  CHECK(id.has_value());
  CHECK(market::verify_bank_account(tx, kRegion, *id, build.city.metro_staff, build.clock.now())
            .has_value());
}

std::optional<Shop> open_shop(Build& build, db::Transaction& tx, Random& random, Index index) {
  const Team& team = build.city.teams[index];
  const CentreRow& centre = *build.city.centres[team.centre].row;
  const std::string place(centre.name.substr(0, centre.name.find("지역자활센터")));
  const auto id = market::create_shop(tx, kRegion,
                                      {.name = place + " " + std::string(team.trade->shop_name),
                                       .team_id = team.id,
                                       .trade = std::string(team.trade->trade),
                                       .opened_on = base::korean_date(build.clock.now()),
                                       .phone = "051-000-0000",
                                       .place = make_place(random, centre.district_code)},
                                      build.clock.now());
  if (!id) return std::nullopt;  // a centre with two teams of one trade has one shop
  Shop shop{.id = *id,
            .team = index,
            .keeper = team.members.front(),
            .products = {},
            .rows = team.trade->products,
            .weight = random.between(1, 10)};
  for (const Index member : team.members)
    if (build.city.participants[shop.keeper].left_on) shop.keeper = member;
  const Participant& keeper = build.city.participants[shop.keeper];
  CHECK(people::join(tx, kRegion, keeper.id, *id, people::Role::shop_keeper, keeper.joined_on,
                     {.at = build.clock.now(), .reason = "demo_city"}, keeper.left_on)
            .has_value());
  add_products(tx, shop);
  open_account(build, tx, shop, place + " " + std::string(team.trade->shop_name));
  return shop;
}

}  // namespace

void enter_goods(Build& build, std::int64_t times_weight, std::int64_t delivery) {
  build.deed([&](db::Transaction& tx, ledger::Batch& batch) {
    for (const Shop& shop : build.city.shops)
      for (Index i = 0; i < shop.products.size(); ++i) {
        if (shop.rows[i].kind == market::ProductKind::service) continue;
        const auto key = ledger::key_of("seed_delivery", shop.products[i].value, delivery);
        CHECK(market::enter_stock(tx, batch, kRegion, {shop.products[i]},
                                  times_weight * shop.weight, key,
                                  build.city.participants[shop.keeper].id)
                  .has_value());
      }
  });
}

void build_shops(Build& build) {
  Random random = build.random("shops");
  build.write([&](db::Transaction& tx) {
    build.city.shops.clear();
    const auto wanted = static_cast<Index>(build.scaled(kShops, 4));
    for (Index i = 0; i < build.city.teams.size() && build.city.shops.size() < wanted; ++i) {
      const Team& team = build.city.teams[i];
      if (team.trade == nullptr || team.trade->products.empty()) continue;
      if (auto shop = open_shop(build, tx, random, i)) build.city.shops.push_back(*shop);
    }
  });
  enter_goods(build, kFirstStock, 0);
}

void issue_cards(Build& build) {
  const market::PinVault vault(build.application.sealer().derive("market.pin"));
  Random random = build.random("pins");
  build.write([&](db::Transaction& tx) {
    for (Index i = 0; i < build.city.participants.size(); ++i) {
      Participant& person = build.city.participants[i];
      std::string pin = i == build.city.worker_persona
                            ? std::string(kPersonaPin)
                            : std::to_string(random.between(1'000, 9'999));
      auto card = market::issue_card(tx, kRegion, person.id, pin, vault, build.clock.now());
      if (!card)  // one of the few that anybody would guess
        card = market::issue_card(tx, kRegion, person.id, kPersonaPin, vault, build.clock.now());
      person.card = card.value();
    }
  });
}

}  // namespace olive::seed

// A product that is counted by option, and what two tills without a connection make of its last
// one.
#include <array>

#include "crypto/crypto.h"
#include "crypto/signature.h"
#include "market/offline_till.h"
#include "market/photo.h"
#include "seed_orders.h"
#include "seed_picture.h"

namespace olive::seed {
namespace {

constexpr std::string_view kName = "올리브 앞치마";
constexpr std::int64_t kPrice_won = 6'000;
constexpr std::int64_t kMinute_s = 60;

struct Size {
  std::string_view name;
  std::int64_t units;
};
constexpr std::array kSizes{Size{"큰 것", 1}, Size{"보통", 9}, Size{"작은 것", 14}};

// Somebody with a card who works elsewhere and has points left.
const Participant* buyer_for(const City& city, const Shop& shop) {
  for (Index i = 0; i < city.participants.size(); ++i) {
    const Participant& person = city.participants[i];
    if (person.card && !person.left_on && person.team != shop.team && i != shop.keeper &&
        i != city.worker_persona)
      return &person;
  }
  return nullptr;
}

market::ProductId make_product(Build& build, db::Transaction& tx, const Shop& shop) {
  const auto id = market::create_product(tx, kRegion, shop.id,
                                         {.name = std::string(kName),
                                          .kind = market::ProductKind::goods,
                                          .price_won = kPrice_won,
                                          .description = "두꺼운 면으로 지은 앞치마입니다. "
                                                         "크기마다 따로 셉니다."})
                      .value();
  std::vector<market::OptionForm> forms;
  for (const Size& size : kSizes)
    forms.push_back({.name = std::string(size.name), .has_own_stock = true});
  CHECK(market::set_options(tx, kRegion, id, forms).has_value());
  CHECK(market::set_photo(
            tx, kRegion, id,
            picture_of(std::string(build.city.teams[shop.team].trade->trade), std::string(kName)),
            build.city.metro_staff, build.clock.now())
            .has_value());
  return id;
}

// Each till signs with a key of its own, as a browser does.
struct Till {
  crypto::SigningKey key;
  market::Device device;

  [[nodiscard]] market::OfflineSale sell(const market::Card& card, market::OfflineLine line,
                                         base::Instant at) const {
    market::OfflineSale sale{
        .seq = 1, .sold_at = at, .card_number = card.number, .points = line.price_won};
    sale.lines = {std::move(line)};
    sale.signature = crypto::to_base64(key.sign(market::signed_text(device, sale)));
    return sale;
  }
};

Till register_till(Build& build, db::Transaction& tx, const Shop& shop, const std::string& name) {
  crypto::SigningKey key(build.application.sealer().derive("demo." + name));
  const market::DeviceForm form{name, crypto::to_base64(key.public_key())};
  auto device = market::register_device(tx, kRegion, shop.id, form,
                                        build.city.participants[shop.keeper].id, build.clock.now())
                    .value();
  return {std::move(key), std::move(device)};
}

}  // namespace

void sell_by_option(Build& build) {
  const Shop& shop = build.city.shops[home_shop(build.city)];
  const Participant* buyer = buyer_for(build.city, shop);
  if (buyer == nullptr) return;  // a city too small for a buyer from elsewhere
  const PersonId keeper = build.city.participants[shop.keeper].id;
  market::ProductId product;
  std::vector<market::Option> options;
  std::vector<Till> tills;
  build.write([&](db::Transaction& tx) {
    product = make_product(build, tx, shop);
    options = market::options_of(tx, kRegion, product);
    tills.clear();
    for (const char* name : {"계산대 1", "계산대 2"})
      tills.push_back(register_till(build, tx, shop, name));
  });
  build.deed([&](db::Transaction& tx, ledger::Batch& batch) {
    for (Index i = 0; i < kSizes.size(); ++i)
      CHECK(market::enter_stock(tx, batch, kRegion, {product, options[i].id}, kSizes[i].units,
                                ledger::key_of("seed_option", options[i].id.value), keeper)
                .has_value());
    std::int64_t minutes = 90;  // ago
    for (const Till& till : tills) {
      const market::OfflineSale sale =
          till.sell(*buyer->card, {product, options.front().id, 1, kPrice_won},
                    build.clock.now().plus_seconds(-minutes * kMinute_s));
      (void)market::settle_offline(tx, batch, kRegion, till.device, {sale}, keeper);
      minutes -= 20;
    }
  });
}

}  // namespace olive::seed

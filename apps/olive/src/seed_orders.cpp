#include "seed_orders.h"

#include <algorithm>
#include <array>

#include "geo/busan.h"
#include "market/delivery.h"
#include "market/review.h"

namespace olive::seed {
namespace {

constexpr std::int32_t kOrderDays = 16;
// What may still be open today is due in won: a city that is served again in another month ends it,
// and no public figure of points changes by what nobody did.
constexpr std::int32_t kWonDays = 7;
constexpr std::int64_t kOrdersPerDay = 9;
constexpr std::int64_t kAcceptedPpm = 850'000;
constexpr std::int64_t kReviewedPpm = 550'000;
constexpr std::int64_t kBroughtPpm = 250'000;
constexpr int kTodayOrders = 7;
constexpr std::int64_t kRunLeaves_min = 14 * 60;
constexpr std::int32_t kOfficeDaysAgo = 6;
constexpr std::int64_t kOfficeUnits = 12;
constexpr int kTries = 25;  // for a buyer who lives near enough

constexpr std::array<std::string_view, 8> kPraise{
    "생각보다 양이 많고 맛있어요. 또 주문할게요.",
    "포장이 깔끔하고 약속한 시간에 받았습니다.",
    "동네에 이런 가게가 있어서 좋아요.",
    "어머니가 좋아하셔서 두 번째 주문입니다.",
    "친절하게 설명해 주셔서 고맙습니다.",
    "포인트로 살 수 있어서 부담이 없었어요.",
    "정성이 느껴집니다. 다음에는 큰 것으로 할게요.",
    "값에 비해 아주 좋습니다.",
};
constexpr std::array<std::string_view, 2> kRegret{
    "조금 식어 있었어요. 다음에는 더 따뜻하면 좋겠습니다.",
    "양은 괜찮은데 조금 짰습니다.",
};

market::PinVault vault_of(Build& build) {
  return market::PinVault(build.application.sealer().derive("market.pin"));
}

}  // namespace

Index home_shop(const City& city) {
  for (Index i = 0; i < city.shops.size(); ++i)
    if (city.teams[city.shops[i].team].centre == kHomeCentre &&
        !city.participants[city.shops[i].keeper].left_on)
      return i;
  return 0;
}

Ordering::Ordering(Build& build) : build_(build), random_(build.random("ordering")) {
  for (Index i = 0; i < build.city.participants.size(); ++i)
    if (build.city.participants[i].card && i != build.city.worker_persona &&
        !build.city.participants[i].left_on)
      buyers_.push_back(i);
}

const Participant& Ordering::draw_buyer() {
  return build_.city.participants[random_.pick(std::span<const Index>(buyers_))];
}

std::optional<market::OrderId> Ordering::place(PersonId buyer, const market::OrderForm& form) {
  const auto id =
      build_.application.ledger().execute([&](db::Transaction& tx, ledger::Batch& batch) {
        return market::place_order(tx, batch, kRegion, buyer, form);
      });
  return id ? std::optional(*id) : std::nullopt;  // an own shop, an empty wallet, too far away
}

std::optional<market::OrderId> Ordering::order_for_office(market::OrderMethod method) {
  const Centre& centre = build_.city.centres[kHomeCentre];
  const auto office = build_.city.districts.find(centre.row->district_code);
  CHECK(office != build_.city.districts.end());
  const Shop& shop = build_.city.shops[home_shop(build_.city)];
  for (Index i = 0; i < shop.products.size(); ++i) {
    if (shop.rows[i].kind == market::ProductKind::service) continue;
    const auto options = build_.application.database().read(
        [&](db::Transaction& tx) { return market::options_of(tx, kRegion, shop.products[i]); });
    market::OrderForm form{.method = method, .organisation_id = office->second.id};
    form.lines.push_back(
        {.product_id = shop.products[i],
         .quantity = kOfficeUnits,
         .option_id = options.empty() ? std::nullopt : std::optional(options.front().id)});
    if (const auto id = place(office->second.staff, form)) return id;
  }
  return std::nullopt;  // nothing that is enough of, or too far to bring
}

std::optional<market::OptionId> Ordering::draw_option(market::ProductId product) {
  const auto options = build_.application.database().read(
      [&](db::Transaction& tx) { return market::options_of(tx, kRegion, product); });
  if (options.empty()) return std::nullopt;
  return options[static_cast<Index>(random_.below(std::ssize(options)))].id;
}

market::OrderForm Ordering::draw_form(Index shop) {
  const Shop& from = build_.city.shops[shop];
  market::OrderForm form;
  const auto add = [&](const Shop& at) {
    const auto which = static_cast<Index>(random_.below(std::ssize(at.products)));
    if (at.rows[which].kind == market::ProductKind::service) return;
    form.lines.push_back({.product_id = at.products[which],
                          .quantity = random_.between(1, 2),
                          .option_id = draw_option(at.products[which])});
    form.points += at.rows[which].price_won / 2;
  };
  add(from);
  if (random_.chance(400'000)) add(build_.city.shops[(shop + 1) % build_.city.shops.size()]);
  return form;
}

std::vector<market::ParcelId> Ordering::accept(market::OrderId id, std::int64_t ppm) {
  std::vector<market::ParcelId> accepted;
  build_.write([&](db::Transaction& tx) {
    accepted.clear();
    for (const market::Parcel& parcel : market::parcels_of_order(tx, kRegion, id)) {
      if (!random_.chance(ppm)) continue;
      CHECK(market::accept_parcel(tx, kRegion, parcel.id, build_.clock.now()).has_value());
      accepted.push_back(parcel.id);
    }
  });
  return accepted;
}

void Ordering::hand_over(Date day) {
  const market::PinVault vault = vault_of(build_);
  std::vector<std::pair<market::ParcelId, PersonId>> later;
  for (const auto& [id, buyer] : waiting_) {
    const auto parcel =
        build_.application.database().read([&, parcel_id = id](db::Transaction& tx) {
          return market::find_parcel(tx, kRegion, parcel_id);
        });
    if (parcel->collect_on > day) {
      later.emplace_back(id, buyer);
      continue;
    }
    const auto done =
        build_.application.ledger().execute([&](db::Transaction& tx, ledger::Batch& batch) {
          return market::hand_over_parcel(tx, batch, kRegion, id, market::parcel_code(vault, id),
                                          vault, build_.city.metro_staff);
        });
    if (done && buyer) review(*parcel, buyer);  // offices review nothing
  }
  waiting_ = std::move(later);
}

void Ordering::review(const market::Parcel& parcel, PersonId buyer) {
  if (!random_.chance(kReviewedPpm)) return;
  const bool is_glad = random_.chance(850'000);
  using Texts = std::span<const std::string_view>;
  const std::string_view words = random_.pick(is_glad ? Texts(kPraise) : Texts(kRegret));
  build_.write([&](db::Transaction& tx) {
    const auto id = market::write_review(tx, kRegion, buyer,
                                         {.parcel_id = parcel.id,
                                          .product_id = parcel.lines.front().product_id,
                                          .stars = is_glad ? random_.between(4, 5) : 3,
                                          .body = std::string(words)},
                                         build_.clock.now());
    if (!id) return;
    const bool waits = base::korean_date(build_.clock.now()) >= build_.today.plus_days(-1);
    if (!waits)
      CHECK(market::judge_review(tx, kRegion, *id, market::ReviewState::shown, "",
                                 build_.city.metro_staff, build_.clock.now())
                .has_value());
  });
}

void Ordering::play(Date day) {
  if (day < build_.today.plus_days(-kOrderDays)) return;
  build_.deed([](db::Transaction& tx, ledger::Batch& batch) {
    (void)market::expire_parcels(tx, batch, kRegion);
  });
  hand_over(day);
  if (day == build_.today.plus_days(-kOfficeDaysAgo))
    if (const auto id = order_for_office(market::OrderMethod::pickup))
      for (const market::ParcelId parcel : accept(*id, kMillion))
        waiting_.emplace_back(parcel, PersonId{});
  const std::int64_t count = build_.scaled(kOrdersPerDay, 2);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto shop = static_cast<Index>(random_.below(std::ssize(build_.city.shops)));
    const Participant& buyer = draw_buyer();
    market::OrderForm form = draw_form(shop);
    if (form.lines.empty()) continue;
    if (day >= build_.today.plus_days(-kWonDays)) form.points = 0;
    const auto id = place(buyer.id, form);
    if (!id) continue;
    for (const market::ParcelId parcel : accept(*id, kAcceptedPpm))
      waiting_.emplace_back(parcel, buyer.id);
  }
}

// A run to the doors that are known by now; whoever orders later needs another.
void Ordering::plan_run(const Shop& shop) {
  build_.write([&](db::Transaction& tx) {
    (void)market::plan_delivery_run(tx, kRegion, shop.id, build_.today, kRunLeaves_min,
                                    geo::estimate_source(geo::busan_estimate()),
                                    build_.city.participants[shop.keeper].id, build_.clock.now());
  });
}

void Ordering::leave_today() {
  build_.deed([](db::Transaction& tx, ledger::Batch& batch) {
    (void)market::expire_parcels(tx, batch, kRegion);
  });
  const Index shop = home_shop(build_.city);
  if (const auto id = order_for_office(market::OrderMethod::delivery)) accept(*id, kMillion);
  int left = kTodayOrders;
  for (int i = 0; i < kTries * kTodayOrders && left > 0; ++i) {
    market::OrderForm form = draw_form(shop);
    if (form.lines.empty()) continue;
    form.points = 0;
    form.method = left % 3 == 0 || random_.chance(kBroughtPpm) ? market::OrderMethod::delivery
                                                               : market::OrderMethod::pickup;
    const auto id = place(draw_buyer().id, form);
    if (!id) continue;
    --left;
    if (left < 2) continue;  // wait for the shop's first look
    const auto accepted = accept(*id, kMillion);
    if (left == 3) plan_run(build_.city.shops[shop]);
    if (left % 2 == 0)
      build_.write([&](db::Transaction& tx) {
        for (const market::ParcelId parcel : accepted)
          CHECK(market::make_parcel_ready(tx, kRegion, parcel, build_.clock.now()).has_value());
      });
  }
}

}  // namespace olive::seed

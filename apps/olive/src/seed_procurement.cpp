// What public bodies buy from the programme. Names are of real bodies, purchases are made up.
#include "procurement/order_purchase.h"

#include "seed_netting.h"
#include "wiring.h"

namespace olive::seed {
namespace {

using procurement::BodyKind;
using procurement::PurchaseBasis;

struct BodyRow {
  std::string_view name;
  BodyKind kind;
};
constexpr BodyRow kBodies[] = {{"부산광역시교육청", BodyKind::education},
                               {"부산시설공단", BodyKind::corporation},
                               {"부산교통공사", BodyKind::corporation},
                               {"부산도시공사", BodyKind::corporation},
                               {"부산의료원", BodyKind::other}};

constexpr std::string_view kBought[] = {"청사 청소 용역", "행사 도시락", "기념품 비누 세트",
                                        "회의 다과",      "침구 세탁",   "사무실 집기 이전",
                                        "방역 소독",      "폐자원 수거"};
constexpr std::int64_t kPurchases = 4;          // of a body in a year, at most twice as many
constexpr std::int64_t kUnknown_ppm = 120'000;  // bodies whose total nobody entered

class Buying {
 public:
  Buying(Build& build, db::Transaction& tx)
      : build_(build),
        tx_(tx),
        random_(build.random("procurement")),
        today_(base::korean_date(build.clock.now())) {
    using people::OrganisationKind;
    for (const auto kind : {OrganisationKind::enterprise, OrganisationKind::shop})
      for (const auto& each : people::organisations_of_kind(tx, kRegion, kind))
        sellers_.push_back(each.id);
  }

  void build() {
    const std::int32_t year = base::split_date(today_).year;
    for (const procurement::BodyId body : bodies())
      for (const std::int32_t each : {year - 1, year}) buy(body, each);
    // As the nightly job does.
    (void)procurement::take_over_orders(tx_, kRegion, {}, market_orders, build_.clock.now());
  }

 private:
  procurement::BodyId add(const procurement::NewPublicBody& body) {
    return procurement::add_body(tx_, kRegion, body).value();
  }

  std::vector<procurement::BodyId> bodies() {
    std::vector<procurement::BodyId> ids;
    ids.push_back(add({"부산광역시", BodyKind::city, build_.city.city_hall}));
    for (const auto& [code, office] : build_.city.districts) {
      ids.push_back(
          add({std::string(people::find_district(code)->name_ko), BodyKind::district, office.id}));
      // The district's officer orders for it from the start of the year on.
      CHECK(procurement::name_buyer(
                tx_, kRegion, ids.back(), office.staff,
                std::max(build_.start, *base::make_date(base::split_date(today_).year, 1, 1)),
                build_.city.city_staff)
                .has_value());
    }
    for (const BodyRow& row : kBodies) ids.push_back(add({std::string(row.name), row.kind, {}}));
    return ids;
  }

  void buy(procurement::BodyId body, std::int32_t year) {
    const Date first = base::make_date(year, 1, 2).value();
    const Date last = std::min(today_, base::make_date(year, 12, 30).value());
    std::int64_t sum_won = 0;
    const std::int64_t count = random_.between(kPurchases / 2, kPurchases * 2);
    for (std::int64_t i = 0; i < count; ++i) {
      const Date on =
          first.plus_days(static_cast<std::int32_t>(random_.below(last.days - first.days + 1)));
      const std::int64_t won = 10'000 * random_.between(30, 1'500);
      sum_won += won;
      const auto basis =
          random_.chance(kMillion / 2) ? PurchaseBasis::contract : PurchaseBasis::tax_invoice;
      CHECK(procurement::enter_purchase(
                tx_, kRegion,
                {.body_id = body,
                 .seller_id = random_.pick(std::span<const OrganisationId>(sellers_)),
                 .bought_on = on,
                 .item = std::string(random_.pick(std::span<const std::string_view>(kBought))),
                 .amount_won = won,
                 .basis = basis,
                 .evidence_number = std::to_string(year) + "-" + std::to_string(++numbers_)},
                build_.city.city_staff, build_.clock.now())
                .has_value());
    }
    if (random_.chance(kUnknown_ppm)) return;
    const std::int64_t times = random_.between(60, 170);  // so that shares lie about 1 %
    CHECK(procurement::set_total(tx_, kRegion, body, year, sum_won * times, build_.city.city_staff,
                                 build_.clock.now())
              .has_value());
  }

  Build& build_;
  db::Transaction& tx_;
  Random random_;
  Date today_;
  std::vector<OrganisationId> sellers_;
  std::int64_t numbers_ = 0;
};

}  // namespace

void build_procurement(Build& build) {
  build.write([&](db::Transaction& tx) { Buying(build, tx).build(); });
}

}  // namespace olive::seed

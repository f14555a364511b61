#include "market/fair.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/text.h"

namespace market {
namespace {

/// A row of a fair; flat, because columns are.
struct FairRow {
  FairId id;
  std::string name;
  std::string road_address;
  std::string district_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  base::Date starts_on;
  base::Date ends_on;
  FairState state = FairState::planned;
};
BOOST_DESCRIBE_STRUCT(FairRow, (),
                      (id, name, road_address, district_code, lat_e6, lng_e6, starts_on, ends_on,
                       state))

constexpr std::string_view kSelect =
    "SELECT id, name, road_address, district_code, lat_e6, lng_e6, starts_on, ends_on, state "
    "FROM market_fair WHERE region_id = $1";

std::vector<Shop> shops_of(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  const db::Rows rows =
      tx.rows("SELECT shop_id FROM market_fair_shop WHERE region_id = $1 AND fair_id = $2",
              region_id, fair_id);
  std::vector<Shop> shops;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto shop = find_shop(tx, region_id, OrganisationId{rows.integer(i, 0)});
    CHECK_REQUEST(shop.has_value());
    shops.push_back(*std::move(shop));
  }
  std::ranges::sort(
      shops, {}, [](const Shop& each) { return std::pair(std::string_view(each.name), each.id); });
  return shops;
}

Fair to_fair(db::Transaction& tx, RegionId region_id, FairRow row) {
  auto shops = shops_of(tx, region_id, row.id);
  return {row.id,
          std::move(row.name),
          people::Place{.road_address = std::move(row.road_address),
                        .district_code = std::move(row.district_code),
                        .lat_e6 = row.lat_e6,
                        .lng_e6 = row.lng_e6},
          row.starts_on,
          row.ends_on,
          row.state,
          std::move(shops)};
}

FairResult<void> check_shops(db::Transaction& tx, RegionId region_id,
                             const std::vector<OrganisationId>& shop_ids) {
  if (shop_ids.empty()) return base::refuse(FairRefusal::fair_without_shops);
  for (auto each = shop_ids.begin(); each != shop_ids.end(); ++each) {
    const auto shop = find_shop(tx, region_id, *each);
    if (!shop || !shop->is_open) return base::refuse(FairRefusal::fair_shop_not_found);
    if (std::find(shop_ids.begin(), each, *each) != each)
      return base::refuse(FairRefusal::fair_shop_twice);
  }
  return {};
}

FairResult<void> check_fair(db::Transaction& tx, RegionId region_id, const NewFair& fair,
                            base::Date today) {
  if (base::trim(fair.name).empty()) return base::refuse(FairRefusal::fair_name_missing);
  if (fair.ends_on < fair.starts_on) return base::refuse(FairRefusal::fair_dates_reversed);
  if (fair.ends_on < today) return base::refuse(FairRefusal::fair_in_past);
  const bool is_somewhere = !base::trim(fair.place.road_address).empty() &&
                            people::find_district(fair.place.district_code) != nullptr;
  if (!is_somewhere) return base::refuse(FairRefusal::fair_place_not_found);
  return check_shops(tx, region_id, fair.shop_ids);
}

/// Where the map shows a fair whose exact place nobody knows: at the district's office.
people::Place on_the_map(people::Place place) {
  const people::District* district = people::find_district(place.district_code);
  CHECK_REQUEST(district != nullptr);
  if (place.lat_e6 == 0 || place.lng_e6 == 0) {
    place.lat_e6 = district->lat_e6;
    place.lng_e6 = district->lng_e6;
  }
  return place;
}

}  // namespace

std::span<const base::Rule> NewFair::rules() {
  static constexpr std::array<base::Rule, 2> kRules{{
      {.field = "name", .min_length = 1, .max_length = 80},
      {.field = "shop_ids", .min_length = 1, .max_length = 100},
  }};
  return kRules;
}

std::span<const base::Rule> FairUnits::rules() {
  static constexpr std::array<base::Rule, 1> kRules{
      {{.field = "quantity", .minimum = 0, .maximum = 100'000}}};
  return kRules;
}

FairResult<FairId> plan_fair(db::Transaction& tx, RegionId region_id, const NewFair& fair,
                             PersonId planned_by, base::Instant now) {
  OLIVE_TRY_VOID(check_fair(tx, region_id, fair, base::korean_date(now)));
  const people::Place place = on_the_map(fair.place);
  const auto id = tx.make_id<FairId>();
  tx.execute(
      "INSERT INTO market_fair (region_id, id, name, road_address, district_code, lat_e6, lng_e6, "
      "starts_on, ends_on, state, planned_by, planned_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'planned', $10, $11)",
      region_id, id, base::trim(fair.name), place.road_address, place.district_code, place.lat_e6,
      place.lng_e6, fair.starts_on, fair.ends_on, planned_by, now);
  for (const OrganisationId shop_id : fair.shop_ids)
    tx.execute("INSERT INTO market_fair_shop (region_id, fair_id, shop_id) VALUES ($1, $2, $3)",
               region_id, id, shop_id);
  return id;
}

FairResult<void> cancel_fair(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  if (!find_fair(tx, region_id, fair_id)) return base::refuse(FairRefusal::fair_not_found);
  const auto changed = tx.execute(
      "UPDATE market_fair SET state = 'cancelled' WHERE region_id = $1 AND id = $2 "
      "AND state = 'planned'",
      region_id, fair_id);
  if (changed != 1) return base::refuse(FairRefusal::fair_not_planned);
  return {};
}

std::optional<Fair> find_fair(db::Transaction& tx, RegionId region_id, FairId fair_id) {
  auto row = tx.query_one<FairRow>(std::string(kSelect) + " AND id = $2", region_id, fair_id);
  if (!row) return std::nullopt;
  return to_fair(tx, region_id, *std::move(row));
}

std::vector<Fair> list_fairs(db::Transaction& tx, RegionId region_id) {
  std::vector<Fair> fairs;
  for (FairRow& row :
       tx.query<FairRow>(std::string(kSelect) + " ORDER BY starts_on DESC, id DESC", region_id))
    fairs.push_back(to_fair(tx, region_id, std::move(row)));
  return fairs;
}

FairResult<std::int64_t> count_visitors(db::Transaction& tx, RegionId region_id, FairId fair_id,
                                        base::Date day, std::int64_t visitors) {
  const auto fair = find_fair(tx, region_id, fair_id);
  if (!fair) return base::refuse(FairRefusal::fair_not_found);
  if (fair->state != FairState::open) return base::refuse(FairRefusal::fair_not_open);
  if (day < fair->starts_on || day > fair->ends_on)
    return base::refuse(FairRefusal::fair_not_today);
  const std::int64_t before =
      tx.integer(
            "SELECT visitors FROM market_fair_day WHERE region_id = $1 AND fair_id = $2 "
            "AND day = $3",
            region_id, fair_id, day)
          .value_or(0);
  if (before + visitors < 0) return base::refuse(FairRefusal::fair_visitors_below_zero);
  tx.execute(
      "INSERT INTO market_fair_day (region_id, fair_id, day, visitors) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (region_id, fair_id, day) DO UPDATE SET visitors = excluded.visitors",
      region_id, fair_id, day, before + visitors);
  return before + visitors;
}

bool is_selling_at(db::Transaction& tx, RegionId region_id, FairId fair_id, OrganisationId shop_id,
                   base::Date day) {
  return tx
      .integer(
          "SELECT 1 FROM market_fair f JOIN market_fair_shop s ON s.region_id = f.region_id "
          "AND s.fair_id = f.id WHERE f.region_id = $1 AND f.id = $2 AND s.shop_id = $3 "
          "AND f.starts_on <= $4 AND f.ends_on >= $4 AND f.state IN ('open', 'closed')",
          region_id, fair_id, shop_id, day)
      .has_value();
}

std::optional<Fair> open_fair_of(db::Transaction& tx, RegionId region_id, OrganisationId shop_id,
                                 base::Date day) {
  for (Fair& fair : list_fairs(tx, region_id))
    if (fair.state == FairState::open && is_selling_at(tx, region_id, fair.id, shop_id, day))
      return std::move(fair);
  return std::nullopt;
}

void record_fair_sale(db::Transaction& tx, RegionId region_id, FairId fair_id, SaleId sale_id) {
  tx.execute("INSERT INTO market_fair_sale (region_id, sale_id, fair_id) VALUES ($1, $2, $3)",
             region_id, sale_id, fair_id);
}

ledger::AccountKey fair_stock_account(FairId fair_id, const StockItem& item) {
  ledger::AccountKey key = shelf_account(item);
  key.purpose = "fair:" + std::to_string(fair_id.value);
  return key;
}

}  // namespace market

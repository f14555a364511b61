#include "market/pickup_point.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/check.h"
#include "base/text.h"
#include "geo/point.h"

namespace market {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, name, run_by, road_address, district_code, lat_e6, lng_e6, is_open "
    "FROM market_pickup_point WHERE region_id = $1";

/// A row of a point; flat, because columns are.
struct PointRow {
  PickupPointId id;
  std::string name;
  OrganisationId run_by;
  std::string road_address;
  std::string district_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  bool is_open = true;
};
BOOST_DESCRIBE_STRUCT(PointRow, (),
                      (id, name, run_by, road_address, district_code, lat_e6, lng_e6, is_open))

/// All terms of a point, by day.
std::vector<PickupTerms> terms_of(db::Transaction& tx, RegionId region_id, PickupPointId id) {
  std::vector<PickupTerms> list;
  const db::Rows rows = tx.rows(
      "SELECT valid_from, capacity FROM market_pickup_terms WHERE region_id = $1 "
      "AND pickup_point_id = $2 ORDER BY valid_from",
      region_id, id);
  for (std::size_t i = 0; i < rows.size(); ++i)
    list.push_back({{static_cast<std::int32_t>(rows.integer(i, 0))}, rows.integer(i, 1), {}});
  const db::Rows openings = tx.rows(
      "SELECT valid_from, weekday, opens_minute, closes_minute FROM market_pickup_opening "
      "WHERE region_id = $1 AND pickup_point_id = $2 ORDER BY valid_from, weekday, opens_minute",
      region_id, id);
  for (std::size_t i = 0; i < openings.size(); ++i) {
    const base::Date from{static_cast<std::int32_t>(openings.integer(i, 0))};
    const auto terms = std::ranges::find(list, from, &PickupTerms::valid_from);
    CHECK_REQUEST(terms != list.end());
    terms->openings.push_back(
        {openings.integer(i, 1), openings.integer(i, 2), openings.integer(i, 3)});
  }
  return list;
}

/// The terms that hold on a day; nothing is limited before the first.
PickupTerms terms_on(const std::vector<PickupTerms>& list, base::Date on) {
  PickupTerms terms;
  for (const PickupTerms& each : list)
    if (each.valid_from <= on) terms = each;
  return terms;
}

PickupPoint to_point(db::Transaction& tx, RegionId region_id, PointRow row, base::Date on) {
  const auto list = terms_of(tx, region_id, row.id);
  PickupPoint point{
      row.id,     std::move(row.name), row.run_by, row.road_address, std::move(row.district_code),
      row.lat_e6, row.lng_e6,          row.is_open};
  point.terms = terms_on(list, on);
  const auto next = std::ranges::upper_bound(list, on, {}, &PickupTerms::valid_from);
  if (next != list.end()) point.coming = *next;
  return point;
}

std::vector<PickupPoint> points_of(db::Transaction& tx, RegionId region_id, base::Date on,
                                   std::string_view rest) {
  std::vector<PickupPoint> points;
  for (PointRow& row : tx.query<PointRow>(std::string(kSelect) + std::string(rest), region_id))
    points.push_back(to_point(tx, region_id, std::move(row), on));
  return points;
}

/// The form with its gaps filled: at the shop, from today, without limits.
struct Wish {
  std::string_view name;
  people::Place place;
  PickupTerms terms;
};

PickupPointResult<people::Place> place_of(const PickupPointForm& form, const Shop& shop) {
  if (!form.place) return shop.place;
  people::Place place = *form.place;
  const people::District* district = people::find_district(place.district_code);
  if (district == nullptr || base::trim(place.road_address).empty())
    return base::refuse(PickupPointRefusal::pickup_place_not_found);
  if (place.lat_e6 == 0 ||
      place.lng_e6 == 0) {  // where nobody knows better: at the district office
    place.lat_e6 = district->lat_e6;
    place.lng_e6 = district->lng_e6;
  }
  return place;
}

PickupPointResult<PickupTerms> terms_from(const PickupPointForm& form, base::Date today) {
  PickupTerms terms{form.valid_from.value_or(today), form.capacity.value_or(0),
                    form.openings.value_or(std::vector<Opening>())};
  if (terms.valid_from < today) return base::refuse(PickupPointRefusal::pickup_terms_in_past);
  if (const auto fits = check_openings(terms.openings); !fits)
    return base::refuse(fits.error() == HoursRefusal::hours_reversed
                            ? PickupPointRefusal::hours_reversed
                            : PickupPointRefusal::hours_overlap);
  return terms;
}

PickupPointResult<Wish> check_form(db::Transaction& tx, RegionId region_id, PickupPointId self,
                                   const PickupPointForm& form, base::Date today) {
  const auto shop = find_shop(tx, region_id, form.run_by);
  if (!shop) return base::refuse(PickupPointRefusal::shop_not_found);
  const std::string_view name = base::trim(form.name);
  const auto taken = tx.integer(
      "SELECT id FROM market_pickup_point WHERE region_id = $1 AND name = $2 AND is_open "
      "AND id <> $3 LIMIT 1",
      region_id, name, self);
  if (taken) return base::refuse(PickupPointRefusal::pickup_point_name_taken);
  OLIVE_TRY(place, place_of(form, *shop));
  OLIVE_TRY(terms, terms_from(form, today));
  return Wish{name, std::move(place), std::move(terms)};
}

void set_terms(db::Transaction& tx, RegionId region_id, PickupPointId id, const PickupTerms& terms,
               PersonId set_by, base::Instant now) {
  tx.execute(
      "DELETE FROM market_pickup_opening WHERE region_id = $1 AND pickup_point_id = $2 "
      "AND valid_from = $3",
      region_id, id, terms.valid_from);
  tx.execute(
      "INSERT INTO market_pickup_terms (region_id, pickup_point_id, valid_from, capacity, set_by, "
      "set_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (region_id, pickup_point_id, "
      "valid_from) DO UPDATE SET capacity = excluded.capacity, set_by = excluded.set_by, "
      "set_at = excluded.set_at",
      region_id, id, terms.valid_from, terms.capacity, set_by, now);
  for (const Opening& each : terms.openings)
    tx.execute(
        "INSERT INTO market_pickup_opening (region_id, pickup_point_id, valid_from, weekday, "
        "opens_minute, closes_minute) VALUES ($1, $2, $3, $4, $5, $6)",
        region_id, id, terms.valid_from, each.weekday, each.opens_minute, each.closes_minute);
}

bool is_elsewhere(const PickupPoint& point, const Wish& wish, OrganisationId run_by) {
  return point.run_by != run_by || point.road_address != wish.place.road_address ||
         point.district_code != wish.place.district_code || point.lat_e6 != wish.place.lat_e6 ||
         point.lng_e6 != wish.place.lng_e6;
}

std::optional<std::int64_t> distance_between(const PickupPoint& point, const people::Place& home) {
  if (point.lat_e6 == 0 || home.lat_e6 == 0) return std::nullopt;
  return geo::distance_m(
      {static_cast<std::int32_t>(point.lat_e6), static_cast<std::int32_t>(point.lng_e6)},
      {static_cast<std::int32_t>(home.lat_e6), static_cast<std::int32_t>(home.lng_e6)});
}

}  // namespace

std::span<const base::Rule> PickupPointForm::rules() {
  static constexpr std::array<base::Rule, 3> kRules{{
      {.field = "name", .min_length = 1, .max_length = 60},
      {.field = "capacity", .minimum = 0, .maximum = 10'000},
      {.field = "openings", .max_length = 42},
  }};
  return kRules;
}

PickupPointResult<PickupPointId> open_pickup_point(db::Transaction& tx, RegionId region_id,
                                                   const PickupPointForm& form, PersonId opened_by,
                                                   base::Instant now) {
  OLIVE_TRY(wish, check_form(tx, region_id, {}, form, base::korean_date(now)));
  const auto id = tx.make_id<PickupPointId>();
  tx.execute(
      "INSERT INTO market_pickup_point (region_id, id, name, run_by, road_address, district_code, "
      "lat_e6, lng_e6, is_open) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, TRUE)",
      region_id, id, wish.name, form.run_by, wish.place.road_address, wish.place.district_code,
      wish.place.lat_e6, wish.place.lng_e6);
  set_terms(tx, region_id, id, wish.terms, opened_by, now);
  return id;
}

PickupPointResult<void> change_pickup_point(db::Transaction& tx, RegionId region_id,
                                            PickupPointId id, const PickupPointForm& form,
                                            PersonId changed_by, base::Instant now) {
  const base::Date today = base::korean_date(now);
  const auto point = find_pickup_point(tx, region_id, id, today);
  if (!point) return base::refuse(PickupPointRefusal::pickup_point_not_found);
  OLIVE_TRY(wish, check_form(tx, region_id, id, form, today));
  if (is_elsewhere(*point, wish, form.run_by) && parcels_waiting_at(tx, region_id, id) > 0)
    return base::refuse(PickupPointRefusal::pickup_point_in_use);
  tx.execute(
      "UPDATE market_pickup_point SET name = $3, run_by = $4, road_address = $5, "
      "district_code = $6, lat_e6 = $7, lng_e6 = $8 WHERE region_id = $1 AND id = $2",
      region_id, id, wish.name, form.run_by, wish.place.road_address, wish.place.district_code,
      wish.place.lat_e6, wish.place.lng_e6);
  set_terms(tx, region_id, id, wish.terms, changed_by, now);
  return {};
}

PickupPointResult<void> close_pickup_point(db::Transaction& tx, RegionId region_id,
                                           PickupPointId id) {
  if (parcels_waiting_at(tx, region_id, id) > 0)
    return base::refuse(PickupPointRefusal::pickup_point_in_use);
  const std::int64_t changed =
      tx.execute("UPDATE market_pickup_point SET is_open = FALSE WHERE region_id = $1 AND id = $2",
                 region_id, id);
  if (changed != 1) return base::refuse(PickupPointRefusal::pickup_point_not_found);
  return {};
}

PickupPointResult<void> reopen_pickup_point(db::Transaction& tx, RegionId region_id,
                                            PickupPointId id) {
  const auto taken = tx.integer(
      "SELECT b.id FROM market_pickup_point a JOIN market_pickup_point b "
      "ON b.region_id = a.region_id AND b.name = a.name AND b.id <> a.id AND b.is_open "
      "WHERE a.region_id = $1 AND a.id = $2 LIMIT 1",
      region_id, id);
  if (taken) return base::refuse(PickupPointRefusal::pickup_point_name_taken);
  const std::int64_t changed =
      tx.execute("UPDATE market_pickup_point SET is_open = TRUE WHERE region_id = $1 AND id = $2",
                 region_id, id);
  if (changed != 1) return base::refuse(PickupPointRefusal::pickup_point_not_found);
  return {};
}

std::optional<PickupPoint> find_pickup_point(db::Transaction& tx, RegionId region_id,
                                             PickupPointId id, base::Date on) {
  auto row = tx.query_one<PointRow>(std::string(kSelect) + " AND id = $2", region_id, id);
  if (!row) return std::nullopt;
  return to_point(tx, region_id, *std::move(row), on);
}

std::vector<PickupPoint> list_pickup_points(db::Transaction& tx, RegionId region_id,
                                            base::Date on) {
  return points_of(tx, region_id, on, " AND is_open ORDER BY name, id");
}

std::vector<PickupPoint> all_pickup_points(db::Transaction& tx, RegionId region_id, base::Date on) {
  return points_of(tx, region_id, on, " ORDER BY is_open DESC, name, id");
}

std::int64_t parcels_waiting_at(db::Transaction& tx, RegionId region_id, PickupPointId id) {
  return tx
      .integer(
          "SELECT COUNT(*) FROM market_parcel WHERE region_id = $1 AND pickup_point_id = $2 "
          "AND state IN ('placed', 'accepted', 'ready')",
          region_id, id)
      .value();
}

std::vector<NearbyPickupPoint> by_nearness(std::vector<PickupPoint> points,
                                           const people::Place& home) {
  std::vector<NearbyPickupPoint> list;
  for (PickupPoint& each : points) {
    const auto distance_m = distance_between(each, home);
    list.push_back({std::move(each), distance_m});
  }
  std::ranges::sort(list, {}, [](const NearbyPickupPoint& each) {
    return std::tuple(each.distance_m.value_or(INT64_MAX), std::string_view(each.point.name),
                      each.point.id);
  });
  return list;
}

std::vector<Collection> within_openings(const std::vector<Collection>& collections,
                                        const std::vector<PickupTerms>& terms) {
  std::vector<Collection> left;
  for (const Collection& each : collections) {
    const PickupTerms then = terms_on(terms, each.collect_on);
    if (then.openings.empty()) left.push_back(each);
    for (const Opening& opening : then.openings) {
      if (opening.weekday != base::weekday(each.collect_on)) continue;
      Collection cut = each;
      cut.from_minute = std::max(each.from_minute, opening.opens_minute);
      cut.to_minute = std::min(each.to_minute, opening.closes_minute);
      if (cut.from_minute < cut.to_minute) left.push_back(cut);
    }
  }
  return left;
}

PickupRoom::PickupRoom(db::Transaction& tx, RegionId region_id, PickupPointId id)
    : terms_(terms_of(tx, region_id, id)) {
  const db::Rows rows = tx.rows(
      "SELECT collect_on, COUNT(*) FROM market_parcel WHERE region_id = $1 "
      "AND pickup_point_id = $2 AND state IN ('placed', 'accepted', 'ready') GROUP BY collect_on",
      region_id, id);
  for (std::size_t i = 0; i < rows.size(); ++i)
    taken_[{static_cast<std::int32_t>(rows.integer(i, 0))}] = rows.integer(i, 1);
}

bool PickupRoom::has_room(base::Date day) const {
  const std::int64_t capacity = terms_on(terms_, day).capacity;
  const auto taken = taken_.find(day);
  return capacity == 0 || taken == taken_.end() || taken->second < capacity;
}

std::vector<Collection> PickupRoom::open_of(const std::vector<Collection>& collections) const {
  return within_openings(collections, terms_);
}

std::vector<Collection> PickupRoom::left_of(const std::vector<Collection>& collections) const {
  std::vector<Collection> left = open_of(collections);
  std::erase_if(left, [this](const Collection& each) { return !has_room(each.collect_on); });
  return left;
}

}  // namespace market

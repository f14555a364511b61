/// Places where parcels of several shops wait for their buyers: where, when, and how many a day.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "market/hours.h"

namespace market {

using PickupPointId = base::Id<struct PickupPointTag>;

/// What holds at a point from a day on.
struct PickupTerms {
  base::Date valid_from;
  std::int64_t capacity = 0;      ///< parcels a day; 0: any number
  std::vector<Opening> openings;  ///< by weekday and time; empty: as the shop that keeps it

  bool operator==(const PickupTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(PickupTerms, (), (valid_from, capacity, openings))

struct PickupPoint {
  PickupPointId id;
  std::string name;
  OrganisationId run_by;  ///< the shop that hands parcels out there
  std::string road_address;
  std::string district_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
  bool is_open = true;
  PickupTerms terms{};                  ///< of the day that was asked for
  std::optional<PickupTerms> coming{};  ///< the next that are set after it
};
BOOST_DESCRIBE_STRUCT(PickupPoint, (),
                      (id, name, run_by, road_address, district_code, lat_e6, lng_e6, is_open,
                       terms, coming))

/// What the centre writes down. Name and place hold at once, capacity and openings from a day on.
struct PickupPointForm {
  std::string name;
  OrganisationId run_by;
  std::optional<people::Place> place{};            ///< none: the shop's
  std::optional<std::int64_t> capacity{};          ///< none: any number
  std::optional<std::vector<Opening>> openings{};  ///< none: as the shop
  std::optional<base::Date> valid_from{};          ///< none: today

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(PickupPointForm, (), (name, run_by, place, capacity, openings, valid_from))

enum class PickupPointRefusal {
  pickup_point_not_found,
  shop_not_found,
  pickup_point_name_taken,
  pickup_place_not_found,  ///< not in Busan, or no address
  pickup_terms_in_past,
  hours_reversed,
  hours_overlap,
  pickup_point_in_use,  ///< parcels wait there, or are on their way
};
BOOST_DESCRIBE_ENUM(PickupPointRefusal, pickup_point_not_found, shop_not_found,
                    pickup_point_name_taken, pickup_place_not_found, pickup_terms_in_past,
                    hours_reversed, hours_overlap, pickup_point_in_use)

template <class T>
using PickupPointResult = base::Result<T, PickupPointRefusal>;

[[nodiscard]] PickupPointResult<PickupPointId> open_pickup_point(db::Transaction& tx,
                                                                 RegionId region_id,
                                                                 const PickupPointForm& form,
                                                                 PersonId opened_by,
                                                                 base::Instant now);
/// Replaces what is known of a point; terms that held before stay on record. Its place and keeper
/// cannot change while parcels wait there: their buyers know where to go.
[[nodiscard]] PickupPointResult<void> change_pickup_point(db::Transaction& tx, RegionId region_id,
                                                          PickupPointId id,
                                                          const PickupPointForm& form,
                                                          PersonId changed_by, base::Instant now);
/// Takes no more orders there. Refuses `pickup_point_in_use` while any parcel is not fetched yet.
[[nodiscard]] PickupPointResult<void> close_pickup_point(db::Transaction& tx, RegionId region_id,
                                                         PickupPointId id);
[[nodiscard]] PickupPointResult<void> reopen_pickup_point(db::Transaction& tx, RegionId region_id,
                                                          PickupPointId id);

/// With the terms of `on`; none when there is no such point.
[[nodiscard]] std::optional<PickupPoint> find_pickup_point(db::Transaction& tx, RegionId region_id,
                                                           PickupPointId id, base::Date on);
/// Open ones with the terms of `on`, by name.
[[nodiscard]] std::vector<PickupPoint> list_pickup_points(db::Transaction& tx, RegionId region_id,
                                                          base::Date on);
/// All, the open ones first.
[[nodiscard]] std::vector<PickupPoint> all_pickup_points(db::Transaction& tx, RegionId region_id,
                                                         base::Date on);
/// Parcels of a point that are neither fetched nor over.
[[nodiscard]] std::int64_t parcels_waiting_at(db::Transaction& tx, RegionId region_id,
                                              PickupPointId id);

/// A point as seen from where somebody lives.
struct NearbyPickupPoint {
  PickupPoint point;
  std::optional<std::int64_t> distance_m;  ///< as the crow flies; none: a place is not known
};
BOOST_DESCRIBE_STRUCT(NearbyPickupPoint, (), (point, distance_m))

/// The nearest to `home` first, those of unknown distance last, by name. Pure.
[[nodiscard]] std::vector<NearbyPickupPoint> by_nearness(std::vector<PickupPoint> points,
                                                         const people::Place& home);

/// What a point leaves of the collections of a shop: those within its openings, cut to them. Pure.
[[nodiscard]] std::vector<Collection> within_openings(const std::vector<Collection>& collections,
                                                      const std::vector<PickupTerms>& terms);
/// Parcels that a point takes on a day beside what it has; the key of every date asked for.
/// Cost: one statement for the parcels, none for the terms.
class PickupRoom {
 public:
  PickupRoom(db::Transaction& tx, RegionId region_id, PickupPointId id);

  /// The collections that the point can still serve: open then, and not full.
  [[nodiscard]] std::vector<Collection> left_of(const std::vector<Collection>& collections) const;
  /// The same without looking at how full it is.
  [[nodiscard]] std::vector<Collection> open_of(const std::vector<Collection>& collections) const;
  /// One more parcel comes on `day`: the next shop of the same cart finds less room.
  void take(base::Date day) { ++taken_[day]; }

 private:
  [[nodiscard]] bool has_room(base::Date day) const;

  std::vector<PickupTerms> terms_;
  std::map<base::Date, std::int64_t> taken_;
};

}  // namespace market

#include "people/organisation.h"

#include <algorithm>

#include "base/text.h"
#include "people/right.h"

namespace people {
namespace {

struct OrganisationRow {
  OrganisationId id;
  OrganisationKind kind = OrganisationKind::team;
  std::string name;
  OrganisationId parent_id;
  std::string phone;
  std::string road_address;
  std::string district_code;
  std::string dong_code;
  std::int64_t lat_e6 = 0;
  std::int64_t lng_e6 = 0;
};
BOOST_DESCRIBE_STRUCT(OrganisationRow, (),
                      (id, kind, name, parent_id, phone, road_address, district_code, dong_code,
                       lat_e6, lng_e6))

constexpr std::string_view kSelect =
    "SELECT id, kind, name, parent_id, phone, road_address, district_code, dong_code, lat_e6, "
    "lng_e6 FROM people_organisation WHERE region_id = $1 AND ";

Organisation to_organisation(OrganisationRow row) {
  return {row.id,
          row.kind,
          std::move(row.name),
          row.parent_id,
          std::move(row.phone),
          Place{std::move(row.road_address), std::move(row.district_code), std::move(row.dong_code),
                row.lat_e6, row.lng_e6}};
}

std::vector<Organisation> select_organisations(db::Transaction& tx, std::string_view condition,
                                               RegionId region_id, const db::Value& value) {
  std::vector<Organisation> all;
  for (OrganisationRow& row :
       tx.query<OrganisationRow>(std::string(kSelect) + std::string(condition), region_id, value))
    all.push_back(to_organisation(std::move(row)));
  return all;
}

constexpr std::string_view kSelectMembership =
    "SELECT id, person_id, organisation_id, role, valid_from, valid_to FROM people_membership "
    "WHERE region_id = $1 AND ";

/// Roles that count in the whole region, whatever organisation they were given in.
bool is_regional(Role role) {
  return role == Role::metro_centre || role == Role::city_officer || role == Role::auditor ||
         role == Role::administrator;
}

bool overlaps(const Membership& held, base::Date from, std::optional<base::Date> to) {
  return (!held.valid_to || *held.valid_to >= from) && (!to || held.valid_from <= *to);
}

/// Whether the person holds the role of `membership` there by another membership in its time.
bool holds_another(db::Transaction& tx, RegionId region_id, const Membership& membership) {
  return std::ranges::any_of(memberships_of(tx, region_id, membership.person_id, std::nullopt),
                             [&](const Membership& held) {
                               return held.id != membership.id &&
                                      held.organisation_id == membership.organisation_id &&
                                      held.role == membership.role &&
                                      overlaps(held, membership.valid_from, membership.valid_to);
                             });
}

}  // namespace

base::Result<OrganisationId, OrganisationRefusal> create_organisation(
    db::Transaction& tx, RegionId region_id, const NewOrganisation& organisation,
    base::Instant now) {
  const std::string_view name = base::trim(organisation.name);
  if (name.empty()) return base::refuse(OrganisationRefusal::name_missing);
  if (organisation.parent_id && !find_organisation(tx, region_id, organisation.parent_id))
    return base::refuse(OrganisationRefusal::parent_not_found);
  const auto id = tx.make_id<OrganisationId>();
  const Place& place = organisation.place;
  tx.execute(
      "INSERT INTO people_organisation (region_id, id, kind, name, parent_id, phone, "
      "road_address, district_code, dong_code, lat_e6, lng_e6, created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      region_id, id, organisation.kind, name, organisation.parent_id, organisation.phone,
      place.road_address, place.district_code, place.dong_code, place.lat_e6, place.lng_e6, now);
  return id;
}

std::optional<Organisation> find_organisation(db::Transaction& tx, RegionId region_id,
                                              OrganisationId organisation_id) {
  std::vector<Organisation> found =
      select_organisations(tx, "id = $2", region_id, db::to_value(organisation_id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Organisation> organisations_of_kind(db::Transaction& tx, RegionId region_id,
                                                OrganisationKind kind) {
  return select_organisations(tx, "kind = $2 ORDER BY name, id", region_id, db::to_value(kind));
}

std::vector<Organisation> children_of(db::Transaction& tx, RegionId region_id,
                                      OrganisationId parent_id) {
  return select_organisations(tx, "parent_id = $2 ORDER BY name, id", region_id,
                              db::to_value(parent_id));
}

base::Result<base::Id<struct MembershipTag>, OrganisationRefusal> join(
    db::Transaction& tx, RegionId region_id, PersonId person_id, OrganisationId organisation_id,
    Role role, base::Date valid_from, const RightBy& by, std::optional<base::Date> valid_to) {
  if (!find_person(tx, region_id, person_id))
    return base::refuse(OrganisationRefusal::person_not_found);
  if (!find_organisation(tx, region_id, organisation_id))
    return base::refuse(OrganisationRefusal::organisation_not_found);
  if (valid_to && *valid_to < valid_from) return base::refuse(OrganisationRefusal::dates_reversed);
  const Membership wanted{{}, person_id, organisation_id, role, valid_from, valid_to};
  if (holds_another(tx, region_id, wanted))
    return base::refuse(OrganisationRefusal::already_member);
  const auto id = tx.make_id<base::Id<struct MembershipTag>>();
  tx.execute(
      "INSERT INTO people_membership (region_id, id, person_id, organisation_id, role, "
      "valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, id, person_id, organisation_id, role, valid_from, valid_to);
  log_right(tx, region_id, {id, person_id, organisation_id, role, valid_from, valid_to},
            RightAction::granted, by);
  return id;
}

base::Result<void, OrganisationRefusal> leave(db::Transaction& tx, RegionId region_id,
                                              base::Id<struct MembershipTag> id,
                                              base::Date last_day, const RightBy& by) {
  auto held = tx.query_one<Membership>(std::string(kSelectMembership) + "id = $2", region_id, id);
  if (!held) return base::refuse(OrganisationRefusal::membership_not_found);
  if (last_day < held->valid_from) return base::refuse(OrganisationRefusal::dates_reversed);
  const bool is_prolonged = held->valid_to && last_day > *held->valid_to;
  held->valid_to = last_day;
  if (is_prolonged && holds_another(tx, region_id, *held))
    return base::refuse(OrganisationRefusal::already_member);
  tx.execute("UPDATE people_membership SET valid_to = $3 WHERE region_id = $1 AND id = $2",
             region_id, id, last_day);
  log_right(tx, region_id, *held, RightAction::ended, by);
  return {};
}

std::vector<Membership> memberships_of(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                       std::optional<base::Date> on) {
  if (!on)
    return tx.query<Membership>(
        std::string(kSelectMembership) + "person_id = $2 ORDER BY valid_from, id", region_id,
        person_id);
  return tx.query<Membership>(std::string(kSelectMembership) +
                                  "person_id = $2 AND valid_from <= $3 AND "
                                  "(valid_to IS NULL OR valid_to >= $3) ORDER BY valid_from, id",
                              region_id, person_id, *on);
}

std::vector<Membership> members_of(db::Transaction& tx, RegionId region_id,
                                   OrganisationId organisation_id, Role role, base::Date on) {
  return tx.query<Membership>(std::string(kSelectMembership) +
                                  "organisation_id = $2 AND role = $3 AND valid_from <= $4 AND "
                                  "(valid_to IS NULL OR valid_to >= $4) ORDER BY person_id",
                              region_id, organisation_id, role, on);
}

std::vector<api::Grant> grants_of(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                  base::Date on) {
  std::vector<api::Grant> grants;
  for (const Membership& held : memberships_of(tx, region_id, person_id, on))
    grants.push_back({std::string(base::name_of(held.role)),
                      is_regional(held.role) ? OrganisationId{} : held.organisation_id});
  return grants;
}

}  // namespace people

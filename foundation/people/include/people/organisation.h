/// Organisations and who belongs to them in which role, from when to when.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/principal.h"
#include "people/person.h"

namespace people {

enum class OrganisationKind {
  metro_centre,     ///< 광역자활센터
  regional_centre,  ///< 지역자활센터
  district,         ///< 구·군
  dong,             ///< 읍면동 행정복지센터
  city,             ///< 시
  hospital,
  team,        ///< 자활사업단
  enterprise,  ///< 자활기업
  shop,        ///< 올리브마켓 place
  funder,
};
BOOST_DESCRIBE_ENUM(OrganisationKind, metro_centre, regional_centre, district, dong, city, hospital,
                    team, enterprise, shop, funder)

struct NewOrganisation {
  OrganisationKind kind = OrganisationKind::team;
  std::string name;
  OrganisationId parent_id{};  ///< a team's centre, a shop's team; 0: none
  std::string phone{};
  Place place{};
};

struct Organisation {
  OrganisationId id;
  OrganisationKind kind = OrganisationKind::team;
  std::string name;
  OrganisationId parent_id;
  std::string phone;
  Place place;
};
BOOST_DESCRIBE_STRUCT(Organisation, (), (id, kind, name, parent_id, phone, place))

/// Roles as in ../docs/glossary.md; a membership may have any of them.
enum class Role {
  citizen,
  participant,  ///< 자활 participant
  care_worker,  ///< participant who delivers care
  shop_keeper,  ///< works the till of a shop
  coordinator,  ///< 배정 담당 of a centre
  case_manager,
  centre_director,
  metro_centre,  ///< 광역 ops
  hospital,      ///< 환자지원팀
  dong_officer,
  district_officer,
  city_officer,
  auditor,
  administrator,
};
BOOST_DESCRIBE_ENUM(Role, citizen, participant, care_worker, shop_keeper, coordinator, case_manager,
                    centre_director, metro_centre, hospital, dong_officer, district_officer,
                    city_officer, auditor, administrator)

struct Membership {
  base::Id<struct MembershipTag> id;
  PersonId person_id;
  OrganisationId organisation_id;
  Role role = Role::citizen;
  base::Date valid_from;
  std::optional<base::Date> valid_to;  ///< last day, included
};
BOOST_DESCRIBE_STRUCT(Membership, (), (id, person_id, organisation_id, role, valid_from, valid_to))

enum class OrganisationRefusal {
  name_missing,
  parent_not_found,
  organisation_not_found,
  person_not_found,
  membership_not_found,
  dates_reversed,
  already_member,
};
BOOST_DESCRIBE_ENUM(OrganisationRefusal, name_missing, parent_not_found, organisation_not_found,
                    person_not_found, membership_not_found, dates_reversed, already_member)

[[nodiscard]] base::Result<OrganisationId, OrganisationRefusal> create_organisation(
    db::Transaction& tx, RegionId region_id, const NewOrganisation& organisation,
    base::Instant now);
[[nodiscard]] std::optional<Organisation> find_organisation(db::Transaction& tx, RegionId region_id,
                                                            OrganisationId organisation_id);
/// All of a kind, by name.
[[nodiscard]] std::vector<Organisation> organisations_of_kind(db::Transaction& tx,
                                                              RegionId region_id,
                                                              OrganisationKind kind);
[[nodiscard]] std::vector<Organisation> children_of(db::Transaction& tx, RegionId region_id,
                                                    OrganisationId parent_id);

/// Who gives or ends a role, and why: every change is written to the history of rights.
struct RightBy {
  PersonId actor_id{};  ///< 0: the system
  base::Instant at{};
  std::string_view reason{};
};

/// Adds a role from `valid_from` on, with its record in the history (people/right.h). Refuses
/// `already_member` when the same role overlaps.
[[nodiscard]] base::Result<base::Id<struct MembershipTag>, OrganisationRefusal> join(
    db::Transaction& tx, RegionId region_id, PersonId person_id, OrganisationId organisation_id,
    Role role, base::Date valid_from, const RightBy& by, std::optional<base::Date> valid_to = {});
/// Ends a membership with `last_day`; the membership stays, the end is recorded. A later end than
/// before is refused as `already_member` when the same role was taken up again meanwhile.
[[nodiscard]] base::Result<void, OrganisationRefusal> leave(db::Transaction& tx, RegionId region_id,
                                                            base::Id<struct MembershipTag> id,
                                                            base::Date last_day, const RightBy& by);
/// Memberships of a person valid on `on` (all ever when nullopt).
[[nodiscard]] std::vector<Membership> memberships_of(db::Transaction& tx, RegionId region_id,
                                                     PersonId person_id,
                                                     std::optional<base::Date> on);
/// Members of an organisation in `role` valid on `on`.
[[nodiscard]] std::vector<Membership> members_of(db::Transaction& tx, RegionId region_id,
                                                 OrganisationId organisation_id, Role role,
                                                 base::Date on);
/// The grants of a person on `on`, for sign-in. City-wide roles have no organisation.
[[nodiscard]] std::vector<api::Grant> grants_of(db::Transaction& tx, RegionId region_id,
                                                PersonId person_id, base::Date on);

/// The 16 districts of Busan with code, names, office coordinates (1e-6 degrees).
struct District {
  std::string_view code;
  std::string_view name_ko;
  std::string_view name_en;
  std::int64_t lat_e6;
  std::int64_t lng_e6;
  std::int64_t population;
  int aged_percent;
};
[[nodiscard]] std::span<const District> districts();
[[nodiscard]] const District* find_district(std::string_view code);

}  // namespace people

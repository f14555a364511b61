#include "teams/team.h"

#include "base/check.h"
#include "base/text.h"

namespace teams {
namespace {

constexpr std::string_view kSelectTeam =
    "SELECT t.id, o.name, t.centre_id, t.work_type, t.trade, t.started_on, "
    "(SELECT COUNT(*) FROM teams_member m WHERE m.region_id = t.region_id AND m.team_id = t.id "
    "AND m.joined_on <= $2 AND (m.left_on IS NULL OR m.left_on >= $2)) AS members "
    "FROM teams_team t JOIN people_organisation o ON o.region_id = t.region_id AND o.id = t.id "
    "WHERE t.region_id = $1";

constexpr std::string_view kSelectMember =
    "SELECT id, team_id, person_id, guarantee_class, joined_on, left_on FROM teams_member "
    "WHERE region_id = $1 AND ";

// Another placement of the person begins within `member`'s days as `last_day` would make them.
bool reaches_into_another(db::Transaction& tx, RegionId region_id, const Member& member,
                          base::Date last_day) {
  return tx
      .integer(
          "SELECT id FROM teams_member WHERE region_id = $1 AND person_id = $2 AND id <> $3 "
          "AND joined_on BETWEEN $4 AND $5 LIMIT 1",
          region_id, member.person_id, member.id, member.joined_on, last_day)
      .has_value();
}

}  // namespace

base::Result<OrganisationId, TeamRefusal> create_team(db::Transaction& tx, RegionId region_id,
                                                      const NewTeam& team, base::Instant now) {
  if (base::trim(team.name).empty()) return base::refuse(TeamRefusal::name_missing);
  const auto centre = people::find_organisation(tx, region_id, team.centre_id);
  if (!centre || centre->kind != people::OrganisationKind::regional_centre)
    return base::refuse(TeamRefusal::centre_not_found);
  const auto id = people::create_organisation(tx, region_id,
                                              {.kind = people::OrganisationKind::team,
                                               .name = team.name,
                                               .parent_id = team.centre_id,
                                               .place = team.place},
                                              now);
  CHECK_REQUEST(id.has_value());  // name and parent were checked above
  tx.execute(
      "INSERT INTO teams_team (region_id, id, centre_id, work_type, trade, started_on) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      region_id, *id, team.centre_id, team.work_type, team.trade, team.started_on);
  return *id;
}

std::optional<Team> find_team(db::Transaction& tx, RegionId region_id, OrganisationId team_id,
                              base::Date on) {
  return tx.query_one<Team>(std::string(kSelectTeam) + " AND t.id = $3", region_id, on, team_id);
}

std::vector<Team> list_teams(db::Transaction& tx, RegionId region_id, OrganisationId centre_id,
                             base::Date on) {
  const std::string order = " ORDER BY o.name, t.id";
  if (!centre_id) return tx.query<Team>(std::string(kSelectTeam) + order, region_id, on);
  return tx.query<Team>(std::string(kSelectTeam) + " AND t.centre_id = $3" + order, region_id, on,
                        centre_id);
}

base::Result<MemberId, TeamRefusal> place(db::Transaction& tx, RegionId region_id,
                                          const Placement& placement, const people::RightBy& by) {
  const auto team = find_team(tx, region_id, placement.team_id, placement.joined_on);
  if (!team) return base::refuse(TeamRefusal::team_not_found);
  if (placement.joined_on < team->started_on) return base::refuse(TeamRefusal::team_not_started);
  if (!people::find_person(tx, region_id, placement.person_id))
    return base::refuse(TeamRefusal::person_not_found);
  const auto overlapping = tx.integer(
      "SELECT id FROM teams_member WHERE region_id = $1 AND person_id = $2 "
      "AND (left_on IS NULL OR left_on >= $3) LIMIT 1",
      region_id, placement.person_id, placement.joined_on);
  if (overlapping) return base::refuse(TeamRefusal::already_in_a_team);
  const auto membership = people::join(tx, region_id, placement.person_id, placement.team_id,
                                       people::Role::participant, placement.joined_on, by);
  if (!membership) return base::refuse(TeamRefusal::already_in_a_team);
  const auto id = tx.make_id<MemberId>();
  tx.execute(
      "INSERT INTO teams_member (region_id, id, team_id, person_id, membership_id, "
      "guarantee_class, joined_on) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      region_id, id, placement.team_id, placement.person_id, *membership, placement.guarantee_class,
      placement.joined_on);
  return id;
}

base::Result<void, TeamRefusal> depart(db::Transaction& tx, RegionId region_id, MemberId member_id,
                                       base::Date last_day, const people::RightBy& by) {
  const auto member = find_member(tx, region_id, member_id);
  if (!member) return base::refuse(TeamRefusal::member_not_found);
  if (last_day < member->joined_on) return base::refuse(TeamRefusal::dates_reversed);
  if (reaches_into_another(tx, region_id, *member, last_day))
    return base::refuse(TeamRefusal::already_in_a_team);
  const auto membership_id =
      tx.integer("SELECT membership_id FROM teams_member WHERE region_id = $1 AND id = $2",
                 region_id, member_id);
  const auto left = people::leave(tx, region_id, {*membership_id}, last_day, by);
  if (!left) {
    // Somebody gave the role a second time, beside the placement: its days stand in the way.
    CHECK_REQUEST(left.error() == people::OrganisationRefusal::already_member);
    return base::refuse(TeamRefusal::already_in_a_team);
  }
  tx.execute("UPDATE teams_member SET left_on = $3 WHERE region_id = $1 AND id = $2", region_id,
             member_id, last_day);
  return {};
}

std::optional<Member> find_member(db::Transaction& tx, RegionId region_id, MemberId member_id) {
  return tx.query_one<Member>(std::string(kSelectMember) + "id = $2", region_id, member_id);
}

std::vector<Member> members_on(db::Transaction& tx, RegionId region_id, OrganisationId team_id,
                               base::Date on) {
  return tx.query<Member>(std::string(kSelectMember) +
                              "team_id = $2 AND joined_on <= $3 AND "
                              "(left_on IS NULL OR left_on >= $3) ORDER BY person_id",
                          region_id, team_id, on);
}

std::vector<Member> placements_of(db::Transaction& tx, RegionId region_id, PersonId person_id) {
  return tx.query<Member>(std::string(kSelectMember) + "person_id = $2 ORDER BY joined_on, id",
                          region_id, person_id);
}

std::optional<Member> placement_on(db::Transaction& tx, RegionId region_id, PersonId person_id,
                                   base::Date on) {
  return tx.query_one<Member>(std::string(kSelectMember) +
                                  "person_id = $2 AND joined_on <= $3 AND "
                                  "(left_on IS NULL OR left_on >= $3) ORDER BY joined_on LIMIT 1",
                              region_id, person_id, on);
}

std::vector<Member> placements_between(db::Transaction& tx, RegionId region_id, base::Date from,
                                       base::Date to) {
  return tx.query<Member>(std::string(kSelectMember) +
                              "joined_on <= $3 AND (left_on IS NULL OR left_on >= $2) "
                              "ORDER BY person_id, joined_on",
                          region_id, from, to);
}

}  // namespace teams

/// Teams (자활사업단) and the participants who work in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "people/organisation.h"

namespace teams {

using base::OrganisationId;
using base::PersonId;
using base::RegionId;
using MemberId = base::Id<struct TeamMemberTag>;

/// Types of self-sufficiency work, as the national system names them (facts §3.1).
enum class WorkType {
  market_entry,      ///< 시장진입형
  social_service,    ///< 사회서비스형
  work_maintenance,  ///< 근로유지형, five hours a day
};
BOOST_DESCRIBE_ENUM(WorkType, market_entry, social_service, work_maintenance)

/// Guarantee classes of participants (facts §3.1).
enum class GuaranteeClass { conditional, near_poor, facility, general, special };
BOOST_DESCRIBE_ENUM(GuaranteeClass, conditional, near_poor, facility, general, special)

struct Team {
  OrganisationId id;  ///< the organisation of kind `team`
  std::string name;
  OrganisationId centre_id;
  WorkType work_type = WorkType::social_service;
  std::string trade;  ///< `accompaniment`, `tofu`, `cleaning` …
  base::Date started_on;
  std::int64_t members = 0;  ///< today
};
BOOST_DESCRIBE_STRUCT(Team, (), (id, name, centre_id, work_type, trade, started_on, members))

struct Member {
  MemberId id;
  OrganisationId team_id;
  PersonId person_id;
  GuaranteeClass guarantee_class = GuaranteeClass::conditional;
  base::Date joined_on;
  std::optional<base::Date> left_on;  ///< last day, included
};
BOOST_DESCRIBE_STRUCT(Member, (), (id, team_id, person_id, guarantee_class, joined_on, left_on))

struct NewTeam {
  std::string name;
  OrganisationId centre_id;
  WorkType work_type = WorkType::social_service;
  std::string trade;
  base::Date started_on;
  people::Place place{};
};

enum class TeamRefusal {
  name_missing,
  centre_not_found,
  team_not_found,
  person_not_found,
  member_not_found,
  already_in_a_team,
  dates_reversed,
  team_not_started,
};
BOOST_DESCRIBE_ENUM(TeamRefusal, name_missing, centre_not_found, team_not_found, person_not_found,
                    member_not_found, already_in_a_team, dates_reversed, team_not_started)

/// Founds a team below a regional centre.
[[nodiscard]] base::Result<OrganisationId, TeamRefusal> create_team(db::Transaction& tx,
                                                                    RegionId region_id,
                                                                    const NewTeam& team,
                                                                    base::Instant now);
[[nodiscard]] std::optional<Team> find_team(db::Transaction& tx, RegionId region_id,
                                            OrganisationId team_id, base::Date on);
/// Teams of a centre (all when centre_id is 0) with their members on `on`.
[[nodiscard]] std::vector<Team> list_teams(db::Transaction& tx, RegionId region_id,
                                           OrganisationId centre_id, base::Date on);

struct Placement {
  OrganisationId team_id;
  PersonId person_id;
  GuaranteeClass guarantee_class = GuaranteeClass::conditional;
  base::Date joined_on;
};
BOOST_DESCRIBE_STRUCT(Placement, (), (team_id, person_id, guarantee_class, joined_on))

/// Places a person in a team from a day on and gives the role `participant` there. A person works
/// in one team at a time: `already_in_a_team` when another placement overlaps.
[[nodiscard]] base::Result<MemberId, TeamRefusal> place(db::Transaction& tx, RegionId region_id,
                                                        const Placement& placement,
                                                        const people::RightBy& by);
/// Ends a placement with `last_day`, the role with it; a later call moves the end. Refuses:
/// `dates_reversed` before it began, `already_in_a_team` when another placement or a role that was
/// given beside it begins on or before that day.
[[nodiscard]] base::Result<void, TeamRefusal> depart(db::Transaction& tx, RegionId region_id,
                                                     MemberId member_id, base::Date last_day,
                                                     const people::RightBy& by);
[[nodiscard]] std::optional<Member> find_member(db::Transaction& tx, RegionId region_id,
                                                MemberId member_id);
/// Who works in the team on `on`.
[[nodiscard]] std::vector<Member> members_on(db::Transaction& tx, RegionId region_id,
                                             OrganisationId team_id, base::Date on);
/// The person's placement on `on`.
[[nodiscard]] std::optional<Member> placement_on(db::Transaction& tx, RegionId region_id,
                                                 PersonId person_id, base::Date on);
/// All placements of a person, the oldest first.
[[nodiscard]] std::vector<Member> placements_of(db::Transaction& tx, RegionId region_id,
                                                PersonId person_id);
/// Every placement of the region that overlaps the days `from` to `to`, by person and start.
[[nodiscard]] std::vector<Member> placements_between(db::Transaction& tx, RegionId region_id,
                                                     base::Date from, base::Date to);

}  // namespace teams

#include "people/person.h"
#include "routes.h"
#include "teams/attendance.h"
#include "teams/team.h"

namespace teams {
namespace {

struct TeamQuery {
  std::optional<OrganisationId> centre_id;
};
BOOST_DESCRIBE_STRUCT(TeamQuery, (), (centre_id))

struct TeamList {
  std::vector<Team> items;
};
BOOST_DESCRIBE_STRUCT(TeamList, (), (items))

struct TeamForm {
  std::string name;
  OrganisationId centre_id;
  WorkType work_type = WorkType::social_service;
  std::string trade;
  base::Date started_on;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "name", .min_length = 1, .max_length = 80},
                                            {.field = "trade", .min_length = 1, .max_length = 40}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(TeamForm, (), (name, centre_id, work_type, trade, started_on))

/// A member as a list shows them: name masked.
struct TeamMember {
  MemberId id;
  PersonId person_id;
  std::string name;
  GuaranteeClass guarantee_class = GuaranteeClass::conditional;
  base::Date joined_on;
};
BOOST_DESCRIBE_STRUCT(TeamMember, (), (id, person_id, name, guarantee_class, joined_on))

struct TeamMemberList {
  std::vector<TeamMember> items;
};
BOOST_DESCRIBE_STRUCT(TeamMemberList, (), (items))

struct MemberForm {
  PersonId person_id;
  GuaranteeClass guarantee_class = GuaranteeClass::conditional;
  base::Date joined_on;
};
BOOST_DESCRIBE_STRUCT(MemberForm, (), (person_id, guarantee_class, joined_on))

struct Departure {
  base::Date last_day;
};
BOOST_DESCRIBE_STRUCT(Departure, (), (last_day))

struct MonthQuery {
  base::Date month;  ///< any day of it
};
BOOST_DESCRIBE_STRUCT(MonthQuery, (), (month))

struct AttendanceList {
  std::vector<AttendanceDay> items;
};
BOOST_DESCRIBE_STRUCT(AttendanceList, (), (items))

struct AttendanceForm {
  PersonId person_id;
  base::Date worked_on;
  AttendanceKind kind = AttendanceKind::work;
  std::int64_t minutes = 0;
  std::optional<std::int64_t> late_min;  ///< came late or left early
  std::optional<std::int64_t> came_min;  ///< after midnight; with left_min instead of minutes
  std::optional<std::int64_t> left_min;
};
BOOST_DESCRIBE_STRUCT(AttendanceForm, (),
                      (person_id, worked_on, kind, minutes, late_min, came_min, left_min))

/// The team of the path, when it exists and the caller may see its centre.
api::Answer<Team> team_in_scope(db::Transaction& tx, const api::Context& context) {
  auto team =
      find_team(tx, context.region_id(), context.path_id<OrganisationId>("id"), context.today());
  if (!team || !context.scope.covers(team->centre_id))
    return api::refused(TeamRefusal::team_not_found);
  return *team;
}

api::Answer<TeamList> get_teams(db::Transaction& tx, const api::Context& context,
                                const TeamQuery& in) {
  TeamList list;
  for (Team& team : list_teams(tx, context.region_id(), in.centre_id.value_or(OrganisationId{}),
                               context.today()))
    if (context.scope.covers(team.centre_id)) list.items.push_back(std::move(team));
  return list;
}

api::Answer<Team> get_team(db::Transaction& tx, const api::Context& context, const base::Nothing&) {
  return team_in_scope(tx, context);
}

api::Answer<Team> post_team(db::Transaction& tx, const api::Context& context, const TeamForm& in) {
  if (!context.scope.covers(in.centre_id))
    return api::refused(TeamRefusal::centre_not_found, "/centre_id");
  const auto id =
      create_team(tx, context.region_id(),
                  {in.name, in.centre_id, in.work_type, in.trade, in.started_on}, context.now);
  if (!id) return api::refused(id.error());
  return *find_team(tx, context.region_id(), *id, context.today());
}

api::Answer<TeamMemberList> get_members(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  OLIVE_TRY(team, team_in_scope(tx, context));
  TeamMemberList list;
  for (const Member& member : members_on(tx, context.region_id(), team.id, context.today()))
    list.items.push_back({member.id, member.person_id,
                          masked_name(tx, context.region_id(), member.person_id),
                          member.guarantee_class, member.joined_on});
  return list;
}

api::Answer<TeamMember> post_member(db::Transaction& tx, const api::Context& context,
                                    const MemberForm& in) {
  OLIVE_TRY(team, team_in_scope(tx, context));
  const auto id =
      place(tx, context.region_id(), {team.id, in.person_id, in.guarantee_class, in.joined_on},
            {context.principal.person_id, context.now, "placement"});
  if (!id) return api::refused(id.error(), "/person_id");
  return TeamMember{*id, in.person_id, masked_name(tx, context.region_id(), in.person_id),
                    in.guarantee_class, in.joined_on};
}

api::Answer<base::Nothing> post_departure(db::Transaction& tx, const api::Context& context,
                                          const Departure& in) {
  const auto member_id = context.path_id<MemberId>("id");
  const auto member = find_member(tx, context.region_id(), member_id);
  if (!member) return api::refused(TeamRefusal::member_not_found);
  const auto team = find_team(tx, context.region_id(), member->team_id, context.today());
  if (!team || !context.scope.covers(team->centre_id))
    return api::refused(TeamRefusal::member_not_found);
  const auto left = depart(tx, context.region_id(), member_id, in.last_day,
                           {context.principal.person_id, context.now, "departure"});
  if (!left) return api::refused(left.error(), "/last_day");
  return base::Nothing{};
}

api::Answer<AttendanceList> get_attendance(db::Transaction& tx, const api::Context& context,
                                           const MonthQuery& in) {
  OLIVE_TRY(team, team_in_scope(tx, context));
  return AttendanceList{attendance_of_team(tx, context.region_id(), team.id,
                                           base::first_of_month(in.month),
                                           base::last_of_month(in.month))};
}

std::string field_of(AttendanceRefusal refusal) {
  switch (refusal) {
    case AttendanceRefusal::minutes_out_of_range: return "/minutes";
    case AttendanceRefusal::hours_out_of_range:
    case AttendanceRefusal::work_hours_overlap: return "/left_min";
    case AttendanceRefusal::late_out_of_range: return "/late_min";
    case AttendanceRefusal::leave_exhausted: return "/kind";
    default: return "/worked_on";
  }
}

api::Answer<AttendanceDay> put_attendance(db::Transaction& tx, const api::Context& context,
                                          const AttendanceForm& in) {
  OLIVE_TRY(team, team_in_scope(tx, context));
  const auto member = placement_on(tx, context.region_id(), in.person_id, in.worked_on);
  if (!member || member->team_id != team.id)
    return api::refused(AttendanceRefusal::not_in_a_team, "/person_id");
  const AttendanceDay day{in.person_id, in.worked_on, team.id,
                          in.kind,      in.minutes,   in.late_min.value_or(0),
                          in.came_min,  in.left_min};
  if (const auto set =
          set_day(tx, context.region_id(), day, context.principal.person_id, context.now);
      !set)
    return api::refused(set.error(), field_of(set.error()));
  return attendance_of_person(tx, context.region_id(), in.person_id, in.worked_on, in.worked_on)
      .front();
}

}  // namespace

std::string masked_name(db::Transaction& tx, base::RegionId region_id, base::PersonId person_id) {
  auto person = people::find_person(tx, region_id, person_id);
  return person ? people::masked(std::move(*person)).name : std::string();
}

std::vector<api::Route> team_routes() {
  return {
      api::get<TeamQuery, TeamList>("/api/v1/teams",
                                    {.operation = "list_teams",
                                     .permission = "teams.view",
                                     .tag = "teams",
                                     .summary = "Teams that the caller may see"},
                                    get_teams),
      api::post<TeamForm, Team>("/api/v1/teams",
                                {.operation = "create_team",
                                 .permission = "teams.manage",
                                 .tag = "teams",
                                 .summary = "Founds a team of a centre",
                                 .success_status = 201},
                                post_team),
      api::get<base::Nothing, Team>("/api/v1/teams/{id}",
                                    {.operation = "get_team",
                                     .permission = "teams.view",
                                     .tag = "teams",
                                     .summary = "One team"},
                                    get_team),
      api::get<base::Nothing, TeamMemberList>(
          "/api/v1/teams/{id}/members",
          {.operation = "list_team_members",
           .permission = "teams.view",
           .tag = "teams",
           .summary = "Who works in the team today, names masked"},
          get_members),
      api::post<MemberForm, TeamMember>("/api/v1/teams/{id}/members",
                                        {.operation = "add_team_member",
                                         .permission = "teams.manage",
                                         .tag = "teams",
                                         .summary = "Places a person in the team",
                                         .success_status = 201},
                                        post_member),
      api::post<Departure, base::Nothing>("/api/v1/team-members/{id}/departure",
                                          {.operation = "end_team_membership",
                                           .permission = "teams.manage",
                                           .tag = "teams",
                                           .summary = "Ends a placement with its last day"},
                                          post_departure),
      api::get<MonthQuery, AttendanceList>("/api/v1/teams/{id}/attendance",
                                           {.operation = "list_attendance",
                                            .permission = "teams.view",
                                            .tag = "teams",
                                            .summary = "A month of the team's attendance"},
                                           get_attendance),
      api::change<AttendanceForm, AttendanceDay>(http::Method::put, "/api/v1/teams/{id}/attendance",
                                                 {.operation = "set_attendance",
                                                  .permission = "teams.manage",
                                                  .tag = "teams",
                                                  .summary = "Sets one person's day by hand"},
                                                 put_attendance),
  };
}

}  // namespace teams

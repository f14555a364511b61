#include "centre_days.h"
#include "routes.h"
#include "teams/extra_work.h"

namespace teams {
namespace {

struct ExtraWorkQuery {
  OrganisationId centre_id;
  base::Date month;  ///< any day of it
};
BOOST_DESCRIBE_STRUCT(ExtraWorkQuery, (), (centre_id, month))

/// A day with extra work, with the person's masked name and the team's name.
struct NamedExtraWork {
  ExtraWork work;
  std::string name;
  std::string team_name;
  bool may_decide = false;  ///< the month is open, and the caller entered none of it
};
BOOST_DESCRIBE_STRUCT(NamedExtraWork, (), (work, name, team_name, may_decide))

struct ExtraWorkList {
  std::int64_t waiting = 0;
  bool is_paid = false;  ///< the month's pay is posted
  std::vector<NamedExtraWork> items;
};
BOOST_DESCRIBE_STRUCT(ExtraWorkList, (), (waiting, is_paid, items))

struct ExtraWorkForm {
  PersonId person_id;
  base::Date worked_on;
  std::int64_t extra_min = 0;  ///< as the caller saw it
  bool is_approved = false;
  std::optional<std::string> note;  ///< why not

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "extra_min", .minimum = 1, .maximum = 2'880},
                                            {.field = "note", .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ExtraWorkForm, (), (person_id, worked_on, extra_min, is_approved, note))

api::Answer<ExtraWorkList> get_extra_work(db::Transaction& tx, const api::Context& context,
                                          const ExtraWorkQuery& in) {
  const RegionId region_id = context.region_id();
  if (!context.scope.covers(in.centre_id))
    return api::refused(TeamRefusal::centre_not_found, "/centre_id");
  ExtraWorkList list;
  std::map<OrganisationId, std::string> teams;
  for (Team& team : list_teams(tx, region_id, in.centre_id, base::first_of_month(in.month)))
    teams[team.id] = std::move(team.name);
  for (ExtraWork& work :
       extra_work_of_centre(tx, region_id, in.centre_id, in.month, context.today())) {
    if (list.items.empty()) list.is_paid = is_paid(tx, region_id, work.team_id, work.worked_on);
    if (work.state == ExtraWorkState::waiting) ++list.waiting;
    NamedExtraWork named{.work = std::move(work), .name = {}, .team_name = {}};
    named.name = masked_name(tx, region_id, named.work.person_id);
    named.team_name = teams[named.work.team_id];
    named.may_decide = !list.is_paid && named.work.entered_by != context.principal.person_id;
    list.items.push_back(std::move(named));
  }
  return list;
}

struct ExtraWorkMonth {
  OrganisationId centre_id;
  base::Date month;
  std::int64_t extra_min = 0;  ///< of all that the caller may approve, as they saw it

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "extra_min", .minimum = 1, .maximum = 100'000'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ExtraWorkMonth, (), (centre_id, month, extra_min))

std::string field_of(ExtraWorkRefusal refusal) {
  switch (refusal) {
    case ExtraWorkRefusal::extra_work_changed: return "/extra_min";
    case ExtraWorkRefusal::decision_note_missing: return "/note";
    case ExtraWorkRefusal::extra_work_own_entry: return "/person_id";
    default: return "/worked_on";
  }
}

// The caller decides where the day was worked, in a centre of theirs.
api::Answer<ExtraWork> post_decision(db::Transaction& tx, const api::Context& context,
                                     const ExtraWorkForm& in) {
  const RegionId region_id = context.region_id();
  const auto days = attendance_of_person(tx, region_id, in.person_id, in.worked_on, in.worked_on);
  const auto team =
      days.empty() ? std::nullopt : find_team(tx, region_id, days.front().team_id, in.worked_on);
  if (!team || !context.scope.covers(team->centre_id))
    return api::refused(ExtraWorkRefusal::extra_work_not_found, "/worked_on");
  auto decided = decide_extra_work(tx, region_id,
                                   {.person_id = in.person_id,
                                    .worked_on = in.worked_on,
                                    .extra_min = in.extra_min,
                                    .is_approved = in.is_approved,
                                    .note = in.note.value_or("")},
                                   context.principal.person_id, context.now);
  if (!decided) return api::refused(decided.error(), field_of(decided.error()));
  return *std::move(decided);
}

api::Answer<ExtraWorkApproval> post_approval(db::Transaction& tx, const api::Context& context,
                                             const ExtraWorkMonth& in) {
  if (!context.scope.covers(in.centre_id))
    return api::refused(TeamRefusal::centre_not_found, "/centre_id");
  const auto approved = approve_month(tx, context.region_id(), in.centre_id, in.month, in.extra_min,
                                      context.principal.person_id, context.now);
  if (approved) return *approved;
  const bool is_sum = approved.error() == ExtraWorkRefusal::extra_work_changed;
  return api::refused(approved.error(), is_sum ? "/extra_min" : "/month");
}

}  // namespace

std::vector<api::Route> extra_work_routes() {
  return {
      api::get<ExtraWorkQuery, ExtraWorkList>(
          "/api/v1/extra-work",
          {.operation = "list_extra_work",
           .permission = "teams.view",
           .tag = "teams",
           .summary =
               "A month's overtime, work on holidays and at night in a centre, names masked"},
          get_extra_work),
      api::post<ExtraWorkForm, ExtraWork>(
          "/api/v1/extra-work/decisions",
          {.operation = "decide_extra_work",
           .permission = "teams.manage",
           .tag = "teams",
           .summary = "Approves or declines a day's overtime, work on a holiday or at night"},
          post_decision),
      api::post<ExtraWorkMonth, ExtraWorkApproval>(
          "/api/v1/extra-work/approvals",
          {.operation = "approve_extra_work",
           .permission = "teams.manage",
           .tag = "teams",
           .summary = "Approves all that waits in a centre's month, but for own entries"},
          post_approval),
  };
}

}  // namespace teams

#include "ledger/route.h"
#include "routes.h"
#include "teams/point_appeal.h"

namespace teams {
namespace {

struct OwnDecisionList {
  std::vector<OwnDecision> items;
};
BOOST_DESCRIBE_STRUCT(OwnDecisionList, (), (items))

struct AppealForm {
  PointRunId point_run_id;
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 5, .max_length = 1000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(AppealForm, (), (point_run_id, reason))

struct AppealAnswer {
  bool is_accepted = false;
  std::string answer;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "answer", .min_length = 5, .max_length = 1000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(AppealAnswer, (), (is_accepted, answer))

/// An appeal with the person's masked name.
struct NamedAppeal {
  PointAppeal appeal;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(NamedAppeal, (), (appeal, name))

struct NamedAppealList {
  std::vector<NamedAppeal> items;
};
BOOST_DESCRIBE_STRUCT(NamedAppealList, (), (items))

api::Answer<OwnDecisionList> own_decisions(db::Transaction& tx, const api::Context& context) {
  return OwnDecisionList{
      decisions_about(tx, context.region_id(), context.principal.person_id, context.today())};
}

api::Answer<OwnDecisionList> get_own(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  return own_decisions(tx, context);
}

api::Answer<OwnDecisionList> post_appeal(db::Transaction& tx, const api::Context& context,
                                         const AppealForm& in) {
  const PersonId me = context.principal.person_id;
  const auto filed =
      file_appeal(tx, context.region_id(), in.point_run_id, me, in.reason, me, context.today());
  if (!filed) return api::refused(filed.error(), "/point_run_id");
  return own_decisions(tx, context);
}

NamedAppeal named(db::Transaction& tx, RegionId region_id, PointAppeal appeal) {
  std::string name = masked_name(tx, region_id, appeal.person_id);
  return {std::move(appeal), std::move(name)};
}

api::Answer<NamedAppealList> get_appeals(db::Transaction& tx, const api::Context& context,
                                         const base::Nothing&) {
  NamedAppealList list;
  for (PointAppeal& appeal : list_appeals(tx, context.region_id()))
    list.items.push_back(named(tx, context.region_id(), std::move(appeal)));
  return list;
}

api::Answer<NamedAppeal> post_decision(db::Transaction& tx, ledger::Batch& batch,
                                       const api::Context& context, const AppealAnswer& in) {
  auto appeal = decide_appeal(tx, batch, context.region_id(), context.path_id<PointAppealId>("id"),
                              in.is_accepted, in.answer, context.principal.person_id);
  if (!appeal) return api::refused(appeal.error());
  return named(tx, context.region_id(), *std::move(appeal));
}

}  // namespace

std::vector<api::Route> point_appeal_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, OwnDecisionList>(
          "/api/v1/me/point-decisions",
          {.operation = "list_my_decisions",
           .permission = "signed_in",
           .tag = "teams",
           .summary = "What runs of points decided about the caller, and why"},
          get_own),
      api::post<AppealForm, OwnDecisionList>(
          "/api/v1/me/point-appeals",
          {.operation = "file_point_appeal",
           .permission = "signed_in",
           .tag = "teams",
           .summary = "Appeals against a refused grant of points",
           .success_status = 201},
          post_appeal),
      api::get<base::Nothing, NamedAppealList>("/api/v1/point-appeals",
                                               {.operation = "list_point_appeals",
                                                .permission = "teams.points_view",
                                                .tag = "teams",
                                                .summary = "Appeals, open ones first"},
                                               get_appeals),
      ledger::deed<AppealAnswer, NamedAppeal>(
          ledger, "/api/v1/point-appeals/{id}/decision",
          {.operation = "decide_point_appeal",
           .permission = "teams.points",
           .tag = "teams",
           .summary = "Accepts an appeal and grants the points, or rejects it"},
          post_decision),
  };
}

}  // namespace teams

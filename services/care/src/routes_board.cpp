// The dispatch board: its picture of a day, and the stream of what changes in it.
#include "base/text.h"
#include "dispatch.h"
#include "people/organisation.h"
#include "permissions.h"
#include "routes.h"

namespace care {
namespace {

using api::Answer;
using api::Context;
using Tools = std::shared_ptr<DispatchTools>;

enum class BoardRefusal { organisation_not_found, centre_required };
BOOST_DESCRIBE_ENUM(BoardRefusal, organisation_not_found, centre_required)

/// centre_id 0: all centres, for who sees the whole region anyway.
struct StreamQuery {
  OrganisationId centre_id;
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(StreamQuery, (), (centre_id, after))

Answer<DispatchBoard> board(db::Transaction& tx, const Context& context,
                            const DispatchBoardQuery& in, DispatchTools& tools) {
  BoardRequest request{.on = in.on.value_or(context.today())};
  request.centres = centres_in(tx, context.region_id(), context.scope);
  if (in.centre_id) {
    if (!std::ranges::binary_search(request.centres, *in.centre_id))
      return api::refused(BoardRefusal::organisation_not_found, "/centre_id");
    request.centres = {*in.centre_id};
  }
  request.service = in.service;
  request.dispatch_scope = scope_for(context.principal, "care.dispatch");
  request.now = context.now;
  request.language = context.language;
  return read_board(tx, context.region_id(), request, tools.ways, tools.explainer);
}

/// What the browser got last: told by itself when it reconnects, else by the board's cursor.
DispatchEventId last_heard(const Context& context, const StreamQuery& in) {
  const std::string_view header = context.request.header("last-event-id");
  const std::string text = header.empty() ? in.after.value_or("") : std::string(header);
  return {base::parse_integer(text).value_or(0)};
}

void stream(const api::Services& services, const Context& context, const api::Done& done,
            DispatchTools& tools) {
  StreamQuery in;
  if (auto read = api::read_input(context, http::Method::get, base::type_info<StreamQuery>(), &in);
      !read)
    return done(api::reply_problem(services, context, read.error()));
  if (!in.centre_id && !context.scope.everywhere)
    return done(api::reply_problem(
        services, context, api::refused(BoardRefusal::centre_required, "/centre_id").error()));
  const RegionId region_id = context.region_id();
  const bool is_visible = services.database->read([&](db::Transaction& tx) {
    return !in.centre_id || is_own_centre(tx, region_id, context.scope, in.centre_id);
  });
  if (!is_visible)
    return done(api::reply_problem(
        services, context,
        api::refused(BoardRefusal::organisation_not_found, "/centre_id").error()));
  done(tools.feed.listen(*services.database, region_id, in.centre_id, last_heard(context, in)));
}

}  // namespace

std::vector<OrganisationId> centres_in(db::Transaction& tx, RegionId region_id,
                                       const api::Scope& scope) {
  std::vector<OrganisationId> out;
  for (const people::Organisation& one :
       people::organisations_of_kind(tx, region_id, people::OrganisationKind::regional_centre))
    if (scope.covers(one.id)) out.push_back(one.id);
  std::ranges::sort(out);
  return out;
}

bool is_own_centre(db::Transaction& tx, RegionId region_id, const api::Scope& scope,
                   OrganisationId centre_id) {
  if (!scope.covers(centre_id)) return false;
  const auto centre = people::find_organisation(tx, region_id, centre_id);
  return centre && centre->kind == people::OrganisationKind::regional_centre;
}

Routes board_routes(const Tools& tools) {
  api::Route events =
      api::raw(http::Method::get, "/api/v1/care/dispatch-events",
               {.operation = "stream_care_dispatch",
                .permission = "care.read_visits",
                .tag = "care",
                .summary = "What changes in a centre's day, as server-sent events.",
                .gives = "text/event-stream"},
               [tools](const api::Services& services, const std::shared_ptr<const Context>& context,
                       const api::Done& done) { stream(services, *context, done, *tools); });
  events.input = &base::type_info<StreamQuery>();
  return {api::get<DispatchBoardQuery, DispatchBoard>(
              "/api/v1/care/board",
              {.operation = "get_care_board",
               .permission = "care.read_visits",
               .tag = "care",
               .summary = "A day as the dispatch board draws it, of one centre or of all."},
              [tools](db::Transaction& tx, const Context& context, const DispatchBoardQuery& in) {
                return board(tx, context, in, *tools);
              }),
          std::move(events)};
}

}  // namespace care

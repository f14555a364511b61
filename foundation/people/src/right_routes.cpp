#include "api/page.h"
#include "people/right.h"
#include "routes.h"

namespace people {
namespace {

struct RightQuery {
  std::optional<PersonId> person_id;
  std::optional<std::string> cursor;
  std::optional<std::int32_t> limit;
};
BOOST_DESCRIBE_STRUCT(RightQuery, (), (person_id, cursor, limit))

/// A change with the names that a reader needs. Whose right it is stays masked; who gave it is an
/// official acting as such.
struct RightChangeView {
  RightChange change;
  std::string person_name;  ///< masked
  std::string organisation_name;
  std::string actor_name;  ///< empty: the system
};
BOOST_DESCRIBE_STRUCT(RightChangeView, (), (change, person_name, organisation_name, actor_name))

struct RightChangePage {
  std::vector<RightChangeView> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(RightChangePage, (), (items, next_cursor))

RightChangeView to_view(db::Transaction& tx, base::RegionId region_id, RightChange change) {
  RightChangeView view;
  if (auto person = find_person(tx, region_id, change.person_id))
    view.person_name = masked(std::move(*person)).name;
  if (const auto organisation = find_organisation(tx, region_id, change.organisation_id))
    view.organisation_name = organisation->name;
  if (const auto actor = find_person(tx, region_id, change.actor_id)) view.actor_name = actor->name;
  view.change = std::move(change);
  return view;
}

api::Answer<RightChangePage> get_changes(db::Transaction& tx, const api::Context& context,
                                         const RightQuery& in) {
  OLIVE_TRY(after, api::read_cursor(in.cursor));
  const std::int32_t limit = api::page_limit(in.limit);
  std::vector<RightChangeView> rows;
  for (RightChange& change : right_changes(
           tx, context.region_id(), in.person_id.value_or(PersonId{}), {after.id}, limit + 1))
    rows.push_back(to_view(tx, context.region_id(), std::move(change)));
  return api::page_of<RightChangePage>(std::move(rows), limit, [](const RightChangeView& last) {
    return api::Cursor{.id = last.change.id.value};
  });
}

}  // namespace

std::vector<api::Route> right_routes() {
  return {api::get<RightQuery, RightChangePage>(
      "/api/v1/right-changes",
      {.operation = "list_right_changes",
       .permission = "people.rights",
       .tag = "people",
       .summary = "Who gave or ended which role, newest first"},
      get_changes)};
}

}  // namespace people

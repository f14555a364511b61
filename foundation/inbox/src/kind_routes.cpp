// What the caller may be told, and what of it they have muted.
#include <algorithm>

#include "notice_dto.h"
#include "routes.h"

namespace inbox {
namespace {

using api::Answer;
using api::Context;

bool concerns(const Kind& kind, const api::Principal& principal) {
  return kind.roles.empty() || std::ranges::any_of(kind.roles, [&](std::string_view role) {
           return principal.has_role(role);
         });
}

NoticeKindRow row_of(const Kind& kind, bool is_muted, const Context& context, const Tools& tools) {
  const std::string name(kind.name);
  const std::string area = name.substr(0, name.find('.'));
  const bool may_mute = kind.delivery == Delivery::may_mute;
  return {.kind = name,
          .name = tools.catalogue->text(context.language, "notice_kind." + name),
          .area = area,
          .area_name = tools.catalogue->text(context.language, "notice_area." + area),
          .may_mute = may_mute,
          .is_muted = may_mute && is_muted};
}

Answer<NoticeKindList> get_kinds(db::Transaction& tx, const Context& context, const Tools& tools) {
  const auto muted = muted_kinds(tx, context.region_id(), context.principal.person_id);
  NoticeKindList list;
  for (const Kind& kind : tools.kinds)
    if (concerns(kind, context.principal))
      list.items.push_back(row_of(kind, muted.contains(kind.name), context, tools));
  return list;
}

Answer<NoticeKindRow> put_kind(db::Transaction& tx, const Context& context,
                               const NoticeKindChange& in, const Tools& tools) {
  const std::string name = context.path_text("kind");
  const auto kind = std::ranges::find(tools.kinds, name, &Kind::name);
  if (kind == tools.kinds.end() || !concerns(*kind, context.principal))
    return api::refused(NoticeRefusal::notice_kind_not_found);
  const auto muted = mute_kind(tx, context.region_id(), context.principal.person_id, *kind,
                               in.is_muted, context.now);
  if (!muted) return api::refused(muted.error(), "/is_muted");
  return row_of(*kind, in.is_muted, context, tools);
}

}  // namespace

std::vector<api::Route> kind_routes(const std::shared_ptr<const Tools>& tools) {
  return {
      api::get<base::Nothing, NoticeKindList>(
          "/api/v1/me/notice-kinds",
          {.operation = "list_my_notice_kinds",
           .permission = "signed_in",
           .tag = "inbox",
           .summary = "What the caller may be told, and what is muted"},
          [tools](db::Transaction& tx, const Context& context, const base::Nothing&) {
            return get_kinds(tx, context, *tools);
          }),
      api::change<NoticeKindChange, NoticeKindRow>(
          http::Method::put, "/api/v1/me/notice-kinds/{kind}",
          {.operation = "mute_my_notice_kind",
           .permission = "signed_in",
           .tag = "inbox",
           .summary = "Mutes a kind of notice for the caller, or lets it call again"},
          [tools](db::Transaction& tx, const Context& context, const NoticeKindChange& in) {
            return put_kind(tx, context, in, *tools);
          }),
  };
}

}  // namespace inbox

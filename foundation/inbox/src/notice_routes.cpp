// What the caller was told.
#include "api/page.h"
#include "notice_dto.h"
#include "routes.h"
#include "sentence.h"

namespace inbox {
namespace {

using api::Answer;
using api::Context;

Answer<NoticePage> get_notices(db::Transaction& tx, const Context& context, const NoticeQuery& in,
                               const Tools& tools) {
  const auto cursor = api::read_cursor(in.cursor);
  if (!cursor) return std::unexpected(cursor.error());
  const RegionId region_id = context.region_id();
  const PersonId me = context.principal.person_id;
  const std::int32_t limit = api::page_limit(in.limit);
  const auto notices = notices_of(tx, region_id, me, {cursor->id}, limit + 1);
  const auto values = values_of(tx, region_id, notices);
  Sentences sentences(tx, region_id, {*tools.catalogue, context.language});
  std::vector<NoticeRow> rows;
  for (const Notice& one : notices)
    rows.push_back({one.id, one.kind, sentences.of(one, values.at(one.id)), one.subject_id,
                    one.organisation_id, one.at, one.read_at});
  auto page = api::page_of<NoticePage>(
      std::move(rows), limit, [](const NoticeRow& row) { return api::Cursor{.id = row.id.value}; });
  page.unread = count_unread(tx, region_id, me);
  return page;
}

UnreadNotices unread(db::Transaction& tx, const Context& context) {
  return {count_unread(tx, context.region_id(), context.principal.person_id)};
}

Answer<UnreadNotices> get_unread(db::Transaction& tx, const Context& context,
                                 const base::Nothing&) {
  return unread(tx, context);
}

Answer<UnreadNotices> post_reading(db::Transaction& tx, const Context& context,
                                   const base::Nothing&) {
  const auto read = read_notice(tx, context.region_id(), context.path_id<NoticeId>("id"),
                                context.principal.person_id, context.now);
  if (!read) return api::refused(read.error());
  return unread(tx, context);
}

Answer<UnreadNotices> post_readings(db::Transaction& tx, const Context& context,
                                    const NoticesSeen& in) {
  read_notices(tx, context.region_id(), context.principal.person_id,
               in.newest_id.value_or(NoticeId{}), context.now);
  return unread(tx, context);
}

}  // namespace

std::vector<api::Route> notice_routes(const std::shared_ptr<const Tools>& tools) {
  return {
      api::get<NoticeQuery, NoticePage>(
          "/api/v1/me/notices",
          {.operation = "list_my_notices",
           .permission = "signed_in",
           .tag = "inbox",
           .summary = "What the caller was told, newest first"},
          [tools](db::Transaction& tx, const Context& context, const NoticeQuery& in) {
            return get_notices(tx, context, in, *tools);
          }),
      api::get<base::Nothing, UnreadNotices>("/api/v1/me/notices/unread",
                                             {.operation = "count_my_unread_notices",
                                              .permission = "signed_in",
                                              .tag = "inbox",
                                              .summary = "How many notices wait for the caller"},
                                             get_unread),
      api::post<base::Nothing, UnreadNotices>("/api/v1/me/notices/{id}/reading",
                                              {.operation = "read_my_notice",
                                               .permission = "signed_in",
                                               .tag = "inbox",
                                               .summary = "The caller has read a notice"},
                                              post_reading),
      api::post<NoticesSeen, UnreadNotices>(
          "/api/v1/me/notices/reading",
          {.operation = "read_my_notices",
           .permission = "signed_in",
           .tag = "inbox",
           .summary = "The caller has read all notices up to one of them"},
          post_readings),
  };
}

}  // namespace inbox

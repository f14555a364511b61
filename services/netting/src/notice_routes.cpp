// What the parties that one speaks for are told. Reading it needs no more right than seeing rounds.
#include <algorithm>
#include <functional>

#include "netting/notice.h"
#include "party.h"
#include "routes.h"

namespace netting {
namespace {

struct NettingNoticeList {
  std::int64_t unread = 0;
  std::vector<NettingNotice> items;
};
BOOST_DESCRIBE_STRUCT(NettingNoticeList, (), (unread, items))

// Who oversees the region is told nothing: notices are for those who have to act.
bool is_told(db::Transaction& tx, const api::Context& context, OrganisationId id) {
  return !context.scope.everywhere && speaks_for(tx, context.region_id(), context.scope, id);
}

api::Answer<NettingNoticeList> get_notices(db::Transaction& tx, const api::Context& context,
                                           const base::Nothing&) {
  NettingNoticeList list;
  if (context.scope.everywhere) return list;
  for (const TradingParty& party : list_parties(tx, context.region_id(), context.scope)) {
    if (!party.is_own) break;  // own ones come first
    std::ranges::move(notices_for(tx, context.region_id(), party.id),
                      std::back_inserter(list.items));
  }
  std::ranges::sort(list.items, std::greater{}, &NettingNotice::id);
  list.unread =
      std::ranges::count_if(list.items, [](const NettingNotice& each) { return !each.read_at; });
  return list;
}

api::Answer<NettingNotice> post_reading(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  const auto found = find_notice(tx, context.region_id(), context.path_id<NettingNoticeId>("id"));
  if (!found || !is_told(tx, context, found->organisation_id))
    return api::refused(NettingNoticeRefusal::netting_notice_not_found);
  const auto read = read_notice(tx, context.region_id(), found->id, context.now);
  if (!read) return api::refused(read.error());
  return *find_notice(tx, context.region_id(), found->id);
}

}  // namespace

std::vector<api::Route> notice_routes() {
  return {
      api::get<base::Nothing, NettingNoticeList>(
          "/api/v1/netting-notices",
          {.operation = "list_netting_notices",
           .permission = "netting.view",
           .tag = "netting",
           .summary = "What the parties that the caller speaks for are told, newest first"},
          get_notices),
      api::post<base::Nothing, NettingNotice>("/api/v1/netting-notices/{id}/reading",
                                              {.operation = "read_netting_notice",
                                               .permission = "netting.view",
                                               .tag = "netting",
                                               .summary = "Marks a notice as read"},
                                              post_reading),
  };
}

}  // namespace netting

// What one was told about one's orders, or about one's shop.
#include "market/notice.h"
#include "routes.h"

namespace market {
namespace {

struct MarketNoticeList {
  std::vector<MarketNotice> items;
  std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(MarketNoticeList, (), (items, unread))

MarketNoticeList own_notices(db::Transaction& tx, const api::Context& context) {
  const PersonId me = context.principal.person_id;
  return {notices_for(tx, context.region_id(), me), unread_notices(tx, context.region_id(), me)};
}

api::Answer<MarketNoticeList> get_notices(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  return own_notices(tx, context);
}

api::Answer<MarketNoticeList> post_reading(db::Transaction& tx, const api::Context& context,
                                           const base::Nothing&) {
  const auto read = read_notice(tx, context.region_id(), context.path_id<NoticeId>("id"),
                                context.principal.person_id, context.now);
  if (!read) return api::refused(read.error());
  return own_notices(tx, context);
}

api::Answer<MarketNoticeList> post_all_reading(db::Transaction& tx, const api::Context& context,
                                               const base::Nothing&) {
  read_all_notices(tx, context.region_id(), context.principal.person_id, context.now);
  return own_notices(tx, context);
}

}  // namespace

std::vector<api::Route> notice_routes() {
  return {
      api::get<base::Nothing, MarketNoticeList>(
          "/api/v1/me/market-notices",
          {.operation = "list_my_market_notices",
           .permission = "signed_in",
           .tag = "market",
           .summary = "What the caller was told, newest first"},
          get_notices),
      api::post<base::Nothing, MarketNoticeList>("/api/v1/me/market-notices/{id}/reading",
                                                 {.operation = "read_my_market_notice",
                                                  .permission = "signed_in",
                                                  .tag = "market",
                                                  .summary = "The caller has read a notice"},
                                                 post_reading),
      api::post<base::Nothing, MarketNoticeList>("/api/v1/me/market-notices/reading",
                                                 {.operation = "read_my_market_notices",
                                                  .permission = "signed_in",
                                                  .tag = "market",
                                                  .summary = "The caller has read all notices"},
                                                 post_all_reading),
  };
}

}  // namespace market

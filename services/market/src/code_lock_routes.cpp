// What the centre does about parcels that too many wrong codes have locked.
#include "market/code_lock.h"
#include "routes.h"

namespace market {
namespace {

struct CodeLockList {
  std::vector<CodeLock> items;
};
BOOST_DESCRIBE_STRUCT(CodeLockList, (), (items))

CodeLockList locks_now(db::Transaction& tx, const api::Context& context) {
  return {code_locks(tx, context.region_id(), context.now)};
}

api::Answer<CodeLockList> get_locks(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  return locks_now(tx, context);
}

api::Answer<CodeLockList> post_unlocking(db::Transaction& tx, const api::Context& context,
                                         const base::Nothing&) {
  const auto done = unlock_code(tx, context.region_id(), context.path_id<ParcelId>("id"),
                                context.principal.person_id, context.now);
  if (!done) return api::refused(done.error());
  return locks_now(tx, context);
}

}  // namespace

std::vector<api::Route> code_lock_routes() {
  return {
      api::get<base::Nothing, CodeLockList>("/api/v1/parcel-locks",
                                            {.operation = "list_parcel_locks",
                                             .permission = "market.manage",
                                             .tag = "market",
                                             .summary = "Parcels locked after wrong codes"},
                                            get_locks),
      api::post<base::Nothing, CodeLockList>(
          "/api/v1/parcels/{id}/unlocking",
          {.operation = "unlock_parcel_code",
           .permission = "market.manage",
           .tag = "market",
           .summary = "The code of a locked parcel may be tried again"},
          post_unlocking),
  };
}

}  // namespace market

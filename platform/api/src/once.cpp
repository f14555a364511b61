#include <optional>

#include "api/route.h"
#include "base/check.h"
#include "crypto/crypto.h"

namespace api {

namespace {

// A row of api_request. Status 0 marks a key that is taken by a deed still under way; it is never
// seen by others, because taking and answering commit together.
struct StoredReply {
  std::string request_hash;
  std::int64_t status = 0;
  std::string content_type;
  std::string body;
};
BOOST_DESCRIBE_STRUCT(StoredReply, (), (request_hash, status, content_type, body))

// What makes two requests the same. The parts are framed by their lengths.
std::string hash_of(const http::Request& request) {
  crypto::Sha256 hash;
  for (const std::string& part :
       {std::to_string(static_cast<int>(request.method)), request.target, request.body})
    hash.update(std::to_string(part.size())).update(":").update(part);
  return crypto::to_hex(hash.finish());
}

// Takes the key for this request. False when it was taken before; a rival that holds it in an open
// transaction is waited for by the primary key.
bool take_key(db::Transaction& tx, const Context& context, const std::string& request_hash) {
  return tx.execute(
             "INSERT INTO api_request (region_id, person_id, idempotency_key, request_hash, "
             "status, content_type, body, created_at) VALUES ($1, $2, $3, $4, 0, '', '', $5) "
             "ON CONFLICT (region_id, person_id, idempotency_key) DO NOTHING",
             context.region_id(), context.principal.person_id, context.idempotency_key,
             request_hash, context.now) == 1;
}

// The reply of the request that took the key before.
StoredReply stored_reply(db::Transaction& tx, const Context& context) {
  auto stored = tx.query_one<StoredReply>(
      "SELECT request_hash, status, content_type, body FROM api_request "
      "WHERE region_id = $1 AND person_id = $2 AND idempotency_key = $3",
      context.region_id(), context.principal.person_id, context.idempotency_key);
  CHECK_REQUEST(stored.has_value());
  CHECK_REQUEST(stored->status != 0);  // taken and answered commit together
  return std::move(*stored);
}

void store_reply(db::Transaction& tx, const Context& context, const Reply& reply) {
  const auto changed = tx.execute(
      "UPDATE api_request SET status = $4, content_type = $5, body = $6 "
      "WHERE region_id = $1 AND person_id = $2 AND idempotency_key = $3",
      context.region_id(), context.principal.person_id, context.idempotency_key, reply.status,
      reply.content_type, reply.body);
  CHECK_REQUEST(changed == 1);
}

}  // namespace

Reply once(db::Transaction& tx, const Services& services, const Context& context,
           const std::function<Reply()>& work) {
  if (context.idempotency_key.empty()) return work();
  CHECK(services.catalogue != nullptr);
  const std::string request_hash = hash_of(context.request);
  if (!take_key(tx, context, request_hash)) {
    StoredReply stored = stored_reply(tx, context);
    if (stored.request_hash != request_hash)
      return reply_problem(services, context, {409, "idempotency_conflict"});
    return {.status = static_cast<int>(stored.status),
            .content_type = std::move(stored.content_type),
            .body = std::move(stored.body),
            .headers = {{"idempotency-replayed", "true"}}};
  }
  Reply reply = work();
  // A refusal is not remembered: the caller of `once` rolls back, the key with it.
  if (reply.is_success()) store_reply(tx, context, reply);
  return reply;
}

std::int64_t forget_requests(db::Transaction& tx, base::RegionId region_id, base::Instant before) {
  return tx.execute("DELETE FROM api_request WHERE region_id = $1 AND created_at < $2", region_id,
                    before);
}

// The verdict of the reply is the verdict of the transaction. `work` may run several times.
Reply write_reply(const Services& services, const std::function<Reply(db::Transaction&)>& work) {
  CHECK(services.database != nullptr);
  Reply reply;
  services.database->transact(db::Database::Access::write, [&](db::Transaction& tx) {
    reply = work(tx);
    return reply.is_success() ? db::Database::Verdict::commit : db::Database::Verdict::rollback;
  });
  return reply;
}

}  // namespace api

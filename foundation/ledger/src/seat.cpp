#include "ledger/seat.h"

#include "http/client.h"

namespace ledger {

namespace {

constexpr std::string_view kForwarded = "x-olive-forwarded";
// Longer than a group commit that waits for a slow disk, shorter than a browser's patience.
constexpr std::chrono::seconds kPatience{20};

api::Reply unavailable(const api::Services& services, const api::Context& context) {
  api::Reply reply = api::reply_problem(services, context, {.status = 503, .code = "unavailable"});
  reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

}  // namespace

std::optional<std::string> writer_address(db::Transaction& tx, LedgerId ledger_id) {
  const db::Rows rows = tx.rows(
      "SELECT s.address FROM ledger_seat s JOIN ledger_writer w ON w.ledger_id = s.ledger_id"
      " AND w.epoch = s.epoch WHERE s.ledger_id = $1",
      ledger_id);
  if (rows.empty()) return std::nullopt;
  return rows.text(0, 0);
}

void forward_deed(const api::Services& services, const api::Context& context,
                  const api::Done& done) {
  // Sent here as to the writer, which this instance is not: the lease has just changed hands.
  if (!context.request.header(kForwarded).empty()) return done(unavailable(services, context));
  const auto address = services.database->read(
      [&](db::Transaction& tx) { return writer_address(tx, ledger_of(context.region_id())); });
  const http::Peer peer = http::parse_peer(address.value_or(""));
  if (peer.port == 0) return done(unavailable(services, context));
  http::Request request = context.request;
  request.headers.emplace_back(kForwarded, "1");
  // One id in the logs of both instances.
  if (request.header("x-request-id").empty())
    request.headers.emplace_back("x-request-id", request.request_id);
  done(http::send(peer, request, kPatience));
}

}  // namespace ledger

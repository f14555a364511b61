/// API routes whose work runs as a deed on the ledger's writer.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "api/route.h"
#include "ledger/ledger.h"
#include "ledger/seat.h"

namespace ledger {

/// Queueing a deed takes no time; sending it to another instance waits for the answer.
[[nodiscard]] inline http::Run run_of(const Ledger& ledger) {
  return ledger.is_writer() ? http::Run::in_place : http::Run::on_pool;
}

template <class In, class Out>
using DeedWork =
    std::function<api::Answer<Out>(db::Transaction&, Batch&, const api::Context&, const In&)>;

/// A POST that moves money: validated on the pool, carried out by the writer, remembered under its
/// Idempotency-Key in the same commit, answered after the commit without holding a thread. A
/// refused deed leaves no memory of its key, so that it may be tried again. 503 `unavailable` when
/// the environment failed: whether to try again is the client's choice, the key makes that safe. On
/// an instance that does not write the ledger the request is sent on to the one that does. `ledger`
/// must outlive the server.
template <class In, class Out>
[[nodiscard]] api::Route deed(Ledger& ledger, std::string path, api::RouteOptions options,
                              DeedWork<In, Out> work) {
  api::Route route{http::Method::post,      std::move(path), options, &base::type_info<In>(),
                   &base::type_info<Out>(), run_of(ledger),  true};
  route.run = [&ledger, options, work = std::move(work)](
                  const api::Services& services, std::shared_ptr<const api::Context> context,
                  api::Done done) {
    if (!ledger.is_writer()) return forward_deed(services, *context, done);
    auto in = std::make_shared<In>();
    if (auto read = api::read_input(*context, http::Method::post, base::type_info<In>(), in.get());
        !read)
      return done(api::reply_problem(services, *context, read.error()));
    auto reply = std::make_shared<api::Reply>();
    ledger.submit(
        [=, &services](db::Transaction& tx, Batch& batch) {
          *reply = api::once(tx, services, *context, [&] {
            return api::to_reply<Out>(services, *context, options.success_status,
                                      work(tx, batch, *context, *in));
          });
          return reply->is_success() ? Verdict::commit : Verdict::reject;
        },
        [=, &services](Outcome outcome) {
          if (outcome.error) {
            *reply = api::reply_problem(services, *context, {.status = 503, .code = "unavailable"});
            reply->headers.emplace_back("Retry-After", "1");
          }
          done(std::move(*reply));
        });
  };
  return route;
}

}  // namespace ledger

/// A deed whose refusal may leave one thing behind: a wrong PIN or code is counted.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "ledger/route.h"

namespace market {

/// `work` sets `is_wrong` when it refuses a guess; then, after everything that it did was undone,
/// `count` is called and kept.
template <class In, class Out>
struct GuessWork {
  std::function<api::Answer<Out>(db::Transaction&, ledger::Batch&, const api::Context&, const In&,
                                 bool& is_wrong)>
      work;
  std::function<void(db::Transaction&, ledger::Batch&, const api::Context&, const In&)> count;
};

/// ledger::deed() with a count. A refused deed leaves nothing else behind, its key least of all:
/// the same key may come again with the right code. `ledger` must outlive the server.
template <class In, class Out>
[[nodiscard]] api::Route counted_deed(ledger::Ledger& ledger, std::string path,
                                      api::RouteOptions options, GuessWork<In, Out> guess) {
  api::Route route{http::Method::post,     std::move(path),         options,
                   &base::type_info<In>(), &base::type_info<Out>(), ledger::run_of(ledger),
                   /*needs_key=*/true};
  route.run = [&ledger, options, guess = std::move(guess)](
                  const api::Services& services, std::shared_ptr<const api::Context> context,
                  api::Done done) {
    if (!ledger.is_writer()) return ledger::forward_deed(services, *context, done);
    auto in = std::make_shared<In>();
    if (const auto read =
            api::read_input(*context, http::Method::post, base::type_info<In>(), in.get());
        !read)
      return done(api::reply_problem(services, *context, read.error()));
    auto reply = std::make_shared<api::Reply>();
    ledger.submit(
        [=, &services](db::Transaction& tx, ledger::Batch& batch) {
          bool is_wrong = false;
          tx.nested([&] {
            *reply = api::once(tx, services, *context, [&] {
              return api::to_reply<Out>(services, *context, options.success_status,
                                        guess.work(tx, batch, *context, *in, is_wrong));
            });
            return reply->is_success();
          });
          if (is_wrong) guess.count(tx, batch, *context, *in);
          const bool commits = reply->is_success() || is_wrong;
          return commits ? ledger::Verdict::commit : ledger::Verdict::reject;
        },
        [=, &services](ledger::Outcome outcome) {
          if (outcome.error) {
            *reply = api::reply_problem(services, *context, {.status = 503, .code = "unavailable"});
            reply->headers.emplace_back("Retry-After", "1");
          }
          done(std::move(*reply));
        });
  };
  return route;
}

}  // namespace market

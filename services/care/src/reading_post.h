// A question too long for a query string: sent as POST, answered from a read snapshot, never kept.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "api/route.h"

namespace care {

template <class In, class Out>
[[nodiscard]] api::Route reading_post(std::string path, api::RouteOptions options,
                                      api::Work<In, Out> work) {
  api::Route route = api::post<In, Out>(std::move(path), options, {});
  // A repeated question is only asked again: it needs no key.
  route.is_idempotent_by_key = false;
  route.run = [options, work = std::move(work)](const api::Services& services,
                                                const std::shared_ptr<const api::Context>& context,
                                                const api::Done& done) {
    In in{};
    if (auto read = api::read_input(*context, http::Method::post, base::type_info<In>(), &in);
        !read)
      return done(api::reply_problem(services, *context, read.error()));
    done(api::to_reply<Out>(
        services, *context, options.success_status,
        services.database->read([&](db::Transaction& tx) { return work(tx, *context, in); })));
  };
  return route;
}

}  // namespace care

// A centre's Monday with visits of several clients, and a coordinator before it. Tests only.
#pragma once

#include <string>
#include <vector>

#include "client_fixture.h"
#include "deed.h"
#include "dispatch_event.h"
#include "disruption.h"
#include "jobs/runner.h"
#include "nightly.h"

namespace care {

class DispatchTest : public CareClientTest {
 protected:
  DispatchTest() { be_coordinator(); }

  /// A visit of a new client today; worker 0: nobody's. Half an hour of slack either way.
  Visit visit_at(std::int32_t start_min, PersonId worker_id, std::int32_t length_min = 60,
                 NewPlan extra = {}) {
    NewReferral referral = wish();
    referral.client_id = write([&](db::Transaction& tx) { return add_person(tx, "김동자"); });
    extra.entitlement_id = entitle(std::move(referral));
    extra.from_on = extra.to_on = kToday;
    extra.weekdays = {1};
    extra.start_min = start_min;
    extra.length_min = length_min;
    extra.slack_min = 30;
    extra.needs_car = extra.needs_car.value_or(false);
    const auto ids = write([&](db::Transaction& tx) {
      return make_plan(tx, region_id_, extra, helper_, kNow).value().visits;
    });
    const Visit visit = current(ids.at(0));
    if (!worker_id) return visit;
    return give(visit, {worker_id, extra.needs_car.value() ? vehicle_ : VehicleId{}}).value();
  }

  http::Response record(const std::string& reason, const std::string& more) {
    return call("record_care_disruption", 0,
                R"({"centre_id":)" + quoted(centre_.value) + R"(,"on":"2026-11-23","reason":")" +
                    reason + R"(",)" + more + "}");
  }
  http::Response sick(PersonId worker_id) {
    return record("worker_sick", R"("worker_id":)" + quoted(worker_id.value));
  }
  static std::int64_t id_of(const http::Response& reply, std::string_view name) {
    const std::string text = field(reply.body, name);
    return text.empty() ? 0 : std::stoll(text);
  }
  http::Response approve(std::int64_t proposal_id, const std::string& body = "{}") {
    return call("approve_care_proposal", proposal_id, body);
  }
  std::vector<DispatchEvent> events() {
    return database_->read(
        [&](db::Transaction& tx) { return events_after(tx, region_id_, {}, 1'000); });
  }
  std::int64_t count(DispatchEventKind kind) {
    const auto all = events();
    return std::ranges::count(all, kind, &DispatchEvent::kind);
  }
};

}  // namespace care

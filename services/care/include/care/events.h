/// News that care announces through the outbox. Payloads hold ids and amounts, no personal text.
#pragma once

#include "base/describe.h"
#include "care/service.h"

namespace care {

using VisitId = base::Id<struct VisitTag>;

/// A visit was completed and billed; published in the transaction that did it.
struct VisitCompleted {
  static constexpr std::string_view kTopic = "care.visit_completed";

  VisitId visit_id;
  base::PersonId worker_id;
  base::OrganisationId team_id;  ///< the worker's team on that day; 0: none
  base::OrganisationId centre_id;
  base::PersonId client_id;
  ServiceKind service{};
  base::Date visit_on;
  std::int32_t minutes = 0;  ///< from check-in to check-out
  std::int32_t billed_min = 0;
  std::int64_t price_won = 0;
  std::int64_t copay_won = 0;
  std::int64_t subsidy_won = 0;
};
BOOST_DESCRIBE_STRUCT(VisitCompleted, (),
                      (visit_id, worker_id, team_id, centre_id, client_id, service, visit_on,
                       minutes, billed_min, price_won, copay_won, subsidy_won))

}  // namespace care

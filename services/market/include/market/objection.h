/// A shop's objections to lines of its settlement, and the centre's answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "market/settlement.h"

namespace market {

using ObjectionId = base::Id<struct ObjectionTag>;

enum class ObjectionVerdict { open, upheld, dismissed };
BOOST_DESCRIBE_ENUM(ObjectionVerdict, open, upheld, dismissed)

struct Objection {
  ObjectionId id;
  LineKind kind = LineKind::sale;
  SourceId source_id;
  std::string reason;
  ObjectionVerdict verdict = ObjectionVerdict::open;
  std::string answer;  ///< empty while open
  base::Instant raised_at;
  std::optional<base::Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(Objection, (),
                      (id, kind, source_id, reason, verdict, answer, raised_at, answered_at))

enum class ObjectionRefusal {
  settlement_not_found,
  settlement_not_open,  ///< confirmed: too late
  line_not_found,
  line_objected_already,
  objection_not_found,
  objection_answered,
};
BOOST_DESCRIBE_ENUM(ObjectionRefusal, settlement_not_found, settlement_not_open, line_not_found,
                    line_objected_already, objection_not_found, objection_answered)

/// Objects to a line. The settlement waits until every objection is answered.
[[nodiscard]] base::Result<ObjectionId, ObjectionRefusal> object_to_line(
    db::Transaction& tx, RegionId region_id, SettlementId settlement_id, LineKind kind,
    SourceId source_id, std::string_view reason, PersonId raised_by, base::Instant now);
/// Upheld: the line leaves this settlement and comes again with the next month's, as what refunds
/// have left of it by then. Dismissed: it stays. Then the shop is asked to confirm again.
[[nodiscard]] base::Result<void, ObjectionRefusal> answer_objection(
    db::Transaction& tx, RegionId region_id, SettlementId settlement_id, ObjectionId objection_id,
    bool is_upheld, std::string_view answer, PersonId answered_by, base::Instant now);
[[nodiscard]] std::vector<Objection> objections_of(db::Transaction& tx, RegionId region_id,
                                                   SettlementId settlement_id);

}  // namespace market

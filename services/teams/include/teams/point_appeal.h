/// Appeals (이의신청) against a refused grant of points: filed by the person, decided by somebody
/// who did not decide before, answered with a reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "teams/points.h"

namespace teams {

using PointAppealId = base::Id<struct PointAppealTag>;

/// Days after a decision within which it may be appealed against (국민기초생활보장법 제38조).
inline constexpr settings::Definition kPointAppealDays{
    .key = "teams.point_appeal_days", .value = "90", .unit = "day", .minimum = 1, .maximum = 366};

enum class AppealState { filed, accepted, rejected };
BOOST_DESCRIBE_ENUM(AppealState, filed, accepted, rejected)

struct PointAppeal {
  PointAppealId id;
  PointRunId point_run_id;
  PersonId person_id;
  std::int32_t year = 0;
  PointVerdict verdict = PointVerdict::too_few_days;  ///< that the appeal is against
  std::string reason;
  AppealState state = AppealState::filed;
  std::string answer;       ///< empty while filed
  std::int64_t points = 0;  ///< granted on the appeal
  std::string source;
  base::Date filed_on;
  std::optional<base::Date> decided_on;
};
BOOST_DESCRIBE_STRUCT(PointAppeal, (),
                      (id, point_run_id, person_id, year, verdict, reason, state, answer, points,
                       source, filed_on, decided_on))

enum class PointAppealRefusal {
  decision_not_found,
  decision_was_a_grant,  ///< there is nothing to appeal against
  point_appeal_too_late,
  point_appeal_filed_already,
  point_appeal_not_found,
  point_appeal_decided,
  other_person_decides,  ///< not who ran the grants, filed the appeal or would get the points
  point_year_over,
  points_granted_already,
  point_sources_exhausted,
};
BOOST_DESCRIBE_ENUM(PointAppealRefusal, decision_not_found, decision_was_a_grant,
                    point_appeal_too_late, point_appeal_filed_already, point_appeal_not_found,
                    point_appeal_decided, other_person_decides, point_year_over,
                    points_granted_already, point_sources_exhausted)

/// What a run said about a person, and until when it may be appealed against.
struct OwnDecision {
  PointRunId point_run_id;
  std::int32_t year = 0;
  base::Date decided_on;
  PointVerdict verdict = PointVerdict::granted;
  std::int64_t days_previous_year = 0;
  std::int64_t points = 0;
  std::optional<base::Date> appeal_until;  ///< none: a grant
  std::optional<PointAppeal> appeal;
};
BOOST_DESCRIBE_STRUCT(OwnDecision, (),
                      (point_run_id, year, decided_on, verdict, days_previous_year, points,
                       appeal_until, appeal))

/// Newest first. A run that only found the grant of an earlier one is left out.
[[nodiscard]] std::vector<OwnDecision> decisions_about(db::Transaction& tx, RegionId region_id,
                                                       PersonId person_id, base::Date today);
[[nodiscard]] base::Result<PointAppealId, PointAppealRefusal> file_appeal(
    db::Transaction& tx, RegionId region_id, PointRunId point_run_id, PersonId person_id,
    std::string_view reason, PersonId filed_by, base::Date today);
/// Accepted: the points of the year are granted as a run would, from the first source that has
/// enough.
[[nodiscard]] base::Result<PointAppeal, PointAppealRefusal> decide_appeal(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, PointAppealId id,
    bool is_accepted, std::string_view answer, PersonId decided_by);
/// Open ones first, then the newest.
[[nodiscard]] std::vector<PointAppeal> list_appeals(db::Transaction& tx, RegionId region_id);

}  // namespace teams

/// Granting one person's points of a year out of the first source that still has enough.
#pragma once

#include <set>
#include <string>

#include "teams/points.h"

namespace teams {

/// The year's terms; nullptr when none are set.
[[nodiscard]] const PointYear* find_year(const PointYears& years, std::int32_t year);
/// Everybody who has points of the year: by a run or by an appeal.
[[nodiscard]] std::set<PersonId> granted_persons(db::Transaction& tx, RegionId region_id,
                                                 std::int32_t year);

/// Takes points from the first source that still has enough.
class SourcePicker {
 public:
  SourcePicker(ledger::Batch& batch, const PointYear& terms) : batch_(batch), terms_(terms) {}

  /// Grants to one person; the source's name, or empty when all are exhausted. CHECK: the person
  /// has no points of this year.
  std::string grant(PersonId person_id, PersonId actor);

 private:
  [[nodiscard]] bool has_left(const PointSource& source) const;

  ledger::Batch& batch_;
  const PointYear& terms_;
  std::size_t next_ = 0;
};

}  // namespace teams

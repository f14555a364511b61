/// Programmes and their budget lines: what money is meant for, year by year.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/result.h"
#include "db/database.h"
#include "people/organisation.h"

namespace funds {

using base::Date;
using base::OrganisationId;
using base::PersonId;
using base::RegionId;

using ProgrammeId = base::Id<struct ProgrammeTag>;
using LineId = base::Id<struct LineTag>;

/// What a budget line is for: the five goals of the innovation project, and support of participants
/// for programmes that a sponsor pays.
enum class FundGoal { brand, manuals, education, infrastructure, promotion, support };
BOOST_DESCRIBE_ENUM(FundGoal, brand, manuals, education, infrastructure, promotion, support)

/// Where a proposal stands. Whoever proposes never decides.
enum class StepState { proposed, approved, rejected };
BOOST_DESCRIBE_ENUM(StepState, proposed, approved, rejected)

struct NewLine {
  std::int32_t year = 0;
  FundGoal goal = FundGoal::brand;
  std::int64_t planned_won = 0;

  /// A line is bounded like its programme, so that no sum of lines can overflow.
  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "year", .minimum = 2000, .maximum = 2100},
        {.field = "planned_won", .minimum = 0, .maximum = 1'000'000'000'000}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(NewLine, (), (year, goal, planned_won))

/// What is proposed. Amounts in won; dates are days in Korea, the last one included.
struct NewProgramme {
  std::string code;  ///< short and stable: names the programme in exports
  std::string name;
  Date starts_on;
  Date ends_on;
  std::int64_t planned_won = 0;  ///< of all years; lines may be planned for a part of it
  std::vector<NewLine> lines;
};
BOOST_DESCRIBE_STRUCT(NewProgramme, (), (code, name, starts_on, ends_on, planned_won, lines))

struct Programme {
  ProgrammeId id;
  std::string code;
  std::string name;
  Date starts_on;
  Date ends_on;
  std::int64_t planned_won = 0;
  StepState state = StepState::proposed;
  PersonId proposed_by;
  PersonId decided_by;
};
BOOST_DESCRIBE_STRUCT(Programme, (),
                      (id, code, name, starts_on, ends_on, planned_won, state, proposed_by,
                       decided_by))

/// One goal of one year of a programme.
struct BudgetLine {
  LineId id;
  ProgrammeId programme_id;
  std::int32_t year = 0;
  FundGoal goal = FundGoal::brand;
  std::int64_t planned_won = 0;  ///< as approved in the beginning
  std::int64_t moved_won = 0;    ///< re-allocated since, to it less from it
};
BOOST_DESCRIBE_STRUCT(BudgetLine, (), (id, programme_id, year, goal, planned_won, moved_won))

enum class ProgrammeRefusal {
  programme_not_found,
  programme_code_taken,
  programme_not_proposed,
  programme_own_proposal,  ///< the same person proposed it
  dates_reversed,
  line_missing,
  line_twice,
  line_outside_programme,
  lines_above_programme,
};
BOOST_DESCRIBE_ENUM(ProgrammeRefusal, programme_not_found, programme_code_taken,
                    programme_not_proposed, programme_own_proposal, dates_reversed, line_missing,
                    line_twice, line_outside_programme, lines_above_programme)

/// Proposes a programme with its lines. Refuses `dates_reversed`, `line_missing`, `line_twice` (a
/// goal twice in a year), `line_outside_programme`, `lines_above_programme` and
/// `programme_code_taken`. Requires: form and lines within their rules. `proposed_by` may be any
/// person: who may propose is the route's permission.
[[nodiscard]] base::Result<ProgrammeId, ProgrammeRefusal> propose_programme(
    db::Transaction& tx, RegionId region_id, const NewProgramme& programme, PersonId proposed_by,
    base::Instant now);
/// Approves or rejects it; only an approved one takes agreements. Refuses
/// `programme_own_proposal` to the person who proposed it and `programme_not_proposed` once
/// somebody has decided, also when two decide at the same time. CHECK: `verdict` is a decision.
[[nodiscard]] base::Result<void, ProgrammeRefusal> decide_programme(db::Transaction& tx,
                                                                    RegionId region_id,
                                                                    ProgrammeId programme_id,
                                                                    StepState verdict,
                                                                    PersonId decided_by);
/// nullopt when the region has none of this id, whatever other regions have.
[[nodiscard]] std::optional<Programme> find_programme(db::Transaction& tx, RegionId region_id,
                                                      ProgrammeId programme_id);
/// The one that began last comes first.
[[nodiscard]] std::vector<Programme> list_programmes(db::Transaction& tx, RegionId region_id);
/// nullopt when the region has none of this id.
[[nodiscard]] std::optional<BudgetLine> find_line(db::Transaction& tx, RegionId region_id,
                                                  LineId line_id);
/// By year, then in the order of the goals.
[[nodiscard]] std::vector<BudgetLine> lines_of(db::Transaction& tx, RegionId region_id,
                                               ProgrammeId programme_id);

}  // namespace funds

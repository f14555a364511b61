// The rows of a round: what it takes off which obligation, and who has to agree.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "netting/round.h"

namespace netting {

// What a computation takes off one obligation.
struct ComputedLine {
  ObligationId obligation_id;
  OrganisationId debtor_id;
  OrganisationId creditor_id;
  std::int64_t owed_won = 0;
  std::int64_t set_off_won = 0;
};
// What comes off a party's obligations, by obligation: what it agrees to.
using Portions = std::map<ObligationId, std::int64_t>;

struct Computation {
  std::int64_t obligations = 0;     // that were looked at
  std::int64_t owed_won = 0;        // by everybody
  std::int64_t set_off_won = 0;     // the sum of the lines
  std::vector<ComputedLine> lines;  // nothing but what is set off
  std::map<OrganisationId, Portions> parties;
};

// The best set-off of open obligations invoiced until `last_on` that no other round holds, without
// those of `left_out`; the oldest first. `round_id`: the round whose own obligations count as free.
Computation compute(db::Transaction& tx, RegionId region_id, Date last_on, RoundId round_id,
                    const std::set<OrganisationId>& left_out);

// Writes lines and parties of a new computation: obligations that it needs are held, others are
// free again. Answers of parties whose portions did not change stay.
void store(db::Transaction& tx, RegionId region_id, RoundId round_id, const Computation& computed);

// Whether a party with this answer takes no part any more.
bool is_left_out(NettingAnswer answer);

// Frees every obligation that the round holds.
void release(db::Transaction& tx, RegionId region_id, RoundId round_id);

// Ends an open round in `state`, writes it down and tells who still took part.
void close_round(db::Transaction& tx, RegionId region_id, RoundId round_id, RoundState state,
                 base::Instant now);

}  // namespace netting

// Writes what happens to a round, and tells the parties.
#pragma once

#include "netting/notice.h"

namespace netting {

// The round's figures and deadline are taken as they stand now.
void log_event(db::Transaction& tx, RegionId region_id, RoundId round_id, RoundEventKind kind,
               OrganisationId organisation_id, base::Instant now);

// One party, with its part as it stands now.
void tell(db::Transaction& tx, RegionId region_id, RoundId round_id, const NettingParty& party,
          NettingNoticeKind kind, base::Instant now);
// Every party of the round whose answer is `answer`; returns how many.
std::int64_t tell_all(db::Transaction& tx, RegionId region_id, RoundId round_id,
                      NettingAnswer answer, NettingNoticeKind kind, base::Instant now);

// What asked a party for its answer is read once there is nothing to answer; organisation_id 0: of
// every party of the round.
void forget_questions(db::Transaction& tx, RegionId region_id, RoundId round_id,
                      OrganisationId organisation_id, base::Instant now);

}  // namespace netting

/// What parties are told about a round, in the inbox of those who speak for them, and what happened
/// to it: asked, reminded, left out, posted.
#pragma once

#include <vector>

#include "inbox/notice.h"
#include "netting/round.h"

namespace netting {

enum class NettingNoticeKind {
  asked,        ///< a round waits for the party
  reminded,     ///< its last day is near
  asked_again,  ///< computed anew: the party's part changed
  left_out,     ///< it was silent; the round goes on without it
  posted,       ///< everybody agreed
  ended,        ///< nothing was set off
};
BOOST_DESCRIBE_ENUM(NettingNoticeKind, asked, reminded, asked_again, left_out, posted, ended)

/// All of them, with what may be muted: nothing that asks for an answer, nor that it was missed.
[[nodiscard]] const std::vector<inbox::Kind>& notice_kinds();
[[nodiscard]] const inbox::Kind& kind_of(NettingNoticeKind kind);

enum class RoundEventKind {
  proposed,
  reminded,
  declined,
  silent,         ///< a party did not answer in time
  computed,       ///< anew, without whoever declined or was silent
  offered_again,  ///< with a second, shorter deadline
  posted,
  broken,
  expired,
  withdrawn,
};
BOOST_DESCRIBE_ENUM(RoundEventKind, proposed, reminded, declined, silent, computed, offered_again,
                    posted, broken, expired, withdrawn)

/// One step of a round's history.
struct RoundEvent {
  std::int64_t number = 0;
  RoundEventKind kind = RoundEventKind::proposed;
  OrganisationId organisation_id;  ///< whom it is about; 0: everybody
  std::int64_t set_off_won = 0;    ///< what the round clears after it
  Date answer_by;                  ///< the round's last day after it
  base::Instant at;
};
BOOST_DESCRIBE_STRUCT(RoundEvent, (), (number, kind, organisation_id, set_off_won, answer_by, at))

/// In the order in which they happened.
[[nodiscard]] std::vector<RoundEvent> events_of(db::Transaction& tx, RegionId region_id,
                                                RoundId round_id);

}  // namespace netting

/// What parties are told about a round, and what happened to it: asked, reminded, left out, posted.
#pragma once

#include <optional>
#include <vector>

#include "netting/round.h"

namespace netting {

using NettingNoticeId = base::Id<struct NettingNoticeTag>;

enum class NettingNoticeKind {
  asked,        ///< a round waits for the party
  reminded,     ///< its last day is near
  asked_again,  ///< computed anew: the party's part changed
  left_out,     ///< it was silent; the round goes on without it
  posted,       ///< everybody agreed
  ended,        ///< nothing was set off
};
BOOST_DESCRIBE_ENUM(NettingNoticeKind, asked, reminded, asked_again, left_out, posted, ended)

struct NettingNotice {
  NettingNoticeId id;
  OrganisationId organisation_id;
  std::string name;  ///< of the organisation
  RoundId round_id;
  Date month;  ///< of the round
  NettingNoticeKind kind = NettingNoticeKind::asked;
  std::int64_t set_off_won = 0;  ///< the party's part
  Date answer_by;
  base::Instant at;
  std::optional<base::Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(NettingNotice, (),
                      (id, organisation_id, name, round_id, month, kind, set_off_won, answer_by, at,
                       read_at))

enum class NettingNoticeRefusal { netting_notice_not_found };
BOOST_DESCRIBE_ENUM(NettingNoticeRefusal, netting_notice_not_found)

/// Notices to an organisation, newest first, at most 50. What asked for an answer counts as read
/// once it was given or the round is over.
[[nodiscard]] std::vector<NettingNotice> notices_for(db::Transaction& tx, RegionId region_id,
                                                     OrganisationId organisation_id);
[[nodiscard]] std::optional<NettingNotice> find_notice(db::Transaction& tx, RegionId region_id,
                                                       NettingNoticeId id);
/// Marks a notice as read; a second time changes nothing.
[[nodiscard]] base::Result<void, NettingNoticeRefusal> read_notice(db::Transaction& tx,
                                                                   RegionId region_id,
                                                                   NettingNoticeId id,
                                                                   base::Instant now);

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

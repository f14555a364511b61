/// A round of netting: proposed from open obligations, agreed by every party, posted as one group.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "netting/obligation.h"
#include "settings/settings.h"

namespace netting {

/// Days that parties have to answer.
inline constexpr settings::Definition kAnswerDays{
    .key = "netting.answer_days", .value = "10", .unit = "day", .minimum = 1, .maximum = 60};
/// Days before the last one on which whoever has not answered is reminded; 0: nobody is.
inline constexpr settings::Definition kReminderDays{
    .key = "netting.reminder_days", .value = "3", .unit = "day", .minimum = 0, .maximum = 30};
/// Whether silence until the last day counts as declined: the round is offered again without the
/// silent party. 0: one silent party ends the round.
inline constexpr settings::Definition kSilenceDeclines{
    .key = "netting.silence_declines", .value = "1", .minimum = 0, .maximum = 1};
/// Days to answer a round that is offered again.
inline constexpr settings::Definition kSecondAnswerDays{
    .key = "netting.second_answer_days", .value = "4", .unit = "day", .minimum = 1, .maximum = 60};
/// How often a round is offered at most.
inline constexpr settings::Definition kOffersMax{
    .key = "netting.offers_max", .value = "3", .minimum = 1, .maximum = 10};
/// A round that would clear less is not worth everybody's answer.
inline constexpr settings::Definition kSetOffWonMin{.key = "netting.set_off_won_min",
                                                    .value = "10000",
                                                    .unit = "won",
                                                    .minimum = 1,
                                                    .maximum = 1'000'000'000};

enum class RoundState {
  open,       ///< waits for answers
  posted,     ///< everybody agreed; in the ledger
  broken,     ///< whoever declined left too little to set off
  expired,    ///< too few answered in time
  withdrawn,  ///< by the centre
};
BOOST_DESCRIBE_ENUM(RoundState, open, posted, broken, expired, withdrawn)

enum class NettingAnswer {
  waiting,
  accepted,
  declined,
  silent,  ///< did not answer until the last day; left out like one that declined
};
BOOST_DESCRIBE_ENUM(NettingAnswer, waiting, accepted, declined, silent)

struct NettingRound {
  RoundId id;
  Date month;  ///< first day; invoices up to its end are looked at
  RoundState state = RoundState::open;
  std::int64_t version = 1;  ///< counts computations: a decline makes a new one
  Date answer_by;            ///< last day, included
  std::int64_t obligations = 0;
  std::int64_t owed_won = 0;     ///< by all parties, before
  std::int64_t set_off_won = 0;  ///< how much debt the round clears
  std::int64_t share_ppm = 0;    ///< set_off_won of owed_won
  std::int64_t parties = 0;      ///< who take part: neither declined nor silent
  std::int64_t waiting = 0;      ///< parties without an answer
  base::Instant proposed_at;
  std::optional<base::Instant> closed_at;
  std::int64_t seq = 0;     ///< of the group's first entry; 0 until posted
  std::int64_t offers = 1;  ///< how often it was offered: again after somebody was silent
};
BOOST_DESCRIBE_STRUCT(NettingRound, (),
                      (id, month, state, version, answer_by, obligations, owed_won, set_off_won,
                       share_ppm, parties, waiting, proposed_at, closed_at, seq, offers))

/// What a round takes off one obligation.
struct NettingLine {
  ObligationId obligation_id;
  OrganisationId debtor_id;
  std::string debtor_name;
  OrganisationId creditor_id;
  std::string creditor_name;
  std::string evidence_number;
  std::string item;
  Date due_on;
  std::int64_t owed_won = 0;
  std::int64_t set_off_won = 0;
  std::int64_t seq = 0;
};
BOOST_DESCRIBE_STRUCT(NettingLine, (),
                      (obligation_id, debtor_id, debtor_name, creditor_id, creditor_name,
                       evidence_number, item, due_on, owed_won, set_off_won, seq))

/// Gives up claims of `set_off_won` and is freed of debts of the same amount.
struct NettingParty {
  OrganisationId organisation_id;
  std::string name;
  std::int64_t set_off_won = 0;
  NettingAnswer answer = NettingAnswer::waiting;
  std::optional<base::Instant> answered_at;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(NettingParty, (),
                      (organisation_id, name, set_off_won, answer, answered_at, note))

enum class RoundRefusal {
  round_not_found,
  round_already_open,
  round_month_in_future,
  nothing_to_set_off,  ///< no circle, or less than the day's minimum
  round_not_open,
  round_over,   ///< after its last day
  round_stale,  ///< was computed anew since it was looked at
  party_not_found,
  party_declined_already,
  party_was_silent,  ///< the round goes on without it
  decline_reason_missing,
};
BOOST_DESCRIBE_ENUM(RoundRefusal, round_not_found, round_already_open, round_month_in_future,
                    nothing_to_set_off, round_not_open, round_over, round_stale, party_not_found,
                    party_declined_already, party_was_silent, decline_reason_missing)

/// Looks for circles among the open obligations of invoices up to the end of `month` and proposes
/// to clear as much as possible, the oldest first. `proposed_by` 0: the monthly job.
[[nodiscard]] base::Result<RoundId, RoundRefusal> propose_round(db::Transaction& tx,
                                                                RegionId region_id, Date month,
                                                                PersonId proposed_by,
                                                                base::Instant now);

/// What a party says to the computation `version` that it saw.
struct PartyAnswer {
  OrganisationId organisation_id;
  std::int64_t version = 0;
  bool accepts = false;
  std::string note;  ///< why not; only asked when it declines
};

/// Takes a party's answer. Declined: computed again without it; others answer again only where
/// their own lines changed. Accepted by all: posted in this deed, as one linked group.
[[nodiscard]] base::Result<NettingRound, RoundRefusal> answer_round(
    db::Transaction& tx, ledger::Batch& batch, RegionId region_id, RoundId round_id,
    const PartyAnswer& answer, PersonId answered_by);
/// The centre takes an open round back.
[[nodiscard]] base::Result<NettingRound, RoundRefusal> withdraw_round(db::Transaction& tx,
                                                                      RegionId region_id,
                                                                      RoundId round_id,
                                                                      base::Instant now);
/// Reminds whoever has not answered an open round whose last day is near; once an offer. Returns
/// how many were told. For a nightly job.
std::int64_t remind_parties(db::Transaction& tx, RegionId region_id, base::Instant now);
/// What follows when an offer's last day is over: whoever was silent is left out, the rest is
/// computed again and offered with a shorter deadline, posted when nobody is left to ask, or ended
/// when too little is left or it was offered often enough (kOffersMax). Returns how many rounds
/// were moved on. For a nightly job, as a deed of the ledger.
std::int64_t end_offers(db::Transaction& tx, ledger::Batch& batch, RegionId region_id);

[[nodiscard]] std::optional<NettingRound> find_round(db::Transaction& tx, RegionId region_id,
                                                     RoundId round_id);
/// Newest first.
[[nodiscard]] std::vector<NettingRound> list_rounds(db::Transaction& tx, RegionId region_id);
/// The largest amounts first.
[[nodiscard]] std::vector<NettingLine> lines_of(db::Transaction& tx, RegionId region_id,
                                                RoundId round_id);
[[nodiscard]] std::vector<NettingParty> parties_of(db::Transaction& tx, RegionId region_id,
                                                   RoundId round_id);

/// A posted round as everybody may see it: sums, no names.
struct PublicRound {
  Date month;
  std::int64_t parties = 0;
  std::int64_t obligations = 0;
  std::int64_t owed_won = 0;
  std::int64_t set_off_won = 0;
  std::int64_t share_ppm = 0;
  std::int64_t seq = 0;  ///< of the group's first entry in the ledger
};
BOOST_DESCRIBE_STRUCT(PublicRound, (),
                      (month, parties, obligations, owed_won, set_off_won, share_ppm, seq))

/// How much debt netting has cleared.
struct NettingFigures {
  std::int64_t rounds = 0;
  std::int64_t set_off_won = 0;
  std::vector<PublicRound> items;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(NettingFigures, (), (rounds, set_off_won, items))
[[nodiscard]] NettingFigures figures_of(db::Transaction& tx, RegionId region_id);

}  // namespace netting

#include "netting/notice.h"

#include "base/check.h"
#include "party.h"
#include "round_log.h"

namespace netting {

const std::vector<inbox::Kind>& notice_kinds() {
  using enum inbox::Delivery;
  static const std::vector<std::string_view> kTold{"shop_keeper", "centre_director"};
  static const std::vector<inbox::Kind> kKinds{
      {"netting.asked", kTold},
      {"netting.reminded", kTold},
      {"netting.asked_again", kTold},
      {"netting.left_out", kTold},
      {"netting.posted", kTold, may_mute},
      {"netting.ended", kTold, may_mute},
  };
  return kKinds;
}

const inbox::Kind& kind_of(NettingNoticeKind kind) {
  return notice_kinds().at(static_cast<std::size_t>(kind));
}

std::vector<RoundEvent> events_of(db::Transaction& tx, RegionId region_id, RoundId round_id) {
  return tx.query<RoundEvent>(
      "SELECT number, kind, organisation_id, set_off_won, answer_by, at FROM netting_event "
      "WHERE region_id = $1 AND round_id = $2 ORDER BY number",
      region_id, round_id);
}

void log_event(db::Transaction& tx, RegionId region_id, RoundId round_id, RoundEventKind kind,
               OrganisationId organisation_id, base::Instant now) {
  tx.execute(
      "INSERT INTO netting_event (region_id, round_id, number, kind, organisation_id, set_off_won, "
      "answer_by, at) SELECT r.region_id, r.id, (SELECT COUNT(*) + 1 FROM netting_event e "
      "WHERE e.region_id = r.region_id AND e.round_id = r.id), $3, $4, r.set_off_won, "
      "r.answer_by, $5 FROM netting_round r WHERE r.region_id = $1 AND r.id = $2",
      region_id, round_id, kind, organisation_id, now);
  CHECK_REQUEST(tx.changed() == 1);
}

void tell(db::Transaction& tx, RegionId region_id, RoundId round_id, const NettingParty& party,
          NettingNoticeKind kind, base::Instant now) {
  using inbox::ValueKind;
  const auto round = find_round(tx, region_id, round_id);
  CHECK_REQUEST(round.has_value());
  const inbox::Message told{.subject_id = {round_id.value},
                            .organisation_id = party.organisation_id,
                            .values = {{"month", {ValueKind::month, round->month.days}},
                                       {"amount", {ValueKind::won, party.set_off_won}},
                                       {"day", {ValueKind::date, round->answer_by.days}}}};
  inbox::send(tx, region_id, kind_of(kind), told,
              speakers_of(tx, region_id, party.organisation_id, base::korean_date(now)), now);
}

std::int64_t tell_all(db::Transaction& tx, RegionId region_id, RoundId round_id,
                      NettingAnswer answer, NettingNoticeKind kind, base::Instant now) {
  std::int64_t told = 0;
  for (const NettingParty& party : parties_of(tx, region_id, round_id)) {
    if (party.answer != answer) continue;
    tell(tx, region_id, round_id, party, kind, now);
    ++told;
  }
  return told;
}

void forget_questions(db::Transaction& tx, RegionId region_id, RoundId round_id,
                      OrganisationId organisation_id, base::Instant now) {
  static constexpr std::string_view kQuestions[] = {"netting.asked", "netting.reminded",
                                                    "netting.asked_again"};
  inbox::settle(tx, region_id, kQuestions, {round_id.value}, organisation_id, now);
}

}  // namespace netting

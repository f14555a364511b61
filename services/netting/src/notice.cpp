#include "netting/notice.h"

#include "base/check.h"
#include "round_log.h"

namespace netting {
namespace {

constexpr std::string_view kSelect =
    "SELECT n.id, n.organisation_id, o.name, n.round_id, r.month, n.kind, n.set_off_won, "
    "n.answer_by, n.at, n.read_at FROM netting_notice n JOIN people_organisation o "
    "ON o.region_id = n.region_id AND o.id = n.organisation_id JOIN netting_round r "
    "ON r.region_id = n.region_id AND r.id = n.round_id WHERE n.region_id = $1";

}  // namespace

std::vector<NettingNotice> notices_for(db::Transaction& tx, RegionId region_id,
                                       OrganisationId organisation_id) {
  return tx.query<NettingNotice>(
      std::string(kSelect) + " AND n.organisation_id = $2 ORDER BY n.id DESC LIMIT 50", region_id,
      organisation_id);
}

std::optional<NettingNotice> find_notice(db::Transaction& tx, RegionId region_id,
                                         NettingNoticeId id) {
  return tx.query_one<NettingNotice>(std::string(kSelect) + " AND n.id = $2", region_id, id);
}

base::Result<void, NettingNoticeRefusal> read_notice(db::Transaction& tx, RegionId region_id,
                                                     NettingNoticeId id, base::Instant now) {
  if (!find_notice(tx, region_id, id))
    return base::refuse(NettingNoticeRefusal::netting_notice_not_found);
  tx.execute(
      "UPDATE netting_notice SET read_at = $3 WHERE region_id = $1 AND id = $2 "
      "AND read_at IS NULL",
      region_id, id, now);
  return {};
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
  tx.execute(
      "INSERT INTO netting_notice (region_id, id, organisation_id, round_id, kind, set_off_won, "
      "answer_by, at) SELECT r.region_id, $3, $4, r.id, $5, $6, r.answer_by, $7 "
      "FROM netting_round r WHERE r.region_id = $1 AND r.id = $2",
      region_id, round_id, tx.make_id<NettingNoticeId>(), party.organisation_id, kind,
      party.set_off_won, now);
  CHECK_REQUEST(tx.changed() == 1);
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
  tx.execute(
      "UPDATE netting_notice SET read_at = $4 WHERE region_id = $1 AND round_id = $2 "
      "AND kind IN ('asked', 'reminded', 'asked_again') AND (organisation_id = $3 OR $3 = 0) "
      "AND read_at IS NULL",
      region_id, round_id, organisation_id, now);
}

}  // namespace netting

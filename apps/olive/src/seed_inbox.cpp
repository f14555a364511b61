// Referrals that wait for somebody: new, consented, assessed, declined.
#include "seed_city.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kWaiting = 48;
constexpr std::int64_t kWaitingAtHome = 8;

class Inbox {
 public:
  Inbox(Build& build, db::Transaction& tx)
      : build_(build), tx_(tx), maker_(build, "inbox"), offices_(tx, kRegion) {}

  void add(std::string_view district) {
    Random& random = maker_.random();
    const int year = base::split_date(build_.today).year - static_cast<int>(random.between(60, 90));
    const City& city = build_.city;
    const base::Instant at =
        build_.options.now.plus_seconds(-random.between(3'600, 12 * base::kSecondsPerDay));
    care::NewReferral referral{.client_id = maker_.create(tx_, district, year, at)};
    referral.service = static_cast<ServiceKind>(random.below(5));
    referral.lives_alone = random.chance(620'000);
    referral.wished_from = build_.today.plus_days(static_cast<std::int32_t>(random.between(2, 14)));
    referral.discharged_on = base::korean_date(at).plus_days(-2);
    referral.purpose = referral.service == ServiceKind::hospital_accompaniment
                           ? care::CarePurpose::outpatient
                           : care::CarePurpose::daily_living;
    const bool is_hospital = random.chance(600'000);
    const Hospital& hospital = district == kHomeDistrict
                                   ? city.hospitals.front()
                                   : random.pick(std::span<const Hospital>(city.hospitals));
    const Office& desk = city.dongs.find(district)->second.front();
    referral.channel = is_hospital ? care::ReferralChannel::hospital : care::ReferralChannel::desk;
    referral.referrer_id = is_hospital ? hospital.staff : desk.staff;
    referral.referring_organisation_id = is_hospital ? hospital.id : desk.id;
    const auto id =
        care::create_referral(tx_, kRegion, referral, offices_, build_.application.sealer(), at);
    CHECK(id.has_value());
    take_along(*id, random.below(4), at, city.districts.find(district)->second.staff);
  }

 private:
  // As far as it has come: 0 received, 1 consented, 2 assessed, 3 declined.
  void take_along(care::ReferralId id, std::int64_t steps, base::Instant at, PersonId officer) {
    std::int64_t version = 1;
    const auto by = [&] { return care::StepBy{officer, version++, at}; };
    if (steps < 1) return;
    const care::ConsentForm consent{.care_service = true,
                                    .health_data = true,
                                    .text_version = "1",
                                    .channel = people::ConsentChannel::paper};
    CHECK(care::record_consent(tx_, kRegion, id, consent, by()).has_value());
    if (steps < 2) return;
    care::Assessment assessment;
    for (const auto item : base::all_of<care::AssessmentItem>())
      assessment.items.push_back({item, static_cast<std::int32_t>(maker_.random().between(0, 3))});
    const crypto::Sealer& sealer = build_.application.sealer();
    CHECK(care::record_assessment(tx_, kRegion, id, assessment, sealer, by()).has_value());
    if (steps < 3) return;
    const care::Decision decision{.verdict = care::Verdict::declined,
                                  .meeting = "지역케어회의",
                                  .decided_on = base::korean_date(at),
                                  .reasons = "같은 내용의 다른 돌봄서비스를 이용하고 있습니다."};
    CHECK(care::decide(tx_, kRegion, id, decision, sealer, by()).has_value());
  }

  Build& build_;
  db::Transaction& tx_;
  PersonMaker maker_;
  care::Offices offices_;
};

}  // namespace

void build_inbox(Build& build) {
  build.write([&](db::Transaction& tx) {
    Inbox inbox(build, tx);
    Random random = build.random("inbox districts");
    for (std::int64_t i = 0; i < kWaitingAtHome; ++i) inbox.add(kHomeDistrict);
    for (std::int64_t i = kWaitingAtHome; i < build.scaled(kWaiting, kWaitingAtHome); ++i)
      inbox.add(random.pick(people::districts()).code);
  });
}

}  // namespace olive::seed

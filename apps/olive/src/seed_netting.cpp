#include "seed_netting.h"

#include <algorithm>

#include "netting/notice.h"
#include "netting/round.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kEnterprises = 12;
constexpr std::int64_t kCircles = 10;  // of deals in a month
constexpr std::int64_t kOneWay = 25;   // deals that go round nowhere
constexpr std::int32_t kTerm_days = 30;

constexpr std::string_view kFirms[] = {"깨끗한세상", "늘푸른돌봄",   "희망집수리", "맛있는밥상",
                                       "함께나르미", "새싹도시락",   "바른손빨래", "나눔방역",
                                       "두레배송",   "우리동네반찬", "해밀청소",   "온누리재활용"};
constexpr std::string_view kItems[] = {
    "식재료 납품", "도시락 단체 주문", "청소 용역", "세탁물 수거", "포장 작업",
    "배송 대행",   "행사 다과",        "비누 납품", "집수리 자재", "현수막 제작"};

std::vector<OrganisationId> enterprises(db::Transaction& tx) {
  std::vector<OrganisationId> ids;
  for (const auto& each :
       people::organisations_of_kind(tx, kRegion, people::OrganisationKind::enterprise))
    ids.push_back(each.id);
  return ids;
}

// The shop whose keeper signs in.
OrganisationId home_shop(const City& city) {
  const auto found = std::ranges::find_if(city.shops, [&](const Shop& shop) {
    return city.teams[shop.team].centre == kHomeCentre && !city.participants[shop.keeper].left_on;
  });
  return found == city.shops.end() ? city.shops.front().id : found->id;
}

// Everybody who deals with others.
std::vector<OrganisationId> traders(Build& build, db::Transaction& tx) {
  std::vector<OrganisationId> ids = enterprises(tx);
  for (const Shop& shop : build.city.shops) ids.push_back(shop.id);
  for (const Team& team : build.city.teams)
    if (team.trade != nullptr) ids.push_back(team.id);
  return ids;
}

// A month of deals: circles of three or four, and deals that go round nowhere.
class Deals {
 public:
  Deals(Build& build, db::Transaction& tx, ledger::Batch& batch, Date month)
      : build_(build),
        tx_(tx),
        batch_(batch),
        month_(month),
        random_(build.random("deals" + base::format_date(month))),
        traders_(traders(build, tx)) {}

  void make() {
    circle_with(home_shop(build_.city));
    for (std::int64_t i = 0; i < build_.scaled(kCircles, 2); ++i) circle_with(pick());
    for (std::int64_t i = 0; i < build_.scaled(kOneWay, 4); ++i) deal(pick(), pick());
  }

 private:
  OrganisationId pick() { return random_.pick(std::span<const OrganisationId>(traders_)); }

  void circle_with(OrganisationId first) {
    std::vector<OrganisationId> round{first};
    while (std::ssize(round) < 3 + random_.below(2)) {
      const OrganisationId next = pick();
      if (std::ranges::count(round, next) == 0) round.push_back(next);
    }
    for (Index i = 0; i < round.size(); ++i) deal(round[i], round[(i + 1) % round.size()]);
  }

  void deal(OrganisationId debtor, OrganisationId creditor) {
    if (debtor == creditor) return;
    const auto last = std::min(base::last_of_month(month_), batch_.today());
    const Date on =
        month_.plus_days(static_cast<std::int32_t>(random_.below(last.days - month_.days + 1)));
    const std::string number =
        "T" + base::format_date(month_).substr(0, 7) + "-" + std::to_string(++deals_);
    CHECK(netting::record_obligation(
              tx_, batch_, kRegion,
              {.debtor_id = debtor,
               .creditor_id = creditor,
               .amount_won = 10'000 * random_.between(4, 120),
               .invoiced_on = on,
               .due_on = on.plus_days(kTerm_days),
               .evidence_number = number,
               .item = std::string(random_.pick(std::span<const std::string_view>(kItems)))},
              build_.city.metro_staff)
              .has_value());
  }

  Build& build_;
  db::Transaction& tx_;
  ledger::Batch& batch_;
  Date month_;
  Random random_;
  std::vector<OrganisationId> traders_;
  std::int64_t deals_ = 0;
};

void record_deals(Build& build, Date month) {
  build.deed(
      [&](db::Transaction& tx, ledger::Batch& batch) { Deals(build, tx, batch, month).make(); });
}

netting::RoundId propose(Build& build, Date month) {
  netting::RoundId id;
  build.write([&](db::Transaction& tx) {
    id = netting::propose_round(tx, kRegion, month, PersonId{}, build.clock.now()).value();
  });
  return id;
}

// The parties say yes; with `leaves_some` every third, and whoever signs in, has not answered.
void accept(Build& build, netting::RoundId id, bool leaves_some) {
  build.deed([&](db::Transaction& tx, ledger::Batch& batch) {
    const OrganisationId home = home_shop(build.city);
    Index place = 0;
    for (const netting::NettingParty& party : netting::parties_of(tx, kRegion, id)) {
      const bool waits = party.organisation_id == home || ++place % 3 == 0;
      if (leaves_some && waits) continue;
      CHECK(netting::answer_round(tx, batch, kRegion, id,
                                  {party.organisation_id, 1, /*accepts=*/true, {}},
                                  build.city.centres[kHomeCentre].director)
                .has_value());
    }
  });
}

}  // namespace

void found_enterprises(Build& build) {
  build.write([&](db::Transaction& tx) {
    Random random = build.random("enterprises");
    const auto count = static_cast<Index>(build.scaled(kEnterprises, 3));
    for (Index i = 0; i < count && i < std::size(kFirms); ++i) {
      const Centre& centre = build.city.centres[i % build.city.centres.size()];
      CHECK(people::create_organisation(tx, kRegion,
                                        {.kind = people::OrganisationKind::enterprise,
                                         .name = std::string(kFirms[i]),
                                         .parent_id = centre.id,
                                         .phone = "051-000-0000",
                                         .place = make_place(random, centre.row->district_code)},
                                        build.clock.now())
                .has_value());
    }
  });
}

void net_month(Build& build) {
  const Date month =
      base::plus_months(base::first_of_month(base::korean_date(build.clock.now())), -1);
  record_deals(build, month);
  const netting::RoundId id = propose(build, month);
  accept(build, id, /*leaves_some=*/false);
  build.write([&](db::Transaction& tx) {  // the months before are read long ago
    const std::string_view kinds[] = {netting::kind_of(netting::NettingNoticeKind::posted).name};
    inbox::settle(tx, kRegion, kinds, {id.value}, {}, build.clock.now());
  });
}

void leave_round_open(Build& build) {
  const Date month = base::first_of_month(base::korean_date(build.clock.now()));
  record_deals(build, month);
  accept(build, propose(build, month), /*leaves_some=*/true);
}

}  // namespace olive::seed

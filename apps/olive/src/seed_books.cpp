#include "seed_books.h"

#include <algorithm>
#include <array>

#include "base/apportion.h"
#include "teams/attendance.h"
#include "teams/sales_line.h"
#include "teams/shortfall.h"
#include "teams/team_payment.h"
#include "wiring.h"

namespace olive::seed {
namespace {

using teams::SalesLineKind;

constexpr int kQuarterDay = 20;
constexpr std::int64_t kMonthMax_won = 150'000;
constexpr std::int64_t kThousand = 1'000;
constexpr std::int64_t kCostFromPpm = 420'000;  // of the sales
constexpr std::int64_t kCostToPpm = 640'000;
constexpr std::int64_t kSalesOfExtra = 4;
constexpr std::int64_t kShortfall_won = 240'000;

// What a team sells outside of the market in a quarter, in thousands of won.
struct SalesRange {
  std::int64_t from, to;
};
constexpr SalesRange kMarketEntry{6'000, 18'000};
constexpr SalesRange kSocialService{2'400, 7'800};
constexpr SalesRange kWorkMaintenance{300, 1'500};

struct Customer {
  const char* name;
  const char* what;
};
constexpr Customer kCustomers[] = {{"구청", "공공 위탁 계약"},  {"종합복지관", "정기 납품"},
                                   {"초등학교", "학교 위탁"},   {"아파트 관리사무소", "용역 계약"},
                                   {"노인복지관", "급식 납품"}, {"협력 기업", "하청 작업"}};

SalesRange range_of(teams::WorkType type) {
  switch (type) {
    case teams::WorkType::market_entry: return kMarketEntry;
    case teams::WorkType::social_service: return kSocialService;
    case teams::WorkType::work_maintenance: return kWorkMaintenance;
  }
  CHECK(false);
}

// One centre's quarter at its desk.
class QuarterDesk {
 public:
  QuarterDesk(Build& build, Date day)
      : build_(build),
        random_(build.random("books " + base::format_date(day))),
        quarter_(teams::first_of_quarter(teams::first_of_quarter(day).plus_days(-1))),
        is_last_(base::plus_months(day, 3) > build.today) {}

  void close_all() {
    for (Index team = 0; team < build_.city.teams.size(); ++team) close(team);
  }

 private:
  // Of the home centre's last quarter: one account waits to be closed, another with costs above its
  // means, one has not been begun, one is a draft that lacks what its shop sold.
  enum class Extent { nothing, draft, submitted, closed, above_means };
  [[nodiscard]] Extent extent_of(Index team) {
    const bool is_home = build_.city.teams[team].centre == kHomeCentre;
    if (!is_last_) return Extent::closed;
    if (!is_home) return random_.chance(60'000) ? Extent::draft : Extent::closed;
    if (!has_draft_ && has_shop(team)) {
      has_draft_ = true;
      return Extent::draft;
    }
    switch (home_teams_++) {
      case 1: return Extent::submitted;
      case 2: return Extent::above_means;
      case 3: return Extent::nothing;
      default: return Extent::closed;
    }
  }
  [[nodiscard]] bool has_shop(Index team) const {
    return std::ranges::any_of(build_.city.shops,
                               [team](const Shop& shop) { return shop.team == team; });
  }

  void close(Index index) {
    const Team& team = build_.city.teams[index];
    const Centre& centre = build_.city.centres[team.centre];
    const Extent extent = extent_of(index);
    if (extent == Extent::nothing) return;
    if (extent == Extent::above_means) return hand_in_above_means(team, centre);
    const base::Instant now = build_.clock.now();
    teams::QuarterId id;
    build_.write([&](db::Transaction& tx) {
      id = teams::open_quarter(tx, kRegion, team.id, quarter_, base::korean_date(now)).value();
      enter(tx, id, team, centre.coordinator, extent != Extent::draft);
      if (extent != Extent::draft)
        CHECK(teams::submit_quarter(tx, kRegion, id, centre.coordinator, now).has_value());
    });
    if (extent != Extent::closed) return;
    build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
      CHECK(teams::close_quarter(tx, batch, kRegion, id, centre.director).has_value());
    });
    pay(team, centre, id);
  }

  // A team that bought before it sold: the director decides whether the programme bears it.
  void hand_in_above_means(const Team& team, const Centre& centre) {
    const base::Instant now = build_.clock.now();
    build_.write([&](db::Transaction& tx) {
      const auto id =
          teams::open_quarter(tx, kRegion, team.id, quarter_, base::korean_date(now)).value();
      const auto account = teams::find_quarter(tx, kRegion, id);
      (void)teams::take_over_extra_pay(tx, kRegion, *account, centre.coordinator, now);
      const std::int64_t means_won = teams::figures_of(tx, kRegion, *account).surplus_won();
      add(tx, id, centre.coordinator, SalesLineKind::direct_cost,
          std::max<std::int64_t>(0, means_won) + kShortfall_won, {"도매 상사", "재료 선구매"});
      CHECK(
          teams::submit_quarter(
              tx, kRegion, id, centre.coordinator, now,
              teams::NamedShortfall{teams::ShortfallBearer::programme_budget,
                                    "새 작업장을 준비하며 재료를 먼저 샀고, 납품은 다음 분기부터"})
              .has_value());
    });
  }

  void enter(db::Transaction& tx, teams::QuarterId id, const Team& team, PersonId clerk,
             bool with_market) {
    const base::Instant now = build_.clock.now();
    if (with_market)
      CHECK(teams::take_over_sales(tx, kRegion, id, market_sales, clerk, now).has_value());
    const SalesRange range = range_of(team.work_type);
    // Whoever is busy at holidays sells more: overtime is paid out of the sales.
    const std::int64_t extra_won = extra_pay(tx, id);
    const std::int64_t sales_won =
        random_.between(range.from, range.to) * kThousand + kSalesOfExtra * extra_won;
    const std::int64_t first_won = sales_won * random_.between(55, 75) / 100;
    add(tx, id, clerk, SalesLineKind::contract, first_won,
        random_.pick(std::span<const Customer>(kCustomers)));
    add(tx, id, clerk, SalesLineKind::contract, sales_won - first_won,
        random_.pick(std::span<const Customer>(kCustomers)));
    const std::int64_t cost_won =
        base::share_of(sales_won, random_.between(kCostFromPpm, kCostToPpm));
    add(tx, id, clerk, SalesLineKind::direct_cost, cost_won, {"도매 상사", "재료와 소모품"});
  }

  // What the account holds for overtime, work on holidays and at night.
  static std::int64_t extra_pay(db::Transaction& tx, teams::QuarterId id) {
    std::int64_t won = 0;
    for (const teams::SalesLine& line : teams::sales_lines(tx, kRegion, id))
      if (line.kind == SalesLineKind::overtime || line.kind == SalesLineKind::night_work)
        won += line.amount_won;
    return won;
  }

  void add(db::Transaction& tx, teams::QuarterId id, PersonId clerk, SalesLineKind kind,
           std::int64_t amount_won, const Customer& customer) {
    const Date on = quarter_.plus_days(static_cast<std::int32_t>(random_.between(3, 88)));
    CHECK(teams::add_sales_line(tx, kRegion, id,
                                {.kind = kind,
                                 .occurred_on = on,
                                 .amount_won = amount_won,
                                 .counterparty = customer.name,
                                 .evidence_number = base::format_date(quarter_).substr(0, 7) + "-" +
                                                    std::to_string(1'000 + ++documents_),
                                 .description = customer.what},
                                clerk, build_.clock.now())
              .has_value());
  }

  // Equal parts of the fund to everybody who worked in the quarter's last month.
  void pay(const Team& team, const Centre& centre, teams::QuarterId id) {
    const Date month = base::first_of_month(teams::last_of_quarter(quarter_));
    std::vector<teams::TeamPaymentId> proposed;
    build_.write([&](db::Transaction& tx) {
      proposed.clear();
      const auto account = teams::find_quarter(tx, kRegion, id);
      const auto persons = who_worked(tx, team.id, month);
      if (persons.empty()) return;
      const std::int64_t fund_won = teams::figures_of(tx, kRegion, *account).performance_won;
      const std::int64_t each_won =
          std::min(kMonthMax_won, fund_won / std::ssize(persons) / kThousand * kThousand);
      if (each_won == 0) return;
      for (const PersonId person : persons)
        proposed.push_back(propose(tx, team.id, person, month, each_won, centre.coordinator));
    });
    if (proposed.empty()) return;
    build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
      for (const teams::TeamPaymentId payment : proposed)
        CHECK(
            teams::approve_team_payment(tx, batch, kRegion, payment, centre.director).has_value());
    });
  }

  std::vector<PersonId> who_worked(db::Transaction& tx, OrganisationId team_id, Date month) {
    std::vector<PersonId> persons;
    for (const teams::AttendanceDay& day :
         teams::attendance_of_team(tx, kRegion, team_id, month, base::last_of_month(month)))
      if (day.kind == teams::AttendanceKind::work &&
          (persons.empty() || persons.back() != day.person_id))
        persons.push_back(day.person_id);
    return persons;
  }

  teams::TeamPaymentId propose(db::Transaction& tx, OrganisationId team_id, PersonId person_id,
                               Date month, std::int64_t amount_won, PersonId clerk) {
    return teams::propose_team_payment(tx, kRegion,
                                       {.team_id = team_id,
                                        .kind = teams::PaymentKind::performance,
                                        .person_id = person_id,
                                        .month = month,
                                        .amount_won = amount_won,
                                        .reason = "분기 매출 성과",
                                        .evidence_number = "자립성과금 지급 결의"},
                                       clerk, build_.clock.now())
        .value();
  }

  Build& build_;
  Random random_;
  Date quarter_;
  bool is_last_;
  int home_teams_ = 0;
  bool has_draft_ = false;
  int documents_ = 0;
};

}  // namespace

bool is_quarter_day(Date day) {
  const base::YearMonthDay date = base::split_date(day);
  return date.day == kQuarterDay && teams::first_of_quarter(day) == base::first_of_month(day);
}

void approve_sales_rules(Build& build) {
  const base::Instant now = build.clock.now();
  build.write([&](db::Transaction& tx) {
    for (const teams::WorkType type : base::all_of<teams::WorkType>()) {
      const auto id = teams::propose_sales_rule(
          tx, kRegion,
          {.work_type = type,
           .valid_from = teams::first_of_quarter(base::plus_months(build.start, -6)),
           .set_aside_ppm = 500'000,
           .performance_ppm = 250'000,
           .tomorrow_profit_ppm = type == teams::WorkType::work_maintenance ? 0 : 100'000,
           .activation_ppm = 50'000,
           .central_fund_ppm = 20'000,
           .regional_support_ppm = 30'000,
           .set_aside_floor_ppm = 100'000,
           .basis = "시연용 기준(실제 비율은 해마다 자활사업안내가 정함)"},
          build.city.metro_staff, now);
      CHECK(teams::decide_sales_rule(tx, kRegion, id.value(), teams::DecisionState::approved,
                                     build.city.city_staff, now)
                .has_value());
    }
  });
}

void close_quarters(Build& build, Date day) { QuarterDesk(build, day).close_all(); }

}  // namespace olive::seed

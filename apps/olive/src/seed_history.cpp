// The past of the demo city, day by day: cases, visits, attendance, purchases, pay, settlements.
// Everything goes through the functions and the ledger that the product itself uses.
#include <algorithm>

#include "seed_books.h"
#include "seed_days.h"
#include "seed_fair.h"
#include "seed_market.h"
#include "seed_netting.h"
#include "seed_orders.h"
#include "seed_schedule.h"
#include "teams/pay.h"

namespace olive::seed {
namespace {

constexpr std::int64_t kCancelPpm = 45'000;
constexpr std::int32_t kEvening_s = 19 * 3600;
constexpr int kSettlementDay = 5;
constexpr int kFairDaysAgo = 13;
constexpr std::int64_t kWeeklyStock = 8;  // times the shop's weight

constexpr care::CancelReason kReasons[] = {
    care::CancelReason::client_ill, care::CancelReason::client_wish,
    care::CancelReason::client_in_hospital, care::CancelReason::worker_ill,
    care::CancelReason::weather};

class History {
 public:
  explicit History(Build& build)
      : build_(build),
        visits_(build.random("visits")),
        presence_(build.random("presence")),
        shopping_(build),
        ordering_(build) {}

  void play() {
    record_earlier_cases();
    const base::Instant end = build_.options.now;
    for (Date day = build_.start; day < build_.today; day = day.plus_days(1)) {
      begin_day(day);
      shopping_.play(day, end);
      ordering_.play(day);
      build_.clock.move_to(base::korean_instant(day, kEvening_s));
      play_visits(day);
      if (day == base::last_of_month(day)) pay_month(day);
      report(day);
    }
    begin_day(build_.today);
    shopping_.play(build_.today, end);
    build_.clock.move_to(end);
    ordering_.leave_today();
    sell_by_option(build_);
  }

 private:
  void record_earlier_cases() {
    for (const Case& one : build_.city.cases) {
      if (one.past.decided_on >= build_.start) break;
      const base::Instant noon = base::korean_instant(one.past.decided_on, 12 * 3600);
      if (noon <= build_.clock.now()) continue;
      build_.clock.move_to(noon);
      decide_cases(build_, one.past.decided_on);
    }
  }

  // What the offices do in the morning.
  void begin_day(Date day) {
    const base::Instant morning = base::korean_instant(day, 9 * 3600 + 1'800);
    if (morning > build_.options.now) return;
    build_.clock.move_to(morning);
    if (day == build_.start) approve_sales_rules(build_);
    if (day == build_.start || is_new_year(day)) grant_year(build_);
    decide_cases(build_, day);
    if (base::weekday(day) == 1) enter_goods(build_, kWeeklyStock, day.days);
    if (base::split_date(day).day == kSettlementDay && day > build_.start) end_month(day);
    if (day == build_.today.plus_days(-kFairDaysAgo)) hold_fair(build_);
    if (is_quarter_day(day)) close_quarters(build_, day);
    if (day == build_.today) warn_of_expiry(build_);
  }

  // What belongs to the month before: what shops earned, and what goes round between organisations.
  void end_month(Date day) {
    settle_month(build_, build_.today.days - day.days < 30);
    net_month(build_);
  }

  [[nodiscard]] static bool is_new_year(Date day) {
    const base::YearMonthDay date = base::split_date(day);
    return date.month == 1 && date.day == 2;
  }

  void play_visits(Date day) {
    const Presence presence = draw_presence(build_, presence_);
    DaySchedule schedule(build_.city, day, presence.away());
    std::vector<care::PastVisit> visits;
    for (Case* one : due_cases(day)) visits.push_back(past_visit(*one, day, schedule));
    build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
      const auto events = care::record_past_visits(tx, batch, kRegion, visits);
      record_day(build_, tx, day, presence, events);
    });
  }

  // By the wished start, so that the day fills from the morning on.
  std::vector<Case*> due_cases(Date day) {
    std::vector<Case*> due;
    const bool is_holiday = build_.calendar.is_holiday(day);
    for (Case& one : build_.city.cases) {
      // On a public holiday only those are visited who just came home from the hospital.
      if (is_holiday && one.past.referral.service != ServiceKind::discharge_care) continue;
      if (is_due(one, day)) due.push_back(&one);
    }
    std::ranges::sort(
        due, {}, [](const Case* one) { return std::pair(one->start_min, one->entitlement_id); });
    return due;
  }

  care::PastVisit past_visit(Case& one, Date day, DaySchedule& schedule) {
    care::PastVisit visit{.entitlement_id = one.entitlement_id,
                          .destination_id = one.destination_id,
                          .visit_on = day,
                          .start_min = one.start_min,
                          .length_min = one.length_min};
    const bool is_cancelled = visits_.chance(kCancelPpm);
    const auto reason = visits_.pick(std::span<const care::CancelReason>(kReasons));
    const auto drift = visits_.between(-1, 3);  // visits run late more often than short
    const auto fit = schedule.fit(one, /*needs_car=*/false);
    if (is_cancelled || !fit) {
      visit.cancelled_for = fit ? reason : care::CancelReason::no_worker;
      return visit;
    }
    visit.worker_id = build_.city.participants[fit->worker].id;
    visit.vehicle_id = fit->vehicle_id;
    visit.start_min = fit->start_min;
    visit.minutes = one.length_min + static_cast<std::int32_t>(drift * one.length_min / 60);
    if (!one.has_worker) one.regular_worker = fit->worker;  // who came first keeps coming
    one.has_worker = true;
    use_quota(one, visit.minutes);
    return visit;
  }

  // As the service's quota counts; what is used up here is what the product counts as used.
  static void use_quota(Case& one, std::int32_t minutes) {
    const std::int32_t billed_min = care::billed_minutes(minutes, 30, 0);
    if (one.past.referral.service == ServiceKind::discharge_care) one.units_left -= billed_min;
    else if (one.past.referral.service == ServiceKind::hospital_accompaniment)
      one.units_left -= billed_min > 240 ? 2 : 1;
    else --one.units_left;
  }

  // The tables grew by a month since anybody counted them. A planner that takes them for empty
  // reads all attendance for every centre; a server's own daemon comes too late for a seed.
  void count_tables() {
    build_.write([](db::Transaction& tx) { tx.rows("ANALYZE"); });
  }

  void pay_month(Date day) {
    count_tables();
    for (const Centre& centre : build_.city.centres) {
      std::optional<teams::PayRunId> run;
      build_.write([&](db::Transaction& tx) {
        (void)teams::approve_month(tx, kRegion, centre.id, day, {}, centre.director,
                                   build_.clock.now());  // a quiet month has nothing to approve
        const auto drafted = teams::draft_pay_run(tx, kRegion, centre.id, day, day);
        run = drafted ? std::optional(*drafted) : std::nullopt;
      });
      if (!run) continue;
      build_.deed([&](db::Transaction& tx, ledger::Batch& batch) {
        CHECK(teams::post_pay_run(tx, batch, kRegion, *run, centre.director).has_value());
      });
    }
  }

  void report(Date day) {
    const int all = build_.today.days - build_.start.days;
    build_.options.progress("history " + base::format_date(day),
                            10 + 80 * (day.days - build_.start.days) / all);
  }

  Build& build_;
  Random visits_;
  Random presence_;
  Shopping shopping_;
  Ordering ordering_;
};

}  // namespace

void play_history(Build& build) { History(build).play(); }

}  // namespace olive::seed

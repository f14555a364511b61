// A team whose third quarter of 2026 is over, with an approved rule and two people for every step.
#pragma once

#include <string>
#include <vector>

#include "teams/attendance.h"
#include "teams/pay.h"
#include "teams/sales_line.h"
#include "teams/team_payment.h"
#include "teams_fixture.h"

namespace teams {

inline const base::Date kThird = *base::make_date(2026, 7, 1);
inline const base::Date kFourth = *base::make_date(2026, 10, 1);
inline constexpr PersonId kClerk{11};
inline constexpr PersonId kDirector{12};

// What the market says, as long as a test says nothing else.
inline std::vector<OutsideSale> no_sales(db::Transaction&, RegionId, OrganisationId, base::Date,
                                         base::Date) {
  return {};
}

// The refusal's name, for a failing test to print.
template <class T, class E>
std::string reason(const base::Result<T, E>& result) {
  return result ? "" : std::string(base::name_of(result.error()));
}

class BooksTest : public TeamsTest {
 protected:
  BooksTest() { approve_rule(shares_); }

  void approve_rule(const NewSalesRule& rule) {
    write([&](auto& tx) {
      const auto id = propose_sales_rule(tx, kBusan, rule, kClerk, kNow).value();
      return decide_sales_rule(tx, kBusan, id, DecisionState::approved, kDirector, kNow);
    });
  }
  QuarterId open(base::Date quarter = kThird) {
    return write([&](auto& tx) { return open_quarter(tx, kBusan, team_, quarter, kToday); })
        .value();
  }
  base::Result<SalesLineId, SalesLineRefusal> try_add(QuarterId id, SalesLineKind kind,
                                                      std::int64_t amount_won,
                                                      base::Date on = kThird.plus_days(10)) {
    const std::string number = "no-" + std::to_string(++documents_);
    return write([&](auto& tx) {
      return add_sales_line(tx, kBusan, id, {kind, on, amount_won, "부산시청", number, ""}, kClerk,
                            kNow);
    });
  }
  SalesLineId add(QuarterId id, SalesLineKind kind, std::int64_t amount_won,
                  base::Date on = kThird.plus_days(10)) {
    const auto added = try_add(id, kind, amount_won, on);
    EXPECT_TRUE(added.has_value()) << reason(added);
    return added.value();
  }
  base::Result<void, QuarterRefusal> submit(QuarterId id, base::Instant now = kNow,
                                            const std::optional<NamedShortfall>& shortfall = {}) {
    return write([&](auto& tx) { return submit_quarter(tx, kBusan, id, kClerk, now, shortfall); });
  }
  base::Result<QuarterAccount, QuarterRefusal> close(QuarterId id, PersonId by = kDirector,
                                                     std::int64_t shortfall_won = 0) {
    return ledger_->execute([&](auto& tx, auto& batch) {
      return close_quarter(tx, batch, kBusan, id, by, shortfall_won);
    });
  }
  QuarterFigures closed(QuarterId id) {
    const auto submitted = submit(id);
    EXPECT_TRUE(submitted.has_value()) << reason(submitted);
    const auto done = close(id);
    EXPECT_TRUE(done.has_value()) << reason(done);
    return figures(id);
  }
  QuarterFigures figures(QuarterId id) {
    return database_->read(
        [&](auto& tx) { return figures_of(tx, kBusan, *find_quarter(tx, kBusan, id)); });
  }
  QuarterAccount account(QuarterId id) {
    return *database_->read([&](auto& tx) { return find_quarter(tx, kBusan, id); });
  }
  /// A member with some days of work in August 2026.
  PersonId add_worker(const std::string& name, int days = 1) {
    const PersonId person = add_member(name, *base::make_date(2026, 1, 1));
    write([&](auto& tx) {
      for (int i = 0; i < days; ++i)
        CHECK(set_day(tx, kBusan,
                      {person, base::make_date(2026, 8, 3)->plus_days(i), team_,
                       AttendanceKind::work, 480},
                      kClerk, kNow)
                  .has_value());
      return true;
    });
    return person;
  }
  base::Result<TeamPaymentId, TeamPaymentRefusal> propose(const NewTeamPayment& payment) {
    return write([&](auto& tx) { return propose_team_payment(tx, kBusan, payment, kClerk, kNow); });
  }
  base::Result<TeamPayment, TeamPaymentRefusal> approve(TeamPaymentId id, PersonId by = kDirector) {
    return ledger_->execute(
        [&](auto& tx, auto& batch) { return approve_team_payment(tx, batch, kBusan, id, by); });
  }
  NewTeamPayment bonus(PersonId person, std::int64_t amount_won,
                       PaymentKind kind = PaymentKind::performance) {
    return {.team_id = team_,
            .kind = kind,
            .person_id = person,
            .month = *base::make_date(2026, 8, 1),
            .amount_won = amount_won,
            .reason = "3분기 성과",
            .evidence_number = "결의-1"};
  }

  /// Two fifths are set aside, a tenth is carried over.
  NewSalesRule shares_{.work_type = WorkType::social_service,
                       .valid_from = *base::make_date(2026, 1, 1),
                       .set_aside_ppm = 400'000,
                       .performance_ppm = 200'000,
                       .tomorrow_profit_ppm = 100'000,
                       .activation_ppm = 100'000,
                       .central_fund_ppm = 50'000,
                       .regional_support_ppm = 50'000,
                       .set_aside_floor_ppm = 100'000,
                       .basis = "2026년 자활사업안내"};
  int documents_ = 0;
};

}  // namespace teams

#include "seed_funds.h"

#include <algorithm>
#include <tuple>

#include "funds/settlement.h"
#include "seed_fund_paper.h"

namespace olive::seed {
namespace {

using funds::FundGoal;
using funds::FundSource;
using funds::MovementKind;

constexpr std::int64_t kProject_won = 500'000'000;
constexpr std::int64_t kHealthGift_won = 50'000'000;
constexpr std::int32_t kFirstYear = 2024;
constexpr std::int32_t kLastYear = 2026;
constexpr std::int64_t kInterestCentral_won = 182'340;
constexpr std::int64_t kInterestCity_won = 61'020;

Date date(std::int32_t year, std::int32_t month, std::int32_t day) {
  return base::make_date(year, month, day).value();
}

// Everything is entered on the city's present with the days on which it happened, as an office does
// that moves to a new system. The metropolitan centre proposes, the city decides.
class FundBuilder {
 public:
  explicit FundBuilder(Build& build)
      : build_(build), today_(base::korean_date(build.clock.now())) {}

  void build() {
    innovation();
    if (today_ >= date(2026, 3, 9)) health_gift();
    assets();
  }

 private:
  using Sources = std::pair<funds::AgreementId, funds::AgreementId>;  // central, city

  template <class Work>
  auto write(Work&& work) {
    return build_.application.database().write(std::forward<Work>(work));
  }
  // What a refusal would be here is a bug of the seed.
  template <class Work>
  void decide(Work&& work) {
    build_.deed(
        [&](db::Transaction& tx, ledger::Batch& batch) { CHECK(work(tx, batch).has_value()); });
  }
  [[nodiscard]] base::Instant now() const { return build_.clock.now(); }
  [[nodiscard]] PersonId clerk() const { return build_.city.metro_staff; }
  [[nodiscard]] PersonId head() const { return build_.city.city_staff; }

  OrganisationId funder(const std::string& name) {
    return write([&](db::Transaction& tx) {
      for (const auto& each :
           people::organisations_of_kind(tx, kRegion, people::OrganisationKind::funder))
        if (each.name == name) return each.id;
      return people::create_organisation(
                 tx, kRegion, {.kind = people::OrganisationKind::funder, .name = name}, now())
          .value();
    });
  }

  funds::ProgrammeId programme(const funds::NewProgramme& plan) {
    return write([&](db::Transaction& tx) {
      const auto id = funds::propose_programme(tx, kRegion, plan, clerk(), now()).value();
      CHECK(funds::decide_programme(tx, kRegion, id, funds::StepState::approved, head()));
      return id;
    });
  }

  funds::AgreementId agreement(const funds::NewAgreement& terms) {
    return write([&](db::Transaction& tx) {
      const auto id = funds::propose_agreement(tx, kRegion, terms, clerk(), now()).value();
      CHECK(funds::decide_agreement(tx, kRegion, id, funds::StepState::approved, head(),
                                    std::min(terms.starts_on, today_)));
      return id;
    });
  }

  void move(const funds::NewMovement& movement) {
    const auto id = write([&](db::Transaction& tx) {
      return funds::propose_movement(tx, kRegion, movement, clerk(), now()).value();
    });
    decide([&](auto& tx, auto& batch) {
      return funds::approve_movement(tx, batch, kRegion, id, head());
    });
  }
  void pay_in(funds::AgreementId agreement, std::int64_t amount_won, Date on,
              MovementKind kind = MovementKind::payment) {
    move({.kind = kind,
          .agreement_id = agreement,
          .amount_won = amount_won,
          .effective_on = std::min(on, today_),
          .reason = kind == MovementKind::payment ? "교부금 수령" : "통장 이자"});
  }
  void allocate(funds::AgreementId agreement, funds::LineId line, std::int64_t amount_won,
                Date on) {
    if (amount_won == 0) return;
    move({.kind = MovementKind::allocation,
          .agreement_id = agreement,
          .to_line_id = line,
          .amount_won = amount_won,
          .effective_on = std::min(on, today_),
          .reason = "사업 계획에 따른 배정"});
  }

  funds::LineId line(std::int32_t year, FundGoal goal) const {
    const auto found = std::ranges::find_if(lines_, [&](const funds::BudgetLine& each) {
      return each.year == year && each.goal == goal;
    });
    CHECK(found != lines_.end());
    return found->id;
  }

  funds::CommitmentId propose_commitment(const PaymentRow& row, funds::AgreementId agreement,
                                         std::int64_t amount_won, Date on) {
    return write([&](db::Transaction& tx) {
      return funds::propose_commitment(tx, kRegion,
                                       {.line_id = line(row.year, row.goal),
                                        .agreement_id = agreement,
                                        .amount_won = amount_won,
                                        .payee = std::string(row.payee),
                                        .payee_kind = row.is_person ? funds::PayeeKind::person
                                                                    : funds::PayeeKind::business,
                                        .purpose = std::string(row.purpose),
                                        .committed_on = on,
                                        .due_on = today_.plus_days(60)},
                                       clerk(), now())
          .value();
    });
  }
  funds::CommitmentId commit(const PaymentRow& row, funds::AgreementId agreement,
                             std::int64_t amount_won, Date on) {
    const auto id = propose_commitment(row, agreement, amount_won, on);
    decide([&](auto& tx, auto& batch) {
      return funds::approve_commitment(tx, batch, kRegion, id, head());
    });
    return id;
  }
  // Enters the payment with its invoice; nobody has decided about it yet.
  funds::SpendingId enter(funds::CommitmentId commitment, const PaymentRow& row, Date on) {
    return write([&](db::Transaction& tx) {
      const auto id =
          funds::propose_spending(tx, kRegion, {commitment, row.amount_won, on, ""}, clerk(), now())
              .value();
      const std::string number =
          "OLV-" + std::to_string(row.year) + "-" + std::to_string(++papers_);
      CHECK(funds::add_evidence(
          tx, kRegion, id,
          {funds::EvidenceKind::tax_invoice, row.amount_won, on, "세금계산서-" + number + ".pdf"},
          invoice_pdf(number, row.amount_won, on), build_.application.sealer(), clerk(), now()));
      return id;
    });
  }
  funds::SpendingId spend(const PaymentRow& row, funds::AgreementId agreement) {
    const Date on = date(row.year, row.month, row.day);
    const auto id = enter(commit(row, agreement, row.amount_won, on.plus_days(-20)), row, on);
    decide([&](auto& tx, auto& batch) {
      return funds::approve_spending(tx, batch, kRegion, id, head());
    });
    return id;
  }

  Sources agreements_of(std::int32_t year) {
    const bool is_first = year == kFirstYear;
    const Date from = is_first ? date(year, 6, 3) : date(year, 2, 2);
    const auto terms = [&](OrganisationId funder, FundSource source, std::string_view name,
                           std::int64_t amount_won) {
      return funds::NewAgreement{.programme_id = project_,
                                 .funder_id = funder,
                                 .source = source,
                                 .name = std::to_string(year) + "년 " + std::string(name),
                                 .amount_won = amount_won,
                                 .starts_on = from,
                                 .ends_on = date(year, 12, 31),
                                 .conditions = "다섯 목표에만 쓰고, 남은 돈과 이자는 돌려준다."};
    };
    const std::int64_t central_won = is_first ? 100'000'000 : 140'000'000;
    return {agreement(terms(funder("한국자활복지개발원"), FundSource::central_fund, "중앙자활자금",
                            central_won)),
            agreement(terms(funder("부산광역시 자활기금"), FundSource::city_fund, "시 자활기금",
                            40'000'000))};
  }

  void innovation() {
    std::vector<funds::NewLine> plan;
    for (const ShareRow& row : fund_shares())
      plan.push_back({row.year, row.goal, row.central_won + row.city_won});
    project_ = programme({.code = "olive-innovation",
                          .name = "자활사업 혁신 프로젝트 올리브",
                          .starts_on = date(kFirstYear, 6, 3),
                          .ends_on = date(kLastYear, 12, 31),
                          .planned_won = kProject_won,
                          .lines = plan});
    lines_ = build_.application.database().read(
        [&](db::Transaction& tx) { return funds::lines_of(tx, kRegion, project_); });
    for (std::int32_t year = kFirstYear; year <= kLastYear; ++year)
      if (today_ >= date(year, 3, 1)) play_year(year);
  }

  void play_year(std::int32_t year) {
    const auto [central, city] = agreements_of(year);
    const Date paid_on = year == kFirstYear ? date(year, 6, 28) : date(year, 2, 16);
    pay_in(central, year == kFirstYear ? 100'000'000 : 140'000'000, paid_on);
    pay_in(city, 40'000'000, paid_on);
    for (const ShareRow& row : fund_shares()) {
      if (row.year != year) continue;
      allocate(central, line(year, row.goal), row.central_won, paid_on);
      allocate(city, line(year, row.goal), row.city_won, paid_on);
    }
    for (const PaymentRow& row : fund_payments()) {
      if (row.year != year || date(year, row.month, row.day) > today_) continue;
      const auto id = spend(row, row.source == FundSource::central_fund ? central : city);
      if (row.goal == FundGoal::infrastructure) bought_.push_back({id, &row});
    }
    if (today_ > date(year, 12, 31)) close_year(year, central, city);
    else leave_work(year, central, city);
  }

  void close_year(std::int32_t year, funds::AgreementId central, funds::AgreementId city) {
    pay_in(central, kInterestCentral_won, date(year, 12, 31), MovementKind::interest);
    pay_in(city, kInterestCity_won, date(year, 12, 31), MovementKind::interest);
    settle(central, /*publishes=*/true);
    // The newest settlement of the city's fund is approved and waits for its publication.
    settle(city, /*publishes=*/year == kFirstYear);
  }

  void settle(funds::AgreementId agreement, bool publishes) {
    const auto id = write([&](db::Transaction& tx) {
      return funds::propose_fund_settlement(tx, kRegion, agreement, clerk(), now()).value();
    });
    decide([&](auto& tx, auto& batch) {
      return funds::approve_fund_settlement(tx, batch, kRegion, id, head());
    });
    if (!publishes) return;
    write([&](db::Transaction& tx) {
      CHECK(funds::publish_fund_settlement(tx, kRegion, id, clerk(), today_));
    });
  }

  // What is under way: promises, and proposals that wait for the city.
  void leave_work(std::int32_t year, funds::AgreementId central, funds::AgreementId city) {
    const PaymentRow education{year, FundGoal::education, FundSource::central_fund, 9'600'000, 10,
                               16,   "부산돌봄교육원",    "하반기 동행매니저 과정"};
    const PaymentRow shelter{
        year,       FundGoal::infrastructure, FundSource::central_fund, 18'500'000, 11, 2,
        "새길건축", "사하 거점 쉼터 정비"};
    const PaymentRow film{year, FundGoal::promotion, FundSource::city_fund, 3'200'000, 11,
                          9,    "광안미디어",        "성과 영상 제작"};
    const Date recently = std::max(today_.plus_days(-20), date(year, 2, 16));
    (void)commit(shelter, central, shelter.amount_won, recently);
    const auto waiting = commit(education, central, education.amount_won, recently);
    (void)enter(waiting, education, today_.plus_days(-3));
    (void)propose_commitment(film, city, film.amount_won, today_);
    write([&](db::Transaction& tx) {
      CHECK(funds::propose_movement(tx, kRegion,
                                    {.kind = MovementKind::reallocation,
                                     .agreement_id = central,
                                     .from_line_id = line(year, FundGoal::brand),
                                     .to_line_id = line(year, FundGoal::promotion),
                                     .amount_won = 2'500'000,
                                     .effective_on = today_,
                                     .reason = "찾아가는 판매전이 두 번 늘어남"},
                                    clerk(), now()));
    });
  }

  // LS ELECTRIC, March 2026: 162 people, up to 300,000 won each (Asia Economy, 2026-03-09).
  void health_gift() {
    const auto gift = programme({.code = "olive-health-2026",
                                 .name = "올리브 건강검진 지원",
                                 .starts_on = date(2026, 3, 9),
                                 .ends_on = date(2026, 12, 31),
                                 .planned_won = kHealthGift_won,
                                 .lines = {{2026, FundGoal::support, kHealthGift_won}}});
    lines_ = build_.application.database().read(
        [&](db::Transaction& tx) { return funds::lines_of(tx, kRegion, gift); });
    const auto from_sponsor = agreement({.programme_id = gift,
                                         .funder_id = funder("LS ELECTRIC"),
                                         .source = FundSource::designated_gift,
                                         .name = "건강검진 지정기탁",
                                         .amount_won = kHealthGift_won,
                                         .starts_on = date(2026, 3, 9),
                                         .ends_on = date(2026, 12, 31),
                                         .conditions = "한 사람에 30만 원까지 건강검진에 쓴다."});
    pay_in(from_sponsor, kHealthGift_won, date(2026, 3, 9));
    allocate(from_sponsor, line(2026, FundGoal::support), kHealthGift_won, date(2026, 3, 9));
    const PaymentRow first{2026,
                           FundGoal::support,
                           FundSource::designated_gift,
                           24'300'000,
                           5,
                           29,
                           "돌봄과나눔의원",
                           "건강검진 81명"};
    const PaymentRow second{2026,
                            FundGoal::support,
                            FundSource::designated_gift,
                            24'300'000,
                            10,
                            30,
                            "돌봄과나눔의원",
                            "건강검진 81명"};
    for (const PaymentRow* row : {&first, &second}) {
      const Date on = date(2026, row->month, row->day);
      if (on <= today_) (void)spend(*row, from_sponsor);
      else (void)commit(*row, from_sponsor, row->amount_won, date(2026, 3, 9));
    }
  }

  funds::AssetId record(const funds::NewAsset& asset) {
    return write([&](db::Transaction& tx) {
      return funds::record_asset(tx, kRegion, asset, clerk(), now()).value();
    });
  }

  // Bought infrastructure, and the eleven cars given on 17 June 2025 (News21, nocutnews).
  void assets() {
    Index centre = 0;
    const auto next = [&] {
      centre = (centre + 1) % build_.city.centres.size();
      return build_.city.centres[centre].id;
    };
    for (const auto& [spending, row] : bought_) {
      const bool is_site = row->purpose.ends_with("공사") || row->purpose.ends_with("정비");
      record({.kind = is_site ? funds::AssetKind::site : funds::AssetKind::equipment,
              .name = std::string(row->purpose),
              .spending_id = spending,
              .value_won = row->amount_won,
              .acquired_on = date(row->year, row->month, row->day),
              .holder_id = next()});
    }
    if (today_ < date(2025, 6, 17)) return;
    constexpr std::size_t kGiven2025 = 11;
    const auto donors = vehicle_donors().last(kGiven2025);
    for (std::size_t i = 0; i < donors.size(); ++i)
      record({.kind = funds::AssetKind::vehicle,
              .name = "동행 차량 " + std::string(i < 9 ? "0" : "") + std::to_string(i + 1) + "호",
              .donor = std::string(donors[i]),
              .acquired_on = date(2025, 6, 17),
              .holder_id = next()});
    hand_over();
  }

  // The home centre's director finds something to sign for.
  void hand_over() {
    const auto spare = record({.kind = funds::AssetKind::equipment,
                               .name = "현장 기록용 태블릿 4대",
                               .donor = "한국해양진흥공사",
                               .acquired_on = date(2025, 6, 23),
                               .holder_id = build_.city.metro});
    write([&](db::Transaction& tx) {
      CHECK(funds::give_asset(tx, kRegion,
                              {.asset_id = spare,
                               .to_id = build_.city.centres[kHomeCentre].id,
                               .handed_on = today_,
                               .condition = "네 대 모두 이상 없음, 충전기 4개"},
                              clerk(), now()));
    });
  }

  Build& build_;
  Date today_;
  funds::ProgrammeId project_;
  std::vector<funds::BudgetLine> lines_;
  std::vector<std::pair<funds::SpendingId, const PaymentRow*>> bought_;
  int papers_ = 0;
};

}  // namespace

void build_funds(Build& build) {
  build.clock.move_to(build.options.now);
  if (base::korean_date(build.clock.now()) < date(2025, 1, 1)) return;
  FundBuilder(build).build();
}

}  // namespace olive::seed

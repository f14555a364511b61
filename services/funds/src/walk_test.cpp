// Random walks of money from funder to payee, beside a model that knows nothing of ledger or SQL.
#include <map>
#include <random>

#include "funds_fixture.h"

namespace funds {
namespace {

constexpr int kSteps = 120;
constexpr std::int64_t kUnit_won = 1'000;

/// What an agreement's part of a line should hold.
struct ModelPart {
  std::int64_t left_won = 0;
  std::int64_t committed_won = 0;
  std::int64_t spent_won = 0;
  [[nodiscard]] std::int64_t all() const { return left_won + committed_won + spent_won; }
};

struct ModelLine {
  std::int64_t planned_won = 0;
  std::int64_t moved_won = 0;      // to it less from it
  std::int64_t taken_won = 0;      // re-allocated from it
  std::int64_t allocated_won = 0;  // by allocations only
};

struct ModelAgreement {
  std::int64_t agreed_won = 0;
  std::int64_t received_won = 0;
  std::int64_t unallocated_won = 0;
  std::int64_t interest_won = 0;
};

struct OpenPromise {
  CommitmentId id;
  FundGoal goal = FundGoal::brand;
  AgreementId agreement;
  std::int64_t amount_won = 0;
};

class WalkTest : public FundsTest {
 protected:
  WalkTest() {
    for (const auto& [id, won] : {std::pair{central_, 100'000'000}, {local_, 40'000'000}})
      agreements_[id] = {.agreed_won = won};
    for (const NewLine& each : plan("x").lines)
      if (each.year == 2024) lines_[each.goal] = {.planned_won = each.planned_won};
  }

  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  /// Often the very limit, or one more than it: there the mistakes are.
  std::int64_t amount(std::int64_t limit) {
    switch (pick(4)) {
      case 0: return std::max<std::int64_t>(limit, 1);
      case 1: return limit + 1;
      default: return 1 + kUnit_won * pick(9'000);
    }
  }
  FundGoal any_goal() { return static_cast<FundGoal>(pick(5)); }
  AgreementId any_agreement() { return pick(2) == 0 ? central_ : local_; }

  template <class T, class R>
  static void expect_refusal(const base::Result<T, R>& result, R refusal) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error(), refusal);
  }
  /// What cannot be approved is rejected, so that nothing waits when the agreement is settled.
  base::Result<FundMovement, MovementRefusal> try_to_move(const NewMovement& wanted) {
    OLIVE_TRY(id, propose(wanted));
    auto moved = approve(id);
    if (!moved)
      EXPECT_TRUE(write([&](auto& tx) {
                    return reject_movement(tx, kBusan, id, kHead, "안 됨", kNow);
                  }).has_value());
    return moved;
  }

  void pay_in() {
    const AgreementId id = any_agreement();
    ModelAgreement& model = agreements_[id];
    const std::int64_t won = amount(model.agreed_won - model.received_won);
    const auto moved = try_to_move(movement(MovementKind::payment, id, won));
    if (model.received_won + won > model.agreed_won)
      return expect_refusal(moved, MovementRefusal::payment_above_agreement);
    ASSERT_TRUE(moved.has_value()) << won;
    model.received_won += won;
    model.unallocated_won += won;
  }
  void earn_interest() {
    const AgreementId id = any_agreement();
    const std::int64_t won = 1 + pick(5'000);
    ASSERT_TRUE(move(movement(MovementKind::interest, id, won)).has_value());
    agreements_[id].interest_won += won;
  }
  void give_to_line() {
    const AgreementId id = any_agreement();
    const FundGoal goal = any_goal();
    ModelLine& to = lines_[goal];
    const std::int64_t won =
        amount(std::min(agreements_[id].unallocated_won, to.planned_won - to.allocated_won));
    const auto moved = try_to_move(movement(MovementKind::allocation, id, won, line(goal)));
    if (to.allocated_won + won > to.planned_won)
      return expect_refusal(moved, MovementRefusal::allocation_above_plan);
    if (won > agreements_[id].unallocated_won)
      return expect_refusal(moved, MovementRefusal::agreement_balance_insufficient);
    ASSERT_TRUE(moved.has_value());
    to.allocated_won += won;
    agreements_[id].unallocated_won -= won;
    parts_[{goal, id}].left_won += won;
  }
  void move_between_lines() {
    const AgreementId id = any_agreement();
    const FundGoal from = any_goal();
    const FundGoal to = static_cast<FundGoal>((static_cast<int>(from) + 1 + pick(4)) % 5);
    ModelPart& part = parts_[{from, id}];
    const std::int64_t free_won = lines_[from].planned_won / 5 - lines_[from].taken_won;
    const std::int64_t won = amount(std::min(part.left_won, free_won));
    const auto moved =
        try_to_move(movement(MovementKind::reallocation, id, won, line(to), line(from)));
    // A fifth of the plan, all re-allocations from the line together.
    if ((lines_[from].taken_won + won) * 5 > lines_[from].planned_won)
      return expect_refusal(moved, MovementRefusal::funder_consent_required);
    if (won > part.left_won)
      return expect_refusal(moved, MovementRefusal::line_balance_insufficient);
    ASSERT_TRUE(moved.has_value());
    part.left_won -= won;
    parts_[{to, id}].left_won += won;
    lines_[from].taken_won += won;
    lines_[from].moved_won -= won;
    lines_[to].moved_won += won;
  }
  void make_promise() {
    const AgreementId id = any_agreement();
    const FundGoal goal = any_goal();
    ModelPart& part = parts_[{goal, id}];
    const std::int64_t won = amount(part.left_won);
    const CommitmentId commitment = propose(promise(goal, id, won)).value();
    const auto approved = approve(commitment);
    ASSERT_EQ(approved.has_value(), won <= part.left_won) << won;
    if (!approved) {
      EXPECT_TRUE(write([&](auto& tx) {
                    return reject_commitment(tx, kBusan, commitment, kHead, "예산 부족");
                  }).has_value());
      return expect_refusal(approved, CommitmentRefusal::line_balance_insufficient);
    }
    part.left_won -= won;
    part.committed_won += won;
    open_.push_back({commitment, goal, id, won});
  }
  OpenPromise take_open() {
    const auto at = open_.begin() + pick(static_cast<int>(open_.size()));
    const OpenPromise taken = *at;
    open_.erase(at);
    return taken;
  }
  void let_go() {
    if (open_.empty()) return;
    const OpenPromise it = take_open();
    ASSERT_TRUE(release(it.id).has_value());
    ModelPart& part = parts_[{it.goal, it.agreement}];
    part.committed_won -= it.amount_won;
    part.left_won += it.amount_won;
  }
  /// Pays a part of what was promised, sometimes after a first try that is rejected.
  void pay_out() {
    if (open_.empty()) return;
    const OpenPromise it = take_open();
    const std::int64_t won = pick(2) == 0 ? it.amount_won : 1 + (it.amount_won - 1) / 2;
    if (pick(3) == 0) {
      const SpendingId wrong = propose_payment(it.id, won).value();
      ASSERT_TRUE(write([&](auto& tx) {
                    return reject_spending(tx, kBusan, wrong, kHead, "다시", kNow);
                  }).has_value());
    }
    const SpendingId id = propose_payment(it.id, won).value();
    ASSERT_TRUE(prove(id, won, "%PDF-" + std::to_string(id.value)).has_value());
    ASSERT_TRUE(approve(id).has_value());
    ModelPart& part = parts_[{it.goal, it.agreement}];
    part.committed_won -= it.amount_won;
    part.left_won += it.amount_won - won;
    part.spent_won += won;
  }
  /// Money in every line before the first random step, and one won that changed its line.
  void begin() {
    for (auto& [goal, to] : lines_) {
      const std::int64_t won = to.planned_won / 4;
      ASSERT_TRUE(move(movement(MovementKind::payment, central_, won)).has_value());
      ASSERT_TRUE(move(movement(MovementKind::allocation, central_, won, line(goal))).has_value());
      agreements_[central_].received_won += won;
      to.allocated_won += won;
      parts_[{goal, central_}].left_won += won;
    }
    ASSERT_TRUE(move(movement(MovementKind::reallocation, central_, 1, line(FundGoal::manuals),
                              line(FundGoal::brand)))
                    .has_value());
    --parts_[{FundGoal::brand, central_}].left_won;
    ++parts_[{FundGoal::manuals, central_}].left_won;
    ++lines_[FundGoal::brand].taken_won;
    --lines_[FundGoal::brand].moved_won;
    ++lines_[FundGoal::manuals].moved_won;
    expect_model();
  }
  void step() {
    switch (pick(10)) {
      case 0: return pay_in();
      case 1: return earn_interest();
      case 2:
      case 3: return give_to_line();
      case 4: return move_between_lines();
      case 5:
      case 6:
      case 7: return make_promise();
      case 8: return let_go();
      default: return pay_out();
    }
  }

  void expect_line(FundGoal goal) {
    const LineFigures now = figures(goal);
    ModelPart sum;
    for (const AgreementId id : {central_, local_}) {
      const ModelPart& part = parts_[{goal, id}];
      sum.left_won += part.left_won;
      sum.committed_won += part.committed_won;
      sum.spent_won += part.spent_won;
      EXPECT_EQ(balance(line_account(line(goal), id)), part.left_won + part.committed_won);
      EXPECT_EQ(balance(spent_account(line(goal), id)), part.spent_won);
    }
    EXPECT_EQ(now.left_won, sum.left_won);
    EXPECT_EQ(now.committed_won, sum.committed_won);
    EXPECT_EQ(now.spent_won, sum.spent_won);
    EXPECT_EQ(now.allocated_won, sum.all());
    EXPECT_EQ(now.plan_won, lines_[goal].planned_won + lines_[goal].moved_won);
    EXPECT_LE(now.allocated_won, now.plan_won);
  }
  void expect_model() {
    for (int goal = 0; goal < 5; ++goal) expect_line(static_cast<FundGoal>(goal));
    for (const auto& [id, model] : agreements_) {
      EXPECT_EQ(balance(agreement_account(id)), model.unallocated_won);
      EXPECT_EQ(balance(interest_account(id)), model.interest_won);
    }
    EXPECT_EQ(balance(funder_account(ministry_)), -agreements_[central_].received_won);
    EXPECT_EQ(balance(funder_account(city_)), -agreements_[local_].received_won);
  }
  std::int64_t spent_of(AgreementId id) {
    std::int64_t spent_won = 0;
    for (const auto& [key, part] : parts_)
      if (key.second == id) spent_won += part.spent_won;
    return spent_won;
  }
  /// The last account: its lines add up to it, and what is left goes home.
  void settle(AgreementId id, OrganisationId funder) {
    const auto draft = write(
        [&](auto& tx) { return propose_fund_settlement(tx, kBusan, id, kClerk, kNow).value(); });
    const auto done = deed([&](auto& tx, auto& batch) {
      return approve_fund_settlement(tx, batch, kBusan, draft, kHead);
    });
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(done->received_won, agreements_[id].received_won);
    EXPECT_EQ(done->interest_won, agreements_[id].interest_won);
    EXPECT_EQ(done->spent_won, spent_of(id));
    EXPECT_EQ(done->received_won, done->spent_won + done->unspent_won);
    std::int64_t lines_spent_won = 0;
    std::int64_t lines_returned_won = 0;
    for (const auto& each :
         read([&](auto& tx) { return lines_of_settlement(tx, kBusan, draft); })) {
      EXPECT_EQ(each.allocated_won, each.spent_won + each.returned_won);
      lines_spent_won += each.spent_won;
      lines_returned_won += each.returned_won;
    }
    EXPECT_EQ(lines_spent_won, done->spent_won);
    EXPECT_EQ(lines_returned_won + agreements_[id].unallocated_won, done->unspent_won);
    EXPECT_EQ(balance(funder_account(funder)), agreements_[id].interest_won - done->spent_won);
    EXPECT_EQ(balance(agreement_account(id)) + balance(interest_account(id)), 0);
  }

  std::mt19937 random_;
  std::map<AgreementId, ModelAgreement> agreements_;
  std::map<FundGoal, ModelLine> lines_;
  std::map<std::pair<FundGoal, AgreementId>, ModelPart> parts_;
  std::vector<OpenPromise> open_;
};
OLIVE_ON_BOTH_DATABASES(WalkTest);

TEST_P(WalkTest, LedgerTablesAndModelAgreeAtEveryTurn) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  random_.seed(seed);
  ASSERT_NO_FATAL_FAILURE(begin());
  for (int i = 0; i < kSteps && !HasFailure(); ++i) {
    ASSERT_NO_FATAL_FAILURE(step()) << "step " << i;
    if (i % 10 == 9) expect_model();
  }
  while (!open_.empty()) ASSERT_NO_FATAL_FAILURE(let_go());
  expect_model();
  settle(central_, ministry_);
  settle(local_, city_);
  const auto found = read([](auto& tx) { return ledger::verify(tx, ledger::ledger_of(kBusan)); });
  EXPECT_TRUE(found.is_sound) << found.finding;
}

}  // namespace
}  // namespace funds

// Wrong codes: how many, how long, who ends it, and that nobody gets a try more by hurrying.
#include "market/code_lock.h"

#include <atomic>
#include <random>
#include <thread>

#include "api/testing.h"
#include "order_fixture.h"

namespace market {
namespace {

using api::testing::field;

class CodeLockTest : public OrderTest {
 protected:
  CodeLockTest() {
    const db::ModuleSchema schemas[] = {{"api", api::embedded::schema()}};
    db::migrate(*database_, schemas);
    manifest::Module own = module({*ledger_, pins_, sealer_});
    client_ = std::make_unique<api::testing::Client>(
        *database_, [this] { return now_; }, own.routes, own.permissions);
    client_->sign_in(kKeeper, {{"shop_keeper", cafe_}});
    parcel_ = parcel_of({.lines = {{.product_id = bread_}}, .points = 3'000});
    EXPECT_TRUE(accept(parcel_).has_value());
  }

  std::string path() const { return "/api/v1/parcels/" + std::to_string(parcel_.value); }
  std::string wrong() const {
    std::string code = parcel_code(pins_, parcel_);
    code[0] = code[0] == '9' ? '0' : static_cast<char>(code[0] + 1);
    return code;
  }
  /// The refusal of a try, or the state of the parcel after it.
  std::string attempt(const std::string& code) {
    const auto reply = client_->post(path() + "/handover", R"({"code":")" + code + R"("})");
    return field(reply.body, reply.status == 200 ? "state" : "code");
  }
  void set(const settings::Definition& definition, std::string_view value) {
    write([&](db::Transaction& tx) {
      ASSERT_TRUE(
          settings::set(tx, kBusan, definition,
                        {.valid_from = kToday, .value = value, .set_at = kNow, .reason = "test"}));
    });
  }
  ParcelResult<void> unlock() {
    return write(
        [&](db::Transaction& tx) { return unlock_code(tx, kBusan, parcel_, kDrafter, now_); });
  }
  std::vector<CodeLock> locks() {
    return database_->read([&](auto& tx) { return code_locks(tx, kBusan, now_); });
  }

  std::unique_ptr<api::testing::Client> client_;
  ParcelId parcel_;
};
OLIVE_ON_BOTH_DATABASES(CodeLockTest);

TEST_P(CodeLockTest, TheLastWrongCodeLocksEvenTheRightOne) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(attempt(wrong()), "parcel_code_wrong") << i;
  EXPECT_EQ(attempt(wrong()), "parcel_code_locked");
  EXPECT_EQ(attempt(parcel_code(pins_, parcel_)), "parcel_code_locked");
  EXPECT_EQ(parcel(parcel_).code_locked_until, kNow.plus_seconds(30 * 60));
  EXPECT_EQ(parcel(parcel_).state, ParcelState::accepted);
}

TEST_P(CodeLockTest, AFewWrongCodesDoNotKeepTheBuyerWaiting) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(attempt(wrong()), "parcel_code_wrong");
  EXPECT_EQ(attempt(parcel_code(pins_, parcel_)), "handed_over");
  EXPECT_TRUE(locks().empty());
}

TEST_P(CodeLockTest, TimeUnlocks) {
  for (int i = 0; i < 5; ++i) (void)attempt(wrong());
  now_ = kNow.plus_seconds(30 * 60 - 1);
  EXPECT_EQ(attempt(parcel_code(pins_, parcel_)), "parcel_code_locked");
  now_ = kNow.plus_seconds(30 * 60);
  EXPECT_TRUE(locks().empty());
  EXPECT_EQ(attempt(wrong()), "parcel_code_wrong");  // the first of five again
  EXPECT_EQ(attempt(parcel_code(pins_, parcel_)), "handed_over");
}

// The ledger's time never runs backwards; a lock must hold in the same time that it was set in.
TEST_P(CodeLockTest, AClockThatWasSetBackLocksAllTheSame) {
  now_ = kNow.plus_seconds(2 * 3'600);
  grant(buyer_, 1'000, kToday.plus_days(60));
  now_ = kNow;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(attempt(wrong()), "parcel_code_wrong") << i;
  EXPECT_EQ(attempt(wrong()), "parcel_code_locked");
  EXPECT_EQ(attempt(parcel_code(pins_, parcel_)), "parcel_code_locked");
}

TEST_P(CodeLockTest, SettingsOfTheDaySayHowOftenAndHowLong) {
  set(kCodeTriesMax, "2");
  set(kCodeLockMinutes, "7");
  EXPECT_EQ(attempt(wrong()), "parcel_code_wrong");
  EXPECT_EQ(attempt(wrong()), "parcel_code_wrong");
  EXPECT_EQ(attempt(wrong()), "parcel_code_locked");
  ASSERT_EQ(locks().size(), 1u);
  EXPECT_EQ(locks()[0].locked_until, kNow.plus_seconds(7 * 60));
}

TEST_P(CodeLockTest, TheCentreUnlocksAndIsRemembered) {
  EXPECT_EQ(unlock(), base::refuse(ParcelRefusal::parcel_not_locked));
  for (int i = 0; i < 5; ++i) (void)attempt(wrong());
  ASSERT_TRUE(unlock().has_value());
  EXPECT_EQ(unlock(), base::refuse(ParcelRefusal::parcel_not_locked));
  database_->read([&](auto& tx) {
    EXPECT_EQ(tx.integer("SELECT tried_by FROM market_code_lock WHERE region_id = $1", kBusan),
              kKeeper.value);
    EXPECT_EQ(tx.integer("SELECT unlocked_by FROM market_code_lock WHERE region_id = $1", kBusan),
              kDrafter.value);
  });
  EXPECT_EQ(attempt(parcel_code(pins_, parcel_)), "handed_over");
}

TEST_P(CodeLockTest, AParcelThatIsNotThereIsNotUnlocked) {
  parcel_ = {5};
  EXPECT_EQ(unlock(), base::refuse(ParcelRefusal::parcel_not_found));
}

TEST_P(CodeLockTest, OnlyTheCentreSeesAndUnlocks) {
  for (int i = 0; i < 5; ++i) (void)attempt(wrong());
  EXPECT_EQ(client_->get("/api/v1/parcel-locks").status, 403);
  EXPECT_EQ(client_->post(path() + "/unlocking", "{}").status, 403);
  client_->sign_in(kDrafter, {{"metro_centre", {}}});
  const auto list = client_->get("/api/v1/parcel-locks");
  EXPECT_EQ(field(list.body, "buyer_name"), "홍*동") << list.body;
  EXPECT_EQ(field(list.body, "shop_name"), "올리브 카페");
  EXPECT_EQ(client_->post(path() + "/unlocking", "{}").status, 200);
  const auto again = client_->post(path() + "/unlocking", "{}");
  EXPECT_EQ(field(again.body, "code"), "parcel_not_locked");
}

TEST_P(CodeLockTest, ARetryWithOneKeyIsARetryOfTheCount) {
  // A refused deed leaves no key behind, so the same tap sent twice is two tries: never fewer.
  const std::string body = R"({"code":")" + wrong() + R"("})";
  for (int i = 0; i < 5; ++i) (void)client_->post(path() + "/handover", body, "one-tap-of-the-key");
  EXPECT_EQ(attempt(parcel_code(pins_, parcel_)), "parcel_code_locked");
  now_ = kNow.plus_seconds(30 * 60);
  const std::string right = R"({"code":")" + parcel_code(pins_, parcel_) + R"("})";
  const auto first = client_->post(path() + "/handover", right, "one-tap-of-the-key");
  EXPECT_EQ(field(first.body, "state"), "handed_over") << first.body;
  EXPECT_EQ(client_->post(path() + "/handover", right, "one-tap-of-the-key").body, first.body);
}

TEST_P(CodeLockTest, WhoHurriesGetsNoTryMore) {
  std::atomic<int> wrong_ones = 0;
  std::vector<std::thread> hands;
  for (int hand = 0; hand < 4; ++hand)
    hands.emplace_back([&] {
      for (int i = 0; i < 8; ++i) {
        const bool is_wrong =
            ledger_
                ->execute([&](db::Transaction& tx,
                              ledger::Batch& batch) -> base::Result<bool, ParcelRefusal> {
                  const auto done =
                      hand_over_parcel(tx, batch, kBusan, parcel_, wrong(), pins_, kKeeper);
                  const bool counts = done.error() == ParcelRefusal::parcel_code_wrong;
                  if (counts) (void)count_wrong_code(tx, kBusan, parcel_, kKeeper, batch.now());
                  return counts;
                })
                .value();
        wrong_ones += is_wrong ? 1 : 0;
      }
    });
  for (std::thread& each : hands) each.join();
  EXPECT_EQ(wrong_ones, 5);
  EXPECT_EQ(locks().size(), 1u);
}

// Against a model that keeps two numbers: tries since the last lock, and its end.
TEST_P(CodeLockTest, AWalkOfTriesBehavesAsTheRuleSays) {
  std::mt19937 random(20'261'130);
  std::int64_t tries = 0;
  base::Instant locked_until = kNow;
  for (int step = 0; step < 60; ++step) {
    now_ = now_.plus_seconds(random() % 600);
    if (random() % 9 == 0) {
      const bool was_locked = now_ < locked_until;
      EXPECT_EQ(unlock().has_value(), was_locked) << step;
      if (was_locked) locked_until = now_;
      continue;
    }
    const bool is_locked = now_ < locked_until;
    EXPECT_EQ(attempt(wrong()), is_locked ? "parcel_code_locked" : "parcel_code_wrong") << step;
    if (is_locked) continue;
    if (++tries == 5) {
      tries = 0;
      locked_until = now_.plus_seconds(30 * 60);
    }
  }
}

}  // namespace
}  // namespace market

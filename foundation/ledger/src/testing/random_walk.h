// Walks an engine and the reference through the same random deeds and compares every answer, and
// from time to time everything that the tables say.
#pragma once

#include <atomic>
#include <stdexcept>

#include "ledger/checkpoint.h"
#include "ledger/ledger.h"
#include "testing/random_deeds.h"

namespace ledger {

class RandomWalk {
 public:
  // Uses the ledger `ledger_id` of a migrated database, which must be new.
  // With a notary it also signs checkpoints now and then.
  RandomWalk(db::Database& database, LedgerId ledger_id, std::uint64_t seed,
             std::shared_ptr<const Notary> notary = nullptr)
      : database_(database),
        maker_(seed),
        reference_(ledger_id),
        seed_(seed),
        notary_(std::move(notary)) {
    restart();
    run_on_both({}, [](Batch& batch) { DeedMaker::open_accounts(batch); });
  }

  // Throws std::runtime_error with seed and step when engine and reference differ.
  void run(std::int64_t ops) {
    for (const std::int64_t end = ops_ + ops; ops_ < end;) {
      turn_clock();
      run_batch(1 + maker_.below(maker_.one_in(10) ? 200 : 20));
      if (notary_ && maker_.one_in(6)) ledger_->seal();
      if (maker_.one_in(40)) restart();
      if (maker_.one_in(8)) compare_account({1 + static_cast<std::int64_t>(maker_.below(10))});
    }
    compare_all();
  }
  [[nodiscard]] std::int64_t ops() const { return ops_; }
  [[nodiscard]] const Reference& reference() const { return reference_; }

 private:
  struct Step {
    RandomDeed deed;
    DeedResult expected;
    DeedResult got;
  };

  void turn_clock() {
    std::int64_t seconds = static_cast<std::int64_t>(maker_.below(600));
    if (maker_.one_in(15)) seconds = static_cast<std::int64_t>(maker_.below(5 * 86'400));
    if (maker_.one_in(200)) seconds = 40 * 86'400;
    if (maker_.one_in(20)) seconds = -3'000;  // somebody set the clock back
    now_ = now_.load().plus_seconds(seconds);
    latest_ = std::max(latest_, now_.load());
  }

  // The reference goes first: deeds are made from what it holds.
  void run_batch(std::size_t deeds) {
    std::vector<Step> steps(deeds);
    reference_.begin_group(now_);
    for (Step& step : steps) {
      step.deed = maker_.deed(reference_);
      ops_ += static_cast<std::int64_t>(step.deed.ops.size());
      reference_.begin_deed();
      const bool may_undo = step.deed.ops.size() > 1 || step.deed.rejects_at_end;
      std::optional<Reference> before;
      if (may_undo) before = reference_;
      step.expected = carry_out(reference_, step.deed);
      if (!step.expected.commits && before) reference_ = *std::move(before);
    }
    for (Step& step : steps)
      ledger_->submit(
          [&step](db::Transaction&, Batch& batch) {
            step.got = carry_out(batch, step.deed);
            return step.got.commits ? Verdict::commit : Verdict::reject;
          },
          [this](const Outcome& outcome) { note(outcome); });
    ledger_->drain();
    if (!failure_.empty()) fail(failure_);
    for (const Step& step : steps) compare(step);
  }

  void note(const Outcome& outcome) {
    if (!outcome.error) return;
    try {
      std::rethrow_exception(outcome.error);
    } catch (const std::exception& error) {
      failure_ = error.what();
    }
  }

  template <class F>
  void run_on_both(const RandomDeed&, F work) {
    reference_.begin_group(now_);
    reference_.begin_deed();
    work(reference_);
    ledger_->submit(
        [&](db::Transaction&, Batch& batch) {
          work(batch);
          return Verdict::commit;
        },
        [](const Outcome&) {});
    ledger_->drain();
  }

  void restart() {
    now_ = latest_;
    ledger_.reset();
    ledger_ = std::make_unique<Ledger>(
        database_, [this] { return now_.load(); },
        LedgerOptions{.ledger_id = reference_.ledger_id(),
                      .deeds_max = maker_.one_in(3) ? 1 : 1'000,
                      .notary = notary_,
                      .on_fatal = [this](const std::string& reason) { failure_ = reason; }});
    // A ledger remembers the time of its last entry only, the reference also that of refusals:
    // both see the present before the clock may be set back again.
    run_on_both({}, [](Batch&) {});
  }

  void compare(const Step& step) {
    for (std::size_t i = 0; i < step.expected.answers.size(); ++i)
      if (i >= step.got.answers.size() || step.got.answers[i] != step.expected.answers[i])
        fail(fmt::format("op {} ({}): expected '{}', got '{}'", i,
                         static_cast<int>(step.deed.ops[i].kind), step.expected.answers[i],
                         i < step.got.answers.size() ? step.got.answers[i] : ""));
    expect(step.got.answers.size() == step.expected.answers.size(), "too many answers");
    expect(step.got.commits == step.expected.commits, "verdict differs");
  }

  void compare_account(AccountId id) {
    const base::Date to = reference_.today().plus_days(30);
    const base::Date from = to.plus_days(-static_cast<int>(maker_.below(120)));
    std::int64_t opening = 0;
    std::string expected;
    std::vector<Entry> entries = reference_.entries();
    std::ranges::sort(entries, {}, [](const Entry& e) { return std::pair(e.effective_on, e.seq); });
    std::int64_t balance = 0;
    for (const Entry& entry : entries) {
      if (entry.debit != id && entry.credit != id) continue;
      if (entry.effective_on > to) continue;
      balance += entry.credit == id ? entry.amount : -entry.amount;
      if (entry.effective_on < from) opening = balance;
      else expected += text_of(entry) + fmt::format(" = {}\n", balance);
    }
    database_.read([&](db::Transaction& tx) {
      const Statement found = statement(tx, reference_.ledger_id(), id, from, to);
      std::string lines;
      for (const StatementLine& line : found.lines)
        lines += text_of(line.entry) + fmt::format(" = {}\n", line.balance);
      expect(found.opening == opening && found.closing == balance, "statement sums differ");
      expect(lines == expected, "statement differs");
      compare_balance(tx, id);
    });
  }

  void compare_balance(db::Transaction& tx, AccountId id) {
    const Balance expected = reference_.balance(id);
    for (const Balance& found :
         {ledger_->balance(id), read_balance(tx, reference_.ledger_id(), id)})
      expect(found.posted == expected.posted && found.held == expected.held &&
                 found.incoming == expected.incoming,
             "balance differs");
    std::string lots;
    std::string expected_lots;
    for (const Lot& lot : read_lots(tx, reference_.ledger_id(), id))
      lots += fmt::format("{}:{}+{} ", lot.id.value, lot.remaining, lot.held);
    for (const Lot& lot : reference_.lots(id))
      expected_lots += fmt::format("{}:{}+{} ", lot.id.value, lot.remaining, lot.held);
    expect(lots == expected_lots, "stored lots differ");
  }

  void compare_all() {
    for (std::int64_t id = 1; id <= reference_.account_count(); ++id) compare_account({id});
    const Verification found =
        database_.read([&](db::Transaction& tx) { return verify(tx, reference_.ledger_id()); });
    expect(found.is_sound, found.finding.c_str());
    expect(found.entries == reference_.entry_count(), "number of entries differs");
    expect(ledger_->last_seq() == reference_.entry_count(), "last_seq differs");
  }

  void expect(bool is_so, const char* what) {
    if (!is_so) fail(what);
  }
  [[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(fmt::format("OLIVE_SEED={} after {} ops: {}", seed_, ops_, what));
  }

  db::Database& database_;
  DeedMaker maker_;
  Reference reference_;
  std::uint64_t seed_;
  std::shared_ptr<const Notary> notary_;
  std::atomic<base::Instant> now_ = base::korean_instant({20'454}, 9 * 3'600);  // 2026-01-01
  base::Instant latest_ = now_.load();
  std::string failure_;
  std::int64_t ops_ = 0;
  std::unique_ptr<Ledger> ledger_;
};

}  // namespace ledger

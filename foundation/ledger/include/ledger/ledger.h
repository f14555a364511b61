/// The ledger: single writer, group commit, balances and lots authoritative in memory, journal and
/// coalesced balances written in one transaction, acknowledged only after the commit is durable.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/database.h"
#include "ledger/batch.h"

namespace ledger {

class Notary;  // ledger/checkpoint.h

enum class Verdict { commit, reject };

/// A unit of work on the single writer, under a savepoint of the group commit: SQL and entries
/// become durable together or not at all. A rejecting deed undoes only its own doings.
/// Must not wait for anything else: all payments of the city queue behind it.
using Deed = std::function<Verdict(db::Transaction&, Batch&)>;

/// How a deed ended. `error` when the environment failed: nothing of it is durable.
struct Outcome {
  Verdict verdict = Verdict::reject;
  std::exception_ptr error{};
};

struct LedgerOptions {
  LedgerId ledger_id{1};
  int deeds_max = 1000;  ///< of one group commit
  /// False: leaves the lease to another instance; deeds are refused as by a lost database.
  bool is_writer = true;
  /// Signs checkpoints when seal() asks for one; none: they are not made.
  std::shared_ptr<const Notary> notary{};
  /// What happens when the commit itself fails: by default the process exits, because memory and
  /// disk may disagree and a failed fsync must never be retried. Tests replace it.
  std::function<void(const std::string& reason)> on_fatal{};
};

/// One line of an account's statement.
struct StatementLine {
  Entry entry;
  AccountId other;           ///< the account on the other side
  std::int64_t change = 0;   ///< + credit, − debit
  std::int64_t balance = 0;  ///< after this line
};

struct Statement {
  std::int64_t opening = 0;
  std::int64_t closing = 0;
  std::vector<StatementLine> lines;
};

/// What verification found.
struct Verification {
  bool is_sound = false;
  std::int64_t entries = 0;
  std::int64_t first_bad_seq = 0;  ///< 0: none
  std::string finding;             ///< empty when sound; names the rule that is broken
  std::string head;                ///< hex SHA-256 of the chain's last link
};

/// Sum of entries by code and asset: what public figures are made of.
struct Total {
  std::string code;
  std::string asset;
  std::int64_t count = 0;
  std::int64_t amount = 0;
};

/// Where the chain ends. Two ledgers of one length with different heads are not the same ledger.
struct Head {
  std::int64_t last_seq = 0;
  std::string chain_head;  ///< hex SHA-256 of the last link; empty before the first entry
};

class Ledger {
 public:
  /// Loads accounts, balances, lots and holds, cross-checks the tail against the journal, takes the
  /// writer's lease (fencing epoch) and starts the writer thread. Throws db::Error.
  Ledger(db::Database& database, base::Clock clock, LedgerOptions options = {});
  /// Finishes the queue, then stops.
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  /// Queues a deed; `done` runs on the writer thread after the commit is durable (or after the
  /// refusal is certain) and must be quick. Thread-safe.
  void submit(Deed deed, std::function<void(Outcome)> done);

  /// Runs `work(Transaction&, Batch&) → Result<T, E>` as a deed and waits. A refusal undoes it.
  /// Rethrows what the environment threw. Not from inside a deed.
  template <class F>
  auto execute(F&& work) -> std::invoke_result_t<F, db::Transaction&, Batch&> {
    using R = std::invoke_result_t<F, db::Transaction&, Batch&>;
    std::optional<R> result;
    std::promise<Outcome> promise;
    submit(
        [&](db::Transaction& tx, Batch& batch) {
          result.emplace(work(tx, batch));
          return result->has_value() ? Verdict::commit : Verdict::reject;
        },
        [&](Outcome outcome) { promise.set_value(std::move(outcome)); });
    const Outcome outcome = promise.get_future().get();
    if (outcome.error) std::rethrow_exception(outcome.error);
    return std::move(*result);
  }

  /// Waits until everything queued before is durable.
  void drain();

  /// Signs what is durable, in a commit of its own or with others; does nothing when the last
  /// checkpoint covers it all. Waits. Requires: is_writer().
  void seal();

  /// How long the oldest deed waits for its answer; 0 when none does. Requires: is_writer().
  [[nodiscard]] double queue_age_s() const;

  [[nodiscard]] bool is_writer() const { return engine_ != nullptr; }
  /// Tells the other instances where they reach this one (`host:port`), for as long as it holds the
  /// lease. Requires: is_writer(). See ledger/seat.h.
  void announce(const std::string& address);

  // Published reads: the state of the last durable commit. Thread-safe. Require is_writer().
  [[nodiscard]] std::optional<AccountId> find_account(const AccountKey& key) const;
  [[nodiscard]] Balance balance(AccountId account_id) const;
  [[nodiscard]] std::int64_t last_seq() const;

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

// Reads from the tables, on any transaction (also in other processes).

[[nodiscard]] std::optional<Account> find_account(db::Transaction& tx, LedgerId ledger_id,
                                                  const AccountKey& key);
[[nodiscard]] std::vector<Account> accounts_of(db::Transaction& tx, LedgerId ledger_id,
                                               OwnerKind owner_kind, std::int64_t owner_id);
[[nodiscard]] Balance read_balance(db::Transaction& tx, LedgerId ledger_id, AccountId account_id);
[[nodiscard]] std::vector<Lot> read_lots(db::Transaction& tx, LedgerId ledger_id,
                                         AccountId account_id);
/// Entries of `account_id` with effective dates from `from` to `to`, both included.
[[nodiscard]] Statement statement(db::Transaction& tx, LedgerId ledger_id, AccountId account_id,
                                  base::Date from, base::Date to);
/// Entries behind a deed, for example `visit:123`.
[[nodiscard]] std::vector<Entry> entries_of(db::Transaction& tx, LedgerId ledger_id,
                                            std::string_view reference);
/// Totals of reversal-adjusted amounts per code and asset over effective dates.
[[nodiscard]] std::vector<Total> totals(db::Transaction& tx, LedgerId ledger_id, base::Date from,
                                        base::Date to);
/// The end of the chain as last committed. Cost: one point read.
[[nodiscard]] Head read_head(db::Transaction& tx, LedgerId ledger_id);
/// Recomputes chain, balances, lots, holds and zero sums from the journal alone.
/// Cost: O(entries); streams, constant memory per account, lot and reversed entry.
[[nodiscard]] Verification verify(db::Transaction& tx, LedgerId ledger_id);

/// The module's tables, for db::migrate.
[[nodiscard]] db::ModuleSchema schema();

}  // namespace ledger

#include "writer.h"

#include <algorithm>
#include <cstdlib>

#include "deed_transaction.h"
#include "loader.h"
#include "observe/log.h"

namespace ledger {

namespace {

constexpr DeedQueue::Patience kQuiet{20'000};  // without a deed: time for other work
constexpr int kExitCode = 70;  // EX_SOFTWARE: the supervisor starts the server again

void exit_now(const std::string& reason) {
  observe::log(observe::Level::error, "ledger_stopped", {{"reason", reason}});
  std::_Exit(kExitCode);
}

// A statement of the deed was wrong (data, constraint, syntax): the deed's own fault. Everything
// else concerns the transaction as a whole: conflicts, lost connections, full disks.
bool is_of_the_deed(const db::Error& error) {
  return error.sqlstate.starts_with("22") || error.sqlstate.starts_with("23") ||
         error.sqlstate.starts_with("42");
}

}  // namespace

Writer::Writer(db::Database& database, base::Clock clock, LedgerOptions options)
    : database_(database),
      clock_(std::move(clock)),
      options_(std::move(options)),
      batch_(options_.ledger_id, state_, keys_),
      rows_(options_.ledger_id, state_),
      postings_(options_.ledger_id, options_.deeds_max) {
  CHECK(options_.deeds_max >= 1);
  if (!options_.on_fatal) options_.on_fatal = exit_now;
  start();
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  queue_.close();
  thread_.join();
}

// The lease first, in a transaction of its own: from then on the tables stand still for the load.
void Writer::start() {
  CHECK(epoch_ == 0);
  epoch_ = database_.write([&](db::Transaction& tx) { return take_lease(tx, options_.ledger_id); });
  complete_tables();
  durable_ = database_.read(
      [&](db::Transaction& tx) { return load(tx, options_.ledger_id, state_, keys_); });
  CHECK(epoch_ >= 1 && durable_.last_seq >= 0 && state_.mark() == 0);
  published_.load(state_, durable_);
}

// Tree nodes of entries from before the tree was kept, and postings that the last writer did not
// come to.
void Writer::complete_tables() {
  for (const auto complete : {complete_tree, complete_postings})
    while (
        !database_.write([&](db::Transaction& tx) { return complete(tx, options_.ledger_id); })) {
    }
}

void Writer::run() {
  std::vector<Job> jobs;
  const auto patience = [this] {
    if (!postings_.has_work()) return DeedQueue::kForever;
    return postings_.is_running() ? DeedQueue::Patience{0} : kQuiet;
  };
  while (queue_.take(jobs, patience())) {
    if (jobs.empty()) write_postings();
    std::span<Job> left(jobs);
    while (!left.empty()) {
      const std::size_t count = std::min(left.size(), static_cast<std::size_t>(options_.deeds_max));
      commit_group(left.first(count));
      if (postings_.is_due()) write_postings();
      left = left.subspan(count);
    }
  }
}

// Behind the answers: nobody waits for it, and what is missing is found in the journal.
void Writer::write_postings() {
  CHECK(postings_.has_work());
  if (!failure_.empty()) return postings_.forget();
  try {
    database_.write([&](db::Transaction& tx) {
      postings_.write(tx);
      check_epoch(tx, durable_);
    });
    postings_.settle();
  } catch (const std::exception& error) {
    fail_for_good(error.what());
  }
}

// Acknowledges nothing before the commit is durable.
void Writer::commit_group(std::span<Job> jobs) {
  CHECK(!jobs.empty() && jobs.size() <= static_cast<std::size_t>(options_.deeds_max));
  outcomes_.assign(jobs.size(), {});
  if (failure_.empty()) {
    try {
      database_.transact(db::Database::Access::write,
                         [&](db::Transaction& tx) { return run_group(tx, jobs); });
      publish();
    } catch (const std::exception& error) {
      fail_for_good(error.what());
    }
  }
  if (!failure_.empty()) {
    const auto error = std::make_exception_ptr(db::Error("58000", "ledger stopped: " + failure_));
    std::ranges::fill(outcomes_, Outcome{Verdict::reject, error});
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    jobs[i].done(std::move(outcomes_[i]));
    jobs[i] = {};  // what a deed captured goes with its answer
  }
}

// May run several times when the database reports a conflict: it starts from the durable state.
db::Database::Verdict Writer::run_group(db::Transaction& tx, std::span<Job> jobs) {
  CHECK(failure_.empty() && outcomes_.size() == jobs.size());
  batch_.start(durable_, clock_());
  is_sql_touched_ = false;
  batch_.release_expired_holds();
  for (std::size_t i = 0; i < jobs.size(); ++i) outcomes_[i] = run_deed(tx, jobs[i].deed);
  next_ = durable_;
  const bool seals = batch_.is_seal_asked() && options_.notary != nullptr;
  if (batch_.is_empty() && !is_sql_touched_ && !seals) return db::Database::Verdict::rollback;
  next_ = rows_.write(tx, batch_, durable_);
  if (seals) (void)rows_.write_checkpoint(tx, *options_.notary, next_);
  CHECK(next_.last_seq - durable_.last_seq == static_cast<std::int64_t>(batch_.records().size()));
  check_epoch(tx, next_);
  return db::Database::Verdict::commit;
}

// The deed's own failure ends the deed; anything else ends the group, which the database repeats or
// the writer dies of. To confuse the two would lose money or stop the city for one bad request.
Outcome Writer::run_deed(db::Transaction& tx, const Deed& deed) {
  DeedTransaction deed_tx(tx);
  const GroupBatch::Mark mark = batch_.begin_deed(deed_tx);
  Outcome outcome;
  try {
    outcome.verdict = deed(deed_tx, batch_);
  } catch (const db::Error& error) {
    if (!is_of_the_deed(error)) throw;
    outcome.error = std::current_exception();
  } catch (...) {
    outcome.error = std::current_exception();
  }
  if (outcome.verdict == Verdict::commit && !outcome.error) {
    deed_tx.keep();
    is_sql_touched_ = is_sql_touched_ || deed_tx.has_savepoint();
  } else {
    outcome.verdict = Verdict::reject;
    batch_.undo_to(mark);
    deed_tx.undo();
    CHECK(state_.mark() == mark.changes && batch_.records().size() == mark.records);
  }
  return outcome;
}

// Fencing: a writer that lost its lease finds another epoch and changes no row.
void Writer::check_epoch(db::Transaction& tx, const Position& after) {
  const std::int64_t changed =
      tx.execute("UPDATE ledger_writer SET last_seq = $3 WHERE ledger_id = $1 AND epoch = $2",
                 options_.ledger_id, epoch_, after.last_seq);
  CHECK(changed == 0 || changed == 1);
  if (changed != 1) throw db::Error("55000", "another writer has taken the ledger");
}

// Readers of other threads see a commit whole or not at all: balances and last_seq change together.
void Writer::publish() {
  CHECK(next_.last_seq >= durable_.last_seq);
  durable_ = next_;
  durable_.recorded_at = batch_.now();
  published_.update(state_, durable_);
  postings_.add(batch_);
  state_.settle();
  CHECK(state_.mark() == 0);
}

// Memory and disk may disagree, and a failed fsync must never be retried.
void Writer::fail_for_good(const std::string& reason) {
  failure_ = reason;
  options_.on_fatal(reason);
}

}  // namespace ledger

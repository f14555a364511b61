// Cuts the power under a ledger and breaks single calls, and looks at what is left.
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <vector>

#include "base/text.h"
#include "db/database.h"
#include "ledger/checkpoint.h"
#include "testing/crash_work.h"
#include "testing/failing_disk.h"
#include "testing/power_cut.h"

namespace ledger::power {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kCutsADatabase = 6;
constexpr LedgerId kLedger{1};

// Connections as SQLite opens them: the writer is the first one.
std::vector<sqlite3*>& opened() {
  static std::vector<sqlite3*> all;
  return all;
}
int note_opened(sqlite3* handle, char**, const sqlite3_api_routines*) {
  opened().push_back(handle);
  return SQLITE_OK;
}

// A ledger on the failing disk, from opening to closing: one life of the process.
class Life {
 public:
  Life(const fs::path& file, Machine machine) {
    opened().clear();
    database_ = db::open(file.string(), {.readers = 1});
    if (machine == Machine::commits_without_sync)
      CHECK(sqlite3_exec(opened().front(), "PRAGMA synchronous = NORMAL", nullptr, nullptr,
                         nullptr) == SQLITE_OK);
    static const auto notary =
        std::make_shared<const Notary>(kLedger, crypto::SigningKey(std::string(32, 'n')));
    ledger_ = std::make_unique<Ledger>(
        *database_, [] { return base::korean_instant(crash::kDay, 0); },
        LedgerOptions{.ledger_id = kLedger, .notary = notary, .on_fatal = [this](const auto&) {
                        is_dead_ = true;
                      }});
  }

  [[nodiscard]] bool is_dead() const { return is_dead_; }
  [[nodiscard]] Ledger& ledger() { return *ledger_; }
  [[nodiscard]] db::Database& database() { return *database_; }

  // Hands in `count` deeds at once and notes which were answered.
  void burst(std::int64_t round, std::int64_t& n, std::int64_t count,
             std::map<std::int64_t, std::int64_t>& seq_of) {
    std::vector<std::optional<Posting<Entry>>> results(static_cast<std::size_t>(count));
    std::vector<char> is_answered(results.size());
    for (std::int64_t i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const crash::Work work{round, i % 4, n + i};
      ledger_->submit(
          [&results, at, work](db::Transaction& tx, Batch& batch) {
            results[at] = crash::carry_out(tx, batch, work);
            return results[at]->has_value() ? Verdict::commit : Verdict::reject;
          },
          [&is_answered, at](const Outcome& outcome) {
            is_answered[at] = !outcome.error && outcome.verdict == Verdict::commit;
          });
    }
    try {
      ledger_->drain();
    } catch (const db::Error&) {
    }
    for (std::int64_t i = 0; i < count; ++i)
      if (is_answered[static_cast<std::size_t>(i)])
        seq_of[n + i] = (*results[static_cast<std::size_t>(i)])->seq;
    n += count;
  }

 private:
  std::unique_ptr<db::Database> database_;
  std::atomic<bool> is_dead_ = false;
  std::unique_ptr<Ledger> ledger_;
};

class Folder {
 public:
  Folder() {
    // In memory where there is some: nothing here depends on a real disk.
    const fs::path root = fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path();
    std::string pattern = (root / "olive-power-XXXXXX").string();
    CHECK(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
    crash::make_tables(*db::open((path_ / "template").string(), {.readers = 1}));
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  // A new database with tables and nothing in them.
  fs::path fresh() {
    const fs::path file = path_ / "olive.db";
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix);
    fs::copy_file(path_ / "template", file);
    return file;
  }

 private:
  fs::path path_;
};

using Answered = std::map<std::int64_t, std::int64_t>;  // n → seq

// Opens what is left and looks for everything that was answered.
void examine(const fs::path& file, std::int64_t round, const Answered& seq_of, Tally& tally) {
  tally.acknowledged += static_cast<std::int64_t>(seq_of.size());
  try {
    Life life(file, Machine::sound);
    life.database().read(
        [&](db::Transaction& tx) { tally.partial += crash::partial_groups(tx, kLedger.value); });
    for (const auto& [n, seq] : seq_of) {
      const auto found = life.database().read([&](db::Transaction& tx) {
        return tx.integer(
            "SELECT COUNT(*) FROM ledger_transfer WHERE ledger_id = $1 AND seq = $2"
            " AND reference LIKE $3",
            kLedger, seq, fmt::format("%:{}:%:{}", round, n));
      });
      tally.lost += found == 1 ? 0 : 1;
    }
    const Verification verified =
        life.database().read([](db::Transaction& tx) { return verify(tx, kLedger); });
    if (!verified.is_sound) ++tally.corrupt;
  } catch (const db::Error&) {
    ++tally.corrupt;
    tally.lost += static_cast<std::int64_t>(seq_of.size());
  }
}

// What a lying disk leaves may be anything, and trip any check: a child looks at it.
void examine_apart(const fs::path& file, std::int64_t round, const Answered& seq_of, Tally& tally) {
  const pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    Tally own;
    examine(file, round, seq_of, own);
    _exit((own.lost > 0 ? 1 : 0) + (own.corrupt + own.partial > 0 ? 2 : 0));
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  const int found = WIFEXITED(status) ? WEXITSTATUS(status) : 3;
  tally.acknowledged += static_cast<std::int64_t>(seq_of.size());
  tally.lost += found & 1;
  tally.corrupt += found >> 1;
}

}  // namespace

Tally cut(std::int64_t cuts, std::uint64_t seed, Machine machine) {
  Folder folder;
  FailingDisk disk;
  if (machine == Machine::ignores_syncs) disk.ignore_syncs();
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(note_opened));
  std::mt19937_64 random(seed);
  Tally tally;
  fs::path file;
  for (std::int64_t round = 0; round < cuts; ++round) {
    if (round % kCutsADatabase == 0 || tally.corrupt > 0) file = folder.fresh();
    Answered seq_of;
    std::int64_t n = 0;
    // Mostly in the work of some commits, sometimes while starting, closing or checkpointing.
    const bool is_early = random() % 8 == 0;
    // Where nothing was synced, the worst is a cut after a clean end: the log is gone by then.
    const bool is_late = machine == Machine::ignores_syncs || random() % 10 == 0;
    const auto calls = static_cast<std::int64_t>(random() % (is_late ? 3'000 : 250));
    if (is_early) disk.cut_after(static_cast<std::int64_t>(random() % 12));
    try {
      Life life(file, machine);
      if (!is_early) disk.cut_after(calls);
      for (auto bursts = 1 + random() % 40; bursts > 0 && !disk.is_cut(); --bursts) {
        life.burst(round, n, 1 + static_cast<std::int64_t>(random() % (random() % 5 ? 6 : 80)),
                   seq_of);
        if (random() % 6 == 0 && !disk.is_cut() && !life.is_dead()) try {
            life.ledger().seal();
          } catch (const db::Error&) {
          }
      }
    } catch (const db::Error&) {  // the cut came while it started
    }
    disk.come_back(random);
    ++tally.cuts;
    if (machine == Machine::ignores_syncs) examine_apart(file, round, seq_of, tally);
    else examine(file, round, seq_of, tally);
    std::mt19937_64 gently(0);
    disk.come_back(gently);
  }
  sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(note_opened));
  return tally;
}

Tally fail(std::int64_t step, std::uint64_t seed) {
  Folder folder;
  FailingDisk disk;
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(note_opened));
  std::mt19937_64 random(seed);
  Tally tally;
  using enum FailingDisk::Fault;
  for (const auto fault : {io_error, disk_full, short_write, sync_failure})
    for (std::int64_t call = 0, was_reached = 1; was_reached != 0; call += step) {
      const fs::path file = folder.fresh();
      Answered seq_of;
      std::int64_t n = 0;
      bool stopped = false;
      disk.fail_after(call, fault);
      try {
        Life life(file, Machine::sound);
        for (int burst = 0; burst < 6 && !disk.has_failed(); ++burst)
          life.burst(call, n, 4, seq_of);
        stopped = life.is_dead();
        was_reached = disk.has_failed() ? 1 : 0;
      } catch (const db::Error&) {  // failed while it started: that is a stop as well
        stopped = true;
        was_reached = 1;
      }
      disk.come_back(random);
      if (was_reached == 0) break;  // the load ended before the call
      ++tally.cuts;
      tally.kept_going += stopped ? 0 : 1;
      examine(file, call, seq_of, tally);
      std::mt19937_64 gently(0);
      disk.come_back(gently);
    }
  sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(note_opened));
  return tally;
}

}  // namespace ledger::power

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <thread>

#include "base/text.h"
#include "db/testing.h"
#include "ledger/ledger.h"
#include "testing/crash.h"
#include "testing/crash_work.h"

namespace ledger::crash {

namespace {

constexpr int kClients = 8;
constexpr std::int64_t kRoundsALedger = 10;  // restarts on the same journal, then a new one

base::Instant system_now() {
  using namespace std::chrono;
  return {duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}

void serve_client(Ledger& ledger, std::int64_t round, std::int64_t client) {
  for (std::int64_t n = 0;; ++n) {
    const Posting<Entry> entry = send(ledger, {round, client, n});
    CHECK(entry && !entry->is_replay);
    const std::string line = fmt::format("{} {} {}\n", client, n, entry->seq);
    CHECK(write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
  }
}

// What the child reported before it died.
struct Report {
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> seq_of;  // (client, n) → seq
  std::map<std::int64_t, std::int64_t> next_n;                           // without an answer
};

void read_line(const std::string& line, Report& report) {
  const auto parts = base::split(line, ' ');
  if (parts.size() != 3) return;  // `ready`
  const auto client = base::parse_integer(parts[0]).value();
  const auto n = base::parse_integer(parts[1]).value();
  report.seq_of[{client, n}] = base::parse_integer(parts[2]).value();
  report.next_n[client] = n + 1;
}

pid_t start_child(const std::string& url, std::int64_t ledger_id, std::int64_t round, int out) {
  const std::string id = std::to_string(ledger_id);
  const std::string number = std::to_string(round);
  const pid_t child = fork();
  if (child != 0) return child;
  dup2(out, STDOUT_FILENO);
  execl("/proc/self/exe", "ledger_soak", "serve", url.c_str(), id.c_str(), number.c_str(), nullptr);
  _exit(127);
}

Report run_child(const std::string& url, std::int64_t ledger_id, std::int64_t round,
                 std::chrono::microseconds life) {
  int ends[2];
  CHECK(pipe(ends) == 0);
  const pid_t child = start_child(url, ledger_id, round, ends[1]);
  CHECK(child > 0);
  close(ends[1]);
  Report report;
  for (std::int64_t client = 0; client < kClients; ++client) report.next_n[client] = 0;
  std::thread killer;
  FILE* lines = fdopen(ends[0], "r");
  char buffer[128];
  while (fgets(buffer, sizeof buffer, lines) != nullptr) {
    const std::string line(base::trim(buffer));
    if (line == "ready")
      killer = std::thread([child, life] {
        std::this_thread::sleep_for(life);
        kill(child, SIGKILL);
      });
    read_line(line, report);
  }
  std::fclose(lines);
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  CHECK(killer.joinable());  // otherwise the child never became ready
  killer.join();
  CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  return report;
}

void examine(db::Database& database, std::int64_t ledger_id, std::int64_t round,
             const Report& report, Tally& tally) {
  database.read([&](db::Transaction& tx) { tally.partial += partial_groups(tx, ledger_id); });
  Ledger ledger(database, system_now, {.ledger_id = {ledger_id}});
  for (const auto& [work, seq] : report.seq_of) {
    const auto entry = send(ledger, {round, work.first, work.second});
    tally.lost += entry && entry->is_replay && entry->seq == seq ? 0 : 1;
  }
  for (const auto& [client, n] : report.next_n) {
    const auto entry = send(ledger, {round, client, n});
    CHECK(entry.has_value());
    ++tally.resent;
    tally.were_durable += entry->is_replay ? 1 : 0;
  }
  database.read([&](db::Transaction& tx) {
    const Verification found = verify(tx, {ledger_id});
    if (!found.is_sound) fmt::print("round {}: {}\n", round, found.finding);
    tally.unsound += found.is_sound ? 0 : 1;
    tally.partial += partial_groups(tx, ledger_id);
  });
  tally.acknowledged += static_cast<std::int64_t>(report.seq_of.size());
  ++tally.kills;
}

}  // namespace

void serve(const std::string& url, std::int64_t ledger_id, std::int64_t round) {
  const auto database = db::open(url);
  Ledger ledger(*database, system_now, {.ledger_id = {ledger_id}});
  CHECK(write(STDOUT_FILENO, "ready\n", 6) == 6);
  std::vector<std::thread> clients;
  for (std::int64_t client = 0; client < kClients; ++client)
    clients.emplace_back([&ledger, round, client] { serve_client(ledger, round, client); });
  for (;;) pause();
}

Tally run(db::Dialect dialect, std::int64_t kills, std::uint64_t seed) {
  db::testing::TemporaryDatabase database(dialect);
  make_tables(*database);
  std::mt19937_64 random(seed);
  Tally tally;
  for (std::int64_t round = 0; round < kills; ++round) {
    const std::int64_t ledger_id = 1 + round / kRoundsALedger;
    const std::chrono::microseconds life(random() % 150'000);
    const Report report = run_child(database.url(), ledger_id, round, life);
    examine(*database, ledger_id, round, report, tally);
  }
  return tally;
}

}  // namespace ledger::crash

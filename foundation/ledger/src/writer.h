// The single writer: takes what waits, carries it out, commits it, and only then answers.
#pragma once

#include <span>
#include <thread>

#include "deed_queue.h"
#include "group_writer.h"
#include "posting_index.h"
#include "published.h"

namespace ledger {

class Writer {
 public:
  Writer(db::Database& database, base::Clock clock, LedgerOptions options);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void submit(Job job) { queue_.push(std::move(job)); }
  [[nodiscard]] double queue_age_s() const { return queue_.age_s(); }
  [[nodiscard]] std::int64_t epoch() const { return epoch_; }
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const Published& published() const { return published_; }

 private:
  void start();
  void complete_tables();
  void run();
  void commit_group(std::span<Job> jobs);
  void write_postings();
  db::Database::Verdict run_group(db::Transaction& tx, std::span<Job> jobs);
  Outcome run_deed(db::Transaction& tx, const Deed& deed);
  void check_epoch(db::Transaction& tx, const Position& after);
  void publish();
  void fail_for_good(const std::string& reason);

  db::Database& database_;
  base::Clock clock_;
  LedgerOptions options_;
  std::int64_t epoch_ = 0;
  std::string failure_;  // why nothing can be committed any more; empty: all is well

  State state_;
  KeyFilter keys_;
  GroupBatch batch_;
  GroupWriter rows_;
  PostingIndex postings_;
  Position durable_;               // after the last commit
  Position next_;                  // after the commit that is being made
  bool is_sql_touched_ = false;    // by a deed that commits
  std::vector<Outcome> outcomes_;  // of the deeds of the group, in order
  Published published_;

  DeedQueue queue_;
  std::thread thread_;  // last: everything it uses is older
};

}  // namespace ledger

// Writes one group commit: journal rows, and one absolute row for each account, lot and hold that
// it touched, however often it was touched.
#pragma once

#include <map>
#include <tuple>

#include "group_batch.h"
#include "ledger/checkpoint.h"
#include "row_writer.h"
#include "tree_table.h"

namespace ledger {

class GroupWriter {
 public:
  GroupWriter(LedgerId ledger_id, State& state);

  /// Hashes the records into chain and tree and writes everything. Returns the position after it.
  Position write(db::Transaction& tx, const GroupBatch& batch, const Position& before);
  /// Signs the tree at `after`, unless that has been done. True when a row was written.
  bool write_checkpoint(db::Transaction& tx, const Notary& notary, Position& after);

 private:
  void write_records(db::Transaction& tx, const GroupBatch& batch, Position& after);
  void add_record(const GroupBatch& batch, const Record& record, Position& after);
  void add_lot_changes(const GroupBatch& batch, const Record& record);
  std::string memo_commit(const Record& record);
  void write_block(db::Transaction& tx, const GroupBatch& batch, const Digest& prev,
                   const Digest& head);
  void write_changes(db::Transaction& tx, base::Instant now);
  void write_totals(db::Transaction& tx, const GroupBatch& batch);

  // One for each kind of change in the undo log.
  void add(const undo::BalanceWas& was) { add_balance(was.slot); }
  void add(const undo::ClosedOnWas& was) { add_account(was.slot); }
  void add(const undo::AccountAdded& was);
  void add(const undo::LotWas& was) { add_lot(was.slot, was.lot_id); }
  void add(const undo::LotAdded& was) { add_lot(was.slot, was.lot_id); }
  void add(const undo::HoldWas& was) { add_hold(was.hold_id); }
  void add(const undo::HoldAdded& was) { add_hold(was.hold_id); }
  void add(const undo::ClosedThroughWas& was);
  void add_account(Slot slot);
  void add_balance(Slot slot);
  void add_lot(Slot slot, LotId lot_id);
  void add_hold(HoldId hold_id);

  LedgerId ledger_id_;
  State& state_;
  std::uint32_t commit_ = 0;  // stamps what this commit has written already
  base::Instant now_;
  Encoder scratch_;
  std::vector<LotChange> lot_scratch_;
  using TotalKey = std::tuple<base::Date, std::string, Names::Number>;
  std::map<TotalKey, std::pair<std::int64_t, std::int64_t>> totals_;

  TreeWriter tree_nodes_;
  RowWriter transfers_;
  RowWriter memos_;
  RowWriter lot_uses_;
  RowWriter accounts_;
  RowWriter balances_;
  RowWriter lots_;
  RowWriter holds_;
  RowWriter hold_lots_;
  RowWriter months_;
  RowWriter day_totals_;
};

}  // namespace ledger

// An entry as outsiders get it: everything that is hashed into its leaf, hashes as hex. The names
// are the format of exports and of proofs; ids are text, as everywhere in JSON.
#pragma once

#include <string>
#include <vector>

#include "chain_reader.h"

namespace ledger {

struct LotChangeFields {
  LotId lot_id;
  std::int64_t change = 0;
  std::int64_t expires_on = 0;
  std::string source;
};
BOOST_DESCRIBE_STRUCT(LotChangeFields, (), (lot_id, change, expires_on, source))

struct EntryFields {
  std::int64_t seq = 0;
  std::int64_t group_seq = 0;
  std::string key;
  AccountId debit;
  AccountId credit;
  std::int64_t amount = 0;
  std::string asset;
  std::string code;
  std::int64_t effective_on = 0;
  std::int64_t recorded_at = 0;
  base::PersonId actor{};
  std::string reference;
  std::int64_t reverses = 0;
  HoldId hold_id;
  std::string memo_commit;
  std::vector<LotChangeFields> lots;
  std::string leaf;
  std::string link;
};
BOOST_DESCRIBE_STRUCT(EntryFields, (),
                      (seq, group_seq, key, debit, credit, amount, asset, code, effective_on,
                       recorded_at, actor, reference, reverses, hold_id, memo_commit, lots, leaf,
                       link))

[[nodiscard]] inline EntryFields entry_fields(const StoredEntry& stored, const std::string& asset) {
  const Entry& entry = stored.entry;
  EntryFields fields;
  fields.seq = entry.seq;
  fields.group_seq = entry.group_seq;
  fields.key = crypto::to_hex(bytes_of(stored.key.bytes));
  fields.debit = entry.debit;
  fields.credit = entry.credit;
  fields.amount = entry.amount;
  fields.asset = asset;
  fields.code = entry.code;
  fields.effective_on = entry.effective_on.days;
  fields.recorded_at = entry.recorded_at.micros;
  fields.actor = stored.actor;
  fields.reference = entry.reference;
  fields.reverses = entry.reverses;
  fields.hold_id = stored.hold_id;
  fields.memo_commit = crypto::to_hex(stored.memo_commit);
  for (const LotShare& lot : stored.lots)
    fields.lots.push_back({lot.lot_id, lot.change, lot.expires_on.days, lot.source});
  fields.leaf = crypto::to_hex(stored.leaf);
  fields.link = crypto::to_hex(stored.link);
  return fields;
}

}  // namespace ledger

/// The journal as a file that an outsider checks without this program:
/// docs/formats/ledger-export.md, tools/verify_ledger.py.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "db/database.h"
#include "ledger/checkpoint.h"

namespace ledger {

/// Takes one line, without its line break.
using LineSink = std::function<void(std::string_view)>;

/// Writes the whole ledger as JSON lines, in one snapshot: accounts, entries by seq, blocks, lots,
/// holds, checkpoints, months, and an end line that counts them. Holds no names and no memo.
/// Streams; constant memory.
void write_export(db::Transaction& tx, LedgerId ledger_id, const Notary& notary,
                  const LineSink& line);

}  // namespace ledger

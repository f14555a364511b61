/// Personal text of entries. The chain holds a salted commitment only, so the text can be erased
/// and the journal stays whole; afterwards nobody can tell what it was.
#pragma once

#include <optional>
#include <string>

#include "db/database.h"
#include "ledger/account.h"

namespace ledger {

struct Memo {
  std::string salt;
  std::string text;
};
/// nullopt when the entry has none, or it was erased.
[[nodiscard]] std::optional<Memo> find_memo(db::Transaction& tx, LedgerId ledger_id,
                                            std::int64_t seq);
/// Erases text and salt of an entry, of the hold that it came from, and the hash of the request,
/// against which a guess could be tried. The same request sent again is refused from then on as
/// `idempotency_conflict`: it still moves nothing twice. Returns whether there was a text.
bool erase_memo(db::Transaction& tx, LedgerId ledger_id, std::int64_t seq);
/// The same for everything that accounts of an owner took part in, except holds that are still
/// open. Returns the number of texts.
std::int64_t erase_memos_of(db::Transaction& tx, LedgerId ledger_id, OwnerKind owner_kind,
                            std::int64_t owner_id);

}  // namespace ledger

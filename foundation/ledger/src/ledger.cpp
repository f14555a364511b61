#include "ledger/ledger.h"

#include "base/embedded.h"
#include "writer.h"

OLIVE_EMBEDDED(ledger)

namespace ledger {

struct Ledger::Engine {
  Writer writer;
};

Ledger::Ledger(db::Database& database, base::Clock clock, LedgerOptions options)
    : engine_(new Engine{.writer{database, std::move(clock), std::move(options)}}) {}

Ledger::~Ledger() = default;

void Ledger::submit(Deed deed, std::function<void(Outcome)> done) {
  CHECK(deed && done);
  engine_->writer.submit({std::move(deed), std::move(done)});
}

void Ledger::drain() {
  std::promise<void> promise;
  submit([](db::Transaction&, Batch&) { return Verdict::reject; },
         [&](const Outcome&) { promise.set_value(); });
  promise.get_future().get();
}

std::optional<AccountId> Ledger::find_account(const AccountKey& key) const {
  const auto slot = engine_->writer.state().accounts().find_shared(key);
  if (!slot) return std::nullopt;
  const AccountId id = AccountTable::id_of(*slot);
  if (!engine_->writer.published().knows(id)) return std::nullopt;  // not durable yet
  return id;
}

Balance Ledger::balance(AccountId account_id) const {
  return engine_->writer.published().balance(account_id);
}

std::int64_t Ledger::last_seq() const { return engine_->writer.published().last_seq(); }

db::ModuleSchema schema() { return {"ledger", embedded::schema()}; }

}  // namespace ledger

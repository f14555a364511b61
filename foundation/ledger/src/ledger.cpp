#include "ledger/ledger.h"

#include "base/embedded.h"
#include "writer.h"

OLIVE_EMBEDDED(ledger)

namespace ledger {

struct Ledger::Engine {
  Writer writer;
};

namespace {

const char* const kElsewhere = "this instance does not write the ledger";

}  // namespace

Ledger::Ledger(db::Database& database, base::Clock clock, LedgerOptions options)
    : engine_(options.is_writer
                  ? new Engine{.writer{database, std::move(clock), std::move(options)}}
                  : nullptr) {}

Ledger::~Ledger() = default;

void Ledger::submit(Deed deed, std::function<void(Outcome)> done) {
  CHECK(deed && done);
  if (!engine_)
    return done({Verdict::reject, std::make_exception_ptr(db::Error("55000", kElsewhere))});
  engine_->writer.submit({std::move(deed), std::move(done)});
}

void Ledger::drain() {
  std::promise<void> promise;
  submit([](db::Transaction&, Batch&) { return Verdict::reject; },
         [&](const Outcome&) { promise.set_value(); });
  promise.get_future().get();
}

void Ledger::seal() {
  CHECK(engine_ != nullptr);
  (void)execute([](db::Transaction&, Batch& batch) -> Posting<void> {
    static_cast<GroupBatch&>(batch).ask_for_seal();  // the writer's batches are no others
    return {};
  });
}

double Ledger::queue_age_s() const {
  CHECK(engine_ != nullptr);
  return engine_->writer.queue_age_s();
}

// As a deed, so that a writer that was fenced cannot call the others to itself.
void Ledger::announce(const std::string& address) {
  CHECK(engine_ != nullptr);
  (void)execute([&](db::Transaction& tx, Batch& batch) -> Posting<void> {
    tx.execute(
        "INSERT INTO ledger_seat (ledger_id, epoch, address) VALUES ($1, $2, $3)"
        " ON CONFLICT (ledger_id) DO UPDATE SET epoch = excluded.epoch, address = excluded.address",
        batch.ledger_id(), engine_->writer.epoch(), address);
    return {};
  });
}

std::optional<AccountId> Ledger::find_account(const AccountKey& key) const {
  CHECK(engine_ != nullptr);
  const auto slot = engine_->writer.state().accounts().find_shared(key);
  if (!slot) return std::nullopt;
  const AccountId id = AccountTable::id_of(*slot);
  if (!engine_->writer.published().knows(id)) return std::nullopt;  // not durable yet
  return id;
}

Balance Ledger::balance(AccountId account_id) const {
  CHECK(engine_ != nullptr);
  return engine_->writer.published().balance(account_id);
}

std::int64_t Ledger::last_seq() const {
  CHECK(engine_ != nullptr);
  return engine_->writer.published().last_seq();
}

db::ModuleSchema schema() { return {"ledger", embedded::schema()}; }

}  // namespace ledger

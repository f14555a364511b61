#include <algorithm>
#include <limits>

#include "api/page.h"
#include "crypto/crypto.h"
#include "entry_fields.h"
#include "ledger/memo.h"
#include "routes.h"

namespace ledger {

std::vector<std::string> texts_of(const MerkleProof& hashes) {
  std::vector<std::string> texts;
  for (const Digest& hash : hashes) texts.push_back(crypto::to_base64(bytes_of(hash)));
  return texts;
}

namespace {

enum class ProofRefusal { checkpoint_not_found, entry_not_found, sizes_out_of_order };
BOOST_DESCRIBE_ENUM(ProofRefusal, checkpoint_not_found, entry_not_found, sizes_out_of_order)

/// A signed state of the journal, to be kept by whoever wants to check it later.
struct LedgerCheckpoint {
  std::int64_t size = 0;  ///< entries covered
  std::string root;       ///< base64
  std::string note;       ///< as signed (C2SP)
  base::Instant signed_at;
};
BOOST_DESCRIBE_STRUCT(LedgerCheckpoint, (), (size, root, note, signed_at))

/// The newest checkpoint, and with which key it is verified.
struct CurrentCheckpoint {
  std::string origin;
  std::string verifier_key;
  LedgerCheckpoint checkpoint;
};
BOOST_DESCRIBE_STRUCT(CurrentCheckpoint, (), (origin, verifier_key, checkpoint))

struct CheckpointQuery {
  std::optional<std::string> cursor;
  std::optional<std::int32_t> limit;
};
BOOST_DESCRIBE_STRUCT(CheckpointQuery, (), (cursor, limit))

struct CheckpointPage {
  std::vector<LedgerCheckpoint> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(CheckpointPage, (), (items, next_cursor))

struct ConsistencyQuery {
  std::int64_t from = 0;
  std::int64_t to = 0;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "from", .minimum = 1},
                                            {.field = "to", .minimum = 1}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ConsistencyQuery, (), (from, to))

/// That the journal of `to` entries goes on where that of `from` ended.
struct Consistency {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::vector<std::string> hashes;  ///< base64
};
BOOST_DESCRIBE_STRUCT(Consistency, (), (from, to, hashes))

/// The text of an entry and its salt: what the entry's commitment is made of.
struct EntryMemo {
  std::string salt;  ///< hex
  std::string text;
};
BOOST_DESCRIBE_STRUCT(EntryMemo, (), (salt, text))

/// That an entry stands in the signed journal.
struct LedgerProof {
  LedgerId ledger_id;
  std::int64_t seq = 0;
  std::int64_t size = 0;             ///< of the checkpoint's tree
  std::string leaf;                  ///< base64
  std::vector<std::string> hashes;   ///< base64, from the leaf's side to the root
  std::string checkpoint;            ///< the signed note
  std::optional<EntryFields> entry;  ///< only for who is part of it, and for auditors
  std::optional<EntryMemo> memo;
};
BOOST_DESCRIBE_STRUCT(LedgerProof, (),
                      (ledger_id, seq, size, leaf, hashes, checkpoint, entry, memo))

LedgerCheckpoint view_of(const Checkpoint& each) {
  return {each.size, crypto::to_base64(bytes_of(each.root)), each.note, each.signed_at};
}

LedgerId ledger_of(const api::Context& context) { return ledger::ledger_of(context.region_id()); }

api::Answer<CheckpointPage> get_checkpoints(db::Transaction& tx, const api::Context& context,
                                            const CheckpointQuery& in) {
  OLIVE_TRY(cursor, api::read_cursor(in.cursor, {.id = std::numeric_limits<std::int64_t>::max()}));
  const std::int32_t limit = api::page_limit(in.limit);
  std::vector<LedgerCheckpoint> rows;
  for (const Checkpoint& each : list_checkpoints(tx, ledger_of(context), cursor.id, limit + 1))
    rows.push_back(view_of(each));
  return api::page_of<CheckpointPage>(std::move(rows), limit, [](const LedgerCheckpoint& last) {
    return api::Cursor{.id = last.size};
  });
}

api::Answer<Consistency> get_consistency(db::Transaction& tx, const api::Context& context,
                                         const ConsistencyQuery& in) {
  if (in.from > in.to) return api::refused(ProofRefusal::sizes_out_of_order, "/from");
  const auto hashes = prove_consistency(tx, ledger_of(context), in.from, in.to);
  if (!hashes) return api::refused(ProofRefusal::checkpoint_not_found, "/to");
  return Consistency{in.from, in.to, texts_of(*hashes)};
}

// Whoever owns one of the two accounts, or works where it belongs to.
bool is_part_of(db::Transaction& tx, const api::Context& context, const Entry& entry) {
  const db::Rows rows = tx.rows(
      "SELECT owner_kind, owner_id FROM ledger_account WHERE ledger_id = $1 AND (id = $2 OR id ="
      " $3)",
      ledger_of(context), entry.debit, entry.credit);
  const api::Principal& caller = context.principal;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& kind = rows.text(i, 0);
    const std::int64_t id = rows.integer(i, 1);
    if (kind == "person" && id == caller.person_id.value) return true;
    if (kind == "organisation" && std::ranges::any_of(caller.grants, [&](const api::Grant& grant) {
          return grant.organisation_id.value == id;
        }))
      return true;
  }
  return is_auditor(caller);
}

void disclose(db::Transaction& tx, const api::Context& context, LedgerProof& proof) {
  std::string asset;
  ChainReader chain(
      tx, ledger_of(context), proof.seq - 1, {}, [&](AccountId) { return std::string_view(asset); },
      /*page_rows=*/1);
  const StoredEntry* stored = chain.next();
  CHECK(stored != nullptr && stored->entry.seq == proof.seq);  // it was proved a moment ago
  if (!is_part_of(tx, context, stored->entry)) return;
  const db::Rows rows = tx.rows("SELECT asset FROM ledger_account WHERE ledger_id = $1 AND id = $2",
                                ledger_of(context), stored->entry.debit);
  proof.entry = entry_fields(*stored, rows.text(0, 0));
  if (const auto memo = find_memo(tx, ledger_of(context), proof.seq))
    proof.memo = EntryMemo{crypto::to_hex(memo->salt), memo->text};
}

api::Answer<std::optional<LedgerProof>> proof_of(db::Transaction& tx, const api::Context& context) {
  const std::int64_t seq = context.path_id("seq").value;
  const LedgerId ledger_id = ledger_of(context);
  if (!find_entry(tx, ledger_id, seq)) return api::refused(ProofRefusal::entry_not_found);
  const auto checkpoint = checkpoint_covering(tx, ledger_id, seq);
  if (!checkpoint) return std::nullopt;
  const auto proved = prove_entry(tx, ledger_id, seq, checkpoint->size);
  CHECK_REQUEST(proved.has_value());
  LedgerProof proof{.ledger_id = ledger_id,
                    .seq = seq,
                    .size = proved->size,
                    .leaf = crypto::to_base64(bytes_of(proved->leaf)),
                    .hashes = texts_of(proved->hashes),
                    .checkpoint = checkpoint->note};
  disclose(tx, context, proof);
  return proof;
}

// A receipt is proved at once: when no checkpoint covers it yet, one is made. An instance that does
// not write waits for the writer's next one.
void run_proof(Ledger& ledger, const api::Services& services, const api::Context& context,
               const api::Done& done) {
  const auto look = [&] {
    return services.database->read([&](db::Transaction& tx) { return proof_of(tx, context); });
  };
  auto answer = look();
  if (answer && !*answer && ledger.is_writer()) {
    ledger.seal();
    answer = look();
  }
  if (answer && !*answer) {
    auto reply = api::reply_problem(services, context, {.status = 503, .code = "unavailable"});
    reply.headers.emplace_back("Retry-After", "60");
    return done(std::move(reply));
  }
  done(api::to_reply<LedgerProof>(
      services, context, 200,
      answer ? api::Answer<LedgerProof>(**answer) : std::unexpected(answer.error())));
}

api::Route proof_route(Ledger& ledger) {
  api::Route route{http::Method::get,
                   "/api/v1/ledger/entries/{seq}/proof",
                   {.operation = "get_entry_proof",
                    .permission = "signed_in",
                    .tag = "ledger",
                    .summary = "That an entry stands in the signed journal"},
                   &base::type_info<base::Nothing>(),
                   &base::type_info<LedgerProof>()};
  route.run = [&ledger](const api::Services& services, std::shared_ptr<const api::Context> context,
                        const api::Done& done) { run_proof(ledger, services, *context, done); };
  return route;
}

}  // namespace

std::vector<api::Route> proof_routes(Ledger& ledger, std::shared_ptr<const Notary> notary) {
  return {
      api::get<base::Nothing, CurrentCheckpoint>(
          "/api/v1/ledger/checkpoint",
          {.operation = "get_ledger_checkpoint",
           .tag = "ledger",
           .summary = "The newest signed state of the journal"},
          [notary](db::Transaction& tx, const api::Context& context,
                   const base::Nothing&) -> api::Answer<CurrentCheckpoint> {
            const auto latest = latest_checkpoint(tx, ledger_of(context));
            if (!latest) return api::refused(ProofRefusal::checkpoint_not_found);
            return CurrentCheckpoint{notary->origin(), notary->verifier_key(), view_of(*latest)};
          }),
      api::get<CheckpointQuery, CheckpointPage>(
          "/api/v1/ledger/checkpoints",
          {.operation = "list_ledger_checkpoints",
           .tag = "ledger",
           .summary = "Signed states of the journal, newest first"},
          get_checkpoints),
      api::get<ConsistencyQuery, Consistency>(
          "/api/v1/ledger/consistency",
          {.operation = "get_ledger_consistency",
           .tag = "ledger",
           .summary = "That a longer journal goes on where a shorter one ended"},
          get_consistency),
      proof_route(ledger),
  };
}

}  // namespace ledger

#include "ledger/export.h"

#include <algorithm>

#include "chain_reader.h"
#include "entry_fields.h"
#include "json/json.h"
#include "ledger/month.h"
#include "state.h"

namespace ledger {

namespace {

constexpr std::int64_t kPageRows = 5'000;

// The structs of the lines; field names are the format.
struct LedgerLine {
  std::int64_t format = 1;
  std::int64_t ledger_id = 0;
  std::string origin;
  std::string verifier_key;
};
BOOST_DESCRIBE_STRUCT(LedgerLine, (), (format, ledger_id, origin, verifier_key))

struct AccountLine {
  std::int64_t id = 0;
  std::string asset;
  std::optional<std::int64_t> balance_min;
  std::optional<std::int64_t> balance_max;
  bool has_lots = false;
  std::int64_t posted = 0;
  std::int64_t held = 0;
  std::int64_t incoming = 0;
};
BOOST_DESCRIBE_STRUCT(AccountLine, (),
                      (id, asset, balance_min, balance_max, has_lots, posted, held, incoming))

struct BlockLine {
  std::int64_t first_seq = 0;
  std::int64_t last_seq = 0;
  std::string prev;
  std::string head;
};
BOOST_DESCRIBE_STRUCT(BlockLine, (), (first_seq, last_seq, prev, head))

struct LotLine {
  std::int64_t id = 0;
  std::int64_t account_id = 0;
  std::int64_t source_seq = 0;
  std::int64_t issued = 0;
  std::int64_t remaining = 0;
  std::int64_t held = 0;
  std::int64_t expires_on = 0;
  std::string source;
};
BOOST_DESCRIBE_STRUCT(LotLine, (),
                      (id, account_id, source_seq, issued, remaining, held, expires_on, source))

struct HoldLine {
  std::int64_t id = 0;
  std::int64_t debit = 0;
  std::int64_t credit = 0;
  std::int64_t amount = 0;
  std::string status;
};
BOOST_DESCRIBE_STRUCT(HoldLine, (), (id, debit, credit, amount, status))

struct CheckpointLine {
  std::int64_t size = 0;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(CheckpointLine, (), (size, note))

struct MonthLine {
  std::int64_t month_end = 0;
  std::int64_t size = 0;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(MonthLine, (), (month_end, size, note))

struct MonthBalanceLine {
  std::int64_t month_end = 0;
  std::int64_t account_id = 0;
  std::int64_t balance = 0;
};
BOOST_DESCRIBE_STRUCT(MonthBalanceLine, (), (month_end, account_id, balance))

struct EndLine {
  std::int64_t lines = 0;  // before this one
  std::int64_t entries = 0;
};
BOOST_DESCRIBE_STRUCT(EndLine, (), (lines, entries))

class Exporter {
 public:
  Exporter(db::Transaction& tx, LedgerId ledger_id, const LineSink& line)
      : tx_(tx), ledger_id_(ledger_id), line_(line) {}

  void run(const Notary& notary) {
    put("ledger", LedgerLine{.ledger_id = ledger_id_.value,
                             .origin = notary.origin(),
                             .verifier_key = notary.verifier_key()});
    accounts();
    entries();
    blocks();
    lots();
    holds();
    checkpoints();
    months();
    put("end", EndLine{.lines = lines_, .entries = entries_});
  }

 private:
  template <class T>
  void put(std::string_view type, const T& value) {
    const std::string json = json::write(value);
    CHECK(json.starts_with('{'));
    line_("{\"type\":\"" + std::string(type) + "\"," + json.substr(1));
    ++lines_;
  }

  // Every row of `sql`, which takes ($1 ledger, $2 after, $3 limit) and gives its key first.
  template <class F>
  void each(std::string_view sql, F take) {
    for (std::int64_t after = 0;;) {
      const db::Rows rows = tx_.rows(sql, ledger_id_, after, kPageRows);
      for (std::size_t i = 0; i < rows.size(); ++i) take(rows, i);
      if (static_cast<std::int64_t>(rows.size()) < kPageRows) return;
      after = rows.integer(rows.size() - 1, 0);
    }
  }

  void accounts();
  void entries();
  void blocks();
  void lots();
  void holds();
  void checkpoints();
  void months();

  db::Transaction& tx_;
  LedgerId ledger_id_;
  const LineSink& line_;
  std::unordered_map<AccountId, std::string> assets_;
  std::int64_t lines_ = 0;
  std::int64_t entries_ = 0;
};

std::optional<std::int64_t> limit(std::int64_t stored, std::int64_t none) {
  return stored == none ? std::nullopt : std::optional(stored);
}

void Exporter::accounts() {
  each(
      "SELECT a.id, a.asset, a.balance_min, a.balance_max, a.has_lots, b.posted,"
      " b.held, b.incoming FROM ledger_account a"
      " JOIN ledger_balance b ON b.ledger_id = a.ledger_id AND b.account_id = a.id"
      " WHERE a.ledger_id = $1 AND a.id > $2 ORDER BY a.id LIMIT $3",
      [this](const db::Rows& rows, std::size_t i) {
        AccountLine account;
        account.id = rows.integer(i, 0);
        account.asset = rows.text(i, 1);
        account.balance_min = limit(rows.integer(i, 2), kNoMinimum);
        account.balance_max = limit(rows.integer(i, 3), kNoMaximum);
        account.has_lots = rows.integer(i, 4) != 0;
        account.posted = rows.integer(i, 5);
        account.held = rows.integer(i, 6);
        account.incoming = rows.integer(i, 7);
        put("account", account);
        assets_[{account.id}] = account.asset;
      });
}

void Exporter::entries() {
  ChainReader chain(tx_, ledger_id_, 0, first_link(ledger_id_), [this](AccountId id) {
    const auto found = assets_.find(id);
    return found == assets_.end() ? std::string_view() : std::string_view(found->second);
  });
  while (const StoredEntry* stored = chain.next()) {
    put("entry", entry_fields(*stored, assets_[stored->entry.debit]));
    ++entries_;
  }
}

void Exporter::blocks() {
  each(
      "SELECT first_seq, last_seq, prev, head FROM ledger_block"
      " WHERE ledger_id = $1 AND first_seq > $2 ORDER BY first_seq LIMIT $3",
      [this](const db::Rows& rows, std::size_t i) {
        put("block", BlockLine{.first_seq = rows.integer(i, 0),
                               .last_seq = rows.integer(i, 1),
                               .prev = crypto::to_hex(rows.bytes(i, 2)),
                               .head = crypto::to_hex(rows.bytes(i, 3))});
      });
}

void Exporter::lots() {
  static const std::string sql = "SELECT " + std::string(kLotColumns) +
                                 " FROM ledger_lot WHERE ledger_id = $1 AND id > $2"
                                 " ORDER BY id LIMIT $3";
  each(sql, [this](const db::Rows& rows, std::size_t i) {
    const StoredLot stored = lot_at(rows, i);
    put("lot", LotLine{.id = stored.lot.id.value,
                       .account_id = stored.account_id.value,
                       .source_seq = stored.lot.source_seq,
                       .issued = stored.lot.issued,
                       .remaining = stored.lot.remaining,
                       .held = stored.lot.held,
                       .expires_on = stored.lot.expires_on.days,
                       .source = stored.source});
  });
}

void Exporter::holds() {
  each(
      "SELECT id, debit, credit, amount, status FROM ledger_hold"
      " WHERE ledger_id = $1 AND id > $2 ORDER BY id LIMIT $3",
      [this](const db::Rows& rows, std::size_t i) {
        put("hold", HoldLine{.id = rows.integer(i, 0),
                             .debit = rows.integer(i, 1),
                             .credit = rows.integer(i, 2),
                             .amount = rows.integer(i, 3),
                             .status = rows.text(i, 4)});
      });
}

void Exporter::checkpoints() {
  each(
      "SELECT size, note FROM ledger_checkpoint WHERE ledger_id = $1 AND size > $2"
      " ORDER BY size LIMIT $3",
      [this](const db::Rows& rows, std::size_t i) {
        put("checkpoint", CheckpointLine{.size = rows.integer(i, 0), .note = rows.text(i, 1)});
      });
}

void Exporter::months() {
  std::vector<MonthSeal> seals = list_month_seals(tx_, ledger_id_);
  std::ranges::reverse(seals);
  for (const MonthSeal& seal : seals) {
    put("month", MonthLine{.month_end = seal.month_end.days, .size = seal.size, .note = seal.note});
    for (const MonthBalance& each : month_balances(tx_, ledger_id_, seal.month_end))
      put("month_balance", MonthBalanceLine{.month_end = seal.month_end.days,
                                            .account_id = each.account_id.value,
                                            .balance = each.balance});
  }
}

}  // namespace

void write_export(db::Transaction& tx, LedgerId ledger_id, const Notary& notary,
                  const LineSink& line) {
  Exporter(tx, ledger_id, line).run(notary);
}

}  // namespace ledger

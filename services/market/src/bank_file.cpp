#include "bank_form.h"
#include "base/check.h"
#include "base/csv.h"
#include "documents/table.h"
#include "market/bank.h"

namespace market {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, payments, total_won, digest, made_at, paid_on FROM market_bank_file "
    "WHERE region_id = $1 ";

/// An approved settlement with the account that it is paid to.
struct Due {
  SettlementId settlement_id;
  BankAccountId bank_account_id;
  std::int64_t amount_won = 0;
};
BOOST_DESCRIBE_STRUCT(Due, (), (settlement_id, bank_account_id, amount_won))

/// What a line of the file says.
struct Payment {
  SettlementId settlement_id;
  base::Date month;
  BankAccountId bank_account_id;
  std::string bank_code;
  std::string holder;
  std::int64_t amount_won = 0;
};
BOOST_DESCRIBE_STRUCT(Payment, (),
                      (settlement_id, month, bank_account_id, bank_code, holder, amount_won))

// To the newest account that somebody has verified: a change that waits does not stop payments.
std::vector<Due> approved(db::Transaction& tx, RegionId region_id) {
  return tx.query<Due>(
      "SELECT t.id AS settlement_id, MAX(b.id) AS bank_account_id, "
      "t.shop_won + t.clawback_won + t.guarantee_won "
      "AS amount_won FROM market_settlement t JOIN market_bank_account b "
      "ON b.region_id = t.region_id AND b.shop_id = t.shop_id AND b.verified_at IS NOT NULL "
      "WHERE t.region_id = $1 AND t.state = 'approved' "
      "GROUP BY t.id, t.shop_won, t.clawback_won, t.guarantee_won ORDER BY t.id",
      region_id);
}

std::string number_of(db::Transaction& tx, RegionId region_id, BankAccountId id,
                      const crypto::Sealer& sealer) {
  const db::Rows row =
      tx.rows("SELECT number_sealed FROM market_bank_account WHERE region_id = $1 AND id = $2",
              region_id, id);
  auto number =
      sealer.open(row.bytes(0, 0), "market_bank_account.number:" + std::to_string(id.value));
  CHECK_REQUEST(number.has_value());
  return *std::move(number);
}

std::string content_of(db::Transaction& tx, RegionId region_id, BankFileId id,
                       const crypto::Sealer& sealer) {
  const auto payments = tx.query<Payment>(
      "SELECT l.settlement_id, t.month, l.bank_account_id, b.bank_code, b.holder, l.amount_won "
      "FROM market_bank_line l JOIN market_settlement t ON t.region_id = l.region_id "
      "AND t.id = l.settlement_id JOIN market_bank_account b ON b.region_id = l.region_id "
      "AND b.id = l.bank_account_id WHERE l.region_id = $1 AND l.bank_file_id = $2 ORDER BY l.line",
      region_id, id);
  std::string text = base::format_csv_row(bank_headings());
  for (const Payment& each : payments) {
    const std::string settlement = std::to_string(each.settlement_id.value);
    text += base::format_csv_row(
        {each.bank_code, number_of(tx, region_id, each.bank_account_id, sealer), each.holder,
         std::to_string(each.amount_won), bank_mark(base::split_date(each.month).month),
         each.holder, settlement});
  }
  auto encoded = documents::encode_cp949(text);
  CHECK_REQUEST(encoded.has_value());  // holders were seen to be printable
  return *std::move(encoded);
}

}  // namespace

BankResult<BankFile> make_bank_file(db::Transaction& tx, RegionId region_id,
                                    const crypto::Sealer& sealer, PersonId made_by,
                                    base::Instant now) {
  const std::vector<Due> due = approved(tx, region_id);
  if (due.empty()) return base::refuse(BankRefusal::nothing_to_order);
  BankFile file{.id = tx.make_id<BankFileId>(), .made_at = now};
  tx.execute(
      "INSERT INTO market_bank_file (region_id, id, payments, total_won, digest, made_by, made_at, "
      "paid_by) VALUES ($1, $2, 0, 0, '', $3, $4, 0)",
      region_id, file.id, made_by, now);
  for (const Due& each : due) {
    CHECK_REQUEST(each.amount_won > 0);  // a settlement that pays nothing is never only approved
    file.total_won += each.amount_won;
    tx.execute(
        "INSERT INTO market_bank_line (region_id, bank_file_id, line, settlement_id, "
        "bank_account_id, amount_won, returned) VALUES ($1, $2, $3, $4, $5, $6, '')",
        region_id, file.id, ++file.payments, each.settlement_id, each.bank_account_id,
        each.amount_won);
    tx.execute(
        "UPDATE market_settlement SET state = 'ordered', bank_file_id = $3 "
        "WHERE region_id = $1 AND id = $2 AND state = 'approved'",
        region_id, each.settlement_id, file.id);
    CHECK_REQUEST(tx.changed() == 1);
  }
  file.digest = crypto::to_hex(crypto::sha256(content_of(tx, region_id, file.id, sealer)));
  tx.execute(
      "UPDATE market_bank_file SET payments = $3, total_won = $4, digest = $5 "
      "WHERE region_id = $1 AND id = $2",
      region_id, file.id, file.payments, file.total_won, file.digest);
  return file;
}

BankResult<std::string> write_bank_file(db::Transaction& tx, RegionId region_id,
                                        BankFileId bank_file_id, const crypto::Sealer& sealer) {
  const auto file = find_bank_file(tx, region_id, bank_file_id);
  if (!file) return base::refuse(BankRefusal::bank_file_not_found);
  std::string content = content_of(tx, region_id, bank_file_id, sealer);
  // Everything in it is fixed, so that the same order is never sent with other contents.
  CHECK_REQUEST(crypto::to_hex(crypto::sha256(content)) == file->digest);
  return content;
}

BankResult<void> return_payment(db::Transaction& tx, RegionId region_id, SettlementId settlement_id,
                                std::string_view reason) {
  const auto settlement = find_settlement(tx, region_id, settlement_id);
  if (!settlement) return base::refuse(BankRefusal::settlement_not_found);
  if (settlement->state != SettlementState::ordered)
    return base::refuse(BankRefusal::settlement_not_ordered);
  tx.execute(
      "UPDATE market_bank_line SET returned = $4 WHERE region_id = $1 AND bank_file_id = $2 "
      "AND settlement_id = $3",
      region_id, *settlement->bank_file_id, settlement_id, reason);
  tx.execute(
      "UPDATE market_settlement SET state = 'approved', bank_file_id = 0 "
      "WHERE region_id = $1 AND id = $2",
      region_id, settlement_id);
  return {};
}

BankResult<BankFile> record_payment(db::Transaction& tx, ledger::Batch& batch, RegionId region_id,
                                    BankFileId bank_file_id, base::Date paid_on,
                                    PersonId recorded_by) {
  auto file = find_bank_file(tx, region_id, bank_file_id);
  if (!file) return base::refuse(BankRefusal::bank_file_not_found);
  if (file->paid_on) return base::refuse(BankRefusal::bank_file_paid_already);
  if (paid_on > batch.today()) return base::refuse(BankRefusal::paid_in_the_future);
  const ledger::AccountId bank =
      batch.account(bank_payments_account(), {.account_class = ledger::AccountClass::asset});
  for (const Settlement& each : list_settlements(tx, region_id, {})) {
    if (each.bank_file_id != bank_file_id || each.state != SettlementState::ordered) continue;
    const auto entry = batch.transfer({.key = ledger::key_of("settlement_paid", each.id.value),
                                       .debit = batch.account(payable_account(each.shop_id), {}),
                                       .credit = bank,
                                       .amount = each.payout_won,
                                       .code = "settlement_paid",
                                       .effective_on = batch.today(),
                                       .actor = recorded_by,
                                       .reference = "settlement:" + std::to_string(each.id.value)});
    CHECK_REQUEST(entry.has_value() && !entry->is_replay);  // paid once: the state says so
  }
  tx.execute(
      "UPDATE market_settlement SET state = 'paid', paid_on = $3 "
      "WHERE region_id = $1 AND bank_file_id = $2 AND state = 'ordered'",
      region_id, bank_file_id, paid_on);
  tx.execute(
      "UPDATE market_bank_file SET paid_on = $3, paid_by = $4 WHERE region_id = $1 AND id = $2",
      region_id, bank_file_id, paid_on, recorded_by);
  file->paid_on = paid_on;
  return *file;
}

std::optional<BankFile> find_bank_file(db::Transaction& tx, RegionId region_id,
                                       BankFileId bank_file_id) {
  return tx.query_one<BankFile>(std::string(kSelect) + "AND id = $2", region_id, bank_file_id);
}

std::vector<BankFile> list_bank_files(db::Transaction& tx, RegionId region_id) {
  return tx.query<BankFile>(std::string(kSelect) + "ORDER BY id DESC", region_id);
}

ledger::AccountKey bank_payments_account() {
  return {ledger::kWon, ledger::OwnerKind::region, 0, "bank_payments"};
}

}  // namespace market

/// Shops' bank accounts and the files with which the bank pays approved settlements.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/crypto.h"
#include "market/settlement.h"

namespace market {

using BankAccountId = base::Id<struct BankAccountTag>;

/// Where a shop is paid. The number is sealed; lists show its last four digits.
struct BankAccount {
  BankAccountId id;
  OrganisationId shop_id;
  std::string bank_code;   ///< three digits of the Korean clearing institute (금융결제원)
  std::string number_end;  ///< the last four digits
  std::string holder;
  base::Instant set_at;
  std::optional<base::Instant> verified_at;  ///< none: waits for a second person
};
BOOST_DESCRIBE_STRUCT(BankAccount, (),
                      (id, shop_id, bank_code, number_end, holder, set_at, verified_at))

struct BankAccountForm {
  std::string bank_code;
  std::string number;  ///< digits; dashes and spaces do not count
  std::string holder;

  static std::span<const base::Rule> rules();
};
BOOST_DESCRIBE_STRUCT(BankAccountForm, (), (bank_code, number, holder))

enum class BankRefusal {
  shop_not_found,
  bank_unknown,
  account_number_malformed,
  holder_not_printable,  ///< has a character that Korean banks' files cannot hold
  bank_account_not_found,
  bank_account_verified_already,
  four_eyes_required,
  nothing_to_order,
  bank_file_not_found,
  bank_file_paid_already,
  paid_in_the_future,
  settlement_not_found,
  settlement_not_ordered,
};
BOOST_DESCRIBE_ENUM(BankRefusal, shop_not_found, bank_unknown, account_number_malformed,
                    holder_not_printable, bank_account_not_found, bank_account_verified_already,
                    four_eyes_required, nothing_to_order, bank_file_not_found,
                    bank_file_paid_already, paid_in_the_future, settlement_not_found,
                    settlement_not_ordered)

template <class T>
using BankResult = base::Result<T, BankRefusal>;

/// Records an account; it is paid to once somebody else has verified it against the bank book.
[[nodiscard]] BankResult<BankAccountId> set_bank_account(db::Transaction& tx, RegionId region_id,
                                                         OrganisationId shop_id,
                                                         const BankAccountForm& form,
                                                         const crypto::Sealer& sealer,
                                                         PersonId set_by, base::Instant now);
[[nodiscard]] BankResult<void> verify_bank_account(db::Transaction& tx, RegionId region_id,
                                                   BankAccountId bank_account_id,
                                                   PersonId verified_by, base::Instant now);
/// Newest first.
[[nodiscard]] std::vector<BankAccount> bank_accounts_of(db::Transaction& tx, RegionId region_id,
                                                        OrganisationId shop_id);

/// An order to the bank. `digest` is the SHA-256 of the file's bytes, for whoever keeps the file.
struct BankFile {
  BankFileId id;
  std::int64_t payments = 0;
  std::int64_t total_won = 0;
  std::string digest;
  base::Instant made_at;
  std::optional<base::Date> paid_on;
};
BOOST_DESCRIBE_STRUCT(BankFile, (), (id, payments, total_won, digest, made_at, paid_on))

/// Orders all approved settlements of shops with a verified account; the others stay approved.
[[nodiscard]] BankResult<BankFile> make_bank_file(db::Transaction& tx, RegionId region_id,
                                                  const crypto::Sealer& sealer, PersonId made_by,
                                                  base::Instant now);
/// The file's bytes: CSV in CP949, as banks' bulk transfer pages take it. See: docs/formats.
[[nodiscard]] BankResult<std::string> write_bank_file(db::Transaction& tx, RegionId region_id,
                                                      BankFileId bank_file_id,
                                                      const crypto::Sealer& sealer);
/// The bank could not pay a settlement: it is approved again, and goes into the next file.
[[nodiscard]] BankResult<void> return_payment(db::Transaction& tx, RegionId region_id,
                                              SettlementId settlement_id, std::string_view reason);
/// Records that the bank has paid everything of a file that did not come back.
[[nodiscard]] BankResult<BankFile> record_payment(db::Transaction& tx, ledger::Batch& batch,
                                                  RegionId region_id, BankFileId bank_file_id,
                                                  base::Date paid_on, PersonId recorded_by);
[[nodiscard]] std::optional<BankFile> find_bank_file(db::Transaction& tx, RegionId region_id,
                                                     BankFileId bank_file_id);
/// Newest first.
[[nodiscard]] std::vector<BankFile> list_bank_files(db::Transaction& tx, RegionId region_id);

/// Won that the bank has paid to shops.
[[nodiscard]] ledger::AccountKey bank_payments_account();

}  // namespace market

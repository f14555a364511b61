#include "market/bank.h"

#include "base/csv.h"
#include "documents/table.h"
#include "settlement_fixture.h"

namespace market {
namespace {

class BankTest : public SettlementBase {
 protected:
  BankResult<BankAccountId> set_account(const BankAccountForm& form) {
    return write([&](auto& tx) {
      return set_bank_account(tx, kBusan, shop_, form, sealer_, kKeeper, now_);
    });
  }
  BankResult<void> verify(BankAccountId id, PersonId by = kDrafter) {
    return write([&](auto& tx) { return verify_bank_account(tx, kBusan, id, by, now_); });
  }
  void open_account() {
    ASSERT_TRUE(verify(set_account({"032", "101-2345-6789-01", "올리브카페"}).value()).has_value());
  }
  BankResult<BankFile> make_file() {
    return write([&](auto& tx) { return make_bank_file(tx, kBusan, sealer_, kDrafter, now_); });
  }
  std::string content(BankFileId id) {
    return database_->read([&](auto& tx) { return write_bank_file(tx, kBusan, id, sealer_); })
        .value();
  }
  BankResult<BankFile> pay(BankFileId id, base::Date paid_on = kToday) {
    return deed([&](db::Transaction& tx, ledger::Batch& batch) {
      return record_payment(tx, batch, kBusan, id, paid_on, kDrafter);
    });
  }
  BankResult<void> come_back(SettlementId id) {
    return write([&](auto& tx) { return return_payment(tx, kBusan, id, "계좌 해지"); });
  }
};
OLIVE_ON_BOTH_DATABASES(BankTest);

TEST_P(BankTest, AccountsAreCheckedSealedAndSeenByTwo) {
  EXPECT_EQ(set_account({"999", "101-2345-6789-01", "홍"}).error(), BankRefusal::bank_unknown);
  EXPECT_EQ(set_account({"032", "101-23", "홍"}).error(), BankRefusal::account_number_malformed);
  EXPECT_EQ(set_account({"032", "101-2345-6789-O1", "홍"}).error(),
            BankRefusal::account_number_malformed);
  EXPECT_EQ(set_account({"032", "101-2345-6789-01", "홍🌿"}).error(),
            BankRefusal::holder_not_printable);
  const auto id = set_account({"032", "101-2345-6789-01", "올리브카페"});
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(verify(*id, kKeeper).error(), BankRefusal::four_eyes_required);
  EXPECT_EQ(verify(BankAccountId{5}).error(), BankRefusal::bank_account_not_found);
  ASSERT_TRUE(verify(*id).has_value());
  EXPECT_EQ(verify(*id).error(), BankRefusal::bank_account_verified_already);
  const auto all = database_->read([&](auto& tx) { return bank_accounts_of(tx, kBusan, shop_); });
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].number_end, "8901");
  const auto plain = database_->read([&](auto& tx) {
    return tx.rows("SELECT number_sealed FROM market_bank_account WHERE region_id = $1", kBusan)
        .bytes(0, 0)
        .find("10123456");
  });
  EXPECT_EQ(plain, std::string::npos);
}

TEST_P(BankTest, ApprovedSettlementsAreOrderedOnceAndPaidOnce) {
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  settle();
  EXPECT_EQ(make_file().error(), BankRefusal::nothing_to_order);  // no account yet
  open_account();
  const auto file = make_file();
  ASSERT_TRUE(file.has_value());
  EXPECT_EQ(file->payments, 1);
  EXPECT_EQ(file->total_won, 9'100);
  EXPECT_EQ(of_month().state, SettlementState::ordered);
  EXPECT_EQ(make_file().error(), BankRefusal::nothing_to_order);
  EXPECT_EQ(pay(file->id, kToday.plus_days(1)).error(), BankRefusal::paid_in_the_future);
  ASSERT_TRUE(pay(file->id).has_value());
  EXPECT_EQ(pay(file->id).error(), BankRefusal::bank_file_paid_already);
  EXPECT_EQ(pay(BankFileId{5}).error(), BankRefusal::bank_file_not_found);
  EXPECT_EQ(of_month().state, SettlementState::paid);
  EXPECT_EQ(of_month().paid_on, kToday);
  EXPECT_EQ(balance(payable_account(shop_)), 0);
  EXPECT_EQ(balance(bank_payments_account()), 9'100);
}

TEST_P(BankTest, TheFileIsOneThatABankTakes) {
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  const Settlement settlement = settle();
  open_account();
  const BankFile file = make_file().value();
  const std::string bytes = content(file.id);
  EXPECT_EQ(crypto::to_hex(crypto::sha256(bytes)), file.digest);
  const auto rows = base::parse_csv(documents::decode_cp949(bytes).value()).value();
  ASSERT_EQ(rows.size(), 2u);
  const std::vector<std::string> head{"은행코드",     "계좌번호",   "예금주",  "금액",
                                      "받는통장표시", "내통장표시", "정산번호"};
  EXPECT_EQ(rows[0].cells, head);
  const std::vector<std::string> line{"032",
                                      "10123456789"
                                      "01",
                                      "올리브카페",
                                      "9100",
                                      "올리브11월",
                                      "올리브카페",
                                      std::to_string(settlement.id.value)};
  EXPECT_EQ(rows[1].cells, line);
}

TEST_P(BankTest, AReturnedPaymentGoesIntoTheNextFile) {
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  const SettlementId id = settle().id;
  EXPECT_EQ(come_back(id).error(), BankRefusal::settlement_not_ordered);
  EXPECT_EQ(come_back(SettlementId{5}).error(), BankRefusal::settlement_not_found);
  open_account();
  const BankFile first = make_file().value();
  ASSERT_TRUE(come_back(id).has_value());
  ASSERT_TRUE(pay(first.id).has_value());
  EXPECT_EQ(of_month().state, SettlementState::approved);
  EXPECT_EQ(balance(payable_account(shop_)), 9'100);
  const BankFile second = make_file().value();
  EXPECT_EQ(second.total_won, 9'100);
  ASSERT_TRUE(pay(second.id).has_value());
  EXPECT_EQ(balance(payable_account(shop_)), 0);
  EXPECT_EQ(content(first.id).size(), content(second.id).size());
}

}  // namespace
}  // namespace market

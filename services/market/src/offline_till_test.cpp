#include "market/offline_till.h"

#include "crypto/crypto.h"
#include "crypto/signature.h"
#include "market/catalogue.h"
#include "market/offline_stock.h"
#include "settlement_fixture.h"

namespace market {
namespace {

class OfflineTillTest : public SettlementBase {
 protected:
  OfflineTillTest() { device_ = add_device("till 1", key_); }

  Device add_device(const std::string& name, const crypto::SigningKey& key) {
    return write([&](auto& tx) {
      return register_device(tx, kBusan, shop_, {name, crypto::to_base64(key.public_key())},
                             kKeeper, kNow)
          .value();
    });
  }
  OfflineSale signed_sale(std::int64_t seq, std::int64_t points, std::int64_t ago_s = 600) {
    return signed_by(device_, key_, seq, points, ago_s);
  }
  OfflineSale signed_by(const Device& device, const crypto::SigningKey& key, std::int64_t seq,
                        std::int64_t points, std::int64_t ago_s = 600,
                        std::optional<std::vector<OfflineLine>> lines = {}) {
    OfflineSale sale{seq, now_.plus_seconds(-ago_s), card_.number, points, {}};
    sale.lines = std::move(lines);
    sale.signature = crypto::to_base64(key.sign(signed_text(device, sale)));
    return sale;
  }
  std::vector<OfflineResult> send(const std::vector<OfflineSale>& sales) {
    return send_from(device_, sales);
  }
  std::vector<OfflineResult> send_from(const Device& device,
                                       const std::vector<OfflineSale>& sales) {
    return deed([&](db::Transaction& tx,
                    ledger::Batch& batch) -> ledger::Posting<std::vector<OfflineResult>> {
             return settle_offline(tx, batch, kBusan, device, sales, kKeeper);
           })
        .value();
  }
  OfflineResult send_one(const OfflineSale& sale) { return send({sale}).at(0); }
  OfflineSale of_bread(std::int64_t seq, std::int64_t units, std::int64_t ago_s = 600) {
    return signed_by(device_, key_, seq, units * 3'000, ago_s,
                     std::vector{OfflineLine{bread_, {}, units, 3'000}});
  }
  std::int64_t shelf(const StockItem& item) {
    return database_->read([&](auto& tx) { return stock_of(tx, kBusan, item); });
  }
  std::vector<StockDeviation> deviations() {
    return database_->read([&](auto& tx) { return deviations_of(tx, kBusan, shop_); });
  }

  crypto::SigningKey key_{std::string(32, 'a')};
  crypto::SigningKey other_key_{std::string(32, 'b')};
  Device device_;
};
OLIVE_ON_BOTH_DATABASES(OfflineTillTest);

TEST_P(OfflineTillTest, WhatWasSignedIsSettledInOrderAndOnce) {
  const auto first = signed_sale(1, 3'000);
  const auto second = signed_sale(2, 4'000);
  const auto results = send({second, first});
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].seq, 1);
  EXPECT_EQ(results[0].outcome, OfflineOutcome::paid);
  EXPECT_EQ(results[1].paid_points, 4'000);
  EXPECT_EQ(wallet(), 3'000);
  EXPECT_EQ(balance(takings_account(shop_)), 7'000);
  const auto again = send({first});
  EXPECT_EQ(again[0].sale_id, results[0].sale_id);
  EXPECT_EQ(wallet(), 3'000);
  EXPECT_EQ(send_one(signed_sale(2, 100)).reason, OfflineReason::sequence_taken);
  EXPECT_EQ(wallet(), 3'000);
}

TEST_P(OfflineTillTest, OnlyTheTillsOwnSignatureCounts) {
  OfflineSale changed = signed_sale(1, 1'000);
  changed.points = 9'000;
  EXPECT_EQ(send_one(changed).reason, OfflineReason::signature_wrong);
  EXPECT_EQ(send_one(signed_by(device_, other_key_, 1, 1'000)).reason,
            OfflineReason::signature_wrong);
  const Device other = add_device("till 2", other_key_);
  EXPECT_EQ(send_one(signed_by(other, other_key_, 1, 1'000)).reason,
            OfflineReason::signature_wrong);
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(send_one(signed_sale(1, 1'000)).outcome, OfflineOutcome::paid);  // 1 is still free
}

TEST_P(OfflineTillTest, ACardHasAFloorLimitADayAtATill) {
  grant(buyer_, 90'000, kToday.plus_days(29));
  EXPECT_EQ(send_one(signed_sale(1, 10'001)).reason, OfflineReason::above_floor);
  EXPECT_EQ(send_one(signed_sale(2, 6'000)).outcome, OfflineOutcome::paid);
  EXPECT_EQ(send_one(signed_sale(3, 4'001)).reason, OfflineReason::above_floor);
  EXPECT_EQ(send_one(signed_sale(4, 4'000)).outcome, OfflineOutcome::paid);
  EXPECT_EQ(send_one(signed_sale(5, 1, 86'400)).outcome, OfflineOutcome::paid);  // yesterday's
}

TEST_P(OfflineTillTest, WhatTheWalletCannotPayTheFundDoesAndTheNextStatementShowsIt) {
  ASSERT_TRUE(ring_up(amount(9'000)).has_value());
  const OfflineResult result = send_one(signed_sale(1, 4'000));
  EXPECT_EQ(result.outcome, OfflineOutcome::guaranteed);
  EXPECT_EQ(result.reason, OfflineReason::points_insufficient);
  EXPECT_EQ(result.paid_points, 1'000);
  EXPECT_EQ(result.guaranteed_points, 3'000);
  EXPECT_EQ(wallet(), 0);
  const Settlement settlement = settle();
  EXPECT_EQ(settlement.gross_points, 10'000);
  EXPECT_EQ(settlement.guarantee_won, 3'000);
  EXPECT_EQ(settlement.payout_won, 9'100 + 3'000);
  EXPECT_EQ(balance(payable_account(shop_)), 12'100);
  EXPECT_EQ(balance(guarantee_fund_account()), -3'000);
  expect_full_cover();
  EXPECT_EQ(draft().error(), SettlementRefusal::nothing_to_settle);
}

TEST_P(OfflineTillTest, TheFundHasALimitByName) {
  write([&](db::Transaction& tx) {
    return settings::set(tx, kBusan, kGuaranteeWonMax,
                         {.valid_from = kToday, .value = "500", .set_at = kNow, .reason = "test"})
        .has_value();
  });
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  const OfflineResult part = send_one(signed_sale(1, 700));
  EXPECT_EQ(part.outcome, OfflineOutcome::guaranteed);
  EXPECT_EQ(part.guaranteed_points, 500);
  EXPECT_EQ(part.reason, OfflineReason::guarantee_exhausted);
  const OfflineResult none = send_one(signed_sale(2, 100));
  EXPECT_EQ(none.outcome, OfflineOutcome::refused);
  EXPECT_EQ(none.reason, OfflineReason::guarantee_exhausted);
}

TEST_P(OfflineTillTest, ALostCardPaysUntilItWasBlocked) {
  const auto before = signed_sale(1, 1'000, 7'200);
  const auto after = signed_sale(2, 2'000, 60);
  ASSERT_TRUE(write([&](auto& tx) {
                return block_card(tx, kBusan, card_.id, now_.plus_seconds(-3'600));
              }).has_value());
  EXPECT_EQ(send_one(before).outcome, OfflineOutcome::paid);
  EXPECT_EQ(wallet(), 9'000);
  const OfflineResult result = send_one(after);
  EXPECT_EQ(result.outcome, OfflineOutcome::guaranteed);
  EXPECT_EQ(result.reason, OfflineReason::card_blocked);
  EXPECT_EQ(wallet(), 9'000);
}

TEST_P(OfflineTillTest, RefusesByName) {
  EXPECT_EQ(send_one(signed_sale(1, 100, -3'600)).reason, OfflineReason::sold_in_the_future);
  EXPECT_EQ(send_one(signed_sale(2, 100, 3 * 86'400 + 60)).reason,
            OfflineReason::sold_too_long_ago);
  OfflineSale unknown = signed_sale(3, 100);
  unknown.card_number = "9410000000000004";
  unknown.signature = crypto::to_base64(key_.sign(signed_text(device_, unknown)));
  EXPECT_EQ(send_one(unknown).reason, OfflineReason::card_not_found);
  write([&](db::Transaction& tx) {
    return people::join(tx, kBusan, buyer_, shop_, people::Role::shop_keeper, kToday, {})
        .has_value();
  });
  EXPECT_EQ(send_one(signed_sale(4, 100)).reason, OfflineReason::own_shop);
  ASSERT_TRUE(write([&](auto& tx) {
                return revoke_device(tx, kBusan, shop_, device_.id, now_.plus_seconds(-1'000));
              }).has_value());
  device_ = database_->read([&](auto& tx) { return find_device(tx, kBusan, device_.id); }).value();
  EXPECT_EQ(send_one(signed_sale(5, 100)).reason, OfflineReason::device_revoked);
  EXPECT_EQ(wallet(), 10'000);
  EXPECT_EQ(send_one(signed_sale(4, 100)).reason, OfflineReason::own_shop);  // as it was
}

TEST_P(OfflineTillTest, TillsAreRegisteredByTheirKeys) {
  const auto add = [&](const std::string& key) {
    return write([&](auto& tx) {
             return register_device(tx, kBusan, shop_, {"till", key}, kKeeper, kNow);
           })
        .error();
  };
  EXPECT_EQ(add("no key"), DeviceRefusal::public_key_malformed);
  EXPECT_EQ(add(crypto::to_base64(key_.public_key())), DeviceRefusal::device_known_already);
  EXPECT_EQ(database_->read([&](auto& tx) { return devices_of(tx, kBusan, shop_); }).size(), 1u);
}

TEST_P(OfflineTillTest, GoodsLeaveTheirShelfOnceAndStandOnTheReceipt) {
  ASSERT_TRUE(stock_up(bread_, 5, "first").has_value());
  const OfflineSale sale = of_bread(1, 2);
  const OfflineResult result = send_one(sale);
  EXPECT_EQ(result.outcome, OfflineOutcome::paid);
  EXPECT_EQ(result.missing_units, 0);
  EXPECT_EQ(shelf({bread_}), 3);
  EXPECT_EQ(balance(sold_account({bread_})), 2);
  (void)send_one(sale);
  EXPECT_EQ(shelf({bread_}), 3);
  EXPECT_TRUE(deviations().empty());
  const auto receipt =
      database_->read([&](auto& tx) { return receipt_of(tx, kBusan, result.sale_id, kToday); });
  ASSERT_EQ(receipt->lines.size(), 1u);
  EXPECT_EQ(receipt->lines[0].name, "빵");
  EXPECT_EQ(receipt->lines[0].quantity, 2);
  EXPECT_EQ(receipt->lines[0].price_won, 3'000);
}

TEST_P(OfflineTillTest, AnOptionsUnitsLeaveItsOwnShelf) {
  const OptionId option = write([&](db::Transaction& tx) {
    CHECK(set_options(tx, kBusan, bread_,
                      {{.name = "큰 것", .extra_won = 500, .has_own_stock = true}})
              .has_value());
    return options_of(tx, kBusan, bread_).at(0).id;
  });
  const StockItem large{bread_, option};
  ASSERT_TRUE(deed([&](db::Transaction& tx, ledger::Batch& batch) {
                return enter_stock(tx, batch, kBusan, large, 1, ledger::key_of("test", "large"),
                                   kKeeper);
              }).has_value());
  const OfflineResult result = send_one(
      signed_by(device_, key_, 1, 7'000, 600, std::vector{OfflineLine{bread_, option, 2, 3'500}}));
  EXPECT_EQ(result.missing_units, 1);
  EXPECT_EQ(shelf(large), 0);
  ASSERT_EQ(deviations().size(), 1u);
  EXPECT_EQ(deviations()[0].option_id, option);
  EXPECT_EQ(deviations()[0].name, name_with_option("빵", "큰 것"));
}

// Two tills sell the last piece while neither knows of the other. Both sales happened, so both
// stand; who comes back first takes the piece, the other one's is missing and is told to the shop.
TEST_P(OfflineTillTest, TwoTillsThatSellTheLastPiece) {
  ASSERT_TRUE(stock_up(bread_, 1, "last").has_value());
  const Device other = add_device("till 2", other_key_);
  const OfflineSale late = of_bread(1, 1, 900);  // sold earlier, sent later
  const OfflineSale early =
      signed_by(other, other_key_, 1, 3'000, 300, std::vector{OfflineLine{bread_, {}, 1, 3'000}});
  EXPECT_EQ(send_from(other, {early}).at(0).missing_units, 0);
  const OfflineResult result = send_one(late);
  EXPECT_EQ(result.outcome, OfflineOutcome::paid);
  EXPECT_EQ(result.missing_units, 1);
  EXPECT_EQ(wallet(), 4'000);
  EXPECT_EQ(shelf({bread_}), 0);
  EXPECT_EQ(balance(takings_account(shop_)), 6'000);
  ASSERT_EQ(deviations().size(), 1u);
  EXPECT_EQ(deviations()[0].device_name, "till 1");
  EXPECT_EQ(deviations()[0].sold, 1);
  EXPECT_EQ(deviations()[0].missing, 1);
  EXPECT_EQ(send_one(late).missing_units, 1);  // as it was
  EXPECT_EQ(deviations().size(), 1u);
}

TEST_P(OfflineTillTest, ADeviationIsSeenOnceByItsShop) {
  ASSERT_TRUE(stock_up(bread_, 1, "last").has_value());
  (void)send_one(of_bread(1, 2));
  const StockDeviationId id = deviations().at(0).id;
  const auto see = [&](OrganisationId shop, base::Instant at) {
    return write([&](auto& tx) { return see_deviation(tx, kBusan, shop, id, kKeeper, at); });
  };
  EXPECT_EQ(see(OrganisationId{5}, kNow).error(), StockDeviationRefusal::stock_deviation_not_found);
  ASSERT_TRUE(see(shop_, kNow).has_value());
  ASSERT_TRUE(see(shop_, kNow.plus_seconds(60)).has_value());
  EXPECT_EQ(deviations().at(0).seen_at, kNow);
}

TEST_P(OfflineTillTest, WhatIsNotCountedOrRefusedMovesNothing) {
  EXPECT_EQ(send_one(of_bread(1, 1)).missing_units, 0);  // the shop counts no bread
  ASSERT_TRUE(stock_up(bread_, 5, "first").has_value());
  EXPECT_EQ(send_one(of_bread(2, 4)).reason, OfflineReason::above_floor);
  EXPECT_EQ(shelf({bread_}), 5);
  EXPECT_EQ(send_one(signed_by(device_, key_, 3, 3'001, 600,
                               std::vector{OfflineLine{bread_, {}, 1, 3'000}}))
                .reason,
            OfflineReason::lines_wrong);
  EXPECT_EQ(send_one(signed_by(device_, key_, 4, 100, 600,
                               std::vector{OfflineLine{ProductId{5}, {}, 1, 100}}))
                .reason,
            OfflineReason::lines_wrong);
  EXPECT_TRUE(deviations().empty());
}

TEST_P(OfflineTillTest, LinesAreSignedWithTheRest) {
  OfflineSale sale = of_bread(1, 1);
  sale.lines->at(0).quantity = 2;
  EXPECT_EQ(send_one(sale).reason, OfflineReason::signature_wrong);
}

TEST_P(OfflineTillTest, WhatTheFundPaysForLeavesTheShelfToo) {
  ASSERT_TRUE(stock_up(bread_, 5, "first").has_value());
  ASSERT_TRUE(ring_up(amount(10'000)).has_value());
  const OfflineResult result = send_one(of_bread(1, 1));
  EXPECT_EQ(result.outcome, OfflineOutcome::guaranteed);
  EXPECT_FALSE(result.sale_id);
  EXPECT_EQ(shelf({bread_}), 4);
}

// Two tills that sold to one card: whichever comes back first, no point is spent twice, each shop
// gets what it sold, and sending everything again changes nothing.
TEST_P(OfflineTillTest, TwoTillsNeverOverdrawAWallet) {
  const Device other = add_device("till 2", other_key_);
  const std::vector<OfflineSale> here{signed_sale(1, 5'000), signed_sale(2, 5'000)};
  const std::vector<OfflineSale> there{signed_by(other, other_key_, 1, 7'000)};
  const auto total = [](const std::vector<OfflineResult>& results) {
    std::int64_t points = 0;
    for (const OfflineResult& each : results) points += each.paid_points + each.guaranteed_points;
    return points;
  };
  EXPECT_EQ(total(send_from(other, there)), 7'000);
  EXPECT_EQ(total(send(here)), 10'000);
  EXPECT_EQ(wallet(), 0);
  EXPECT_EQ(balance(takings_account(shop_)), 10'000);
  EXPECT_EQ(total(send_from(other, there)), 7'000);
  EXPECT_EQ(total(send(here)), 10'000);
  EXPECT_EQ(balance(takings_account(shop_)), 10'000);
  EXPECT_EQ(settle().guarantee_won, 7'000);
}

}  // namespace
}  // namespace market

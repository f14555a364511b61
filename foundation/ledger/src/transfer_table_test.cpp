// Carries out transfer_cases.txt, which an official can read and correct.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "base/text.h"
#include "testing/test_ledger.h"

namespace ledger {
namespace {

struct Case {
  std::string line;
  std::vector<std::string> cells;
  [[nodiscard]] const std::string& operator[](std::size_t i) const { return cells.at(i); }
};

std::vector<Case> read_cases() {
  std::ifstream file(std::string(OLIVE_SOURCE_DIR) + "/src/transfer_cases.txt");
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    Case each{line, {}};
    for (const std::string_view cell : base::split(line, '|'))
      each.cells.emplace_back(base::trim(cell));
    CHECK(each.cells.size() == 8);
    cases.push_back(std::move(each));
  }
  return cases;
}

base::Instant noon(std::string_view day) {
  return base::korean_instant(base::parse_date(day).value(), 12 * 3'600);
}

// The books that the head of the table describes.
class Books {
 public:
  explicit Books(db::Dialect dialect) : ledger_(dialect) {
    ledger_.set_now(noon("2026-05-01"));
    ledger_.run([this](Batch& batch) { return open_accounts(batch); });
    ledger_.run([this](Batch& batch) { return fill(batch); });
    ledger_.set_now(noon("2026-06-15"));
  }

  // Carries one case out and undoes it.
  std::string answer(const Case& each) {
    std::string text;
    std::ignore =
        ledger_->execute([&](db::Transaction&, Batch& batch) -> base::Result<int, TransferRefusal> {
          text = carry_out(batch, each);
          return base::refuse(TransferRefusal::same_account);
        });
    return text;
  }
  TestLedger& ledger() { return ledger_; }

 private:
  bool open_accounts(Batch& batch) {
    const auto open = [&](const std::string& name, AccountTerms terms, const char* asset = kOlive) {
      accounts_[name] = batch.account({asset, OwnerKind::region, 0, name}, terms);
    };
    open("fund", {});
    open("wallet", {.balance_min = 0, .has_lots = true});
    open("shop", {.balance_min = 0});
    open("full", {.balance_max = 100});
    open("team", {});
    open("closed", {});
    open("bank", {}, kWon);
    return batch.close_account(accounts_["closed"]).has_value();
  }

  std::int64_t move(Batch& batch, const char* from, const char* to, std::int64_t amount,
                    const char* until = nullptr) {
    TransferRequest request = request_of(from, to, amount, "2026-05-01");
    if (until != nullptr) request.expires_on = base::parse_date(until);
    return batch.transfer(request).value().seq;
  }

  bool fill(Batch& batch) {
    entries_["gift"] = move(batch, "fund", "wallet", 500, "2026-12-31");
    move(batch, "fund", "full", 100);
    move(batch, "fund", "shop", 700);
    entries_["sale"] = move(batch, "wallet", "shop", 400);
    entries_["refund"] =
        batch.reverse(entries_["sale"], 100, key_of("case", ++keys_), "refund", {}).value().seq;
    move(batch, "fund", "wallet", 300, "2026-05-31");
    const auto reserve = [&](const char* name, std::int64_t amount, const char* until) {
      holds_[name] =
          batch.hold(request_of("shop", "team", amount, "2026-05-01"), noon(until)).value();
    };
    reserve("reserved", 200, "2026-07-01");
    reserve("used", 50, "2026-07-01");
    reserve("timed_out", 50, "2026-06-01");
    CHECK(batch.void_hold(holds_["used"]).has_value());
    CHECK(batch.transfer(with_old_key(request_of("fund", "team", 5, "2026-05-01"))).has_value());
    batch.close_month(base::parse_date("2026-04-10").value());
    return true;
  }

  TransferRequest request_of(const std::string& from, const std::string& to, std::int64_t amount,
                             std::string_view day) {
    TransferRequest request;
    request.key = key_of("case", ++keys_);
    request.debit = accounts_.contains(from) ? accounts_[from] : AccountId{999};
    request.credit = accounts_.contains(to) ? accounts_[to] : AccountId{999};
    request.amount = amount;
    request.code = "case";
    request.effective_on = base::parse_date(day).value_or(base::Date{});
    return request;
  }
  static TransferRequest with_old_key(TransferRequest request) {
    request.key = key_of("old", 1);
    return request;
  }

  template <class T>
  static std::string text_of(const Posting<T>& result) {
    return result ? "ok" : std::string(base::name_of(result.error()));
  }

  std::string carry_out(Batch& batch, const Case& each) {
    const std::string& what = each[0];
    const auto amount = base::parse_integer(each[3]);
    TransferRequest request = request_of(each[1], each[2], amount.value_or(0), each[4]);
    request.expires_on = base::parse_date(each[5]);
    if (each[6] == "old") request = with_old_key(request);
    const HoldId hold = holds_.contains(each[1]) ? holds_[each[1]] : HoldId{999};
    const std::int64_t entry = entries_.contains(each[1]) ? entries_[each[1]] : 999;
    if (what == "transfer") return text_of(batch.transfer(request));
    if (what == "hold") return text_of(batch.hold(request, batch.now().plus_seconds(60)));
    if (what == "hold_past") return text_of(batch.hold(request, batch.now()));
    if (what == "post") return text_of(batch.post_hold(hold, request.amount, request.key));
    if (what == "void") return text_of(batch.void_hold(hold));
    if (what == "close") return text_of(batch.close_account(request.debit));
    CHECK(what == "reverse");
    return text_of(batch.reverse(entry, amount, request.key, "refund", {}));
  }

  TestLedger ledger_;
  std::int64_t keys_ = 0;
  std::map<std::string, AccountId> accounts_;
  std::map<std::string, HoldId> holds_;
  std::map<std::string, std::int64_t> entries_;
};

class TransferTable : public ::testing::TestWithParam<db::Dialect> {};

INSTANTIATE_TEST_SUITE_P(Db, TransferTable, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(TransferTable, every_case_has_its_answer) {
  Books books(GetParam());
  for (const Case& each : read_cases()) EXPECT_EQ(books.answer(each), each[7]) << each.line;
  EXPECT_TRUE(books.ledger().verified().is_sound);
}

TEST_P(TransferTable, cases_change_nothing) {
  Books books(GetParam());
  const std::int64_t last_seq = books.ledger()->last_seq();
  for (const Case& each : read_cases()) books.answer(each);
  EXPECT_EQ(books.ledger()->last_seq(), last_seq);
  EXPECT_EQ(books.ledger().verified().entries, last_seq);
}

TEST(TransferTableTest, reaches_every_refusal) {
  std::set<std::string> answers;
  for (const Case& each : read_cases()) answers.insert(each[7]);
  for (const TransferRefusal refusal : base::all_of<TransferRefusal>())
    EXPECT_TRUE(answers.contains(std::string(base::name_of(refusal)))) << base::name_of(refusal);
}

}  // namespace
}  // namespace ledger

/// Three teams, an enterprise and a shop that deliver to each other, on either database.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "db/testing.h"
#include "ledger/ledger.h"
#include "netting/module.h"
#include "netting/round.h"
#include "people/module.h"

OLIVE_EMBEDDED(inbox)
OLIVE_EMBEDDED(settings)

namespace netting {

inline constexpr RegionId kBusan{1};
inline const Date kToday = *base::make_date(2026, 11, 20);
inline const Date kMonth = *base::make_date(2026, 11, 1);
inline const Date kInvoiced = *base::make_date(2026, 11, 2);
inline const Date kDue = *base::make_date(2026, 11, 30);
inline constexpr PersonId kClerk{71};
inline constexpr PersonId kKeeper{72};

class NettingTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  NettingTest() : database_(GetParam()) {
    const db::ModuleSchema first[] = {{"settings", settings::embedded::schema()},
                                      {"people", people::module().schema},
                                      {"inbox", inbox::embedded::schema()},
                                      ledger::schema()};
    db::migrate(*database_, first);
    ledger_ = std::make_unique<ledger::Ledger>(*database_, [this] { return now_; });
    const db::ModuleSchema own[] = {{"netting", module(*ledger_).schema}};
    db::migrate(*database_, own);
    using people::OrganisationKind;
    centre_ = organisation(OrganisationKind::regional_centre, "사하지역자활센터");
    cafe_ = organisation(OrganisationKind::team, "카페사업단", centre_);
    bakery_ = organisation(OrganisationKind::team, "제과제빵사업단", centre_);
    lunch_ = organisation(OrganisationKind::team, "도시락사업단", centre_);
    cleaning_ = organisation(OrganisationKind::enterprise, "깨끗한세상");
    shop_ = organisation(OrganisationKind::shop, "올리브 카페 괴정점", cafe_);
  }

  template <class F>
  auto write(F&& work) {
    return database_->write(std::forward<F>(work));
  }
  template <class F>
  auto read(F&& work) {
    return database_->read(std::forward<F>(work));
  }
  template <class F>
  auto deed(F&& work) {
    return ledger_->execute(std::forward<F>(work));
  }

  OrganisationId organisation(people::OrganisationKind kind, const std::string& name,
                              OrganisationId parent = {}) {
    return write([&](auto& tx) {
      return people::create_organisation(tx, kBusan,
                                         {.kind = kind, .name = name, .parent_id = parent}, now_)
          .value();
    });
  }

  NewObligation invoice(OrganisationId debtor, OrganisationId creditor, std::int64_t amount_won) {
    return {.debtor_id = debtor,
            .creditor_id = creditor,
            .amount_won = amount_won,
            .invoiced_on = kInvoiced,
            .due_on = kDue,
            .evidence_number = "T-" + std::to_string(++invoices_),
            .item = "납품"};
  }
  base::Result<ObligationId, ObligationRefusal> record(const NewObligation& given) {
    return deed(
        [&](auto& tx, auto& batch) { return record_obligation(tx, batch, kBusan, given, kClerk); });
  }
  ObligationId owe(OrganisationId debtor, OrganisationId creditor, std::int64_t amount_won) {
    return record(invoice(debtor, creditor, amount_won)).value();
  }
  base::Result<Obligation, ObligationRefusal> pay(ObligationId id, std::int64_t amount_won) {
    return deed([&](auto& tx, auto& batch) {
      return pay_obligation(tx, batch, kBusan, id, amount_won, kClerk);
    });
  }
  base::Result<Obligation, ObligationRefusal> withdraw(ObligationId id) {
    return deed([&](auto& tx, auto& batch) {
      return withdraw_obligation(tx, batch, kBusan, id, "두 번 적음", kClerk);
    });
  }
  Obligation found(ObligationId id) {
    return read([&](auto& tx) { return *find_obligation(tx, kBusan, id); });
  }

  base::Result<RoundId, RoundRefusal> propose(Date month = kMonth) {
    return write([&](auto& tx) { return propose_round(tx, kBusan, month, kClerk, now_); });
  }
  base::Result<NettingRound, RoundRefusal> answer(RoundId id, OrganisationId party, bool accepts,
                                                  std::int64_t version, std::string note = {}) {
    return deed([&](auto& tx, auto& batch) {
      return answer_round(tx, batch, kBusan, id, {party, version, accepts, std::move(note)},
                          kKeeper);
    });
  }
  base::Result<NettingRound, RoundRefusal> accept(RoundId id, OrganisationId party,
                                                  std::int64_t version = 1) {
    return answer(id, party, true, version);
  }
  base::Result<NettingRound, RoundRefusal> decline(RoundId id, OrganisationId party,
                                                   std::int64_t version = 1) {
    return answer(id, party, false, version, "송장이 틀림");
  }
  /// What the nightly job does, at `now_`.
  std::int64_t end_all_offers() {
    return deed([&](auto& tx, auto& batch) {
             return ledger::Posting<std::int64_t>(end_offers(tx, batch, kBusan));
           })
        .value();
  }
  NettingRound round(RoundId id) {
    return read([&](auto& tx) { return *find_round(tx, kBusan, id); });
  }
  std::vector<NettingLine> lines(RoundId id) {
    return read([&](auto& tx) { return lines_of(tx, kBusan, id); });
  }
  NettingParty party(RoundId id, OrganisationId organisation_id) {
    for (NettingParty& each : read([&](auto& tx) { return parties_of(tx, kBusan, id); }))
      if (each.organisation_id == organisation_id) return each;
    return {};
  }

  /// What an organisation may claim less what it owes, as the ledger has it.
  std::int64_t claims(OrganisationId id) {
    const auto account = ledger_->find_account(claims_account(id));
    return account ? ledger_->balance(*account).posted : 0;
  }

  /// The same from what is left of the obligations.
  std::int64_t claims_by_table(OrganisationId id) {
    std::int64_t won = 0;
    for (const Obligation& each : read([&](auto& tx) {
           return list_obligations(
               tx, kBusan, {.organisation_id = id, .state = ObligationState::open, .limit = 1'000});
         }))
      won += each.creditor_id == id ? each.left_won : -each.left_won;
    return won;
  }

  base::Instant now_ = base::korean_instant(kToday, 12 * 3600);
  db::testing::TemporaryDatabase database_;
  std::unique_ptr<ledger::Ledger> ledger_;
  OrganisationId centre_, cafe_, bakery_, lunch_, cleaning_, shop_;
  int invoices_ = 0;
};

}  // namespace netting

#define OLIVE_ON_BOTH_DATABASES(suite)                                \
  INSTANTIATE_TEST_SUITE_P(                                           \
      Db, suite, ::testing::ValuesIn(::db::testing::both_dialects()), \
      [](const auto& given) { return ::db::testing::dialect_name(given.param); })

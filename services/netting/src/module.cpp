#include "netting/module.h"

#include <iterator>

#include "netting/round.h"
#include "routes.h"

OLIVE_EMBEDDED(netting)

namespace netting {
namespace {

constexpr std::string_view kMonthTopic = "netting.month";
constexpr std::string_view kNightTopic = "netting.night";
constexpr std::string_view kMorningTopic = "netting.morning";

// On the fifth, when the invoices of the month before are in, their circles are proposed. A month
// without one, or with a round that still waits, has nothing to propose: that is no fault.
void schedule_rounds(jobs::Runner& runner, ledger::Ledger& ledger) {
  runner.schedule(kMonthTopic, jobs::monthly_on(5, 4, 30), kMonthTopic);
  runner.subscribe(kMonthTopic, "netting.propose_round",
                   [](db::Transaction& tx, const jobs::Task& task) {
                     const Date month = base::plus_months(base::korean_date(task.due_at), -1);
                     (void)propose_round(tx, task.region_id, month, PersonId{}, task.due_at);
                   });
  runner.schedule(kNightTopic, jobs::daily_at(0, 30), kNightTopic);
  runner.subscribe_long(
      kNightTopic, "netting.end_offers", [&ledger](const jobs::Task& task) -> jobs::Effect {
        (void)ledger.execute([&](db::Transaction& tx, ledger::Batch& batch) {
          return ledger::Posting<std::int64_t>(end_offers(tx, batch, task.region_id));
        });
        return [](db::Transaction&) {};
      });
  runner.schedule(kMorningTopic, jobs::daily_at(9, 0), kMorningTopic);
  runner.subscribe(kMorningTopic, "netting.remind_parties",
                   [](db::Transaction& tx, const jobs::Task& task) {
                     remind_parties(tx, task.region_id, task.due_at);
                   });
}

}  // namespace

manifest::Module module(ledger::Ledger& ledger) {
  manifest::Module module{
      .name = "netting", .schema = embedded::schema(), .messages = embedded::messages()};
  module.permissions = {
      {"netting.view",
       {"shop_keeper", "centre_director", "metro_centre", "city_officer", "auditor"}},
      {"netting.enter", {"shop_keeper", "centre_director", "metro_centre"}},
      {"netting.answer", {"shop_keeper", "centre_director"}},
      {"netting.propose", {"metro_centre"}},
  };
  for (auto* make : {&obligation_routes, &round_routes})
    std::ranges::move(make(ledger), std::back_inserter(module.routes));
  module.settings = {kAnswerDays,       kReminderDays, kSilenceDeclines,
                     kSecondAnswerDays, kOffersMax,    kSetOffWonMin};
  module.subscribe = [&ledger](jobs::Runner& runner) { schedule_rounds(runner, ledger); };
  return module;
}

}  // namespace netting

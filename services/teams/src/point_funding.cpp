// Where the won behind the points come from, and where they go back to.
#include <algorithm>

#include "base/check.h"
#include "ledger/points.h"
#include "observe/metrics.h"
#include "teams/points.h"

namespace teams {
namespace {

constexpr std::string_view kExpiryTopic = "teams.point_expiry";

std::int64_t posted(db::Transaction& tx, ledger::LedgerId ledger_id,
                    const ledger::AccountKey& key) {
  const auto account = ledger::find_account(tx, ledger_id, key);
  return account ? ledger::read_balance(tx, ledger_id, account->id).posted : 0;
}

// On the ledger's writer and in one deed: either all wallets are right or the task runs again, and
// a task that runs twice finds nothing the second time.
void expire(ledger::Ledger& ledger) {
  const auto expired =
      ledger.execute([](db::Transaction&, ledger::Batch& batch) -> ledger::Posting<std::int64_t> {
        return static_cast<std::int64_t>(ledger::expire_points(batch, batch.today()).size());
      });
  observe::count("olive_point_lots_total", "end", "expired", static_cast<double>(expired.value()));
}

}  // namespace

base::Result<PointFunding, PointRefusal> point_funding(db::Transaction& tx, RegionId region_id,
                                                       std::int32_t year, base::Date today) {
  const auto years = settings::table<PointYears>(tx, region_id, kPointYears, today);
  const auto terms = std::ranges::find(years.years, year, &PointYear::year);
  if (terms == years.years.end()) return base::refuse(PointRefusal::year_not_configured);
  const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
  const ledger::PointCover cover = ledger::read_point_cover(tx, ledger_id);
  PointFunding funding{.year = year,
                       .outstanding_points = cover.outstanding_points,
                       .backing_won = cover.backing_won};
  for (const PointSource& source : terms->sources) {
    const std::int64_t granted =
        -posted(tx, ledger_id, ledger::point_source_account(source.source));
    const std::int64_t given_won =
        -posted(tx, ledger_id, ledger::point_fund_account(source.source));
    funding.sources.push_back(
        {source.source, source.limit_points, granted, granted * ledger::kWonPerPoint - given_won});
  }
  return funding;
}

void schedule_point_expiry(jobs::Runner& runner, ledger::Ledger& ledger) {
  runner.schedule(kExpiryTopic, jobs::daily_at(0, 10), kExpiryTopic);
  runner.subscribe_long(kExpiryTopic, "teams.expire_points",
                        [&ledger](const jobs::Task&) -> jobs::Effect {
                          expire(ledger);
                          return [](db::Transaction&) {};
                        });
}

}  // namespace teams

#include "routes.h"

#include <map>
#include <memory>
#include <mutex>

#include "insight/loop.h"
#include "ledger/ledger.h"

namespace insight {
namespace {

constexpr int kMonths = 12;
// Figures of other services change without an entry in the ledger, so age matters as well.
constexpr std::int64_t kKeptMicros = 60 * base::kMicrosPerSecond;

/// Where the ledger stands, so that outsiders can compare: the same length must have the same head.
struct LedgerHead {
  std::int64_t last_seq = 0;
  std::string chain_head;  ///< hex SHA-256
};
BOOST_DESCRIBE_STRUCT(LedgerHead, (), (last_seq, chain_head))

struct Loop {
  base::Date from;
  base::Date to;
  base::Instant computed_at;
  LedgerHead ledger;
  std::vector<FigureSeries> figures;
  Turns turns;
  std::vector<DistrictFigures> districts;
};
BOOST_DESCRIBE_STRUCT(Loop, (), (from, to, computed_at, ledger, figures, turns, districts))

struct FigureAnswer {
  base::Date from;
  base::Date to;
  LedgerHead ledger;
  FigureSeries series;
};
BOOST_DESCRIBE_STRUCT(FigureAnswer, (), (from, to, ledger, series))

enum class InsightRefusal { figure_not_found };
BOOST_DESCRIBE_ENUM(InsightRefusal, figure_not_found)

/// The last answer of each region. Figures of the ledger follow it at once: the page is watched
/// while a sale happens. Districts are counted once a minute. Thread-safe.
class LoopCache {
 public:
  explicit LoopCache(Sources sources) : sources_(std::move(sources)) {}

  std::shared_ptr<const Loop> loop(db::Transaction& tx, base::RegionId region_id,
                                   base::Instant now) {
    // Read in the caller's transaction: the head and the figures beside it belong together.
    const ledger::Head head = ledger::read_head(tx, ledger::ledger_of(region_id));
    Kept last = kept(region_id);
    const bool is_recent = last.loop && last.loop->to == base::korean_date(now) &&
                           now.micros - last.districts_at.micros < kKeptMicros;
    if (is_recent && last.loop->ledger.last_seq == head.last_seq) return last.loop;
    // Outside the lock: two callers may compute the same answer, but nobody waits for a slow one.
    Loop fresh = compute(tx, region_id, head, now);
    if (is_recent) fresh.districts = last.loop->districts;
    else fresh.districts = district_figures(tx, region_id, sources_, fresh.from, fresh.to);
    Kept next{std::make_shared<const Loop>(std::move(fresh)), is_recent ? last.districts_at : now};
    const std::lock_guard lock(mutex_);
    // By region: one server may serve several cities, and none may see another's figures.
    return (loops_[region_id] = std::move(next)).loop;
  }

 private:
  struct Kept {
    std::shared_ptr<const Loop> loop{};
    base::Instant districts_at{};
  };

  Kept kept(base::RegionId region_id) {
    const std::lock_guard lock(mutex_);
    const auto found = loops_.find(region_id);
    return found == loops_.end() ? Kept{} : found->second;
  }

  /// Everything but the districts.
  static Loop compute(db::Transaction& tx, base::RegionId region_id, const ledger::Head& head,
                      base::Instant now) {
    const base::Date today = base::korean_date(now);
    const ledger::LedgerId ledger_id = ledger::ledger_of(region_id);
    return {.from = base::plus_months(base::first_of_month(today), 1 - kMonths),
            .to = today,
            .computed_at = now,
            .ledger = {head.last_seq, head.chain_head},
            .figures = loop_figures(tx, ledger_id, today, kMonths),
            .turns = loop_turns(tx, ledger_id, today),
            .districts = {}};
  }

  Sources sources_;
  std::mutex mutex_;
  std::map<base::RegionId, Kept> loops_;
};

api::Answer<FigureAnswer> one_figure(const Loop& loop, std::string_view name) {
  for (const FigureSeries& series : loop.figures)
    if (series.figure.name == name) return FigureAnswer{loop.from, loop.to, loop.ledger, series};
  return api::refused(InsightRefusal::figure_not_found);
}

}  // namespace

std::vector<api::Route> loop_routes(Sources sources) {
  const auto cache = std::make_shared<LoopCache>(std::move(sources));
  return {
      api::get<base::Nothing, Loop>(
          "/api/v1/insight/loop",
          {.operation = "get_loop",
           .tag = "insight",
           .summary = "The loop in figures of the last 12 months, from the ledger"},
          [cache](db::Transaction& tx, const api::Context& context, const base::Nothing&) {
            return api::Answer<Loop>(*cache->loop(tx, context.region_id(), context.now));
          }),
      api::get<base::Nothing, FigureAnswer>(
          "/api/v1/insight/figures/{name}",
          {.operation = "get_figure",
           .tag = "insight",
           .summary = "One figure with its months and the entries that it sums"},
          [cache](db::Transaction& tx, const api::Context& context, const base::Nothing&) {
            return one_figure(*cache->loop(tx, context.region_id(), context.now),
                              context.path_text("name"));
          }),
  };
}

}  // namespace insight

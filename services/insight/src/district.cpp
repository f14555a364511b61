#include "insight/district.h"

#include <algorithm>
#include <map>

#include "base/check.h"
#include "people/organisation.h"

namespace insight {
namespace {

using Counted = std::map<std::string, std::int64_t, std::less<>>;

Counted count(db::Transaction& tx, base::RegionId region_id, const Sources::Counts& source,
              base::Date on) {
  Counted counted;
  if (!source) return counted;
  // Sources may name a district several times (one line a service, say); lines add up.
  for (const DistrictCount& one : source(tx, region_id, on))
    counted[one.district_code] += one.count;
  return counted;
}

std::int64_t value_at(const Counted& counted, std::string_view code) {
  const auto found = counted.find(code);
  return found == counted.end() ? 0 : found->second;
}

void write_care(DistrictFigures& district, const std::vector<DistrictCare>& care) {
  DistrictCare sum;
  // Summed before suppressing. Lines of one district must not share people: the care source counts
  // each once, over all services, and gives one line.
  for (const DistrictCare& one : care) {
    if (one.district_code != district.district_code) continue;
    sum.visits += one.visits;
    sum.billed_min += one.billed_min;
    sum.clients += one.clients;
  }
  district.clients = suppressed(sum.clients);
  if (!district.clients) return;  // the visits of few people would speak of them
  district.visits = sum.visits;
  district.billed_min = sum.billed_min;
}

}  // namespace

std::optional<std::int64_t> suppressed(std::int64_t count) {
  CHECK_REQUEST(count >= 0);
  if (count > 0 && count < kSmallestCell) return std::nullopt;
  return count;
}

std::vector<DistrictFigures> district_figures(db::Transaction& tx, base::RegionId region_id,
                                              const Sources& sources, base::Date from,
                                              base::Date to) {
  CHECK_REQUEST(from <= to);
  std::vector<DistrictCare> care;
  if (sources.care) care = sources.care(tx, region_id, from, to);
  const Counted shops = count(tx, region_id, sources.shops, to);
  const Counted teams = count(tx, region_id, sources.teams, to);
  const Counted participants = count(tx, region_id, sources.participants, to);
  std::vector<DistrictFigures> all;
  // Every district appears, the quiet ones with zeros: a gap on the map would look like an error.
  for (const people::District& district : people::districts()) {
    DistrictFigures figures{.district_code = std::string(district.code),
                            .name_ko = std::string(district.name_ko),
                            .name_en = std::string(district.name_en),
                            .lat_e6 = district.lat_e6,
                            .lng_e6 = district.lng_e6,
                            .population = district.population};
    write_care(figures, care);
    figures.participants = suppressed(value_at(participants, district.code));
    // Teams and shops are public by themselves, so small numbers of them stay.
    figures.teams = value_at(teams, district.code);
    figures.shops = value_at(shops, district.code);
    all.push_back(std::move(figures));
  }
  CHECK_REQUEST(all.size() == people::districts().size());
  std::ranges::sort(all, {}, &DistrictFigures::district_code);
  return all;
}

}  // namespace insight

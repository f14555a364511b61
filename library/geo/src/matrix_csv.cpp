#include "geo/matrix_csv.h"

#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/csv.h"
#include "base/text.h"

namespace geo {

namespace {

using Reason = MatrixFault::Reason;
using Keys = std::map<std::string_view, std::size_t>;

const std::vector<std::string>& header() {
  static const std::vector<std::string> kHeader = {"from", "to", "duration_s", "distance_m"};
  return kHeader;
}

std::optional<std::int32_t> parse_entry(std::string_view text) {
  // Spreadsheets pad numbers with blanks; names of places are taken as they stand.
  const auto value = base::parse_integer(base::trim(text));
  if (!value || *value < 0 || *value > std::numeric_limits<std::int32_t>::max())
    return std::nullopt;
  return static_cast<std::int32_t>(*value);
}

class MatrixReader {
 public:
  explicit MatrixReader(std::span<const std::string> keys)
      : times_(make_travel_times(static_cast<std::int32_t>(keys.size()))),
        is_given_(keys.size() * keys.size(), false) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      CHECK(keys_.emplace(keys[i], i).second);
      // The diagonal is zero, given or not.
      is_given_[i * keys.size() + i] = true;
    }
  }

  std::optional<Reason> take(const base::CsvRow& row) {
    if (row.cells.size() != header().size()) return Reason::wrong_columns;
    const auto from = keys_.find(row.cells[0]);
    const auto to = keys_.find(row.cells[1]);
    // One file holds a whole city; a day needs a few of its places.
    if (from == keys_.end() || to == keys_.end()) return std::nullopt;
    const auto duration_s = parse_entry(row.cells[2]);
    const auto distance_m = parse_entry(row.cells[3]);
    if (!duration_s || !distance_m) return Reason::bad_number;
    const bool is_diagonal = from->second == to->second;
    if (is_diagonal) return *duration_s || *distance_m ? Fault{Reason::nonzero_diagonal} : Fault{};
    const std::size_t cell = from->second * keys_.size() + to->second;
    // Which of two figures holds is not ours to guess.
    if (is_given_[cell]) return Reason::repeated_pair;
    is_given_[cell] = true;
    times_.duration_s[cell] = *duration_s;
    times_.distance_m[cell] = *distance_m;
    return std::nullopt;
  }

  bool is_complete() const {
    for (const bool is_given : is_given_)
      if (!is_given) return false;
    return true;
  }

  TravelTimes result() && { return std::move(times_); }

 private:
  using Fault = std::optional<Reason>;

  TravelTimes times_;
  std::vector<bool> is_given_;
  Keys keys_;
};

}  // namespace

std::expected<TravelTimes, MatrixFault> parse_matrix_csv(std::string_view text,
                                                         std::span<const std::string> keys) {
  const auto fault = [](int line, Reason reason) {
    return std::unexpected(MatrixFault{line, reason});
  };
  const auto rows = base::parse_csv(text);
  if (!rows) return fault(rows.error().line, Reason::not_csv);
  if (rows->empty() || rows->front().cells != header()) return fault(1, Reason::wrong_header);
  MatrixReader reader(keys);
  for (std::size_t i = 1; i < rows->size(); ++i)
    if (const auto reason = reader.take((*rows)[i])) return fault((*rows)[i].line, *reason);
  if (!reader.is_complete()) return fault(rows->back().line, Reason::missing_pair);
  return std::move(reader).result();
}

std::string format_matrix_csv(const TravelTimes& times, std::span<const std::string> keys) {
  CHECK(static_cast<std::size_t>(times.size) == keys.size());
  std::string out = base::format_csv_row(header());
  for (std::int32_t from = 0; from < times.size; ++from) {
    for (std::int32_t to = 0; to < times.size; ++to) {
      if (from == to) continue;
      out += base::format_csv_row({keys[static_cast<std::size_t>(from)],
                                   keys[static_cast<std::size_t>(to)],
                                   std::to_string(times.duration_at(from, to)),
                                   std::to_string(times.distance_at(from, to))});
    }
  }
  return out;
}

}  // namespace geo

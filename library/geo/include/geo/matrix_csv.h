/// Reads a travel matrix that a road router has computed.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>

#include "geo/travel.h"

namespace geo {

/// Why a text is no matrix of the given places, and where.
struct MatrixFault {
  enum class Reason {
    not_csv,        ///< see base/csv.h
    wrong_header,   ///< first line is not `from,to,duration_s,distance_m`
    wrong_columns,  ///< a line has not four cells
    bad_number,     ///< not a whole number of 0 … 2,147,483,647
    repeated_pair,  ///< a pair of places is given twice
    nonzero_diagonal,
    missing_pair,  ///< some pair of places is not given; `line` is the last of the file
  };
  int line = 0;
  Reason reason{};
};

/// Reads `from,to,duration_s,distance_m`, one pair a line in any order, places named by `keys`,
/// whose order becomes that of the matrix. Pairs of unknown places are passed over, because one
/// file serves many days; the diagonal may be left out. Requires: keys differ from each other.
[[nodiscard]] std::expected<TravelTimes, MatrixFault> parse_matrix_csv(
    std::string_view text, std::span<const std::string> keys);

/// The same file for `times`. Requires: as many keys as places.
[[nodiscard]] std::string format_matrix_csv(const TravelTimes& times,
                                            std::span<const std::string> keys);

}  // namespace geo

#include "plan_json.h"

#include <array>
#include <cmath>
#include <utility>

#include "base/check.h"

namespace olive {

using optimiser::Index;
using optimiser::kNone;
using optimiser::Time;

namespace {

constexpr std::int64_t kFactorMax = 10'000;
// A day of a file in any of its units stays far below; the product stays within 32 bits of a
// travel matrix for the three decimals of published instances.
constexpr double kValueMax = 200'000;
static_assert(kValueMax * kFactorMax < (std::int64_t{1} << 31), "entries of a TravelMatrix");

}  // namespace

std::string words_of_code(const std::string& code, const std::string& expected) {
  static const std::map<std::string, std::string, std::less<>> kWords{
      {"required", "is missing"},
      {"expected_text", "should be a text"},
      {"expected_number", "should be a number"},
      {"expected_integer", "should be a whole number"},
      {"expected_boolean", "should be true or false"},
      {"expected_list", "should be a list"},
      {"expected_object", "should be an object"},
      {"out_of_range", "is out of range"},
      {"no_such_choice", "is no known choice"},
      {"unknown_field", "is no field here"},
      {"repeated", "is given twice"},
      {"unknown_name", "names nothing in the instance"},
      {"malformed_json", "this is no JSON"},
      {"duplicate_field", "a field is given twice"},
      {"not_utf8", "this is no UTF-8"},
      {"too_deep", "nests too deeply"},
      {"too_large", "is too large"},
  };
  const auto found = kWords.find(code);
  const std::string words = found == kWords.end() ? code : found->second;
  return expected.empty() ? words : words + " (" + expected + ")";
}

PlanFaults faults_of(const json::Tree& tree) {
  PlanFaults faults;
  for (const json::FieldError& error : tree.errors())
    faults.push_back(
        {error.pointer.empty() ? "/" : error.pointer, words_of_code(error.code, error.expected)});
  return faults;
}

std::optional<PlanFaults> engine_faults(const optimiser::Problem& problem) {
  const auto fault = optimiser::find_fault(problem);
  if (!fault) return std::nullopt;
  const base::TypeInfo& names = base::type_info<optimiser::ProblemFault>();
  return PlanFaults{{"/", "the problem makes no sense: " +
                              std::string(names.names[static_cast<std::size_t>(*fault)])}};
}

Index PlanNames::add(const json::Node& node) {
  const std::string id = node.text();
  const auto [place, is_new] = index_.emplace(id, size());
  if (!is_new) {
    node.report("repeated", id);
    return place->second;
  }
  ids_.push_back(id);
  CHECK(ids_.size() == index_.size());
  return place->second;
}

Index PlanNames::at(const json::Node& node) const {
  const std::string id = node.text();
  const Index index = find(id);
  if (index == kNone && node.is_text()) node.report("unknown_name", id);
  return index;
}

Index PlanNames::find(const std::string& id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? kNone : found->second;
}

const std::string& PlanNames::operator[](Index index) const {
  CHECK(index >= 0 && index < size());
  return ids_[static_cast<std::size_t>(index)];
}

Index PlanNames::size() const { return static_cast<Index>(ids_.size()); }

void PlanScale::widen_for(double value) {
  // Files hold the noise of somebody's doubles (459.99999999999994), which is no decimal.
  constexpr double kNoise = 1e-6;
  for (; factor_ < kFactorMax; factor_ *= 10) {
    const double scaled = value * static_cast<double>(factor_);
    if (std::abs(scaled - std::round(scaled)) < kNoise * static_cast<double>(factor_)) return;
  }
}

void PlanScale::widen_for(const std::vector<double>& values) {
  for (const double value : values) widen_for(value);
}

Time PlanScale::scaled(const json::Node& node, double minimum) const {
  const double value = node.number();
  if (value < minimum || value > kValueMax) {
    node.report("out_of_range", std::to_string(static_cast<long>(minimum)) + "…" +
                                    std::to_string(static_cast<long>(kValueMax)));
    return 0;
  }
  return std::llround(value * static_cast<double>(factor_));
}

Time PlanScale::scaled(const json::Node& node) const { return scaled(node, 0); }

optimiser::TravelMatrix read_matrix(const json::Node& node, const PlanScale& scale) {
  optimiser::TravelMatrix matrix;
  const std::vector<json::Node> rows = node.elements();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::vector<double> row = rows[i].numbers();
    if (row.size() != rows.size()) {
      rows[i].report("out_of_range", std::to_string(rows.size()) + " numbers");
      return {};
    }
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (row[j] < 0 || row[j] > kValueMax || (i == j && row[j] != 0)) {
        rows[i].report("out_of_range", "none negative, 0 from a place to itself");
        return {};
      }
      matrix.duration.push_back(
          static_cast<std::int32_t>(std::llround(row[j] * static_cast<double>(scale.factor()))));
    }
  }
  matrix.size = static_cast<Index>(rows.size());
  CHECK(matrix.duration.size() == rows.size() * rows.size());
  return matrix;
}

std::string decimal_text(std::int64_t amount, std::int64_t factor) {
  CHECK(factor > 0);
  if (factor == 1) return std::to_string(amount);
  const std::int64_t size = amount < 0 ? -amount : amount;
  std::string digits = std::to_string(factor + size % factor).substr(1);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return (amount < 0 ? "-" : "") + std::to_string(size / factor) + "." + digits;
}

}  // namespace olive

#include "plan_solomon.h"

#include <cmath>
#include <optional>

#include "base/check.h"
#include "base/text.h"
#include "plan_json.h"

namespace olive {

namespace {

using optimiser::Index;
using optimiser::kNone;
using optimiser::Term;
using optimiser::Time;

constexpr std::int64_t kTenths = 10;
constexpr std::int64_t kValueMax = 1'000'000;  // of any number in a file
constexpr Index kVehiclesMax = 10'000;
constexpr std::int64_t kUnassignedWeight = 10'000'000;  // tenths: more than any tour

struct Customer {
  std::int64_t number = 0, x = 0, y = 0, demand = 0, ready = 0, due = 0, service = 0;
};

struct Line {
  int number = 0;
  std::vector<std::string_view> words;
};

// The lines that hold anything, in words.
std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  int number = 0;
  for (const std::string_view line : base::split(text, '\n')) {
    Line found{.number = ++number};
    std::size_t at = 0;
    while ((at = line.find_first_not_of(" \t\r", at)) != std::string_view::npos) {
      const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
      found.words.push_back(line.substr(at, end - at));
      at = end;
    }
    if (!found.words.empty()) lines.push_back(std::move(found));
  }
  return lines;
}

std::string place_of(const Line& line) { return "line " + std::to_string(line.number); }

// All words of the line as numbers. Some files of the family write whole numbers as `10.0`.
std::optional<std::vector<std::int64_t>> numbers_of(const Line& line) {
  std::vector<std::int64_t> numbers;
  for (std::string_view word : line.words) {
    const std::size_t point = word.find('.');
    if (point != std::string_view::npos &&
        word.find_first_not_of('0', point + 1) == std::string_view::npos)
      word = word.substr(0, point);
    const auto number = base::parse_integer(word);
    if (!number || *number < -kValueMax || *number > kValueMax) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

std::int32_t tenths_between(const Customer& a, const Customer& b) {
  // The square root of an integer in a double is exact enough: cutting off never falls on the wrong
  // side, as 100 · (dx² + dy²) is below 2⁵³ and a whole root is met exactly.
  const std::int64_t dx = a.x - b.x;
  const std::int64_t dy = a.y - b.y;
  const auto square = static_cast<double>(kTenths * kTenths * (dx * dx + dy * dy));
  return static_cast<std::int32_t>(std::sqrt(square));
}

class Solomon : public PlanCase {
 public:
  // nullopt when all is well.
  std::optional<PlanFault> build(std::string_view text);

  std::vector<CostTerm> costs(const optimiser::Solution& solution) const override;
  std::string write(const optimiser::Solution& solution) const override;
  std::expected<optimiser::Plan, PlanFaults> read(std::string_view text) const override;

 private:
  std::optional<PlanFault> read_fleet(const Line& line);
  std::optional<PlanFault> read_customer(const Line& line);
  void fill_problem();
  [[nodiscard]] Index activity_of(std::string_view word) const;

  std::int64_t vehicles_ = 0;
  std::int64_t capacity_ = 0;
  std::vector<Customer> customers_;  // the first is the depot
};

std::optional<PlanFault> Solomon::read_fleet(const Line& line) {
  const auto numbers = numbers_of(line);
  if (!numbers || numbers->size() != 2)
    return PlanFault{place_of(line), "should be the number of vehicles and their capacity"};
  vehicles_ = (*numbers)[0];
  capacity_ = (*numbers)[1];
  if (vehicles_ < 1 || vehicles_ > kVehiclesMax || capacity_ < 0)
    return PlanFault{place_of(line), "needs 1 … 10000 vehicles and a capacity"};
  return std::nullopt;
}

std::optional<PlanFault> Solomon::read_customer(const Line& line) {
  const auto numbers = numbers_of(line);
  if (!numbers || numbers->size() != 7)
    return PlanFault{place_of(line),
                     "should be seven whole numbers: customer, x, y, demand, ready, due, service"};
  const std::vector<std::int64_t>& n = *numbers;
  const Customer customer{.number = n[0],
                          .x = n[1],
                          .y = n[2],
                          .demand = n[3],
                          .ready = n[4],
                          .due = n[5],
                          .service = n[6]};
  if (customer.number != static_cast<std::int64_t>(customers_.size()))
    return PlanFault{place_of(line), "customers count 0, 1, 2 …; the depot is 0"};
  if (customer.demand < 0 || customer.service < 0 || customer.ready > customer.due)
    return PlanFault{place_of(line), "demand and service below 0, or ready after due"};
  customers_.push_back(customer);
  return std::nullopt;
}

void Solomon::fill_problem() {
  const auto count = static_cast<Index>(customers_.size());
  optimiser::TravelMatrix matrix{.size = count, .duration = {}, .distance = {}};
  matrix.duration.reserve(customers_.size() * customers_.size());
  for (const Customer& a : customers_)
    for (const Customer& b : customers_) matrix.duration.push_back(tenths_between(a, b));
  problem.travel.push_back(std::move(matrix));
  problem.load_dimensions = 1;
  const Customer& depot = customers_.front();
  for (std::int64_t v = 0; v < vehicles_; ++v)
    problem.workers.push_back({.start_place = 0,
                               .end_place = 0,
                               .shift_start = kTenths * depot.ready,
                               .shift_end = kTenths * depot.due,
                               .capacity = {capacity_}});
  for (Index i = 1; i < count; ++i) {
    const Customer& customer = customers_[static_cast<std::size_t>(i)];
    problem.activities.push_back({.place = i,
                                  .duration = kTenths * customer.service,
                                  .windows = {{kTenths * customer.ready, kTenths * customer.due}},
                                  .loads = {customer.demand}});
  }
  weights[Term::travel] = 1;
  weights[Term::unassigned] = kUnassignedWeight;
}

std::optional<PlanFault> Solomon::build(std::string_view text) {
  const std::vector<Line> lines = lines_of(text);
  // name, VEHICLE, NUMBER CAPACITY, the two numbers, CUSTOMER, the column heads, the customers
  constexpr std::size_t kFleetLine = 3;
  constexpr std::size_t kFirstCustomerLine = 6;
  if (lines.size() <= kFirstCustomerLine || base::to_lower(lines[1].words[0]) != "vehicle" ||
      base::to_lower(lines[4].words[0]) != "customer")
    return PlanFault{"line 1", "should be a name, VEHICLE, NUMBER CAPACITY, …, CUSTOMER, …"};
  if (auto fault = read_fleet(lines[kFleetLine])) return fault;
  for (std::size_t i = kFirstCustomerLine; i < lines.size(); ++i)
    if (auto fault = read_customer(lines[i])) return fault;
  fill_problem();
  CHECK(problem.activities.size() + 1 == customers_.size());
  return std::nullopt;
}

std::vector<CostTerm> Solomon::costs(const optimiser::Solution& solution) const {
  const double distance = static_cast<double>(solution.terms[Term::travel]) / kTenths;
  std::vector<CostTerm> terms{{"routes", static_cast<double>(solution.routes.size())}};
  if (solution.terms[Term::unassigned] > 0)
    terms.push_back({"unassigned", static_cast<double>(solution.terms[Term::unassigned])});
  terms.push_back({"cost", distance});
  return terms;
}

std::string Solomon::write(const optimiser::Solution& solution) const {
  std::string out;
  for (std::size_t r = 0; r < solution.routes.size(); ++r) {
    out += "Route " + std::to_string(r + 1) + ":";
    for (const optimiser::Visit& visit : solution.routes[r].visits)
      out += " " + std::to_string(visit.activity + 1);
    out += "\n";
  }
  return out + "Cost " + decimal_text(solution.terms[Term::travel], kTenths) + "\n";
}

Index Solomon::activity_of(std::string_view word) const {
  const auto number = base::parse_integer(word);
  const bool is_known =
      number && *number >= 1 && *number < static_cast<std::int64_t>(customers_.size());
  return is_known ? static_cast<Index>(*number - 1) : kNone;
}

// `Route 1: 3 5 7` a line; a vehicle starts its customers as early as it can. The line `Cost` and
// whatever else stands there is passed over.
std::expected<optimiser::Plan, PlanFaults> Solomon::read(std::string_view text) const {
  optimiser::Plan plan;
  PlanFaults faults;
  bool has_cost = false;  // a plan without routes is one, and says so
  for (const Line& line : lines_of(text)) {
    has_cost |= base::to_lower(line.words.front()).starts_with("cost");
    if (base::to_lower(line.words.front()) != "route") continue;
    optimiser::PlannedRoute route{.worker = static_cast<Index>(plan.routes.size())};
    if (route.worker >= vehicles_)
      return std::unexpected(PlanFaults{{place_of(line), "more routes than vehicles"}});
    Time free_at = kTenths * customers_.front().ready;
    std::size_t here = 0;
    for (std::size_t i = 2; i < line.words.size(); ++i) {
      const Index activity = activity_of(line.words[i]);
      if (activity == kNone) {
        faults.push_back({place_of(line), std::string(line.words[i]) + " is no customer"});
        continue;
      }
      const auto there = static_cast<std::size_t>(activity) + 1;
      const Customer& customer = customers_[there];
      const Time start = std::max<Time>(free_at + tenths_between(customers_[here], customer),
                                        kTenths * customer.ready);
      route.visits.push_back({activity, start});
      free_at = start + kTenths * customer.service;
      here = there;
    }
    plan.routes.push_back(std::move(route));
  }
  if (plan.routes.empty() && !has_cost) faults.push_back({"line 1", "has no `Route 1: …`"});
  if (!faults.empty()) return std::unexpected(std::move(faults));
  return plan;
}

}  // namespace

PlanCaseRead read_solomon(std::string_view text) {
  auto solomon = std::make_unique<Solomon>();
  if (auto fault = solomon->build(text)) return std::unexpected(PlanFaults{std::move(*fault)});
  if (auto faults = engine_faults(solomon->problem)) return std::unexpected(std::move(*faults));
  return solomon;
}

}  // namespace olive

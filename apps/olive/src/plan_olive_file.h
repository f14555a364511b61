// The shape of Olive's plan files. Optional fields left out mean what optimiser/problem.h says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "optimiser/solution.h"

namespace olive::plan_file {

struct Matrix {
  std::vector<std::vector<std::int32_t>> duration;
  std::vector<std::vector<std::int32_t>> distance;
};
BOOST_DESCRIBE_STRUCT(Matrix, (), (duration, distance))

struct Window {
  std::int64_t earliest = 0;
  std::int64_t latest = 0;
  std::optional<std::int64_t> grace;
};
BOOST_DESCRIBE_STRUCT(Window, (), (earliest, latest, grace))

struct Preference {
  std::string worker;
  std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(Preference, (), (worker, amount))

struct Pin {
  std::string worker;
  std::optional<std::int64_t> start;
};
BOOST_DESCRIBE_STRUCT(Pin, (), (worker, start))

struct Published {
  std::string worker;
  std::int64_t start = 0;
  std::optional<std::int64_t> tolerance;
};
BOOST_DESCRIBE_STRUCT(Published, (), (worker, start, tolerance))

struct Activity {
  std::string id;
  std::optional<std::string> place;
  std::int64_t duration = 0;
  std::vector<Window> windows;
  std::optional<bool> is_due_soft;
  std::vector<std::string> skills;
  std::vector<std::string> traits;
  std::vector<std::int64_t> loads;
  std::optional<bool> empties_load;
  std::optional<bool> is_optional;
  std::optional<bool> is_break;
  std::optional<std::int64_t> priority;
  std::vector<std::string> excluded_workers;
  std::vector<Preference> preferences;
  std::optional<std::int64_t> preference_default;
  std::optional<Pin> pin;
  std::optional<Published> published;
};
BOOST_DESCRIBE_STRUCT(Activity, (),
                      (id, place, duration, windows, is_due_soft, skills, traits, loads,
                       empties_load, is_optional, is_break, priority, excluded_workers, preferences,
                       preference_default, pin, published))

struct Link {
  std::string from;
  std::string to;
  std::optional<std::int64_t> gap_min;
  std::optional<std::int64_t> gap_max;
  std::optional<optimiser::WorkerRelation> relation;
};
BOOST_DESCRIBE_STRUCT(Link, (), (from, to, gap_min, gap_max, relation))

struct Worker {
  std::string id;
  std::optional<std::string> person;
  std::optional<std::string> start_place;
  std::optional<std::string> end_place;
  std::optional<std::int64_t> shift_start;
  std::optional<std::int64_t> shift_end;
  std::optional<std::int64_t> overtime_max;
  std::optional<std::int32_t> mode;
  std::vector<std::string> skills;
  std::vector<std::string> traits;
  std::optional<bool> can_drive;
  std::optional<bool> is_present_from_start;
  std::vector<std::int64_t> capacity;
};
BOOST_DESCRIBE_STRUCT(Worker, (),
                      (id, person, start_place, end_place, shift_start, shift_end, overtime_max,
                       mode, skills, traits, can_drive, is_present_from_start, capacity))

struct Vehicle {
  std::string id;
  std::optional<std::string> home;
  std::optional<std::int32_t> mode;
  std::vector<std::string> traits;
  std::vector<std::int64_t> capacity;
};
BOOST_DESCRIBE_STRUCT(Vehicle, (), (id, home, mode, traits, capacity))

struct Amount {
  optimiser::Term term{};
  std::int64_t amount = 0;
};
BOOST_DESCRIBE_STRUCT(Amount, (), (term, amount))

struct Problem {
  std::vector<std::string> places;
  std::vector<Matrix> travel;  // by mode
  std::vector<Worker> workers;
  std::vector<Vehicle> vehicles;
  std::vector<Activity> activities;
  std::vector<Link> links;
  std::vector<Amount> weights;  // none: optimiser::default_weights()
};
BOOST_DESCRIBE_STRUCT(Problem, (), (places, travel, workers, vehicles, activities, links, weights))

struct Visit {
  std::string activity;
  std::int64_t start = 0;
  std::optional<std::int64_t> arrival;
  std::optional<std::int64_t> finish;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (activity, start, arrival, finish))

struct Route {
  std::string worker;
  std::optional<std::string> vehicle;
  std::optional<std::int64_t> departure;
  std::optional<std::int64_t> finish;
  std::vector<Visit> visits;
};
BOOST_DESCRIBE_STRUCT(Route, (), (worker, vehicle, departure, finish, visits))

struct LeftOut {
  std::string activity;
  optimiser::LeftOutReason reason{};
};
BOOST_DESCRIBE_STRUCT(LeftOut, (), (activity, reason))

struct Plan {
  std::vector<Route> routes;
  std::vector<LeftOut> left_out;
  std::vector<Amount> terms;  // those that are not 0
  std::optional<std::int64_t> cost;
};
BOOST_DESCRIBE_STRUCT(Plan, (), (routes, left_out, terms, cost))

}  // namespace olive::plan_file

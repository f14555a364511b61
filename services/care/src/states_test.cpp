#include "care/states.h"

#include <gtest/gtest.h>

#include "permissions.h"
#include "table_reader.h"

namespace care {
namespace {

/// Compares every cell of a state × action table with next_state.
template <class State, class Action>
void check_table(const std::string& name) {
  const auto lines = read_cases(name);
  const auto& header = lines.front().cells;
  ASSERT_EQ(header.size(), base::all_of<Action>().size() + 1);
  ASSERT_EQ(lines.size(), base::all_of<State>().size() + 1);
  for (std::size_t row = 1; row < lines.size(); ++row) {
    const auto& cells = lines[row].cells;
    ASSERT_EQ(cells.size(), header.size()) << name << ":" << lines[row].line;
    const auto from = base::parse_enum<State>(cells[0]).value();
    for (std::size_t i = 1; i < cells.size(); ++i) {
      const auto action = base::parse_enum<Action>(header[i]).value();
      const auto to = cells[i] == "-" ? std::nullopt : base::parse_enum<State>(cells[i]);
      EXPECT_EQ(next_state(from, action), to) << cells[0] << " " << header[i];
    }
  }
}

TEST(ReferralStates, FollowTheTable) {
  check_table<ReferralState, ReferralAction>("care_referral_states.txt");
}

TEST(VisitStates, FollowTheTable) { check_table<VisitState, VisitAction>("care_visit_states.txt"); }

TEST(VisitStates, OpenUntilTheyEnd) {
  EXPECT_TRUE(is_open(VisitState::planned));
  EXPECT_TRUE(is_open(VisitState::checked_in));
  EXPECT_FALSE(is_open(VisitState::completed));
  EXPECT_FALSE(is_open(VisitState::missed));
  EXPECT_TRUE(is_open(ReferralState::planned));
  EXPECT_FALSE(is_open(ReferralState::declined));
}

TEST(Permissions, FollowTheTable) {
  const auto lines = read_cases("care_permissions.txt");
  const auto& header = lines.front().cells;
  ASSERT_EQ(lines.size(), permissions().size() + 1);
  const base::OrganisationId own{7};
  for (std::size_t row = 1; row < lines.size(); ++row)
    for (std::size_t i = 1; i < header.size(); ++i) {
      const api::Principal caller{.person_id = {1}, .grants = {{header[i], own}}};
      const auto scope = scope_for(caller, lines[row].cells[0]);
      const bool may = lines[row].cells.at(i) == "x";
      EXPECT_EQ(scope.covers(own), may) << lines[row].cells[0] << " " << header[i];
      EXPECT_FALSE(scope.covers(base::OrganisationId{8})) << header[i];
    }
}

}  // namespace
}  // namespace care

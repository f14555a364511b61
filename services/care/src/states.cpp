// Two lists of allowed steps. Whatever is not listed is refused.
#include "care/states.h"

namespace care {
namespace {

using RS = ReferralState;
using RA = ReferralAction;
using VS = VisitState;
using VA = VisitAction;

template <class State, class Action>
struct Step {
  State from;
  Action action;
  State to;
};

constexpr Step<RS, RA> kReferralSteps[] = {
    {RS::received, RA::consent, RS::consented},  {RS::consented, RA::assess, RS::assessed},
    {RS::assessed, RA::assess, RS::assessed},  // a second look replaces the first
    {RS::assessed, RA::approve, RS::approved},   {RS::assessed, RA::decline, RS::declined},
    {RS::declined, RA::appeal, RS::assessed},    {RS::approved, RA::plan, RS::planned},
    {RS::planned, RA::plan, RS::planned},        {RS::approved, RA::close, RS::closed},
    {RS::declined, RA::close, RS::closed},       {RS::planned, RA::close, RS::closed},
    {RS::received, RA::withdraw, RS::withdrawn}, {RS::consented, RA::withdraw, RS::withdrawn},
    {RS::assessed, RA::withdraw, RS::withdrawn}, {RS::approved, RA::withdraw, RS::withdrawn},
    {RS::planned, RA::withdraw, RS::withdrawn},
};

constexpr Step<VS, VA> kVisitSteps[] = {
    {VS::planned, VA::assign, VS::assigned},
    {VS::assigned, VA::assign, VS::assigned},
    {VS::confirmed, VA::assign, VS::assigned},
    {VS::on_the_way, VA::assign, VS::assigned},  // the worker could not go on
    {VS::assigned, VA::unassign, VS::planned},
    {VS::confirmed, VA::unassign, VS::planned},
    {VS::on_the_way, VA::unassign, VS::planned},
    {VS::assigned, VA::confirm, VS::confirmed},
    {VS::assigned, VA::depart, VS::on_the_way},
    {VS::confirmed, VA::depart, VS::on_the_way},
    {VS::assigned, VA::check_in, VS::checked_in},
    {VS::confirmed, VA::check_in, VS::checked_in},
    {VS::on_the_way, VA::check_in, VS::checked_in},
    {VS::checked_in, VA::complete, VS::completed},
    {VS::planned, VA::cancel, VS::cancelled},
    {VS::assigned, VA::cancel, VS::cancelled},
    {VS::confirmed, VA::cancel, VS::cancelled},
    {VS::on_the_way, VA::cancel, VS::cancelled},
    {VS::planned, VA::miss, VS::missed},
    {VS::assigned, VA::miss, VS::missed},
    {VS::confirmed, VA::miss, VS::missed},
    {VS::on_the_way, VA::miss, VS::missed},
};

template <class State, class Action, std::size_t N>
std::optional<State> find_step(const Step<State, Action> (&steps)[N], State from, Action action) {
  for (const auto& step : steps)
    if (step.from == from && step.action == action) return step.to;
  return std::nullopt;
}

}  // namespace

std::optional<ReferralState> next_state(ReferralState state, ReferralAction action) {
  return find_step(kReferralSteps, state, action);
}

std::optional<VisitState> next_state(VisitState state, VisitAction action) {
  return find_step(kVisitSteps, state, action);
}

}  // namespace care

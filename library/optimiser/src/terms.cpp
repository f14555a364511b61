#include "optimiser/terms.h"

namespace optimiser {

static_assert(base::all_of<Term>().size() == kTermCount, "every term has its place in Terms");
static_assert(sizeof(Terms) == kTermCount * sizeof(std::int64_t));

Weights default_weights() {
  Weights weights;
  weights[Term::travel] = 1;
  weights[Term::tardiness] = 3;
  weights[Term::tardiness_max] = 3;
  weights[Term::waiting] = 1;
  weights[Term::overtime] = 3;
  weights[Term::workload_spread] = 1;
  weights[Term::preference] = 600;
  weights[Term::change_worker] = 1'200;
  weights[Term::change_time] = 1;
  weights[Term::unassigned] = 1'000'000;
  weights[Term::skipped] = 7'200;
  weights[Term::missed_break] = 50'000;
  return weights;
}

}  // namespace optimiser

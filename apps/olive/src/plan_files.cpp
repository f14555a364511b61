#include "plan_files.h"

#include "base/text.h"
#include "json/tree.h"
#include "plan_hhcrsp.h"
#include "plan_json.h"
#include "plan_olive.h"
#include "plan_solomon.h"
#include "plan_uhhc.h"

namespace olive {

PlanFormat guess_plan_format(std::string_view text) {
  if (!base::trim(text).starts_with('{')) return PlanFormat::solomon;
  json::Tree tree(text);
  return tree.root().find("activities") ? PlanFormat::olive : PlanFormat::hhcrsp;
}

PlanCaseRead read_plan_case(std::string_view text, PlanFormat format) {
  if (format == PlanFormat::solomon) return read_solomon(text);
  if (format == PlanFormat::olive) return read_olive_plan(text);
  json::Tree tree(text);
  if (!tree.errors().empty()) return std::unexpected(faults_of(tree));
  return is_uhhc(tree.root()) ? read_uhhc(tree) : read_hhcrsp(tree);
}

}  // namespace olive

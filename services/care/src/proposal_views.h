// Proposals and deeds as routes show them: with names, sentences and figures that people read.
#pragma once

#include "proposal_dto.h"

namespace care {

struct ViewContext {
  db::Transaction& tx;
  RegionId region_id;
  const Explainer& explainer;
  i18n::Language language;
};

[[nodiscard]] std::vector<TermChange> term_changes(const TermPairs& pairs,
                                                   const Explainer& explainer,
                                                   i18n::Language language);
[[nodiscard]] Placement placement_of(const PlacedVisit& placed, const Names& names);
[[nodiscard]] std::vector<ProposalRow> proposal_rows(const ViewContext& view,
                                                     const std::vector<Proposal>& proposals);
[[nodiscard]] ProposalDetail proposal_detail(const ViewContext& view, const Proposal& proposal);
[[nodiscard]] DispatchDone dispatch_done(const ViewContext& view, const DeedDone& done,
                                         std::optional<ProposalState> state = {});
[[nodiscard]] std::vector<DispatchDeed> deed_rows(const ViewContext& view,
                                                  const std::vector<Deed>& deeds,
                                                  base::Instant now);

}  // namespace care

#include <algorithm>

#include "ledger/route.h"
#include "netting/notice.h"
#include "party.h"
#include "routes.h"

namespace netting {
namespace {

struct NettingRoundList {
  std::vector<NettingRound> items;
};
BOOST_DESCRIBE_STRUCT(NettingRoundList, (), (items))

/// A party as one reader sees it.
struct PartyView {
  NettingParty party;
  bool may_answer = false;  ///< the reader speaks for it and the round still waits for it
};
BOOST_DESCRIBE_STRUCT(PartyView, (), (party, may_answer))

/// A step of the round's history; of other parties a reader learns that, not who.
struct RoundEventView {
  RoundEvent event;
  std::string name;  ///< of the party that it is about; empty: none, or another's
};
BOOST_DESCRIBE_STRUCT(RoundEventView, (), (event, name))

/// A round; parties see their own lines, who oversees the region sees all.
struct RoundDetail {
  NettingRound round;
  std::vector<PartyView> parties;
  std::vector<NettingLine> lines;
  std::int64_t cleared = 0;   ///< obligations of which nothing is left afterwards
  std::int64_t left_won = 0;  ///< owed by all afterwards
  std::vector<RoundEventView> history;
};
BOOST_DESCRIBE_STRUCT(RoundDetail, (), (round, parties, lines, cleared, left_won, history))

struct RoundForm {
  Date month;  ///< any day of it
};
BOOST_DESCRIBE_STRUCT(RoundForm, (), (month))

struct RoundAnswerForm {
  OrganisationId organisation_id;
  std::int64_t version = 0;  ///< of the round, as it was shown
  bool accepts = false;
  std::optional<std::string> note;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "version", .minimum = 1},
                                            {.field = "note", .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(RoundAnswerForm, (), (organisation_id, version, accepts, note))

api::Answer<NettingRoundList> get_rounds(db::Transaction& tx, const api::Context& context,
                                         const base::Nothing&) {
  return NettingRoundList{list_rounds(tx, context.region_id())};
}

/// Sees all, but may answer for nobody: the metropolitan centre and those who look at its work.
bool may_answer(const api::Context& context) {
  return context.principal.has_role("shop_keeper") || context.principal.has_role("centre_director");
}

api::Answer<RoundDetail> detail_of(db::Transaction& tx, const api::Context& context, RoundId id) {
  const RegionId region_id = context.region_id();
  const auto round = find_round(tx, region_id, id);
  if (!round) return api::refused(RoundRefusal::round_not_found);
  RoundDetail detail{.round = *round, .left_won = round->owed_won - round->set_off_won};
  std::vector<OrganisationId> own;
  for (NettingParty& party : parties_of(tx, region_id, id)) {
    if (!speaks_for(tx, region_id, context.scope, party.organisation_id)) continue;
    own.push_back(party.organisation_id);
    const bool is_asked =
        round->state == RoundState::open && party.answer == NettingAnswer::waiting;
    detail.parties.push_back({std::move(party), is_asked && may_answer(context)});
  }
  for (RoundEvent& event : events_of(tx, region_id, id)) {
    const auto own_party = std::ranges::find_if(detail.parties, [&](const PartyView& view) {
      return view.party.organisation_id == event.organisation_id;
    });
    const bool is_other = event.organisation_id && own_party == detail.parties.end();
    if (is_other) event.organisation_id = {};
    detail.history.push_back(
        {event, own_party == detail.parties.end() ? "" : own_party->party.name});
  }
  for (NettingLine& line : lines_of(tx, region_id, id)) {
    if (line.owed_won == line.set_off_won) ++detail.cleared;
    if (std::ranges::count(own, line.debtor_id) + std::ranges::count(own, line.creditor_id) > 0)
      detail.lines.push_back(std::move(line));
  }
  return detail;
}

api::Answer<RoundDetail> get_round(db::Transaction& tx, const api::Context& context,
                                   const base::Nothing&) {
  return detail_of(tx, context, context.path_id<RoundId>("id"));
}

api::Answer<NettingRound> post_round(db::Transaction& tx, const api::Context& context,
                                     const RoundForm& in) {
  const auto id =
      propose_round(tx, context.region_id(), in.month, context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), "/month");
  return *find_round(tx, context.region_id(), *id);
}

std::string pointer_of(RoundRefusal refusal) {
  switch (refusal) {
    case RoundRefusal::party_not_found:
    case RoundRefusal::party_declined_already: return "/organisation_id";
    case RoundRefusal::round_stale: return "/version";
    case RoundRefusal::decline_reason_missing: return "/note";
    default: return {};
  }
}

api::Answer<NettingRound> post_answer(db::Transaction& tx, ledger::Batch& batch,
                                      const api::Context& context, const RoundAnswerForm& in) {
  const RegionId region_id = context.region_id();
  if (!speaks_for(tx, region_id, context.scope, in.organisation_id))
    return api::refused(RoundRefusal::party_not_found, "/organisation_id");
  auto answered = answer_round(tx, batch, region_id, context.path_id<RoundId>("id"),
                               {.organisation_id = in.organisation_id,
                                .version = in.version,
                                .accepts = in.accepts,
                                .note = in.note.value_or("")},
                               context.principal.person_id);
  if (!answered) return api::refused(answered.error(), pointer_of(answered.error()));
  return *std::move(answered);
}

api::Answer<NettingRound> post_withdrawal(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  return api::answer(
      withdraw_round(tx, context.region_id(), context.path_id<RoundId>("id"), context.now));
}

api::Answer<NettingFigures> get_figures(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  return figures_of(tx, context.region_id());
}

}  // namespace

std::vector<api::Route> round_routes(ledger::Ledger& ledger) {
  return {
      api::get<base::Nothing, NettingRoundList>("/api/v1/netting-rounds",
                                                {.operation = "list_netting_rounds",
                                                 .permission = "netting.view",
                                                 .tag = "netting",
                                                 .summary = "Rounds of netting, newest first"},
                                                get_rounds),
      api::get<base::Nothing, RoundDetail>(
          "/api/v1/netting-rounds/{id}",
          {.operation = "get_netting_round",
           .permission = "netting.view",
           .tag = "netting",
           .summary = "A round with what it takes off the caller's obligations"},
          get_round),
      api::post<RoundForm, NettingRound>(
          "/api/v1/netting-rounds",
          {.operation = "propose_netting_round",
           .permission = "netting.propose",
           .tag = "netting",
           .summary = "Looks for circles among open obligations and proposes to clear them",
           .success_status = 201},
          post_round),
      ledger::deed<RoundAnswerForm, NettingRound>(
          ledger, "/api/v1/netting-rounds/{id}/answers",
          {.operation = "answer_netting_round",
           .permission = "netting.answer",
           .tag = "netting",
           .summary = "A party accepts or declines; the last acceptance posts the round"},
          post_answer),
      api::post<base::Nothing, NettingRound>("/api/v1/netting-rounds/{id}/withdrawal",
                                             {.operation = "withdraw_netting_round",
                                              .permission = "netting.propose",
                                              .tag = "netting",
                                              .summary = "Takes an open round back"},
                                             post_withdrawal),
      api::get<base::Nothing, NettingFigures>("/api/v1/published-netting",
                                              {.operation = "get_published_netting",
                                               .tag = "netting",
                                               .summary = "How much debt netting has cleared"},
                                              get_figures),
  };
}

}  // namespace netting

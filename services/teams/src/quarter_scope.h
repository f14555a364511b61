// What of the books a caller may see: that of the own centres.
#pragma once

#include "api/route.h"
#include "teams/quarter.h"

namespace teams {

// A word about why: something came back, was taken back, was not approved.
struct BooksNote {
  std::string note;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {{.field = "note", .min_length = 2, .max_length = 300}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(BooksNote, (), (note))

// The account of the path.
[[nodiscard]] api::Answer<QuarterAccount> quarter_in_scope(db::Transaction& tx,
                                                           const api::Context& context,
                                                           QuarterId id);
// The team, when the caller may see its centre.
[[nodiscard]] api::Answer<Team> book_team(db::Transaction& tx, const api::Context& context,
                                          OrganisationId team_id);

}  // namespace teams

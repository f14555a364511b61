#include "funds/movement.h"
#include "routes.h"

namespace funds {
namespace {

struct ProgrammeList {
  std::vector<Programme> items;
};
BOOST_DESCRIBE_STRUCT(ProgrammeList, (), (items))

struct ProgrammeForm {
  std::string code;
  std::string name;
  Date starts_on;
  Date ends_on;
  std::int64_t planned_won = 0;
  std::vector<NewLine> lines;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "code", .min_length = 2, .max_length = 40, .pattern = "^[a-z0-9][a-z0-9-]*$"},
        {.field = "name", .min_length = 2, .max_length = 100},
        {.field = "planned_won", .minimum = 1, .maximum = 1'000'000'000'000},
        {.field = "lines", .min_length = 1, .max_length = 60}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(ProgrammeForm, (), (code, name, starts_on, ends_on, planned_won, lines))

struct FundBoardQuery {
  std::optional<std::int32_t> year;
};
BOOST_DESCRIBE_STRUCT(FundBoardQuery, (), (year))

// A programme's year as the board draws it.
struct FundBoard {
  Programme programme;
  std::vector<std::int32_t> years;
  std::int32_t year = 0;
  std::vector<LineFigures> lines;
  std::vector<Agreement> agreements;
};
BOOST_DESCRIBE_STRUCT(FundBoard, (), (programme, years, year, lines, agreements))

enum class FundTaskKind { programme, agreement, movement, commitment, spending, settlement };
BOOST_DESCRIBE_ENUM(FundTaskKind, programme, agreement, movement, commitment, spending, settlement)

// Something that waits for another person's decision.
struct FundTask {
  FundTaskKind kind = FundTaskKind::programme;
  std::int64_t id = 0;
  std::string title;
  std::int64_t amount_won = 0;
  PersonId proposed_by;
};
struct FundTaskView {
  FundTaskKind kind = FundTaskKind::programme;
  std::string id;
  std::string title;
  std::int64_t amount_won = 0;
  PersonId proposed_by;
};
BOOST_DESCRIBE_STRUCT(FundTask, (), (kind, id, title, amount_won, proposed_by))
BOOST_DESCRIBE_STRUCT(FundTaskView, (), (kind, id, title, amount_won, proposed_by))

struct FundTaskList {
  std::vector<FundTaskView> items;
};
BOOST_DESCRIBE_STRUCT(FundTaskList, (), (items))

api::Answer<ProgrammeList> get_programmes(db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) {
  return ProgrammeList{list_programmes(tx, context.region_id())};
}

std::string pointer_of(ProgrammeRefusal refusal) {
  switch (refusal) {
    case ProgrammeRefusal::programme_code_taken: return "/code";
    case ProgrammeRefusal::dates_reversed: return "/ends_on";
    case ProgrammeRefusal::lines_above_programme: return "/planned_won";
    default: return "/lines";
  }
}

api::Answer<Programme> post_programme(db::Transaction& tx, const api::Context& context,
                                      const ProgrammeForm& in) {
  const auto id =
      propose_programme(tx, context.region_id(),
                        {in.code, in.name, in.starts_on, in.ends_on, in.planned_won, in.lines},
                        context.principal.person_id, context.now);
  if (!id) return api::refused(id.error(), pointer_of(id.error()));
  return *find_programme(tx, context.region_id(), *id);
}

api::Answer<Programme> decide(db::Transaction& tx, const api::Context& context, StepState verdict) {
  const auto id = context.path_id<ProgrammeId>("id");
  const auto decided =
      decide_programme(tx, context.region_id(), id, verdict, context.principal.person_id);
  if (!decided) return api::refused(decided.error());
  return *find_programme(tx, context.region_id(), id);
}

api::Answer<Programme> post_approval(db::Transaction& tx, const api::Context& context,
                                     const base::Nothing&) {
  return decide(tx, context, StepState::approved);
}

api::Answer<Programme> post_rejection(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  return decide(tx, context, StepState::rejected);
}

// The year asked for, else the one of today, else the nearest that has lines.
std::int32_t year_of(const FundBoard& board, std::optional<std::int32_t> asked, Date today) {
  const std::int32_t wanted = asked.value_or(base::split_date(today).year);
  std::int32_t best = board.years.empty() ? wanted : board.years.front();
  for (const std::int32_t year : board.years)
    if (std::abs(year - wanted) < std::abs(best - wanted)) best = year;
  return best;
}

api::Answer<FundBoard> get_board(db::Transaction& tx, const api::Context& context,
                                 const FundBoardQuery& in) {
  const RegionId region_id = context.region_id();
  const auto programme = find_programme(tx, region_id, context.path_id<ProgrammeId>("id"));
  if (!programme) return api::refused(ProgrammeRefusal::programme_not_found);
  FundBoard board{.programme = *programme};
  const auto lines = lines_of(tx, region_id, programme->id);
  for (const BudgetLine& line : lines)
    if (board.years.empty() || board.years.back() != line.year) board.years.push_back(line.year);
  board.year = year_of(board, in.year, context.today());
  for (const BudgetLine& line : lines)
    if (line.year == board.year) board.lines.push_back(figures_of(tx, region_id, line));
  board.agreements = list_agreements(tx, region_id, programme->id);
  return board;
}

constexpr std::string_view kTasks =
    "SELECT 'programme' AS kind, id, name AS title, planned_won AS amount_won, proposed_by "
    "FROM funds_programme WHERE region_id = $1 AND state = 'proposed' "
    "UNION ALL SELECT 'agreement', id, name, amount_won, proposed_by "
    "FROM funds_agreement WHERE region_id = $1 AND state = 'proposed' "
    "UNION ALL SELECT 'movement', id, reason, amount_won, proposed_by "
    "FROM funds_movement WHERE region_id = $1 AND state = 'proposed' "
    "UNION ALL SELECT 'commitment', id, purpose, amount_won, proposed_by "
    "FROM funds_commitment WHERE region_id = $1 AND state = 'proposed' "
    "UNION ALL SELECT 'spending', s.id, c.purpose, s.amount_won, s.proposed_by "
    "FROM funds_spending s JOIN funds_commitment c ON c.region_id = s.region_id "
    "AND c.id = s.commitment_id WHERE s.region_id = $1 AND s.state = 'proposed' "
    "UNION ALL SELECT 'settlement', s.id, a.name, s.spent_won, s.proposed_by "
    "FROM funds_settlement s JOIN funds_agreement a ON a.region_id = s.region_id "
    "AND a.id = s.agreement_id WHERE s.region_id = $1 AND s.state = 'proposed' ORDER BY id";

api::Answer<FundTaskList> get_tasks(db::Transaction& tx, const api::Context& context,
                                    const base::Nothing&) {
  FundTaskList list;
  for (FundTask& task : tx.query<FundTask>(kTasks, context.region_id()))
    list.items.push_back({task.kind, std::to_string(task.id), std::move(task.title),
                          task.amount_won, task.proposed_by});
  return list;
}

}  // namespace

std::vector<api::Route> programme_routes(const Dependencies&) {
  return {
      api::get<base::Nothing, ProgrammeList>("/api/v1/fund-programmes",
                                             {.operation = "list_fund_programmes",
                                              .permission = "funds.view",
                                              .tag = "funds",
                                              .summary = "Programmes that funds pay for"},
                                             get_programmes),
      api::post<ProgrammeForm, Programme>("/api/v1/fund-programmes",
                                          {.operation = "propose_fund_programme",
                                           .permission = "funds.manage",
                                           .tag = "funds",
                                           .summary = "Proposes a programme with its budget lines",
                                           .success_status = 201},
                                          post_programme),
      api::post<base::Nothing, Programme>("/api/v1/fund-programmes/{id}/approval",
                                          {.operation = "approve_fund_programme",
                                           .permission = "funds.approve",
                                           .tag = "funds",
                                           .summary = "Another person approves a programme"},
                                          post_approval),
      api::post<base::Nothing, Programme>("/api/v1/fund-programmes/{id}/rejection",
                                          {.operation = "reject_fund_programme",
                                           .permission = "funds.approve",
                                           .tag = "funds",
                                           .summary = "Another person rejects a programme"},
                                          post_rejection),
      api::get<FundBoardQuery, FundBoard>(
          "/api/v1/fund-programmes/{id}/board",
          {.operation = "get_fund_board",
           .permission = "funds.view",
           .tag = "funds",
           .summary = "A year's budget lines: planned, committed, spent, left"},
          get_board),
      api::get<base::Nothing, FundTaskList>("/api/v1/fund-tasks",
                                            {.operation = "list_fund_tasks",
                                             .permission = "funds.view",
                                             .tag = "funds",
                                             .summary = "What waits for somebody's decision"},
                                            get_tasks),
  };
}

}  // namespace funds

// Files for the national system, and payslips: no JSON. Whoever takes personal data out says why,
// and every person concerned can see it (rules R5, R13).
#include <algorithm>

#include "people/consent.h"
#include "quarter_scope.h"
#include "routes.h"
#include "teams/books_export.h"
#include "teams/payslip.h"

namespace teams {
namespace {

constexpr base::Rule kReasonRule{.field = "reason", .min_length = 2, .max_length = 200};

struct QuarterExportQuery {
  base::Date quarter;
  std::optional<Encoding> encoding;
};
BOOST_DESCRIBE_STRUCT(QuarterExportQuery, (), (quarter, encoding))

struct AttendanceExportQuery {
  OrganisationId centre_id;
  base::Date month;
  std::string reason;
  std::optional<Encoding> encoding;

  static std::span<const base::Rule> rules() { return {&kReasonRule, 1}; }
};
BOOST_DESCRIBE_STRUCT(AttendanceExportQuery, (), (centre_id, month, reason, encoding))

struct PayExportQuery {
  std::string reason;
  std::optional<Encoding> encoding;

  static std::span<const base::Rule> rules() { return {&kReasonRule, 1}; }
};
BOOST_DESCRIBE_STRUCT(PayExportQuery, (), (reason, encoding))

struct MonthOfPayslip {
  base::Date month;
};
BOOST_DESCRIBE_STRUCT(MonthOfPayslip, (), (month))

enum class PayslipRefusal { payslip_not_found, pay_run_not_posted };
BOOST_DESCRIBE_ENUM(PayslipRefusal, payslip_not_found, pay_run_not_posted)

struct File {
  std::string content;
  std::string media_type;
  std::string name;
};

File csv_file(const ExportTable& table, std::optional<Encoding> asked, const std::string& name) {
  const Encoding encoding = asked.value_or(Encoding::utf8);
  return {write_table(table, encoding),
          encoding == Encoding::utf8 ? "text/csv; charset=utf-8" : "text/csv; charset=cp949",
          name + ".csv"};
}

// Whether making a file is written down: a look at other people's data leaves its trace.
enum class Trace { none, left };

// A GET that answers with a file.
template <class In>
api::Route file_route(std::string path, api::RouteOptions options, Trace trace,
                      std::function<api::Answer<File>(db::Transaction&, const api::Context&,
                                                      const api::Services&, const In&)>
                          make) {
  api::Route route = api::raw(
      http::Method::get, std::move(path), options,
      [trace, make = std::move(make)](const api::Services& services,
                                      const std::shared_ptr<const api::Context>& context,
                                      const api::Done& done) {
        In in{};
        if (const auto read =
                api::read_input(*context, http::Method::get, base::type_info<In>(), &in);
            !read)
          return done(api::reply_problem(services, *context, read.error()));
        const auto work = [&](db::Transaction& tx) { return make(tx, *context, services, in); };
        const auto file =
            trace == Trace::left ? services.database->write(work) : services.database->read(work);
        if (!file) return done(api::reply_problem(services, *context, file.error()));
        done({200,
              file->media_type,
              file->content,
              {{"content-disposition", "attachment; filename=\"" + file->name + "\""},
               {"cache-control", "no-store"}}});
      });
  route.input = &base::type_info<In>();
  return route;
}

std::string code_of(base::Date month) { return base::format_date(month).substr(0, 7); }

void log_export(db::Transaction& tx, const api::Context& context, std::vector<PersonId> persons,
                const std::string& reason) {
  std::ranges::sort(persons);
  const auto repeated = std::ranges::unique(persons);
  persons.erase(repeated.begin(), repeated.end());
  for (const PersonId person_id : persons)
    people::log_access(tx, context.region_id(),
                       {context.principal.person_id, person_id, "export", reason,
                        context.request.remote_address, context.now});
}

api::Answer<File> export_quarter(db::Transaction& tx, const api::Context& context,
                                 const api::Services& services, const QuarterExportQuery& in) {
  const RegionId region_id = context.region_id();
  const base::Date quarter = first_of_quarter(in.quarter);
  std::vector<QuarterAccount> accounts = quarters_on(tx, region_id, quarter);
  std::erase_if(accounts, [&](const QuarterAccount& account) {
    return account.state != QuarterState::closed || !context.scope.covers(account.centre_id);
  });
  const auto centres =
      people::organisations_of_kind(tx, region_id, people::OrganisationKind::regional_centre);
  return csv_file(quarter_table(accounts, kept_figures_on(tx, region_id, quarter), centres,
                                *services.catalogue),
                  in.encoding, "olive-sales-" + code_of(quarter));
}

api::Answer<File> export_attendance(db::Transaction& tx, const api::Context& context,
                                    const api::Services& services,
                                    const AttendanceExportQuery& in) {
  if (!context.scope.covers(in.centre_id))
    return api::refused(TeamRefusal::centre_not_found, "/centre_id");
  std::vector<PersonId> persons;
  const base::Date first = base::first_of_month(in.month);
  for (const Team& team : list_teams(tx, context.region_id(), in.centre_id, first))
    for (const AttendanceDay& day :
         attendance_of_team(tx, context.region_id(), team.id, first, base::last_of_month(first)))
      persons.push_back(day.person_id);
  log_export(tx, context, std::move(persons), in.reason);
  return csv_file(
      attendance_table(tx, context.region_id(), in.centre_id, first, *services.catalogue),
      in.encoding, "olive-attendance-" + code_of(first));
}

api::Answer<PayRun> posted_run(db::Transaction& tx, const api::Context& context) {
  auto run = find_pay_run(tx, context.region_id(), context.path_id<PayRunId>("id"));
  if (!run || !context.scope.covers(run->centre_id))
    return api::refused(PayRefusal::pay_run_not_found);
  if (run->state != PayState::posted) return api::refused(PayslipRefusal::pay_run_not_posted);
  return *run;
}

std::vector<PersonId> persons_of(db::Transaction& tx, const api::Context& context,
                                 const PayRun& run) {
  std::vector<PersonId> persons;
  for (const PayLine& line : pay_lines(tx, context.region_id(), run.id))
    persons.push_back(line.person_id);
  return persons;
}

api::Answer<File> export_pay(db::Transaction& tx, const api::Context& context,
                             const api::Services& services, const PayExportQuery& in) {
  OLIVE_TRY(run, posted_run(tx, context));
  log_export(tx, context, persons_of(tx, context, run), in.reason);
  return csv_file(pay_table(tx, context.region_id(), run, *services.catalogue), in.encoding,
                  "olive-pay-" + code_of(run.month));
}

File payslip_file(const std::vector<PersonPayslip>& slips, const api::Context& context,
                  const api::Services& services, base::Date month) {
  return {write_payslips(slips, *services.catalogue, context.language, context.today()),
          "application/pdf", "olive-payslip-" + code_of(month) + ".pdf"};
}

api::Answer<File> print_payslips(db::Transaction& tx, const api::Context& context,
                                 const api::Services& services, const PayExportQuery& in) {
  OLIVE_TRY(run, posted_run(tx, context));
  log_export(tx, context, persons_of(tx, context, run), in.reason);
  return payslip_file(payslips_of_run(tx, context.region_id(), run), context, services, run.month);
}

// The own one: nobody else looks, so nothing is logged.
api::Answer<File> print_my_payslip(db::Transaction& tx, const api::Context& context,
                                   const api::Services& services, const MonthOfPayslip& in) {
  auto slip = payslip_of(tx, context.region_id(), context.principal.person_id, in.month);
  if (!slip) return api::refused(PayslipRefusal::payslip_not_found);
  const base::Date month = slip->month;
  return payslip_file({*std::move(slip)}, context, services, month);
}

api::Answer<PersonPayslip> get_my_payslip(db::Transaction& tx, const api::Context& context,
                                          const MonthOfPayslip& in) {
  auto slip = payslip_of(tx, context.region_id(), context.principal.person_id, in.month);
  if (!slip) return api::refused(PayslipRefusal::payslip_not_found);
  return *std::move(slip);
}

}  // namespace

std::vector<api::Route> payslip_routes() {
  return {
      api::get<MonthOfPayslip, PersonPayslip>("/api/v1/me/payslip",
                                              {.operation = "get_my_payslip",
                                               .permission = "signed_in",
                                               .tag = "teams",
                                               .summary = "The caller's pay of a month by line"},
                                              get_my_payslip),
      file_route<MonthOfPayslip>("/api/v1/me/payslip.pdf",
                                 {.operation = "print_my_payslip",
                                  .permission = "signed_in",
                                  .tag = "teams",
                                  .summary = "The caller's payslip of a month as PDF",
                                  .gives = "application/pdf"},
                                 Trace::none, print_my_payslip),
      file_route<PayExportQuery>("/api/v1/pay-runs/{id}/payslips.pdf",
                                 {.operation = "print_payslips",
                                  .permission = "teams.pay",
                                  .tag = "teams",
                                  .summary = "Payslips of a posted pay run as PDF, a page a person",
                                  .gives = "application/pdf"},
                                 Trace::left, print_payslips),
  };
}

std::vector<api::Route> books_export_routes() {
  return {
      file_route<QuarterExportQuery>("/api/v1/team-quarter-export",
                                     {.operation = "export_team_quarters",
                                      .permission = "teams.view",
                                      .tag = "teams",
                                      .summary = "Closed sales accounts for the national system",
                                      .gives = "text/csv"},
                                     Trace::none, export_quarter),
      file_route<AttendanceExportQuery>("/api/v1/attendance-export",
                                        {.operation = "export_attendance",
                                         .permission = "teams.manage",
                                         .tag = "teams",
                                         .summary = "A month's attendance for the national system",
                                         .gives = "text/csv"},
                                        Trace::left, export_attendance),
      file_route<PayExportQuery>("/api/v1/pay-runs/{id}/export",
                                 {.operation = "export_pay_run",
                                  .permission = "teams.pay",
                                  .tag = "teams",
                                  .summary = "A posted pay run for the national system",
                                  .gives = "text/csv"},
                                 Trace::left, export_pay),
  };
}

}  // namespace teams

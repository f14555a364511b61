#include "funds/evidence.h"
#include "routes.h"

namespace funds {
namespace {

struct EvidenceQuery {
  EvidenceKind kind = EvidenceKind::tax_invoice;
  std::int64_t amount_won = 0;
  Date issued_on;
  std::string file_name;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "amount_won", .minimum = 1, .maximum = 1'000'000'000'000},
        {.field = "file_name", .min_length = 1, .max_length = 120}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(EvidenceQuery, (), (kind, amount_won, issued_on, file_name))

struct EvidenceViewList {
  std::vector<EvidenceView> items;
};
BOOST_DESCRIBE_STRUCT(EvidenceViewList, (), (items))

std::string pointer_of(EvidenceRefusal refusal) {
  switch (refusal) {
    case EvidenceRefusal::amount_not_positive: return "/amount_won";
    case EvidenceRefusal::evidence_in_future: return "/issued_on";
    default: return "/file";
  }
}

api::Answer<Evidence> add(db::Transaction& tx, const api::Context& context, const EvidenceQuery& in,
                          const crypto::Sealer& sealer) {
  auto added = add_evidence(tx, context.region_id(), context.path_id<SpendingId>("id"),
                            {in.kind, in.amount_won, in.issued_on, in.file_name},
                            context.request.body, sealer, context.principal.person_id, context.now);
  if (!added) return api::refused(added.error(), pointer_of(added.error()));
  return *std::move(added);
}

// The document is the body, as it is; what it says stands in the query.
void upload(const crypto::Sealer& sealer, const api::Services& services,
            const std::shared_ptr<const api::Context>& context, const api::Done& done) {
  EvidenceQuery in;
  if (auto read =
          api::read_input(*context, http::Method::get, base::type_info<EvidenceQuery>(), &in);
      !read)
    return done(api::reply_problem(services, *context, read.error()));
  done(api::write_reply(services, [&](db::Transaction& tx) {
    return api::once(tx, services, *context, [&] {
      return api::to_reply<Evidence>(services, *context, 201, add(tx, *context, in, sealer));
    });
  }));
}

// Never in a frame, never executed, never kept by a cache: a document may hold anything.
http::Response document(const Evidence& evidence, std::string content) {
  return {.status = 200,
          .content_type = evidence.media_type,
          .body = std::move(content),
          .headers = {{"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Content-Disposition",
                       evidence.media_type.starts_with("image/") ? "inline" : "attachment"}}};
}

void download(const crypto::Sealer& sealer, const api::Services& services,
              const std::shared_ptr<const api::Context>& context, const api::Done& done) {
  const auto id = context->path_id<EvidenceId>("id");
  done(api::write_reply(services, [&](db::Transaction& tx) {
    auto content = open_evidence(tx, context->region_id(), id, sealer, context->principal.person_id,
                                 context->request.remote_address, context->now);
    if (!content)
      return api::reply_problem(services, *context, api::refused(content.error()).error());
    return document(*find_evidence(tx, context->region_id(), id), *std::move(content));
  }));
}

api::Answer<EvidenceViewList> get_views(db::Transaction& tx, const api::Context& context,
                                        const base::Nothing&) {
  const auto id = context.path_id<EvidenceId>("id");
  if (!find_evidence(tx, context.region_id(), id))
    return api::refused(EvidenceRefusal::evidence_not_found);
  return EvidenceViewList{views_of(tx, context.region_id(), id)};
}

api::Route upload_route(const crypto::Sealer& sealer) {
  api::Route route = api::raw(
      http::Method::post, "/api/v1/fund-spendings/{id}/evidence",
      {.operation = "add_fund_evidence",
       .permission = "funds.manage",
       .tag = "funds",
       .summary = "Adds a document that proves a payment: JPEG, PNG, PDF or XML",
       .success_status = 201,
       .body_bytes_max = kUploadBytesMax,
       .takes = "application/octet-stream"},
      [&sealer](const api::Services& services, const std::shared_ptr<const api::Context>& context,
                const api::Done& done) { upload(sealer, services, context, done); });
  route.input = &base::type_info<EvidenceQuery>();
  route.output = &base::type_info<Evidence>();
  route.is_idempotent_by_key = true;
  return route;
}

}  // namespace

std::vector<api::Route> evidence_routes(const Dependencies& given) {
  const crypto::Sealer& sealer = given.sealer;
  return {
      upload_route(sealer),
      api::raw(http::Method::get, "/api/v1/fund-evidence/{id}/content",
               {.operation = "open_fund_evidence",
                .permission = "funds.evidence",
                .tag = "funds",
                .summary = "The document itself; every look is recorded",
                .gives = "application/octet-stream"},
               [&sealer](const api::Services& services,
                         const std::shared_ptr<const api::Context>& context,
                         const api::Done& done) { download(sealer, services, context, done); }),
      api::get<base::Nothing, EvidenceViewList>("/api/v1/fund-evidence/{id}/views",
                                                {.operation = "list_evidence_views",
                                                 .permission = "funds.evidence",
                                                 .tag = "funds",
                                                 .summary = "Who looked at a document, and when"},
                                                get_views),
  };
}

}  // namespace funds

#include "api/route.h"
#include "base/check.h"
#include "wire.h"

namespace api {

namespace {

// A field's code is one of the reader's, or the refusal that a service pinned to the field.
std::string field_detail(const i18n::Catalogue& catalogue, i18n::Language language,
                         const json::FieldError& error, i18n::Arguments arguments) {
  arguments["expected"] = error.expected;
  const std::string key = "field." + error.code;
  return catalogue.text(language, catalogue.has(key) ? key : "refusal." + error.code, arguments);
}

}  // namespace

Reply reply_json(int status, const base::TypeInfo& type, const void* value) {
  Reply reply{.status = status};
  if (status != 204) json::write_to(reply.body, type, value);
  return reply;
}

// `type` is a URN, not an address: there is no page to keep alive behind it (RFC 9457 §3.1.1).
Reply reply_problem(const Services& services, const Context& context, const Problem& problem) {
  CHECK(services.catalogue != nullptr && problem.status >= 400);
  const i18n::Catalogue& catalogue = *services.catalogue;
  wire::Problem body{
      .type = "urn:olive:refusal:" + problem.code,
      .title = catalogue.text(context.language, "problem." + std::to_string(problem.status)),
      .status = problem.status,
      .detail = catalogue.text(context.language, "refusal." + problem.code, problem.arguments),
      .code = problem.code,
      .request_id = context.request.request_id,
  };
  for (const json::FieldError& error : problem.fields)
    body.fields.push_back({error.pointer, error.code, error.expected,
                           field_detail(catalogue, context.language, error, problem.arguments)});
  return {.status = problem.status,
          .content_type = "application/problem+json",
          .body = json::write(body)};
}

}  // namespace api

// The bodies that the API itself sends; their names are schemas of the OpenAPI document.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.h"

namespace api::wire {

struct ProblemField {
  std::string pointer;
  std::string code;
  std::string expected;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(ProblemField, (), (pointer, code, expected, detail))

// RFC 9457 with our extension members code, fields and request_id.
struct Problem {
  std::string type;
  std::string title;
  std::int32_t status = 0;
  std::string detail;
  std::string code;
  std::vector<ProblemField> fields;
  std::string request_id;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, code, fields, request_id))

}  // namespace api::wire

#include "sql_text.h"

#include "base/text.h"

namespace db {

namespace {

// The position behind the quoted text or comment that starts at `at`; `at` when none does.
std::size_t skip_opaque(std::string_view sql, std::size_t at) {
  const auto behind = [&](std::string_view end, std::size_t from) {
    const std::size_t found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
  };
  if (sql[at] == '\'' || sql[at] == '"') return behind(sql.substr(at, 1), at + 1);
  if (sql.substr(at, 2) == "--") return behind("\n", at);
  if (sql.substr(at, 2) == "/*") return behind("*/", at + 2);
  return at;
}

bool is_comment(std::string_view opaque) {
  return opaque.starts_with("--") || opaque.starts_with("/*");
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

// Takes `word` and the white space before it from the front of `rest`; false when it is not there.
bool take_word(std::string_view& rest, std::string_view word) {
  const std::size_t start = rest.find_first_not_of(" \t\n");
  if (start == 0 || start == std::string_view::npos) return false;
  if (base::to_lower(rest.substr(start, word.size())) != word) return false;
  rest.remove_prefix(start + word.size());
  return true;
}

// Takes `$n` from the front of `rest`; 0 when it is not there.
std::size_t take_parameter(std::string_view& rest) {
  std::size_t end = 1;
  while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') ++end;
  const auto number = base::parse_integer(rest.substr(1, end - 1));
  if (!number) return 0;
  rest.remove_prefix(end);
  return static_cast<std::size_t>(*number);
}

}  // namespace

std::vector<std::string> split_statements(std::string_view sql) {
  std::vector<std::string> statements;
  std::string current;
  const auto finish = [&] {
    if (const std::string_view text = base::trim(current); !text.empty())
      statements.emplace_back(text);
    current.clear();
  };
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t end = skip_opaque(sql, at); end != at) {
      const std::string_view opaque = sql.substr(at, end - at);
      if (is_comment(opaque)) current += '\n';
      else current += opaque;
      at = end;
    } else if (sql[at++] == ';') {
      finish();
    } else {
      current += sql[at - 1];
    }
  }
  finish();
  return statements;
}

std::string with_dialect_types(std::string_view sql, Dialect dialect) {
  std::string text(sql);
  const bool sqlite = dialect == Dialect::sqlite;
  replace_all(text, "{{json}}", sqlite ? "TEXT" : "JSONB");
  replace_all(text, "{{blob}}", sqlite ? "BLOB" : "BYTEA");
  return text;
}

std::string fold_null_tests(std::string_view sql, std::span<const Value> parameters) {
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = skip_opaque(sql, at);
    if (sql[at] == '$') {
      std::string_view rest = sql.substr(at);
      const std::size_t number = take_parameter(rest);
      end = sql.size() - rest.size();
      const bool is_test = number != 0 && number <= parameters.size() && take_word(rest, "is");
      const bool negated = is_test && take_word(rest, "not");
      if (is_test && take_word(rest, "null")) {
        const bool is_null = std::holds_alternative<std::monostate>(parameters[number - 1]);
        out += is_null != negated ? "TRUE" : "FALSE";
        at = sql.size() - rest.size();
        continue;
      }
    }
    end = std::max(end, at + 1);
    out += sql.substr(at, end - at);
    at = end;
  }
  return out;
}

}  // namespace db

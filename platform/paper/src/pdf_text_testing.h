// Reads the text of a PDF that Cairo wrote, as a reader's search would: through the tables that
// say which characters the glyphs stand for. Knows no more of PDF than that takes.
#pragma once

#include <zlib.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace paper::testing {

// What a compressed stream holds; empty when it is none.
inline std::string inflated(std::string_view packed) {
  std::string out;
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) throw std::runtime_error("zlib");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string part(1 << 16, '\0');
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(part, 0, part.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END ? out : std::string();
}

// All streams of a file, in its order.
inline std::vector<std::string> streams_of(std::string_view pdf) {
  constexpr std::string_view kBegin = "stream\n";
  constexpr std::string_view kEnd = "endstream";
  std::vector<std::string> streams;
  for (std::size_t at = pdf.find(kBegin); at != std::string_view::npos; at = pdf.find(kBegin, at)) {
    const std::size_t from = at + kBegin.size();
    const std::size_t to = pdf.find(kEnd, from);
    if (std::string text = inflated(pdf.substr(from, to - from)); !text.empty())
      streams.push_back(std::move(text));
    at = to + kEnd.size();
  }
  return streams;
}

// The characters of all fonts of a file, from their ToUnicode tables, `<glyph> <character>`.
inline std::u32string characters_of(std::string_view pdf) {
  std::u32string all;
  for (const std::string& stream : streams_of(pdf)) {
    if (stream.find("begincmap") == std::string::npos) continue;
    std::size_t at = stream.find("beginbfchar");
    while (at != std::string::npos) {
      const std::size_t end = stream.find("endbfchar", at);
      const std::string_view table = std::string_view(stream).substr(at, end - at);
      for (const std::string_view row : base::split(table, '\n')) {
        const std::size_t mark = row.rfind('<');
        if (mark == std::string_view::npos || mark == 0) continue;
        const std::string hex(row.substr(mark + 1, row.rfind('>') - mark - 1));
        for (std::size_t i = 0; i + 4 <= hex.size(); i += 4)
          all += static_cast<char32_t>(std::stoul(hex.substr(i, 4), nullptr, 16));
      }
      at = stream.find("beginbfchar", end);
    }
  }
  return all;
}

// Whether a word of a page is this operator; a text's operator follows its bracket without a space.
inline bool is_operator(std::string_view word, std::string_view name) {
  if (!word.ends_with(name)) return false;
  const std::string_view before = word.substr(0, word.size() - name.size());
  return before.empty() || std::string_view(">)]").contains(before.back());
}

// How many operators of a kind the pages hold: `Tj` and `TJ` show text, `h` closes an outline.
inline std::size_t operators_of(std::string_view pdf, std::string_view name) {
  std::size_t found = 0;
  for (const std::string& stream : streams_of(pdf)) {
    if (stream.find("begincmap") != std::string::npos) continue;
    for (const std::string_view line : base::split(stream, '\n'))
      for (const std::string_view word : base::split(line, ' ')) found += is_operator(word, name);
  }
  return found;
}

}  // namespace paper::testing

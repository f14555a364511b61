#include "market/photo.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "crypto/crypto.h"

namespace market {
namespace {

using namespace std::string_view_literals;
using Cleaned = base::Result<std::string, PhotoRefusal>;

constexpr std::string_view kPngMark = "\x89PNG\r\n\x1A\n"sv;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
std::size_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::size_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | byte_at(bytes, at + i);
  return value;
}
std::size_t little_endian_32(std::string_view bytes, std::size_t at) {
  std::size_t value = 0;
  for (std::size_t i = 4; i > 0; --i) value = value << 8 | byte_at(bytes, at + i - 1);
  return value;
}

bool has_no_length(std::uint32_t marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
}
// APP1 (EXIF, XMP), APP3 … APP13, APP15 and comments tell of the camera and its owner.
bool is_told_by_camera(std::uint32_t marker) {
  const bool is_app = marker >= 0xE0 && marker <= 0xEF;
  return marker == 0xFE || (is_app && marker != 0xE0 && marker != 0xE2 && marker != 0xEE);
}

// Where the compressed data that begin at `at` end: at the next marker that is none of theirs.
std::size_t end_of_scan(std::string_view content, std::size_t at) {
  for (; at + 1 < content.size(); ++at) {
    const std::uint32_t next = byte_at(content, at + 1);
    if (byte_at(content, at) == 0xFF && next != 0x00 && !has_no_length(next)) return at;
  }
  return content.size();
}

// What follows the end marker is dropped: phones keep a second picture there, with its own EXIF.
Cleaned clean_jpeg(std::string_view content) {
  std::string kept(content.substr(0, 2));
  std::size_t at = 2;
  while (at + 2 <= content.size() && byte_at(content, at) == 0xFF) {
    const std::uint32_t marker = byte_at(content, at + 1);
    if (marker == 0xD9) return kept.append(content.substr(at, 2));
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    if (at + 4 > content.size()) break;
    std::size_t length = has_no_length(marker) ? 2 : 2 + big_endian(content, at + 2, 2);
    if (at + length > content.size()) break;
    if (marker == 0xDA) length = end_of_scan(content, at + length) - at;
    if (!is_told_by_camera(marker)) kept.append(content.substr(at, length));
    at += length;
  }
  return base::refuse(PhotoRefusal::photo_broken);
}

bool is_kept_chunk(std::string_view name) {
  static constexpr std::array kKept{"IHDR"sv, "PLTE"sv, "IDAT"sv, "IEND"sv, "tRNS"sv, "gAMA"sv,
                                    "cHRM"sv, "sRGB"sv, "iCCP"sv, "sBIT"sv, "cICP"sv};
  return std::ranges::count(kKept, name) > 0;
}

Cleaned clean_png(std::string_view content) {
  std::string kept(kPngMark);
  std::size_t at = kPngMark.size();
  while (at + 12 <= content.size()) {
    const std::size_t length = 12 + big_endian(content, at, 4);
    if (at + length > content.size()) break;
    const std::string_view name = content.substr(at + 4, 4);
    if (is_kept_chunk(name)) kept.append(content.substr(at, length));
    if (name == "IEND") return kept;
    at += length;
  }
  return base::refuse(PhotoRefusal::photo_broken);
}

std::string little_endian_text(std::size_t value) {
  std::string text;
  for (int i = 0; i < 4; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}

Cleaned clean_webp(std::string_view content) {
  constexpr char kHasExifOrXmp = 0x08 | 0x04;  // flags of VP8X
  const std::size_t end = 8 + little_endian_32(content, 4);
  std::string chunks = "WEBP";
  std::size_t at = 12;
  while (at + 8 <= std::min(end, content.size())) {
    const std::size_t size = little_endian_32(content, at + 4);
    const std::size_t length = 8 + size + size % 2;
    if (at + length > content.size()) return base::refuse(PhotoRefusal::photo_broken);
    const std::string_view name = content.substr(at, 4);
    std::string chunk(content.substr(at, length));
    if (name == "VP8X" && size > 0) chunk[8] = static_cast<char>(chunk[8] & ~kHasExifOrXmp);
    if (name != "EXIF" && name != "XMP ") chunks += chunk;
    at += length;
  }
  if (end > content.size() || chunks.size() == 4) return base::refuse(PhotoRefusal::photo_broken);
  return "RIFF" + little_endian_text(chunks.size()) + chunks;
}

bool is_webp(std::string_view content) {
  return content.size() >= 12 && content.starts_with("RIFF") && content.substr(8, 4) == "WEBP";
}

void drop_unused(db::Transaction& tx, RegionId region_id, std::string_view digest) {
  tx.execute(
      "DELETE FROM market_photo WHERE region_id = $1 AND digest = $2 AND NOT EXISTS "
      "(SELECT 1 FROM market_product p WHERE p.region_id = $1 AND p.photo = $2)",
      region_id, digest);
}

}  // namespace

base::Result<Photo, PhotoRefusal> clean_photo(std::string_view content) {
  if (content.empty()) return base::refuse(PhotoRefusal::photo_empty);
  const auto photo = [](std::string_view type,
                        Cleaned cleaned) -> base::Result<Photo, PhotoRefusal> {
    if (!cleaned) return base::refuse(cleaned.error());
    return Photo{std::string(type), *std::move(cleaned)};
  };
  if (content.starts_with("\xFF\xD8\xFF"sv)) return photo("image/jpeg", clean_jpeg(content));
  if (content.starts_with(kPngMark)) return photo("image/png", clean_png(content));
  if (is_webp(content)) return photo("image/webp", clean_webp(content));
  return base::refuse(PhotoRefusal::photo_type_unknown);
}

base::Result<std::string, PhotoRefusal> set_photo(db::Transaction& tx, RegionId region_id,
                                                  ProductId product_id, std::string_view content,
                                                  PersonId added_by, base::Instant now) {
  const auto product = find_product(tx, region_id, product_id);
  if (!product) return base::refuse(PhotoRefusal::product_not_found);
  const auto bytes_max = settings::integer(tx, region_id, kPhotoBytesMax, base::korean_date(now));
  if (std::ssize(content) > bytes_max) return base::refuse(PhotoRefusal::photo_too_large);
  OLIVE_TRY(photo, clean_photo(content));
  const std::string digest = crypto::to_hex(crypto::sha256(photo.content));
  CHECK_REQUEST(digest.size() == 64 && photo.content.size() <= content.size());
  if (!find_photo(tx, region_id, digest))
    tx.execute(
        "INSERT INTO market_photo (region_id, digest, media_type, content, added_by, added_at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        region_id, digest, photo.media_type, db::Bytes{std::move(photo.content)}, added_by, now);
  tx.execute("UPDATE market_product SET photo = $3 WHERE region_id = $1 AND id = $2", region_id,
             product_id, digest);
  if (product->photo != digest) drop_unused(tx, region_id, product->photo);
  return digest;
}

std::optional<Photo> find_photo(db::Transaction& tx, RegionId region_id, std::string_view digest) {
  const db::Rows rows =
      tx.rows("SELECT media_type, content FROM market_photo WHERE region_id = $1 AND digest = $2",
              region_id, digest);
  if (rows.empty()) return std::nullopt;
  return Photo{rows.text(0, 0), rows.bytes(0, 1)};
}

}  // namespace market

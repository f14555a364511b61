/// Pictures of products: checked, freed of what a camera writes into them, known by their digest.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "market/shop.h"
#include "settings/settings.h"

namespace market {

/// Most bytes of a picture.
inline constexpr settings::Definition kPhotoBytesMax{.key = "market.photo_bytes_max",
                                                     .value = "2000000",
                                                     .unit = "byte",
                                                     .minimum = 10'000,
                                                     .maximum = 8'000'000};

struct Photo {
  std::string media_type;  ///< `image/jpeg`, `image/png` or `image/webp`
  std::string content;
};

enum class PhotoRefusal {
  product_not_found,
  photo_empty,
  photo_too_large,
  photo_type_unknown,  ///< neither JPEG, PNG nor WebP, by its first bytes
  photo_broken,        ///< ends within one of its parts
  photo_not_found,
};
BOOST_DESCRIBE_ENUM(PhotoRefusal, product_not_found, photo_empty, photo_too_large,
                    photo_type_unknown, photo_broken, photo_not_found)

/// The picture without what cameras and programs write beside it: EXIF with the place and time of
/// the exposure, XMP, comments, texts, anything after its end. The image data stay as they are.
/// JPEG keeps APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's colour transform); PNG its
/// critical chunks and those of colour and transparency; WebP all but `EXIF` and `XMP `. Pure.
/// See: ITU-T T.81 annex B; W3C PNG (Third Edition) §5; RFC 9649 §2.7.
[[nodiscard]] base::Result<Photo, PhotoRefusal> clean_photo(std::string_view content);

/// Gives a product its picture; the one before goes when no other product shows it. Returns the
/// digest (hex SHA-256 of the cleaned bytes). The same picture again changes nothing.
[[nodiscard]] base::Result<std::string, PhotoRefusal> set_photo(
    db::Transaction& tx, RegionId region_id, ProductId product_id, std::string_view content,
    PersonId added_by, base::Instant now);
[[nodiscard]] std::optional<Photo> find_photo(db::Transaction& tx, RegionId region_id,
                                              std::string_view digest);

}  // namespace market

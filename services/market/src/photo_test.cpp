#include "market/photo.h"

#include "market_fixture.h"

namespace market {
namespace {

using namespace std::string_view_literals;

std::string bytes(std::string_view text) { return std::string(text); }

/// A segment of a JPEG file with its marker and length.
std::string segment(unsigned char marker, std::string_view content) {
  const std::size_t length = content.size() + 2;
  std::string text = "\xFF";
  text += static_cast<char>(marker);
  text += static_cast<char>(length >> 8);
  text += static_cast<char>(length & 0xFF);
  return text + std::string(content);
}

const std::string kJfif = segment(0xE0, "JFIF\0\1\2"sv);
const std::string kExif = segment(0xE1, "Exif\0\0GPS 35.1 129.0"sv);
const std::string kTable = segment(0xDB, "quantisation");
// Two scans; 0xFF00 and restart markers are data, a comment between the scans is not.
const std::string kScan = segment(0xDA, "head") + bytes("data\xFF\0more\xFF\xD3rest"sv);
const std::string kJpegStart = "\xFF\xD8";
const std::string kJpegEnd = "\xFF\xD9";

std::string chunk(std::string_view name, std::string_view content) {
  std::string text(3, '\0');
  text += static_cast<char>(content.size());
  return text + std::string(name) + std::string(content) + "CRC!";
}
const std::string kPng = bytes("\x89PNG\r\n\x1A\n"sv);

std::string riff(const std::string& chunks) {
  std::string text = "RIFF";
  text += static_cast<char>(chunks.size() + 4);
  return text + std::string(3, '\0') + "WEBP" + chunks;
}
std::string webp_chunk(std::string_view name, std::string_view content) {
  std::string text(name);
  text += static_cast<char>(content.size());
  text += std::string(3, '\0') + std::string(content);
  return content.size() % 2 != 0 ? text + '\0' : text;
}

TEST(CleanPhoto, FreesAJpegOfWhatTheCameraTold) {
  const std::string comment = segment(0xFE, "taken by Gil-dong");
  const auto cleaned = clean_photo(kJpegStart + kJfif + kExif + kTable + kScan + comment + kScan +
                                   kJpegEnd + kJpegStart + kExif + kJpegEnd);
  ASSERT_TRUE(cleaned.has_value());
  EXPECT_EQ(cleaned->media_type, "image/jpeg");
  EXPECT_EQ(cleaned->content, kJpegStart + kJfif + kTable + kScan + kScan + kJpegEnd);
}

TEST(CleanPhoto, KeepsColoursOfAJpeg) {
  const std::string file =
      kJpegStart + segment(0xE2, "ICC_PROFILE") + segment(0xEE, "Adobe") + kScan + kJpegEnd;
  EXPECT_EQ(clean_photo(file)->content, file);
  const std::string filled = kJpegStart + "\xFF" + kTable + kScan + kJpegEnd;  // a fill byte
  EXPECT_EQ(clean_photo(filled)->content, kJpegStart + kTable + kScan + kJpegEnd);
}

TEST(CleanPhoto, FreesAPngOfTexts) {
  const std::string head = kPng + chunk("IHDR", "13 bytes here") + chunk("tRNS", "t");
  const std::string tail = chunk("IDAT", "data") + chunk("IEND", "");
  const auto cleaned =
      clean_photo(head + chunk("eXIf", "GPS") + chunk("tEXt", "Author") + tail + "appended");
  ASSERT_TRUE(cleaned.has_value());
  EXPECT_EQ(cleaned->media_type, "image/png");
  EXPECT_EQ(cleaned->content, head + tail);
}

TEST(CleanPhoto, FreesAWebpAndItsFlags) {
  const std::string data = webp_chunk("VP8 ", "odd");
  const auto cleaned =
      clean_photo(riff(webp_chunk("VP8X",
                                  "\x1C"
                                  "123456789"sv) +
                       webp_chunk("EXIF", "GPS") + data + webp_chunk("XMP ", "<x/>")));
  ASSERT_TRUE(cleaned.has_value());
  EXPECT_EQ(cleaned->media_type, "image/webp");
  EXPECT_EQ(cleaned->content, riff(webp_chunk("VP8X",
                                              "\x10"
                                              "123456789"sv) +
                                   data));
}

TEST(CleanPhoto, CleanedTwiceIsTheSame) {
  for (const std::string& file :
       {kJpegStart + kExif + kScan + kJpegEnd, kPng + chunk("eXIf", "G") + chunk("IEND", ""),
        riff(webp_chunk("EXIF", "GPS!") + webp_chunk("VP8L", "data"))}) {
    const auto once = clean_photo(file);
    ASSERT_TRUE(once.has_value());
    EXPECT_EQ(clean_photo(once->content)->content, once->content);
  }
}

TEST(CleanPhoto, RefusesWhatIsNoPicture) {
  EXPECT_EQ(clean_photo("").error(), PhotoRefusal::photo_empty);
  for (const std::string_view file :
       {"GIF89a..."sv, "<svg onload='x()'/>"sv, "%PDF-1.7"sv, "RIFF\4\0\0\0AVI "sv, "\xFF\xD8"sv})
    EXPECT_EQ(clean_photo(file).error(), PhotoRefusal::photo_type_unknown) << file;
}

TEST(CleanPhoto, RefusesAFileThatEndsTooSoonAtEveryByte) {
  const std::string jpeg = kJpegStart + kJfif + kTable + kScan + kJpegEnd;
  for (std::size_t length = 3; length < jpeg.size(); ++length)
    EXPECT_EQ(clean_photo(jpeg.substr(0, length)).error(), PhotoRefusal::photo_broken) << length;
  const std::string png = kPng + chunk("IHDR", "13 bytes here") + chunk("IEND", "");
  for (std::size_t length = kPng.size(); length < png.size(); ++length)
    EXPECT_EQ(clean_photo(png.substr(0, length)).error(), PhotoRefusal::photo_broken) << length;
  const std::string webp = riff(webp_chunk("VP8 ", "data"));
  for (std::size_t length = 12; length < webp.size(); ++length)
    EXPECT_EQ(clean_photo(webp.substr(0, length)).error(), PhotoRefusal::photo_broken) << length;
}

class PhotoTest : public MarketTest {
 protected:
  auto set(ProductId product, const std::string& content) {
    return write([&](auto& tx) { return set_photo(tx, kBusan, product, content, kKeeper, kNow); });
  }
  bool is_kept(const std::string& digest) {
    return database_->read([&](auto& tx) { return find_photo(tx, kBusan, digest).has_value(); });
  }
  static std::string picture(const std::string& data) {
    return kPng + chunk("IDAT", data) + chunk("IEND", "");
  }
};
OLIVE_ON_BOTH_DATABASES(PhotoTest);

TEST_P(PhotoTest, AProductShowsItsPicture) {
  const auto digest = set(bread_, picture("a"));
  ASSERT_TRUE(digest.has_value());
  database_->read([&](auto& tx) {
    EXPECT_EQ(find_product(tx, kBusan, bread_)->photo, *digest);
    EXPECT_EQ(find_photo(tx, kBusan, *digest)->content, picture("a"));
    EXPECT_FALSE(find_photo(tx, RegionId{2}, *digest).has_value());
  });
  EXPECT_EQ(*set(bread_, picture("a")), *digest);
}

TEST_P(PhotoTest, APictureLivesAsLongAsAProductShowsIt) {
  const ProductId cake = add_product("케이크", 9'000, ProductKind::goods);
  const std::string first = set(bread_, picture("a")).value();
  EXPECT_EQ(set(cake, picture("a")).value(), first);
  const std::string second = set(bread_, picture("b")).value();
  EXPECT_TRUE(is_kept(first));
  EXPECT_EQ(set(cake, picture("b")).value(), second);
  EXPECT_FALSE(is_kept(first));
  EXPECT_TRUE(is_kept(second));
}

TEST_P(PhotoTest, RefusesWhatCannotBe) {
  EXPECT_EQ(set(ProductId{5}, picture("a")).error(), PhotoRefusal::product_not_found);
  EXPECT_EQ(set(bread_, std::string(2'000'001, 'x')).error(), PhotoRefusal::photo_too_large);
  EXPECT_EQ(set(bread_, "text").error(), PhotoRefusal::photo_type_unknown);
}

}  // namespace
}  // namespace market

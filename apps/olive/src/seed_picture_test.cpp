#include "seed_picture.h"

#include <gtest/gtest.h>

#include "market/photo.h"

namespace olive::seed {
namespace {

TEST(SeedPicture, IsAFileThatTheMarketTakesAsItIs) {
  for (const std::string_view trade : {"cafe", "bakery", "smart_farm", "house_repair", "unknown"}) {
    const std::string file = picture_of(trade, "호두과자");
    const auto cleaned = market::clean_photo(file);
    ASSERT_TRUE(cleaned.has_value()) << trade;
    EXPECT_EQ(cleaned->media_type, "image/png");
    EXPECT_EQ(cleaned->content, file);  // nothing beside the picture
    EXPECT_LT(file.size(), 60'000u);
  }
}

TEST(SeedPicture, IsTheSameForTheSameWords) {
  EXPECT_EQ(picture_of("cafe", "라떼"), picture_of("cafe", "라떼"));
  EXPECT_NE(picture_of("cafe", "라떼"), picture_of("bakery", "라떼"));
}

TEST(SeedPicture, TheSmallestPictureIsAsTheStandardSays) {
  // One red point, deflated with fixed codes; checked once with another reader.
  const std::string file = write_png(1, 1, std::string("\xFF\0\0", 3));
  EXPECT_EQ(file.substr(0, 8), std::string("\x89PNG\r\n\x1A\n", 8));
  EXPECT_EQ(file.substr(12, 4), "IHDR");
  EXPECT_EQ(file.substr(29, 4), std::string("\x90\x77\x53\xDE", 4));  // CRC of this very head
  EXPECT_EQ(file.substr(file.size() - 12), std::string("\0\0\0\0IEND\xAE\x42\x60\x82", 12));
}

TEST(SeedPictureDeathTest, RequiresEveryPoint) {
  EXPECT_DEATH((void)write_png(2, 2, "short"), "CHECK failed");
}

}  // namespace
}  // namespace olive::seed

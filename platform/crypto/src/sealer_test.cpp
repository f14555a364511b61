#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "crypto/crypto.h"

namespace crypto {
namespace {

namespace fs = std::filesystem;

class SealerTest : public testing::Test {
 protected:
  SealerTest() : folder_(fs::temp_directory_path() / ("sealer_" + to_hex(random_bytes(8)))) {
    fs::create_directory(folder_);
  }
  ~SealerTest() override { fs::remove_all(folder_); }
  [[nodiscard]] fs::path key_file() const { return folder_ / "keys"; }
  void write_keys(const std::string& text) const { std::ofstream(key_file()) << text; }

  const fs::path folder_;
  const std::string key_ = std::string(32, 'k');
  const Sealer sealer_ = Sealer::with_key(key_);
};

TEST_F(SealerTest, OpensWhatItSealed) {
  for (const std::string plain : {"", "신장 투석", "a much longer text than one block of sixteen"})
    EXPECT_EQ(sealer_.open(sealer_.seal(plain, "care_need:note:7"), "care_need:note:7"), plain);
}

TEST_F(SealerTest, SameTextNeverLooksTheSame) {
  EXPECT_NE(sealer_.seal("text", "row"), sealer_.seal("text", "row"));
}

TEST_F(SealerTest, HidesTheText) {
  EXPECT_EQ(sealer_.seal("dialysis", "row").find("dialysis"), std::string::npos);
}

TEST_F(SealerTest, AnyChangedByteIsRefused) {
  const std::string sealed = sealer_.seal("text", "row");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(sealer_.open(changed, "row"), std::nullopt) << i;
  }
}

TEST_F(SealerTest, CutTextIsRefused) {
  const std::string sealed = sealer_.seal("text", "row");
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_EQ(sealer_.open(sealed.substr(0, size), "row"), std::nullopt) << size;
}

TEST_F(SealerTest, MovedToAnotherRowIsRefused) {
  EXPECT_EQ(sealer_.open(sealer_.seal("text", "row 1"), "row 2"), std::nullopt);
}

TEST_F(SealerTest, AnotherKeyDoesNotOpen) {
  const Sealer other = Sealer::with_key(std::string(32, 'o'));
  EXPECT_EQ(other.open(sealer_.seal("text", "row"), "row"), std::nullopt);
}

TEST_F(SealerTest, MakesAKeyFileOnlyForItsOwner) {
  const std::string sealed = Sealer(key_file()).seal("text", "row");
  struct stat status{};
  ASSERT_EQ(::stat(key_file().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(Sealer(key_file()).open(sealed, "row"), "text");
}

TEST_F(SealerTest, RotationKeepsOldTextsOpen) {
  Sealer sealer(key_file());
  const std::string old = sealer.seal("old", "row");
  sealer.rotate(key_file());
  const std::string fresh = sealer.seal("new", "row");
  EXPECT_NE(old.substr(0, 4), fresh.substr(0, 4));
  const Sealer again(key_file());
  EXPECT_EQ(again.open(old, "row"), "old");
  EXPECT_EQ(again.open(fresh, "row"), "new");
}

TEST_F(SealerTest, BrokenKeyFilesAreRefused) {
  const std::string hex = to_hex(key_);
  for (const std::string& text :
       {std::string(), std::string("no colon"), "0:" + hex, "1:" + hex.substr(2),
        "1:" + hex.substr(2) + "zz", "x:" + hex, "2:" + hex + "\n1:" + hex}) {
    write_keys(text);
    EXPECT_THROW(Sealer{key_file()}, std::runtime_error) << text;
  }
  write_keys("1:" + hex + "\n\n2:" + hex + "\n");
  EXPECT_NO_THROW(Sealer{key_file()});
}

TEST_F(SealerTest, UnwritableFolderIsTheEnvironmentsFault) {
  EXPECT_THROW(Sealer{folder_ / "absent" / "keys"}, std::exception);
}

TEST(Sealer, DerivesOneKeyForEachPurpose) {
  const Sealer sealer = Sealer::with_key(std::string(32, 'k'));
  EXPECT_EQ(sealer.derive("pin").size(), 32u);
  EXPECT_EQ(sealer.derive("pin"), sealer.derive("pin"));
  EXPECT_NE(sealer.derive("pin"), sealer.derive("other"));
  EXPECT_NE(sealer.derive("pin"), Sealer::with_key(std::string(32, 'j')).derive("pin"));
}

}  // namespace
}  // namespace crypto

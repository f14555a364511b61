#include "funds/evidence.h"

#include "funds_fixture.h"

namespace funds {
namespace {

TEST(MediaType, IsReadFromTheContent) {
  EXPECT_EQ(media_type_of("\xFF\xD8\xFF\xE0 photo"), "image/jpeg");
  EXPECT_EQ(media_type_of(std::string_view("\x89PNG\r\n\x1A\n\0", 9)), "image/png");
  EXPECT_EQ(media_type_of("%PDF-1.7"), "application/pdf");
  EXPECT_EQ(media_type_of("<?xml version=\"1.0\"?><TaxInvoice/>"), "application/xml");
  EXPECT_EQ(media_type_of("\xEF\xBB\xBF<?xml?>"), "application/xml");
  EXPECT_EQ(media_type_of("<html><script>"), "");
  EXPECT_EQ(media_type_of("MZ\x90"), "");
  EXPECT_EQ(media_type_of(""), "");
}

class EvidenceTest : public FundsTest {
 protected:
  EvidenceTest() {
    fund(central_, 100'000'000, FundGoal::brand, 10'000'000);
    spending_ = propose_payment(commit(FundGoal::brand, central_, 1'000'000), 1'000'000).value();
  }
  base::Result<std::string, EvidenceRefusal> look(EvidenceId id) {
    return write([&](auto& tx) {
      return open_evidence(tx, kBusan, id, sealer_, PersonId{9}, "10.0.0.7", kNow);
    });
  }
  SpendingId spending_;
};
OLIVE_ON_BOTH_DATABASES(EvidenceTest);

TEST_P(EvidenceTest, IsSealedAndKnownByItsDigest) {
  const auto added = prove(spending_, 1'000'000, "%PDF-1.7 invoice");
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(added->sha256, crypto::to_hex(crypto::sha256("%PDF-1.7 invoice")));
  EXPECT_EQ(added->media_type, "application/pdf");
  EXPECT_EQ(added->size_bytes, 16);
  const auto stored = read([&](auto& tx) {
    return tx.rows("SELECT content FROM funds_evidence WHERE region_id = $1", kBusan).bytes(0, 0);
  });
  EXPECT_EQ(stored.find("invoice"), std::string::npos);
}

TEST_P(EvidenceTest, EveryLookIsRecorded) {
  const EvidenceId id = prove(spending_, 1'000'000, "%PDF-1.7 invoice")->id;
  EXPECT_EQ(look(id), "%PDF-1.7 invoice");
  EXPECT_EQ(look(id), "%PDF-1.7 invoice");
  const auto views = read([&](auto& tx) { return views_of(tx, kBusan, id); });
  ASSERT_EQ(views.size(), 2u);
  EXPECT_EQ(views[0].viewer_id, PersonId{9});
  EXPECT_EQ(views[0].place, "10.0.0.7");
  EXPECT_EQ(look(EvidenceId{5}).error(), EvidenceRefusal::evidence_not_found);
}

TEST_P(EvidenceTest, ADocumentMovedToAnotherRowDoesNotOpen) {
  const EvidenceId first = prove(spending_, 500'000, "%PDF-1")->id;
  const EvidenceId second = prove(spending_, 500'000, "%PDF-2")->id;
  write([&](auto& tx) {
    const auto bytes =
        tx.rows("SELECT content FROM funds_evidence WHERE region_id = $1 AND id = $2", kBusan,
                first)
            .bytes(0, 0);
    tx.execute("UPDATE funds_evidence SET content = $3 WHERE region_id = $1 AND id = $2", kBusan,
               second, db::Bytes{bytes});
  });
  EXPECT_THROW((void)look(second), base::InvariantBroken);
  EXPECT_TRUE(look(first).has_value());
}

TEST_P(EvidenceTest, TheSameDocumentProvesOneSpending) {
  ASSERT_TRUE(prove(spending_, 1'000'000, "%PDF-1").has_value());
  EXPECT_EQ(prove(spending_, 1'000'000, "%PDF-1").error(), EvidenceRefusal::evidence_used_before);
  const SpendingId other = propose_payment(commit(FundGoal::brand, central_, 1'000), 1'000).value();
  EXPECT_EQ(prove(other, 1'000, "%PDF-1").error(), EvidenceRefusal::evidence_used_before);
}

TEST_P(EvidenceTest, RefusesWhatIsNoDocument) {
  EXPECT_EQ(prove(spending_, 1, "").error(), EvidenceRefusal::evidence_empty);
  EXPECT_EQ(prove(spending_, 1, "<html>").error(), EvidenceRefusal::evidence_type_unknown);
  EXPECT_EQ(prove(spending_, 0, "%PDF-1").error(), EvidenceRefusal::amount_not_positive);
  EXPECT_EQ(prove(SpendingId{5}, 1, "%PDF-1").error(),
            EvidenceRefusal::evidence_spending_not_found);
  EXPECT_EQ(prove(spending_, 1, "<?xml?><id>900101-1234568</id>").error(),
            EvidenceRefusal::evidence_holds_resident_number);
  const auto late = write([&](auto& tx) {
    return add_evidence(tx, kBusan, spending_,
                        {EvidenceKind::tax_invoice, 1, kToday.plus_days(1), "a.pdf"}, "%PDF-1",
                        sealer_, kClerk, kNow);
  });
  EXPECT_EQ(late.error(), EvidenceRefusal::evidence_in_future);
}

struct DocumentCase {
  std::string_view file_name, content;
  std::optional<EvidenceRefusal> refusal;
};

/// A resident registration number is looked for wherever there is text; pictures pass as they are.
TEST_P(EvidenceTest, TextsInDocumentsFollowTheTable) {
  using enum EvidenceRefusal;
  const std::vector<DocumentCase> cases{
      {"a.xml", "<?xml?><id>620517-1234567</id>", evidence_holds_resident_number},
      {"a.xml", "\xEF\xBB\xBF<?xml?><id>6205171234567</id>", evidence_holds_resident_number},
      {"a.xml", "<?xml?><id>６２０５１７-１２３４５６７</id>", evidence_holds_resident_number},
      {"620517-1234567.pdf", "%PDF-1", evidence_holds_resident_number},
      {"a.xml", "<?xml?><id>605-82-12345</id>", std::nullopt},
      {"a.xml", "<?xml?><corporation>130111-0006246</corporation>", std::nullopt},
      {"20240517.pdf", "%PDF-2", std::nullopt},
      {"a.jpg", "\xFF\xD8\xFF 620517-1234567", std::nullopt},
      {"a.pdf", "MZ\x90 program", evidence_type_unknown},
      {"a.pdf", " %PDF-1.7", evidence_type_unknown},
      {"a.png", "\x89PNG", evidence_type_unknown},
      {"a.svg", "<svg onload=\"x()\"/>", evidence_type_unknown},
      {"a.html", "<!DOCTYPE html>", evidence_type_unknown},
  };
  std::size_t taken = 0;
  for (const DocumentCase& c : cases) {
    const auto added = write([&](auto& tx) {
      return add_evidence(tx, kBusan, spending_,
                          {EvidenceKind::card_slip, 1, kToday, std::string(c.file_name)}, c.content,
                          sealer_, kClerk, kNow);
    });
    ASSERT_EQ(added.has_value(), !c.refusal) << c.content;
    if (c.refusal) EXPECT_EQ(added.error(), *c.refusal) << c.content;
    taken += added.has_value();
  }
  EXPECT_EQ(read([&](auto& tx) { return evidence_of(tx, kBusan, spending_); }).size(), taken);
}

TEST_P(EvidenceTest, ARefusedLookIsNoLook) {
  const EvidenceId id = prove(spending_, 1'000'000, "%PDF-1")->id;
  const auto other = crypto::Sealer::with_key(std::string(32, 'x'));
  EXPECT_THROW((void)write([&](auto& tx) {
                 return open_evidence(tx, kBusan, id, other, PersonId{9}, "10.0.0.7", kNow);
               }),
               base::InvariantBroken);
  EXPECT_EQ(write([&](auto& tx) {
              return open_evidence(tx, RegionId{2}, id, sealer_, PersonId{9}, "10.0.0.7", kNow);
            }).error(),
            EvidenceRefusal::evidence_not_found);
  EXPECT_TRUE(read([&](auto& tx) { return views_of(tx, kBusan, id); }).empty());
}

TEST_P(EvidenceTest, IsLimitedInSizeByADatedSetting) {
  const std::string large = "%PDF-" + std::string(20'000, 'x');
  ASSERT_TRUE(write([&](auto& tx) {
                return settings::set(
                    tx, kBusan, kEvidenceBytesMax,
                    {.valid_from = kToday, .value = "10240", .set_at = kNow, .reason = "시험"});
              }).has_value());
  EXPECT_EQ(prove(spending_, 1, large).error(), EvidenceRefusal::evidence_too_large);
  EXPECT_TRUE(prove(spending_, 1, large.substr(0, 10'240)).has_value());
}

TEST_P(EvidenceTest, IsNotAddedAfterTheDecision) {
  ASSERT_TRUE(prove(spending_, 1'000'000, "%PDF-1").has_value());
  ASSERT_TRUE(approve(spending_).has_value());
  EXPECT_EQ(prove(spending_, 1, "%PDF-2").error(), EvidenceRefusal::evidence_spending_decided);
  EXPECT_EQ(read([&](auto& tx) { return evidence_of(tx, kBusan, spending_); }).size(), 1u);
}

}  // namespace
}  // namespace funds

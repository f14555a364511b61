#include "ledger/checkpoint.h"

#include "sha256.h"
#include "testing/ledger_fixture.h"
#include "tree_table.h"

namespace ledger {
namespace {

Notary test_notary() { return {{1}, crypto::SigningKey(std::string(32, 's'))}; }

TEST(Notary, signs_the_form_of_c2sp) {
  const Notary notary = test_notary();
  const Digest root = sha256("root");
  const std::string note = notary.sign(42, root);
  EXPECT_TRUE(note.starts_with(notary.origin() + "\n42\n" + crypto::to_base64(bytes_of(root)) +
                               "\n\n\xE2\x80\x94 " + notary.origin() + " "))
      << note;
  EXPECT_TRUE(note.ends_with("\n"));
  const auto read = parse_checkpoint(note);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->origin, notary.origin());
  EXPECT_EQ(read->size, 42);
  EXPECT_EQ(read->root, root);
  EXPECT_EQ(open_note(note, notary.verifier_key()), note.substr(0, note.find("\n\n") + 1));
}

// The example key of the signed-note specification, whose id is part of its text.
TEST(Notary, key_ids_are_those_of_signed_note) {
  const std::string vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const std::string note =
      "If you think cryptography is the answer to your problem,\n"
      "then you don't know what your problem is.\n\n"
      "\xE2\x80\x94 PeterNeumann "
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
      "\n";
  EXPECT_TRUE(open_note(note, vkey).has_value());
  std::string bent = note;
  bent[3] ^= 1;
  EXPECT_FALSE(open_note(bent, vkey).has_value());
}

TEST(Notary, other_notes_do_not_open) {
  const Notary notary = test_notary();
  const Notary other({1}, crypto::SigningKey(std::string(32, 't')));
  const std::string note = notary.sign(1, sha256("a"));
  EXPECT_NE(notary.origin(), other.origin());
  EXPECT_FALSE(open_note(note, other.verifier_key()));
  EXPECT_FALSE(open_note(note, ""));
  EXPECT_FALSE(open_note(note, "a+b+c"));
  EXPECT_FALSE(open_note("", notary.verifier_key()));
  for (std::size_t i = 0; i < note.size(); ++i) {
    std::string bent = note;
    bent[i] ^= 1;
    EXPECT_FALSE(open_note(bent, notary.verifier_key()).has_value()) << i;
  }
}

TEST(Notary, malformed_checkpoints_are_no_checkpoints) {
  const std::string root = crypto::to_base64(bytes_of(sha256("a")));
  EXPECT_TRUE(parse_checkpoint("o\n1\n" + root + "\n\nx\n"));
  EXPECT_TRUE(parse_checkpoint("o\n1\n" + root + "\nextension\n\nx\n"));
  for (const std::string& text :
       {"o\n01\n" + root + "\n\nx\n", "o\n-1\n" + root + "\n\nx\n", "o\n\n" + root + "\n\nx\n",
        "\n1\n" + root + "\n\nx\n", "o\n1\n" + root.substr(4) + "\n\nx\n", "o\n1\n" + root + "\n",
        "o\n9223372036854775808\n" + root + "\n\nx\n", std::string()})
    EXPECT_FALSE(parse_checkpoint(text)) << text;
}

class CheckpointTest : public LedgerFixture {
 protected:
  CheckpointTest() {
    ledger_.options().notary = std::make_shared<const Notary>(test_notary());
    ledger_.start();
  }
  void pay(std::int64_t count) {
    ledger_.run([&](Batch& batch) {
      const AccountId fund = batch.account({kOlive, OwnerKind::region, 0, "fund"}, {});
      const AccountId shop = batch.account({kOlive, OwnerKind::region, 0, "shop"}, {});
      for (std::int64_t i = 0; i < count; ++i)
        CHECK(batch.transfer(request(fund, shop, 1)).has_value());
      return true;
    });
  }
  template <class F>
  auto read(F work) {
    return ledger_.database().read([&](db::Transaction& tx) { return work(tx); });
  }
  std::optional<Checkpoint> latest() {
    return read([&](db::Transaction& tx) { return latest_checkpoint(tx, ledger_.id()); });
  }
};

INSTANTIATE_TEST_SUITE_P(Db, CheckpointTest, ::testing::ValuesIn(db::testing::both_dialects()),
                         [](const auto& each) { return db::testing::dialect_name(each.param); });

TEST_P(CheckpointTest, a_seal_covers_what_was_before_it) {
  ledger_->seal();
  EXPECT_FALSE(latest());  // nothing to sign
  pay(3);
  EXPECT_FALSE(latest());
  ledger_->seal();
  ASSERT_TRUE(latest());
  EXPECT_EQ(latest()->size, 3);
  EXPECT_EQ(latest()->signed_at, ledger_.now());
  EXPECT_TRUE(open_note(latest()->note, test_notary().verifier_key()));
  EXPECT_EQ(parse_checkpoint(latest()->note)->root, latest()->root);
  EXPECT_EQ(parse_checkpoint(latest()->note)->size, 3);
  ledger_->seal();
  pay(2);
  ledger_->seal();
  const auto all =
      read([&](db::Transaction& tx) { return list_checkpoints(tx, ledger_.id(), INT64_MAX, 10); });
  ASSERT_EQ(all.size(), 2U);  // the second seal found nothing new
  EXPECT_EQ(all[0].size, 5);
  EXPECT_EQ(
      read([&](db::Transaction& tx) { return checkpoint_covering(tx, ledger_.id(), 3)->size; }), 3);
  EXPECT_FALSE(read([&](db::Transaction& tx) { return checkpoint_covering(tx, ledger_.id(), 6); }));
  expect_sound();
}

TEST_P(CheckpointTest, every_entry_is_proved_and_every_pair_of_sizes_is_consistent) {
  std::vector<Checkpoint> sealed;
  for (const std::int64_t count : {1, 14, 2, 40, 200, 3, 30}) {
    pay(count);
    ledger_->seal();
    if (count == 40) ledger_.start();  // a restart goes on from the stored nodes
    sealed.push_back(*latest());
  }
  read([&](db::Transaction& tx) {
    for (const Checkpoint& each : sealed)
      for (std::int64_t seq = 1; seq <= each.size; seq += 1 + seq / 20) {
        const auto proof = prove_entry(tx, ledger_.id(), seq, each.size);
        EXPECT_TRUE(is_included(seq - 1, each.size, proof->leaf, each.root, proof->hashes));
      }
    for (const Checkpoint& a : sealed)
      for (const Checkpoint& b : sealed) {
        const auto proof = prove_consistency(tx, ledger_.id(), a.size, b.size);
        EXPECT_EQ(proof.has_value(), a.size <= b.size);
        if (proof) EXPECT_TRUE(is_consistent(a.size, b.size, a.root, b.root, *proof));
      }
    EXPECT_FALSE(prove_entry(tx, ledger_.id(), 0, 10));
    EXPECT_FALSE(prove_entry(tx, ledger_.id(), 11, 10));
    EXPECT_FALSE(prove_entry(tx, ledger_.id(), 1, 291));  // one more than there are
    EXPECT_FALSE(prove_consistency(tx, ledger_.id(), 0, 10));
    EXPECT_FALSE(prove_consistency(tx, ledger_.id(), 1, 291));
    return true;
  });
}

// 5,000 entries are 13 levels; a proof reads groups of 16 rows, not the journal.
TEST_P(CheckpointTest, a_proof_reads_few_rows) {
  pay(5'000);
  read([&](db::Transaction& tx) {
    TreeTable table(tx, ledger_.id());
    (void)inclusion_proof(1'234, 5'000, table.reader());
    EXPECT_LE(table.reads(), 8);
    return true;
  });
}

TEST_P(CheckpointTest, a_journal_from_before_the_tree_gets_one) {
  pay(5'000);
  ledger_->seal();
  const Digest root = latest()->root;
  for (const char* sql : {"DELETE FROM ledger_tree_node WHERE ledger_id = 1",
                          // As a completion that was interrupted after 1,600 entries leaves it.
                          "DELETE FROM ledger_tree_node WHERE ledger_id = 1"
                          " AND (level > 8 OR position >= 100 - 94 * (level / 8))"}) {
    ledger_.stop();
    ledger_.sql(sql);
    EXPECT_EQ(ledger_.verified().finding, "tree_node_missing");
    ledger_.sql("DELETE FROM ledger_checkpoint WHERE ledger_id = 1");
    ledger_.start();
    ledger_->seal();
    EXPECT_EQ(latest()->root, root);
    expect_sound();
  }
}

TEST_P(CheckpointTest, verification_names_forged_nodes_and_checkpoints) {
  pay(40);
  ledger_->seal();
  const auto finding_after = [&](const std::string& sql) {
    std::string finding;
    ledger_.database().transact(db::Database::Access::write, [&](db::Transaction& tx) {
      tx.rows(sql);
      finding = verify(tx, ledger_.id()).finding;
      return db::Database::Verdict::rollback;
    });
    return finding;
  };
  EXPECT_EQ(finding_after("UPDATE ledger_checkpoint SET root = (SELECT leaf FROM ledger_transfer"
                          " WHERE ledger_id = 1 AND seq = 1) WHERE ledger_id = 1"),
            "checkpoint_differs");
  EXPECT_EQ(finding_after("UPDATE ledger_checkpoint SET size = 41 WHERE ledger_id = 1"),
            "checkpoint_differs");
  EXPECT_EQ(finding_after("UPDATE ledger_checkpoint SET note = 'none' WHERE ledger_id = 1"),
            "checkpoint_differs");
  EXPECT_EQ(finding_after(
                "UPDATE ledger_checkpoint SET size = 41, note = REPLACE(note, '\n40\n', '\n41\n')"
                " WHERE ledger_id = 1"),
            "journal_ends_before_checkpoint");
  EXPECT_EQ(finding_after("DELETE FROM ledger_tree_node WHERE ledger_id = 1 AND position = 1"),
            "tree_node_missing");
  EXPECT_EQ(finding_after("UPDATE ledger_tree_node SET hash = (SELECT leaf FROM ledger_transfer"
                          " WHERE ledger_id = 1 AND seq = 1) WHERE ledger_id = 1"),
            "tree_node_differs: level 4");
}

}  // namespace
}  // namespace ledger

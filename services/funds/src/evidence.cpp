#include "funds/evidence.h"

#include "base/check.h"
#include "base/text.h"

namespace funds {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSelect =
    "SELECT id, spending_id, kind, amount_won, issued_on, file_name, media_type, size_bytes, "
    "sha256, added_by, added_at FROM funds_evidence WHERE region_id = $1 AND ";

std::string seal_context(EvidenceId evidence_id) {
  return "funds_evidence.content:" + std::to_string(evidence_id.value);
}

bool is_xml(std::string_view content) {
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  return content.starts_with("<?xml");
}

base::Result<void, EvidenceRefusal> check_document(db::Transaction& tx, RegionId region_id,
                                                   const NewEvidence& evidence,
                                                   std::string_view content, Date today) {
  if (evidence.amount_won <= 0) return base::refuse(EvidenceRefusal::amount_not_positive);
  if (evidence.issued_on > today) return base::refuse(EvidenceRefusal::evidence_in_future);
  if (content.empty()) return base::refuse(EvidenceRefusal::evidence_empty);
  const std::int64_t bytes_max = settings::integer(tx, region_id, kEvidenceBytesMax, today);
  if (std::ssize(content) > bytes_max) return base::refuse(EvidenceRefusal::evidence_too_large);
  if (media_type_of(content).empty()) return base::refuse(EvidenceRefusal::evidence_type_unknown);
  // Images cannot be read here; what is text can.
  if (base::has_resident_number(evidence.file_name) ||
      (is_xml(content) && base::has_resident_number(content)))
    return base::refuse(EvidenceRefusal::evidence_holds_resident_number);
  return {};
}

// One invoice charged to two funders is the oldest trick; only a rejected spending frees it.
bool is_used(db::Transaction& tx, RegionId region_id, std::string_view sha256) {
  return tx
      .integer(
          "SELECT e.id FROM funds_evidence e JOIN funds_spending s ON s.region_id = e.region_id "
          "AND s.id = e.spending_id WHERE e.region_id = $1 AND e.sha256 = $2 "
          "AND s.state <> 'rejected' LIMIT 1",
          region_id, sha256)
      .has_value();
}

base::Result<void, EvidenceRefusal> check_spending(db::Transaction& tx, RegionId region_id,
                                                   SpendingId spending_id) {
  const db::Rows rows = tx.rows("SELECT state FROM funds_spending WHERE region_id = $1 AND id = $2",
                                region_id, spending_id);
  if (rows.empty()) return base::refuse(EvidenceRefusal::evidence_spending_not_found);
  if (rows.text(0, 0) != "proposed")
    return base::refuse(EvidenceRefusal::evidence_spending_decided);
  return {};
}

void insert(db::Transaction& tx, RegionId region_id, const Evidence& row, std::string_view content,
            const crypto::Sealer& sealer) {
  tx.execute(
      "INSERT INTO funds_evidence (region_id, id, spending_id, kind, amount_won, issued_on, "
      "file_name, media_type, size_bytes, sha256, content, added_by, added_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      region_id, row.id, row.spending_id, row.kind, row.amount_won, row.issued_on, row.file_name,
      row.media_type, row.size_bytes, row.sha256,
      db::Bytes{sealer.seal(content, seal_context(row.id))}, row.added_by, row.added_at);
}

}  // namespace

std::string_view media_type_of(std::string_view content) {
  if (content.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (content.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
  if (content.starts_with("%PDF-"sv)) return "application/pdf";
  return is_xml(content) ? "application/xml" : "";
}

base::Result<Evidence, EvidenceRefusal> add_evidence(
    db::Transaction& tx, RegionId region_id, SpendingId spending_id, const NewEvidence& evidence,
    std::string_view content, const crypto::Sealer& sealer, PersonId added_by, base::Instant now) {
  OLIVE_TRY_VOID(check_document(tx, region_id, evidence, content, base::korean_date(now)));
  OLIVE_TRY_VOID(check_spending(tx, region_id, spending_id));
  const std::string sha256 = crypto::to_hex(crypto::sha256(content));
  if (is_used(tx, region_id, sha256)) return base::refuse(EvidenceRefusal::evidence_used_before);
  Evidence row{.id = tx.make_id<EvidenceId>(),
               .spending_id = spending_id,
               .kind = evidence.kind,
               .amount_won = evidence.amount_won,
               .issued_on = evidence.issued_on,
               .file_name = evidence.file_name,
               .media_type = std::string(media_type_of(content)),
               .size_bytes = std::ssize(content),
               .sha256 = sha256,
               .added_by = added_by,
               .added_at = now};
  CHECK_REQUEST(row.sha256.size() == 64 && row.size_bytes > 0);
  insert(tx, region_id, row, content, sealer);
  return row;
}

std::vector<Evidence> evidence_of(db::Transaction& tx, RegionId region_id, SpendingId spending_id) {
  return tx.query<Evidence>(std::string(kSelect) + "spending_id = $2 ORDER BY id", region_id,
                            spending_id);
}

std::optional<Evidence> find_evidence(db::Transaction& tx, RegionId region_id,
                                      EvidenceId evidence_id) {
  return tx.query_one<Evidence>(std::string(kSelect) + "id = $2", region_id, evidence_id);
}

base::Result<std::string, EvidenceRefusal> open_evidence(db::Transaction& tx, RegionId region_id,
                                                         EvidenceId evidence_id,
                                                         const crypto::Sealer& sealer,
                                                         PersonId viewer_id, std::string_view place,
                                                         base::Instant now) {
  const db::Rows rows =
      tx.rows("SELECT content, sha256 FROM funds_evidence WHERE region_id = $1 AND id = $2",
              region_id, evidence_id);
  if (rows.empty()) return base::refuse(EvidenceRefusal::evidence_not_found);
  auto content = sealer.open(rows.bytes(0, 0), seal_context(evidence_id));
  // Moved, changed or sealed with a lost key: better no answer than a wrong document.
  CHECK_REQUEST(content.has_value());
  CHECK_REQUEST(crypto::to_hex(crypto::sha256(*content)) == rows.text(0, 1));
  tx.execute(
      "INSERT INTO funds_evidence_view (region_id, id, evidence_id, viewer_id, place, viewed_at) "
      "VALUES ($1, $2, $3, $4, $5, $6)",
      region_id, tx.make_id<EvidenceId>(), evidence_id, viewer_id, place, now);
  return *std::move(content);
}

std::vector<EvidenceView> views_of(db::Transaction& tx, RegionId region_id,
                                   EvidenceId evidence_id) {
  return tx.query<EvidenceView>(
      "SELECT viewer_id, place, viewed_at FROM funds_evidence_view "
      "WHERE region_id = $1 AND evidence_id = $2 ORDER BY viewed_at DESC, id DESC",
      region_id, evidence_id);
}

}  // namespace funds

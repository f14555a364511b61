/// Documents behind a spending: sealed, known by their digest, every look at them recorded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crypto/crypto.h"
#include "funds/programme.h"
#include "settings/settings.h"

namespace funds {

using SpendingId = base::Id<struct SpendingTag>;
using EvidenceId = base::Id<struct EvidenceTag>;

/// The largest body that the server reads at all.
inline constexpr std::int64_t kUploadBytesMax = 8 << 20;

inline constexpr settings::Definition kEvidenceBytesMax{.key = "funds.evidence_bytes_max",
                                                        .value = "5242880",
                                                        .unit = "byte",
                                                        .minimum = 10'240,
                                                        .maximum = kUploadBytesMax};

enum class EvidenceKind {
  tax_invoice,     ///< 세금계산서
  card_slip,       ///< 카드매출전표
  cash_receipt,    ///< 현금영수증
  simple_receipt,  ///< 간이영수증: good for small amounts only
};
BOOST_DESCRIBE_ENUM(EvidenceKind, tax_invoice, card_slip, cash_receipt, simple_receipt)

struct NewEvidence {
  EvidenceKind kind = EvidenceKind::tax_invoice;
  std::int64_t amount_won = 0;  ///< as the document says
  Date issued_on;
  std::string file_name;
};

struct Evidence {
  EvidenceId id;
  SpendingId spending_id;
  EvidenceKind kind = EvidenceKind::tax_invoice;
  std::int64_t amount_won = 0;
  Date issued_on;
  std::string file_name;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;  ///< hex, of the document as it was uploaded
  PersonId added_by;
  base::Instant added_at;
};
BOOST_DESCRIBE_STRUCT(Evidence, (),
                      (id, spending_id, kind, amount_won, issued_on, file_name, media_type,
                       size_bytes, sha256, added_by, added_at))

enum class EvidenceRefusal {
  evidence_not_found,
  evidence_empty,
  evidence_too_large,
  evidence_type_unknown,  ///< neither JPEG, PNG, PDF nor a tax invoice's XML
  evidence_used_before,   ///< the same document proves another spending
  evidence_in_future,
  evidence_spending_decided,
  evidence_spending_not_found,
  evidence_holds_resident_number,
  amount_not_positive,
};
BOOST_DESCRIBE_ENUM(EvidenceRefusal, evidence_not_found, evidence_empty, evidence_too_large,
                    evidence_type_unknown, evidence_used_before, evidence_in_future,
                    evidence_spending_decided, evidence_spending_not_found,
                    evidence_holds_resident_number, amount_not_positive)

/// The media type by the document's first bytes, whatever its name says; empty when unknown.
[[nodiscard]] std::string_view media_type_of(std::string_view content);

/// Adds a document to a spending that is not decided yet. Stored sealed, bound to its row; known by
/// the SHA-256 of what was uploaded. Refuses by size (kEvidenceBytesMax of the day), by type as its
/// first bytes tell, `evidence_used_before` for a document of any spending that was not rejected,
/// and `evidence_holds_resident_number` in the file name or in XML; images cannot be read here.
[[nodiscard]] base::Result<Evidence, EvidenceRefusal> add_evidence(
    db::Transaction& tx, RegionId region_id, SpendingId spending_id, const NewEvidence& evidence,
    std::string_view content, const crypto::Sealer& sealer, PersonId added_by, base::Instant now);
[[nodiscard]] std::vector<Evidence> evidence_of(db::Transaction& tx, RegionId region_id,
                                                SpendingId spending_id);
[[nodiscard]] std::optional<Evidence> find_evidence(db::Transaction& tx, RegionId region_id,
                                                    EvidenceId evidence_id);

/// The document itself. The look is recorded in the same transaction: no record, no document.
[[nodiscard]] base::Result<std::string, EvidenceRefusal> open_evidence(
    db::Transaction& tx, RegionId region_id, EvidenceId evidence_id, const crypto::Sealer& sealer,
    PersonId viewer_id, std::string_view place, base::Instant now);

/// One look at a document.
struct EvidenceView {
  PersonId viewer_id;
  std::string place;  ///< network address
  base::Instant viewed_at;
};
BOOST_DESCRIBE_STRUCT(EvidenceView, (), (viewer_id, place, viewed_at))
/// Newest first.
[[nodiscard]] std::vector<EvidenceView> views_of(db::Transaction& tx, RegionId region_id,
                                                 EvidenceId evidence_id);

}  // namespace funds

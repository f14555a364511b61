/// One inbox for everybody: what services tell people, kept for each reader and read in the
/// product. A notice is a kind with values; its sentence is `notice.<kind>` of the catalogues,
/// written when somebody reads it, in the reader's language.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/database.h"
#include "settings/settings.h"

namespace inbox {

using base::OrganisationId;
using base::PersonId;
using base::RegionId;
using NoticeId = base::Id<struct NoticeTag>;
using SubjectId = base::Id<struct NoticeSubjectTag>;

/// How long notices are kept, read or not. What they spoke of stays where it happened.
inline constexpr settings::Definition kKeepDays{
    .key = "inbox.keep_days", .value = "180", .unit = "day", .minimum = 30, .maximum = 3'650};

/// Whether a reader may mute a kind. What somebody must act on, or loses money by, always arrives.
enum class Delivery { always, may_mute };

/// A kind of notice. Services list theirs beside their module; the wiring hands all to the inbox.
struct Kind {
  std::string_view name;                  ///< `market.accepted`
  std::vector<std::string_view> roles{};  ///< who is told such things; empty: whoever signed in
  Delivery delivery = Delivery::always;
};

enum class ValueKind {
  text,           ///< `label` as it is
  items,          ///< `label` and `number` more
  count,          ///< a whole number
  won,            ///< an amount
  date,           ///< days since 1970
  time,           ///< minutes after midnight
  moment,         ///< microseconds since 1970
  month,          ///< any day of it, in days since 1970
  person,         ///< a name in full: of somebody who serves the reader
  masked_person,  ///< a name as lists show it
  message,        ///< `label` is a key of the catalogues
};
BOOST_DESCRIBE_ENUM(ValueKind, text, items, count, won, date, time, moment, month, person,
                    masked_person, message)

/// What fills one place of a sentence: never a sentence, and no name of a person.
struct Value {
  ValueKind kind = ValueKind::text;
  std::int64_t number = 0;
  std::string label{};
};

/// By the names of their places.
using Values = std::map<std::string, Value>;

/// What is told: about what, about whom, and with which values. The name of the organisation fills
/// `{organisation}`.
struct Message {
  SubjectId subject_id{};
  OrganisationId organisation_id{};
  Values values{};
};

/// The port through which services tell people something, in the transaction that the caller
/// chooses: usually the one of an outbox task, so that each is told once. Nobody (0) is no reader;
/// who has muted the kind finds it in the list as read.
void send(db::Transaction& tx, RegionId region_id, const Kind& kind, const Message& message,
          const std::set<PersonId>& readers, base::Instant now);
/// There is nothing to do about it any more: notices of these kinds about a subject count as read.
/// organisation 0: about whomever.
void settle(db::Transaction& tx, RegionId region_id, std::span<const std::string_view> kinds,
            SubjectId subject_id, OrganisationId organisation_id, base::Instant now);

/// One notice of a reader.
struct Notice {
  NoticeId id;
  std::string kind;
  SubjectId subject_id;
  OrganisationId organisation_id;
  base::Instant at;
  std::optional<base::Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(Notice, (), (id, kind, subject_id, organisation_id, at, read_at))

enum class NoticeRefusal { notice_not_found, notice_kind_not_found, notice_kind_must_arrive };
BOOST_DESCRIBE_ENUM(NoticeRefusal, notice_not_found, notice_kind_not_found, notice_kind_must_arrive)

/// A reader's notices older than `before_id` (0: from the newest on), newest first.
[[nodiscard]] std::vector<Notice> notices_of(db::Transaction& tx, RegionId region_id,
                                             PersonId person_id, NoticeId before_id,
                                             std::int32_t limit);
/// The values of each notice, in one statement.
[[nodiscard]] std::map<NoticeId, Values> values_of(db::Transaction& tx, RegionId region_id,
                                                   const std::vector<Notice>& notices);
[[nodiscard]] std::int64_t count_unread(db::Transaction& tx, RegionId region_id,
                                        PersonId person_id);
/// Marks one's own notice as read; a second time changes nothing. Refuses `notice_not_found`.
[[nodiscard]] base::Result<void, NoticeRefusal> read_notice(db::Transaction& tx, RegionId region_id,
                                                            NoticeId id, PersonId person_id,
                                                            base::Instant now);
/// Marks one's own up to `newest_id`, so that what came meanwhile stays unread; 0: all.
void read_notices(db::Transaction& tx, RegionId region_id, PersonId person_id, NoticeId newest_id,
                  base::Instant now);

/// Mutes a kind from now on, and what is unread of it; or lets it call again. Muted notices are
/// still listed. Refuses `notice_kind_must_arrive`.
[[nodiscard]] base::Result<void, NoticeRefusal> mute_kind(db::Transaction& tx, RegionId region_id,
                                                          PersonId person_id, const Kind& kind,
                                                          bool is_muted, base::Instant now);
[[nodiscard]] std::set<std::string, std::less<>> muted_kinds(db::Transaction& tx,
                                                             RegionId region_id,
                                                             PersonId person_id);

/// Deletes what is older than kKeepDays on `today`; returns how many. For a nightly job.
std::int64_t forget_notices(db::Transaction& tx, RegionId region_id, base::Date today);

}  // namespace inbox

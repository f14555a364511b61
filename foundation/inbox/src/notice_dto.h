// The JSON of the inbox.
#pragma once

#include <string>
#include <vector>

#include "inbox/notice.h"

namespace inbox {

struct NoticeRow {
  NoticeId id;
  std::string kind;
  std::string text;  // in the reader's language
  SubjectId subject_id;
  OrganisationId organisation_id;
  base::Instant at;
  std::optional<base::Instant> read_at;
};
BOOST_DESCRIBE_STRUCT(NoticeRow, (), (id, kind, text, subject_id, organisation_id, at, read_at))

struct NoticeQuery {
  std::optional<std::string> cursor;
  std::optional<std::int32_t> limit;
};
BOOST_DESCRIBE_STRUCT(NoticeQuery, (), (cursor, limit))

struct NoticePage {
  std::int64_t unread = 0;  // of all pages
  std::vector<NoticeRow> items;
  std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(NoticePage, (), (unread, items, next_cursor))

struct UnreadNotices {
  std::int64_t unread = 0;
};
BOOST_DESCRIBE_STRUCT(UnreadNotices, (), (unread))

struct NoticesSeen {
  std::optional<NoticeId> newest_id;  // what came later stays unread; absent: all are read
};
BOOST_DESCRIBE_STRUCT(NoticesSeen, (), (newest_id))

struct NoticeKindRow {
  std::string kind;
  std::string name;
  std::string area;  // the service that tells it
  std::string area_name;
  bool may_mute = false;
  bool is_muted = false;
};
BOOST_DESCRIBE_STRUCT(NoticeKindRow, (), (kind, name, area, area_name, may_mute, is_muted))

struct NoticeKindList {
  std::vector<NoticeKindRow> items;
};
BOOST_DESCRIBE_STRUCT(NoticeKindList, (), (items))

struct NoticeKindChange {
  bool is_muted = false;
};
BOOST_DESCRIBE_STRUCT(NoticeKindChange, (), (is_muted))

}  // namespace inbox

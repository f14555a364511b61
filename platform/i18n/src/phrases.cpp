#include "i18n/phrases.h"

#include "base/check.h"
#include "base/text.h"

namespace i18n {
namespace {

constexpr std::int32_t kNoonMin = 12 * 60;
constexpr std::int32_t kDayMin = 24 * 60;
constexpr std::ptrdiff_t kGroup = 3;

}  // namespace

std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  const std::ptrdiff_t first = number < 0 ? 1 : 0;
  for (auto at = std::ssize(text) - kGroup; at > first; at -= kGroup)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

std::string Phrases::text(std::string_view key, const Arguments& arguments) const {
  std::string text = catalogue_->text(language_, key, arguments);
  return language_ == Language::ko ? base::fit_particles(text) : text;
}

std::string Phrases::time(std::int32_t minutes) const {
  CHECK_REQUEST(minutes >= 0 && minutes <= kDayMin);
  if (minutes == kDayMin) return catalogue_->text(language_, "i18n.time.midnight");
  if (minutes == kNoonMin) return catalogue_->text(language_, "i18n.time.noon");
  const std::int32_t hour = minutes / 60 % 12;
  const std::int32_t minute = minutes % 60;
  const bool is_korean = language_ == Language::ko;
  // Half past midnight is 오전 0시 30분, but 12:30 am; 2:05 pm has two digits, 오후 2시 5분 one.
  const bool is_twelve = hour == 0 && (!is_korean || minutes > kNoonMin);
  const std::string padding = !is_korean && minute < 10 ? "0" : "";
  return catalogue_->text(language_,
                          std::string("i18n.time.") +
                              (minutes < kNoonMin ? "morning" : "afternoon") +
                              (minute == 0 ? "_sharp" : ""),
                          {{"hour", std::to_string(is_twelve ? 12 : hour)},
                           {"minute", padding + std::to_string(minute)}});
}

std::string Phrases::month_name(base::Date on) const {
  return catalogue_->text(language_, "i18n.month." + std::to_string(base::split_date(on).month));
}

std::string Phrases::date(base::Date on) const {
  return catalogue_->text(
      language_, "i18n.date",
      {{"month", month_name(on)},
       {"day", std::to_string(base::split_date(on).day)},
       {"weekday",
        catalogue_->text(language_, "i18n.weekday." + std::to_string(base::weekday(on)))}});
}

std::string Phrases::month(base::Date on) const {
  return catalogue_->text(
      language_, "i18n.month",
      {{"month", month_name(on)}, {"year", std::to_string(base::split_date(on).year)}});
}

std::string Phrases::moment(base::Instant at) const {
  return date(base::korean_date(at)) + " " + time(base::korean_second_of_day(at) / 60);
}

std::string Phrases::won(std::int64_t amount_won) const {
  return catalogue_->text(language_, "i18n.won", {{"amount", grouped(amount_won)}});
}

std::string Phrases::items(const std::string& name, std::int64_t others) const {
  if (others == 0) return name;
  return catalogue_->text(language_, "i18n.items", {{"name", name}, {"count", grouped(others)}});
}

}  // namespace i18n

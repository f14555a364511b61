#include "office.h"

#include <algorithm>

#include "jobs/queue.h"
#include "people/person.h"

OLIVE_EMBEDDED(olive)

namespace olive {

namespace {

using settings::Definition;

// A setting with the value that holds today in the whole region.
struct SettingView {
  std::string key;
  settings::Kind kind = settings::Kind::integer;
  std::string unit;
  std::string value;
  std::string default_value;
};
BOOST_DESCRIBE_STRUCT(SettingView, (), (key, kind, unit, value, default_value))

struct SettingList {
  std::vector<SettingView> items;
};
BOOST_DESCRIBE_STRUCT(SettingList, (), (items))

// One change of a setting, with the name of whoever made it.
struct RevisionView {
  std::string scope;  // a district code; empty: the whole region
  base::Date valid_from;
  std::optional<std::string> value;  // none: back to the wider scope's value
  people::PersonId set_by_id;        // 0: the system
  std::string set_by_name;
  base::Instant set_at;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RevisionView, (),
                      (scope, valid_from, value, set_by_id, set_by_name, set_at, reason))

struct RevisionList {
  std::vector<RevisionView> items;
};
BOOST_DESCRIBE_STRUCT(RevisionList, (), (items))

struct SettingChange {
  std::optional<std::string> scope;  // a district code; none: the whole region
  base::Date valid_from;
  std::optional<std::string> value;  // none: back to the wider scope's value
  std::string reason;

  static std::span<const base::Rule> rules() {
    static constexpr base::Rule kRules[] = {
        {.field = "reason", .min_length = 2, .max_length = 200}};
    return kRules;
  }
};
BOOST_DESCRIBE_STRUCT(SettingChange, (), (scope, valid_from, value, reason))

enum class OfficeRefusal { setting_not_found };
BOOST_DESCRIBE_ENUM(OfficeRefusal, setting_not_found)

struct QueueQuery {
  jobs::State state = jobs::State::dead;
};
BOOST_DESCRIBE_STRUCT(QueueQuery, (), (state))

// A task without its payload, which may name persons.
struct TaskView {
  jobs::TaskId id;
  std::string topic;
  std::string subscriber;
  jobs::State state = jobs::State::waiting;
  std::int64_t attempts = 0;
  base::Instant due_at;
  std::string last_error;
};
BOOST_DESCRIBE_STRUCT(TaskView, (), (id, topic, subscriber, state, attempts, due_at, last_error))

struct QueueView {
  std::vector<jobs::QueueCount> counts;
  std::vector<TaskView> items;
};
BOOST_DESCRIBE_STRUCT(QueueView, (), (counts, items))

constexpr std::int64_t kTasksShown = 200;

const Definition* find_definition(const std::vector<Definition>& definitions,
                                  std::string_view key) {
  const auto found = std::ranges::find(definitions, key, &Definition::key);
  return found == definitions.end() ? nullptr : &*found;
}

std::string value_on(db::Transaction& tx, base::RegionId region_id, const Definition& definition,
                     base::Date on) {
  return definition.kind == settings::Kind::integer
             ? std::to_string(settings::integer(tx, region_id, definition, on))
             : settings::text(tx, region_id, definition, on);
}

RevisionList history_of(db::Transaction& tx, base::RegionId region_id, std::string_view key) {
  RevisionList list;
  for (settings::Revision& revision : settings::history(tx, region_id, key)) {
    const people::PersonId set_by_id{revision.set_by};
    const auto person = people::find_person(tx, region_id, set_by_id);
    list.items.push_back({std::move(revision.scope), revision.valid_from, std::move(revision.value),
                          set_by_id, person ? person->name : "", revision.set_at,
                          std::move(revision.reason)});
  }
  return list;
}

api::Answer<QueueView> get_queue(db::Transaction& tx, const api::Context& context,
                                 const QueueQuery& in) {
  QueueView view{.counts = jobs::counts(tx, context.region_id())};
  for (jobs::Task& task : jobs::list(tx, context.region_id(), in.state, kTasksShown))
    view.items.push_back({task.id, std::move(task.topic), std::move(task.subscriber), task.state,
                          task.attempts, task.due_at, std::move(task.last_error)});
  return view;
}

api::Answer<base::Nothing> post_retry(db::Transaction& tx, const api::Context& context,
                                      const base::Nothing&) {
  const auto retried =
      jobs::retry(tx, context.region_id(), context.path_id<jobs::TaskId>("id"), context.now);
  if (!retried) return api::refused(retried.error());
  return base::Nothing{};
}

std::vector<api::Route> setting_routes(const std::vector<Definition>& definitions) {
  const auto get_settings = [definitions](db::Transaction& tx, const api::Context& context,
                                          const base::Nothing&) -> api::Answer<SettingList> {
    SettingList list;
    for (const Definition& definition : definitions)
      list.items.push_back({std::string(definition.key), definition.kind,
                            std::string(definition.unit),
                            value_on(tx, context.region_id(), definition, context.today()),
                            std::string(definition.value)});
    return list;
  };
  const auto get_history = [definitions](db::Transaction& tx, const api::Context& context,
                                         const base::Nothing&) -> api::Answer<RevisionList> {
    const Definition* definition = find_definition(definitions, context.path_text("key"));
    if (definition == nullptr) return api::refused(OfficeRefusal::setting_not_found);
    return history_of(tx, context.region_id(), definition->key);
  };
  const auto post_change = [definitions](db::Transaction& tx, const api::Context& context,
                                         const SettingChange& in) -> api::Answer<RevisionList> {
    const Definition* definition = find_definition(definitions, context.path_text("key"));
    if (definition == nullptr) return api::refused(OfficeRefusal::setting_not_found);
    const std::string scope = in.scope.value_or("");
    const auto set = settings::set(tx, context.region_id(), *definition,
                                   {.scope = scope,
                                    .valid_from = in.valid_from,
                                    .value = in.value,
                                    .set_by = context.principal.person_id.value,
                                    .set_at = context.now,
                                    .reason = in.reason});
    if (!set) return api::refused(set.error(), "/value");
    return history_of(tx, context.region_id(), definition->key);
  };
  return {
      api::get<base::Nothing, SettingList>(
          "/api/v1/settings",
          {.operation = "list_settings",
           .permission = "office.view",
           .tag = "office",
           .summary = "Every dated setting with the value that holds today"},
          get_settings),
      api::get<base::Nothing, RevisionList>(
          "/api/v1/settings/{key}/changes",
          {.operation = "list_setting_changes",
           .permission = "office.view",
           .tag = "office",
           .summary = "Who set a setting, when, from which day on and why"},
          get_history),
      api::post<SettingChange, RevisionList>("/api/v1/settings/{key}/changes",
                                             {.operation = "change_setting",
                                              .permission = "office.change",
                                              .tag = "office",
                                              .summary = "Sets a setting from a day on",
                                              .success_status = 201},
                                             post_change),
  };
}

std::vector<api::Route> queue_routes() {
  return {
      api::get<QueueQuery, QueueView>(
          "/api/v1/tasks",
          {.operation = "list_tasks",
           .permission = "office.view",
           .tag = "office",
           .summary = "Background work: how much waits, what failed and why"},
          get_queue),
      api::post<base::Nothing, base::Nothing>("/api/v1/tasks/{id}/retry",
                                              {.operation = "retry_task",
                                               .permission = "office.change",
                                               .tag = "office",
                                               .summary = "Lets a dead task run again"},
                                              post_retry),
  };
}

}  // namespace

manifest::Module office_module(const std::vector<manifest::Module>& modules) {
  std::vector<Definition> definitions;
  for (const manifest::Module& module : modules)
    std::ranges::copy(module.settings, std::back_inserter(definitions));
  std::ranges::sort(definitions, {}, &Definition::key);
  manifest::Module office{.name = "office", .messages = embedded::messages()};
  office.permissions = {{"office.view", {"administrator", "metro_centre", "auditor"}},
                        {"office.change", {"administrator"}},
                        {"office.holidays", {"administrator", "metro_centre"}}};
  office.routes = setting_routes(definitions);
  std::ranges::move(queue_routes(), std::back_inserter(office.routes));
  std::ranges::move(holiday_routes(), std::back_inserter(office.routes));
  return office;
}

}  // namespace olive

#include "event_stream.h"

#include <mutex>
#include <vector>

#include "base/check.h"
#include "base/text.h"

namespace http {

struct EventStream::Shared {
  struct Listener {
    std::string topic;
    std::shared_ptr<EventSink> sink;
  };
  std::mutex mutex;
  std::vector<Listener> listeners;
};

EventStream::EventStream() : shared_(std::make_shared<Shared>()) {}
EventStream::~EventStream() = default;

std::string format_event(std::string_view event, std::string_view data, std::string_view id) {
  for (const std::string_view part : {event, data, id})
    CHECK_REQUEST(part.find_first_of("\r\n") == std::string_view::npos);
  std::string text;
  if (!id.empty()) text.append("id: ").append(id).append("\n");
  text.append("event: ").append(event).append("\ndata: ").append(data).append("\n\n");
  return text;
}

void EventStream::publish(std::string_view topic, std::string_view event, std::string_view data,
                          std::string_view id) {
  const Frame frame = std::make_shared<const std::string>(format_event(event, data, id));
  const std::lock_guard lock(shared_->mutex);
  for (const Shared::Listener& listener : shared_->listeners)
    if (listener.topic == topic) listener.sink->deliver(frame);
}

std::size_t EventStream::listeners() const {
  const std::lock_guard lock(shared_->mutex);
  return shared_->listeners.size();
}

void subscribe(const StreamSource& source, const std::shared_ptr<EventSink>& sink) {
  const std::lock_guard lock(source.shared->mutex);
  source.shared->listeners.push_back({source.topic, sink});
}

void unsubscribe(const StreamSource& source, const EventSink* sink) {
  const std::lock_guard lock(source.shared->mutex);
  std::erase_if(source.shared->listeners, [&](const EventStream::Shared::Listener& listener) {
    return listener.sink.get() == sink;
  });
}

Response event_stream_response(const EventStream& stream, std::string topic, std::string missed) {
  Response response{200, "text/event-stream", std::move(missed)};
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.headers.emplace_back("X-Accel-Buffering", "no");  // nginx would hold events back
  response.stream = std::make_shared<StreamSource>(stream.shared(), std::move(topic));
  return response;
}

}  // namespace http

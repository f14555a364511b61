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

void EventStream::publish(std::string_view topic, std::string_view event, std::string_view data) {
  CHECK_REQUEST(event.find_first_of("\r\n") == std::string_view::npos);
  CHECK_REQUEST(data.find_first_of("\r\n") == std::string_view::npos);
  std::string text = "event: ";
  text.append(event).append("\ndata: ").append(data).append("\n\n");
  const Frame frame = std::make_shared<const std::string>(std::move(text));
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

Response event_stream_response(const EventStream& stream, std::string topic) {
  Response response{200, "text/event-stream"};
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.headers.emplace_back("X-Accel-Buffering", "no");  // nginx would hold events back
  response.stream = std::make_shared<StreamSource>(stream.shared(), std::move(topic));
  return response;
}

}  // namespace http

// What an EventStream and the connections that listen to it share.
#pragma once

#include <memory>
#include <string>

#include "http/server.h"

namespace http {

using Frame = std::shared_ptr<const std::string>;

// A listener's end; called from publishing threads, must not block.
struct EventSink {
  virtual ~EventSink() = default;
  virtual void deliver(const Frame& frame) = 0;
};

struct StreamSource {
  std::shared_ptr<EventStream::Shared> shared;
  std::string topic;
};

void subscribe(const StreamSource& source, const std::shared_ptr<EventSink>& sink);
void unsubscribe(const StreamSource& source, const EventSink* sink);

}  // namespace http

/// Does something small again and again in a thread of its own: for what every process must do
/// itself, while tasks are done by one of them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace jobs {

/// Calls `beat` every `period` until destruction, which waits for the call at hand. What `beat`
/// throws is logged, and the next beat tries again.
class Pulse {
 public:
  Pulse(std::chrono::milliseconds period, std::function<void()> beat);
  Pulse(const Pulse&) = delete;
  Pulse& operator=(const Pulse&) = delete;
  ~Pulse();

 private:
  void loop();

  std::chrono::milliseconds period_;
  std::function<void()> beat_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_stopping_ = false;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace jobs

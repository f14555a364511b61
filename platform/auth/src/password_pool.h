// Threads for work that hashes passwords: at most two cores and a short queue, so that a storm of
// sign-ins cannot starve everybody else.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace auth {

class PasswordPool {
 public:
  PasswordPool(int threads, std::size_t queue_max);
  // Finishes what is queued.
  ~PasswordPool();
  PasswordPool(const PasswordPool&) = delete;
  PasswordPool& operator=(const PasswordPool&) = delete;

  struct Work {
    std::function<void()> run;
    std::function<void()> fail;  // called when `run` throws: the environment failed
  };
  // False when the queue is full; then nothing of the work is called.
  [[nodiscard]] bool submit(Work work);

 private:
  void loop();

  const std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work> queue_;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace auth

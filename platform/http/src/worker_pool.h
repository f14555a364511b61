// Threads for handlers that wait. The queue is bounded: under overload the answer is 503 at once
// instead of a late one.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class WorkerPool {
 public:
  using Job = std::move_only_function<void()>;

  WorkerPool(int threads, std::size_t queue_max);
  ~WorkerPool() { stop(); }
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full or the pool stopped; the job is then untouched. Thread-safe.
  bool submit(Job& job);
  // Finishes what was submitted, then ends the threads. Idempotent.
  void stop();

 private:
  void work();
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> queue_;
  std::size_t queue_max_;
  bool is_stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace http

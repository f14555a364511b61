#include "password_pool.h"

#include <exception>
#include <utility>

#include "base/check.h"
#include "observe/log.h"

namespace auth {

PasswordPool::PasswordPool(int threads, std::size_t queue_max) : queue_max_(queue_max) {
  CHECK(threads > 0 && queue_max > 0);
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { loop(); });
}

PasswordPool::~PasswordPool() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  CHECK(queue_.empty());
}

bool PasswordPool::submit(Work work) {
  {
    const std::lock_guard lock(mutex_);
    CHECK(!is_stopping_);
    if (queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

void PasswordPool::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    const Work work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    // This is the loop above the work, as the HTTP loop is for requests: the only place to catch.
    try {
      work.run();
    } catch (const std::exception& error) {
      observe::log(observe::Level::error, "sign_in_failed_by_environment",
                   {{"reason", error.what()}});
      work.fail();
    }
    lock.lock();
  }
}

}  // namespace auth

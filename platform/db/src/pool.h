// A fixed set of objects lent to one thread each, first come first served.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/check.h"

namespace db {

// Waiting threads are served in order of arrival: std::mutex alone would let a busy thread starve
// the others for seconds. Add every object before the first acquire().
template <class T>
class Pool {
 public:
  class Lease {
   public:
    Lease(Pool& pool, T& item) : pool_(&pool), item_(&item) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { pool_->release(*item_); }
    T& operator*() const { return *item_; }
    T* operator->() const { return item_; }

   private:
    Pool* pool_;
    T* item_;
  };

  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() { CHECK(free_.size() == all_.size()); }

  void add(std::unique_ptr<T> item) {
    CHECK(item != nullptr);
    free_.push_back(item.get());
    all_.push_back(std::move(item));
  }

  Lease acquire() {
    std::unique_lock lock(mutex_);
    if (!free_.empty()) {
      T* item = free_.back();  // the last one used: its caches are warm
      free_.pop_back();
      return {*this, *item};
    }
    CHECK(!all_.empty());
    Waiter self;
    waiting_.push_back(&self);
    self.served.wait(lock, [&] { return self.item != nullptr; });
    return {*this, *self.item};
  }

 private:
  struct Waiter {
    std::condition_variable served;
    T* item = nullptr;
  };

  void release(T& item) {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) {
      free_.push_back(&item);
      return;
    }
    Waiter* next = waiting_.front();
    waiting_.pop_front();
    next->item = &item;
    next->served.notify_one();  // under the lock: the waiter's variable lives on its stack
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> all_;
  std::vector<T*> free_;
  std::deque<Waiter*> waiting_;
};

}  // namespace db

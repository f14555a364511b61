// The answer that a handler owes.
#pragma once

#include <atomic>
#include <memory>

#include "http/message.h"
#include "loop.h"

namespace http {

// Sends one answer to its connection, from any thread; without one, 500 when it is dropped.
// Outliving the server is allowed: then nothing is sent.
class PendingAnswer {
 public:
  PendingAnswer(std::weak_ptr<Loop> loop, std::weak_ptr<Connection> connection, bool accepts_gzip);
  ~PendingAnswer();
  PendingAnswer(const PendingAnswer&) = delete;
  PendingAnswer& operator=(const PendingAnswer&) = delete;

  void send(Response&& response);

 private:
  std::weak_ptr<Loop> loop_;
  std::weak_ptr<Connection> connection_;
  std::atomic<bool> is_answered_ = false;
  bool accepts_gzip_;
};

// Runs the handler; what it throws becomes an answer: 500 for a broken invariant, 503 when the
// environment failed. The only place of the server that catches.
void run_handler(const Route& route, Request&& request,
                 const std::shared_ptr<PendingAnswer>& pending);

// Compresses a text answer of more than 1 KiB.
void compress(Response& response);

}  // namespace http

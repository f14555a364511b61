// Termination signals as something to wait for, instead of handlers that may do almost nothing.
#pragma once

#include <csignal>

namespace olive {

// Blocks SIGTERM and SIGINT in this thread and all threads that it starts later. Make it first.
class TerminationSignals {
 public:
  TerminationSignals();
  // Returns the signal that arrived.
  int wait() const;

 private:
  sigset_t set_;
};

}  // namespace olive

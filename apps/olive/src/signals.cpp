#include "signals.h"

#include <pthread.h>

#include "base/check.h"

namespace olive {

TerminationSignals::TerminationSignals() {
  sigemptyset(&set_);
  sigaddset(&set_, SIGTERM);
  sigaddset(&set_, SIGINT);
  CHECK(pthread_sigmask(SIG_BLOCK, &set_, nullptr) == 0);
}

int TerminationSignals::wait() const {
  int signal = 0;
  CHECK(sigwait(&set_, &signal) == 0);
  return signal;
}

}  // namespace olive

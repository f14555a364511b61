#!/usr/bin/env bash
# tools/sanitize.sh MODULE [MINUTES] — the module's tests under the address and thread sanitisers,
# again and again for MINUTES each (default: once). Builds only that module's test program.
set -euo pipefail
cd "$(dirname "$0")/.."

module=${1:?usage: tools/sanitize.sh MODULE [MINUTES]}
minutes=${2:-0}

# One sanitiser's whole turn: configure, build, run; stops at the first finding.
turn() {
  local preset=$1 until=$((SECONDS + minutes * 60))
  [[ -f build-$preset/build.ninja ]] || cmake --preset "$preset" > /dev/null
  ninja -C "build-$preset" "${module}_test"
  local rounds=0
  while ((rounds == 0 || SECONDS < until)); do
    TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1 \
      "build-$preset/bin/${module}_test" --gtest_brief=1 --gtest_shuffle
    rounds=$((rounds + 1))
  done
  echo "sanitize: $module is clean under the $preset sanitiser ($rounds rounds)"
}

turn address
turn thread

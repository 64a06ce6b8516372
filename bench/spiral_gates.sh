#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# spiral_gates.sh [WORLDS]: the statistical gates of docs/spiral.md over the whole grid, WORLDS (400) worlds a cell; an hour of a
# processor's time. Fails where a gate is missed, after all of them are printed.
set -euo pipefail
cd "$(dirname "$0")/.."
worlds=${1:-400}
[[ -f build/build.ninja ]] || cmake --preset release >/dev/null
cmake --build --preset release --target spiral_gates >/dev/null
missed=0
gates() { build/spiral_gates "$@" || missed=1; }
echo "| streams | days | dispersion | radius | bias | bias corrected | coverage | refused |"
for days in 3650 16000; do
  for streams in 1 2 4 8; do gates grid $streams $days "$worlds"; done
done
echo "| what moves the counts | streams | memories | radius | with the regimes chosen | floor | lower end under the floor |"
gates placebo "$((worlds / 4))"
echo "| half-life | cross effect | with duplicates | own effect with duplicates |"
gates duplicates "$((worlds / 4))"
echo "| world | correlation of the two directions | answers told |"
gates mirrors "$worlds"
exit $missed

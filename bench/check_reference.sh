#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_reference.sh: the model of counts beside the measuring stick in ../shared/reference/engine, which is written for 8 streams
# and AVX-512 alone. Fails where an answer differs. Where the stick or AVX-512 is absent it says so and passes.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ -f ../shared/reference/engine/binned_fit.cpp ]] || { echo "skipped: ../shared/reference is not there"; exit 0; }
grep -q avx512dq /proc/cpuinfo || { echo "skipped: the measuring stick needs AVX-512"; exit 0; }
cmake --preset release >/dev/null
cmake --build --preset release --target bench_reference >/dev/null
build/bench_reference

# SPDX-License-Identifier: Apache-2.0
# "make help" lists what there is. Only make is needed beforehand: tools/install brings the rest on Debian 12.
JOBS ?= $(shell nproc)
export JOBS
build_preset = { test -f $(2)/build.ninja || cmake --preset $(1) >/dev/null; } && cmake --build --preset $(1) --parallel $(JOBS)

.PHONY: build help brief serve dev headers test test-tsan test-long test-scale test-web web tidy format format-check bench clean

build: ## the program: build/detente
	@tools/install build
	@$(call build_preset,release,build)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name text; do printf '  make %-13s %s\n' "$$name" "$$text"; done

brief: build ## builds the program and writes brief.html about the case us-china
	@build/detente brief us-china -o brief.html

serve: build ## builds the program and serves the case us-china at http://127.0.0.1:8642/
	@build/detente serve us-china

dev: ## the short loop: debug build in build/dev and its tests
	@tools/install build test
	@$(call build_preset,dev,build/dev)
	@ctest --preset dev

test: ## all tests under address and undefined sanitizers, layers, format, each fuzzer for FUZZ_SECONDS (10 or 30)
	@tools/install build test
	@tools/run_tests

test-tsan: ## the tests of what starts threads, under the thread sanitizer
	@tools/install build test
	@tools/run_tests tsan

test-long: ## make test optimised, with five minutes for each fuzzer, three for the kills of "detente add", an hour for the spiral's gates
	@tools/install build test
	@FUZZ_SECONDS=300 CRASH_SECONDS=180 tools/run_tests fuzz
	@bench/spiral_gates.sh

test-scale: build ## the reduction by Spark, ClickHouse's engine and DuckDB: their counts must equal ours
	@cmake --build --preset release --parallel $(JOBS) --target generate_gdelt
	@tests/scale/run build

web: ## the dashboard's pages: web/src into web/dist, which is committed
	@tools/install build
	@tools/web build

test-web: build ## the dashboard's pages in Chromium, each page in both languages, on a phone's screen and a desk's
	@tools/install web
	@tools/web test

headers: ## each header compiled alone
	@tools/install build test
	@tools/check_headers

tidy: ## clang-tidy on all of src, or on FILES
	@tools/install build test
	@tools/tidy $(FILES)

format: ## lays out all C++ files
	@tools/install build test
	@tools/format

format-check: ## fails where "make format" would change something
	@tools/install build test
	@tools/format --check

bench: build ## the benchmarks, bench/check_*.sh, with their peers
	@tools/install bench
	@for script in bench/check_*.sh; do test -e "$$script" || { echo "There are no benchmarks yet."; break; }; "$$script" || exit 1; done

clean: ## removes build/; keeps third/, so that nothing is fetched again
	rm -rf build

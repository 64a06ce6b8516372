#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tools/check_layers finds each planted breach at its line, and nothing in code that keeps the rules.
set -u
check=$(cd "$(dirname "$0")/../.." && pwd)/tools/check_layers
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
failed=0

# expect FILE CODE LINE|none WORDS: check_layers, given only this file, complains at that line in these words, or not at all.
expect() {
  local file=$1 code=$2 line=$3 words=${4:-} output status=0
  rm -rf "$root/src"
  mkdir -p "$(dirname "$root/$file")"
  printf '%b' "$code" >"$root/$file"
  output=$("$check" "$root" 2>&1) || status=$?
  if [[ $line == none ]]; then
    [[ $status == 0 && $output == "" ]] && return
  else
    [[ $status != 0 && $output == "$file:$line: "*"$words"* ]] && return
  fi
  echo "$file <<< $code: expected ${line} ${words}, got status $status: $output"
  failed=1
}

expect src/record/a.cpp '#include "record/b.hpp"\n#include "base/date.hpp"\n#include <toml++/toml.h>\n' none
expect src/base/a.hpp '#pragma once\n#include "record/types.hpp"\n' 2 'base may not use record'
expect src/base/a.cpp '#include <record/types.hpp>\n' 1 'base may not use record'
expect src/record/a.cpp '\n  #  include "store/store.hpp"\n' 2 'record may not use store'
expect src/outlook/a.cpp '#include "dynamics/fit.hpp"\n#include "measure/index.hpp"\n' none
expect src/measure/a.cpp '#include "dynamics/fit.hpp"\n' 1 'measure may not use dynamics'
expect src/text/a.cpp '#include <fstream>\n' 1 'text may not include fstream'
expect src/record/a.cpp '#include <duckdb.h>\n' 1 'only store'
expect src/store/a.cpp '#include <duckdb.h>\n' none
expect src/command/a.cpp '#include <CLI/CLI.hpp>\n' 1 'only cli'
expect src/cli/a.cpp '#include <CLI/CLI.hpp>\nint main() { std::cout << 1; exit(0); }\n' none
expect src/cli/a.cpp '#include <netdb.h>\n' 1 'only serve'
expect src/fetch/a.cpp '#include <curl/curl.h>\n#include "base/result.hpp"\n' none
expect src/command/a.cpp '#include <curl/curl.h>\n' 1 'only fetch'
expect src/report/a.cpp '#include <toml++/toml.h>\n' 1 'only record'
expect src/report/a.cpp 'void f() { std::cout << 1; }\n' 1 'neither prints'
expect src/report/a.cpp '#include <iostream>\n' 1 'only cli serve'
expect src/command/a.cpp 'void f() { fmt::print("x"); }\n' 1 'never prints'
expect src/command/a.cpp 'void f() {\n  std::exit(1);\n}\n' 2 'never ends'
expect src/command/a.cpp 'auto t = std::chrono::system_clock::now();\n' 1 'clock'
expect src/command/a.cpp 'auto t = std::time(nullptr);\n' 1 'clock'
expect src/command/a.cpp '/* std::cout <<\n exit(1) */ int x; // exit(2)\n' none
expect src/command/a.cpp 'auto s = "exit(1) \\" std::cout << 1"; auto c = f.time(0);\n' none
expect src/command/a.cpp 'int n = 1'"'"'000; void f() { exit(1); }\n' 1 'never ends'
expect src/base/a.cpp '#include "a.hpp"\n' 1 'path from src'
expect src/base/a.cpp '#include "../record/types.hpp"\n' 1 'path from src'
expect src/novel/a.cpp 'int x;\n' 1 'not in the table'
exit $failed

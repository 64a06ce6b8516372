#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# peers.sh: brings the Python packages that the benchmarks run beside ours into third/bench, by the hashes of deps/bench.txt and
# deps/bench_source.txt, where they are not there yet.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=third/bench
wanted=$(sha256sum deps/bench.txt deps/bench_source.txt)
[[ $(cat "$folder/done" 2>/dev/null) != "$wanted" ]] || exit 0
echo "bench: the peers in Python go into $folder"
rm -rf "$folder"
/usr/bin/python3 -m venv "$folder"
pip=("$folder/bin/pip" install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes)
"${pip[@]}" -r deps/bench.txt
"${pip[@]}" --no-build-isolation -r deps/bench_source.txt
echo "$wanted" >"$folder/done"

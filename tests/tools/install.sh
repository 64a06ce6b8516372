#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tools/install against a Debian of our own making: dpkg-query, apt-cache and apt-get are stand-ins.
set -u
install=$(cd "$(dirname "$0")/../.." && pwd)/tools/install
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
mkdir "$world/bin"
failed=0

tool() { printf '#!/bin/bash\n%s\n' "$2" >"$world/bin/$1"; chmod +x "$world/bin/$1"; }
tool id 'echo 0'
tool dpkg 'echo amd64'
tool dpkg-query 'for p in there; do echo "$p|install ok installed"; done'
tool apt-cache 'shift 2; for p in "$@"; do printf "Package: %s\nVersion: %s\nSHA256: %s\n\n" "$p" "$OFFERED" "$OFFERED_SHA"; done'
tool apt-get 'echo "apt-get $*" >>"$WORLD/calls"'

# expect STATUS WORDS CALLS LOCK-LINE OFFERED-VERSION OFFERED-SHA
expect() {
  local output status=0 calls
  printf '[build]\n%s\n[test]\nother 1 aa\n' "$4" >"$world/lock"
  : >"$world/calls"
  output=$(PATH=$world/bin:$PATH WORLD=$world OFFERED=$5 OFFERED_SHA=$6 DETENTE_LOCK=$world/lock "$install" build 2>&1) || status=$?
  calls=$(grep -o '[^ ]*=[^ ]*$' "$world/calls")
  [[ $status == "$1" && $output == *"$2"* && $calls == "$3" ]] && return
  echo "$4, offered $5 $6: expected $1 \"$2\" \"$3\", got $status \"$output\" \"$calls\""
  failed=1
}

expect 0 '' '' 'there 1-1 aa' 1-1 aa
expect 0 'install: absent' 'absent=1-1' 'absent 1-1 aa' 1-1 aa
expect 1 'states SHA-256 bb' '' 'absent 1-1 aa' 1-1 bb
expect 0 'note: absent 2:1.0-1+deb12u3 instead of the locked 2:1.0-1' 'absent=2:1.0-1+deb12u3' 'absent 2:1.0-1 aa' 2:1.0-1+deb12u3 bb
expect 0 'note' 'absent=7~deb12u2' 'absent 7~deb12u1 aa' 7~deb12u2 bb
expect 1 'apt offers 1.1-1' '' 'absent 1.0-1 aa' 1.1-1 bb
expect 0 'note' 'absent=3.0.23-1' 'absent 3.0.22-1 aa 3.0.' 3.0.23-1 bb
expect 1 'apt offers 3.1.0-1' '' 'absent 3.0.22-1 aa 3.0.' 3.1.0-1 bb
expect 1 'knows no package' '' 'absent 1-1 aa' '' ''

if PATH=$world/bin:$PATH DETENTE_LOCK=$world/lock "$install" nonsense 2>/dev/null; then
  echo "an unknown group was accepted"
  failed=1
fi
exit $failed

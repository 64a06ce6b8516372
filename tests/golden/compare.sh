#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# compare.sh NAME STATUS STDIN MAKES FIRST PROGRAM ARGUMENT...: one golden test; see golden.cmake beside this file.
set -u
name=$1 expected_status=$2 stdin=$(realpath "$3") makes=$4
read -ra first <<<"$5"
shift 5
tests=$PWD
golden=$tests/golden
work=$(mktemp -d /tmp/detente-XXXXXXXX)
trap 'rm -rf "$work"' EXIT

if [[ $makes ]]; then
  mkdir "$work/sandbox"
  cp -r "$tests/cases" "$tests/../cases/template" "$tests/data" "$work/sandbox/"
  mv "$work/sandbox/template" "$work/sandbox/cases/"
  cd "$work/sandbox" || exit 1
  if [[ ${first[*]} ]]; then "$1" "${first[@]}" >/dev/null || echo "the first call fails"; fi
fi
"$@" <"$stdin" >"$work/stdout" 2>"$work/stderr"
status=$?
if [[ $makes != - ]]; then
  for file in ${makes//,/ }; do
    printf '=== %s\n' "$file" >>"$work/stdout"
    cat "$file" >>"$work/stdout" 2>&1
  done
fi
sed -Ei "s|$work|/tmp/detente-anything|g; s|rejects/[0-9a-f]{20}|rejects/01234567890123456789|g" "$work"/std{out,err}

failed=0
if [[ $status != "$expected_status" ]]; then
  echo "exit status $status, expected $expected_status"
  failed=1
fi
for stream in stdout stderr; do
  file=$golden/$name.$stream
  if [[ ${DETENTE_UPDATE_GOLDEN:-} == 1 ]]; then
    if [[ -s $work/$stream ]]; then cp "$work/$stream" "$file"; else rm -f "$file"; fi
  else
    [[ -e $file ]] || file=/dev/null
    diff -u --label "expected $stream" --label "$stream" "$file" "$work/$stream" || failed=1
  fi
done
if [[ $failed != 0 ]]; then echo "from: ${*@Q}"; fi
exit $failed

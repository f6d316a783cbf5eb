#!/usr/bin/env bash
# Runs fuzzers one after the other; a line each: name, inputs, crashes. What crashed one is kept beside the programs.
#
# Usage: run.sh FOLDER SECONDS RUNS FUZZER...     RUNS: how many inputs, -1 for as many as fit into SECONDS
set -uo pipefail

folder=$1 seconds=$2 runs=$3
shift 3
[ "$runs" -lt 0 ] || seconds=0 # no limit: the number of inputs is one
failed=0
for fuzzer; do
  corpus=$folder/corpus-$fuzzer
  mkdir -p "$corpus"
  # 512 octets is the longest value of an attribute. More memory at once than 64 MiB means that little input made much.
  SWIFT_BACKTRACE=enable=no "$folder/$fuzzer" -max_len=600 -max_total_time="$seconds" -runs="$runs" -malloc_limit_mb=64 -timeout=10 \
    -print_final_stats=1 -artifact_prefix="$folder/$fuzzer-" "$corpus" > "$folder/$fuzzer.log" 2>&1
  status=$?
  crashes=0
  [ $status -eq 0 ] || { crashes=1 failed=1; tail -n 30 "$folder/$fuzzer.log" >&2; }
  echo "$fuzzer inputs $(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$fuzzer.log") crashes $crashes"
done
exit $failed

#!/usr/bin/env bash
# Measures VitalFlow: one JSON object a line to standard output, progress to standard error. README.md has the figures.
#
# Usage: run.sh               settings come from the environment; `make bench` passes them on
#
#   BIN=FOLDER                where the release programs are; the static ones of `make build` unless told
#   ONLY=NAME                 one benchmark: binary_size, decode, detection, gateway_memory_1, gateway_memory_10, alarm_latency, batch_bytes, seal,
#                             commit, disk_bytes, day_offline, mend, publish, drain, load, timeline, replay or imports
#
# Ends with 0; with 1 when something could not be measured; with 2 when ONLY names no benchmark.
set -euo pipefail

# Debian keeps daemons out of a user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
bin=${BIN:-$root/.build/release}

for program in vitalflow-edge vitalflow-collector decode-benchmark delivery-benchmark detection-benchmark load-benchmark timeline-benchmark; do
  [ -x "$bin/$program" ] || { echo "$bin/$program is missing: run \`make bench\`, which builds it" >&2; exit 1; }
done
for program in python3 mosquitto mosquitto_sub mosquitto_pub strip; do
  command -v $program >/dev/null || { echo "$program is missing: run edge/packaging/install-dependencies.sh test" >&2; exit 1; }
done

BIN=$(cd "$bin" && pwd) PYTHONDONTWRITEBYTECODE=1 exec python3 "$here/benchmarks.py"

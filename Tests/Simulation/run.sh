#!/bin/sh
# run.sh PROGRAM FIRST COUNT [PLANT]: the simulation of COUNT seeds from FIRST on, shared out among the processors.
# Prints the sum of what happened; a violation with its replay line, and then the exit status is 1.
set -eu
program=$1 first=$2 count=$3 plant=${4:-}
processes=$(nproc)
[ "$count" -ge "$processes" ] || processes=$count
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
pids='' index=0
while [ "$index" -lt "$processes" ]; do
  from=$((count * index / processes)) to=$((count * (index + 1) / processes))
  # shellcheck disable=SC2086 # no plant is no argument
  "$program" $((first + from)) $((to - from)) $plant >"$folder/$index" &
  pids="$pids $!" index=$((index + 1))
done
status=0
for pid in $pids; do wait "$pid" || status=1; done
cat "$folder"/* | awk '
  /^seeds: / { gsub(",", ""); n = split($0, words, " "); label = ""
    for (i = 1; i <= n; i++) if (words[i] ~ /^[0-9]+$/) { if (!(label in sum)) order[++labels] = label; sum[label] += words[i]; label = "" }
      else label = label (label == "" ? "" : " ") words[i]
    next }
  { print }
  END { for (i = 1; i <= labels; i++) printf "%s%s %d", (i > 1 ? ", " : ""), order[i], sum[order[i]]; if (labels) print "" }'
exit "$status"

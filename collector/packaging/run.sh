#!/usr/bin/env bash
# All of VitalFlow on this machine, for a first look: a broker, the collector, the gateway, and the live view in the terminal.
# Nothing outside the data folder is written, no port but loopback's is opened, and Ctrl-C ends all of it.
#
# Usage: run.sh               settings come from the environment; `make run` passes them on
#
#   DATA=FOLDER               where everything is kept; a new folder below $TMPDIR unless told. It may be an earlier run's
#   DEVICE="ADDRESS …"        reads these wearables over Bluetooth, instead of playing a recording of atrial fibrillation
#   RUN_SECONDS=N             ends by itself after N seconds, as Ctrl-C would
#   BIN=FOLDER                where vitalflow-edge and vitalflow-collector are; .build/debug unless told
#
# Ends with 0 after Ctrl-C, SIGTERM, SIGHUP or RUN_SECONDS, with 1 when a part did not start or ended by itself.
set -u

# Ctrl-C goes to every process of the terminal's foreground group: make would end at once and call it an error. With -m, bash
# makes a group of its own and takes the terminal until it ends. (Only in the foreground: behind `&` it would be stopped.)
if [ -z "${VITALFLOW_RUN_GROUP:-}" ] && { : </dev/tty; } 2>/dev/null; then
  read -r -a stat </proc/$$/stat # pid, name, state, parent, group, session, terminal, foreground group
  if [ "${stat[4]}" = "${stat[7]}" ]; then
    VITALFLOW_RUN_GROUP=1 exec bash -m "$0" "$@"
  fi
fi
unset VITALFLOW_RUN_GROUP # or the programs would take it for a setting
set +m

# Debian keeps daemons out of a user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
root=$(cd "$(dirname "$0")/../.." && pwd)
bin=${BIN:-$root/.build/debug}
# Each start takes a second or so; a debug build on a slow SD card may need twenty.
start_seconds_max=60
# A gateway commits, says goodbye to broker and wearables; longer is a hang.
stop_seconds_max=15

say() { printf '%s\n' "$*"; }

pids=() names=()
watch='' ending=''
# Until all is up the trap only takes note, so that no process is started behind its back.
trap 'ending=1' INT TERM HUP

# Nothing runs yet. What failed because it was interrupted is no failure.
refuse() { # MESSAGE
  [ -z "$ending" ] || exit 0
  say "$1" >&2
  exit 1
}

# --- Ending: the live view, then in the order of the data's way, so that each can hand over what it has.
stop() { # NAME PID
  local tries=0
  kill -TERM "$2" 2>/dev/null
  while kill -0 "$2" 2>/dev/null; do
    tries=$((tries + 1))
    if [ $tries -gt $((stop_seconds_max * 10)) ]; then
      say "$1 did not end within $stop_seconds_max s; killed" >&2
      kill -KILL "$2" 2>/dev/null
    fi
    sleep 0.1
  done
  wait "$2" 2>/dev/null
}

finish() { # STATUS
  trap '' INT TERM HUP
  local index
  [ -z "$watch" ] || stop "live view" "$watch"
  for ((index = ${#pids[@]} - 1; index >= 0; index--)); do
    stop "${names[index]}" "${pids[index]}"
  done
  [ -z "${data:-}" ] || say "Ended. Everything is in $data"
  exit "$1"
}

give_up() { # NAME MESSAGE
  say "$1: $2" >&2
  if [ -s "$data/$1.log" ]; then
    say "The last lines of $data/$1.log:" >&2
    tail -n 15 "$data/$1.log" | sed 's/^/    /' >&2
  fi
  finish 1
}

# --- Parts
# In a session of its own, so that Ctrl-C reaches this script alone; and it ends with this script, even when that is killed.
start() { # NAME COMMAND...
  local name=$1
  shift
  setsid setpriv --pdeathsig TERM "$@" >>"$data/$name.log" 2>&1 </dev/null &
  pids+=($!)
  names+=("$name")
}

wait_until() { # NAME CHECK...
  local name=$1 pid=${pids[-1]} deadline=$((SECONDS + start_seconds_max))
  shift
  until "$@"; do
    [ -z "$ending" ] || finish 0
    kill -0 "$pid" 2>/dev/null || give_up "$name" "ended while it started"
    [ $SECONDS -lt $deadline ] || give_up "$name" "not ready after $start_seconds_max s"
    sleep 0.1
  done
  [ -z "$ending" ] || finish 0
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 12000)) # below the ports that the kernel gives to clients
    if ! listens "$port"; then
      echo "$port"
      return
    fi
  done
  return 1
}

# The gateway's status is retained: it is there as soon as the gateway has reached the broker.
# shellcheck disable=SC2317 # called by wait_until
reports() { [ -n "$(mosquitto_sub -h 127.0.0.1 -p "$mqtt" -t "vitalflow/v1/gateway/$1/status" -C 1 -W 1 2>/dev/null)" ]; }

# --- Before anything starts
for program in vitalflow-edge vitalflow-collector; do
  [ -x "$bin/$program" ] || refuse "$bin/$program is missing: run \`make run\`, which builds it"
done
for program in mosquitto mosquitto_sub setsid setpriv; do
  command -v $program >/dev/null || refuse "$program is missing: run edge/packaging/install-dependencies.sh run"
done

if [ -n "${DATA:-}" ]; then
  mkdir -p "$DATA" || refuse "cannot make the folder $DATA"
  data=$(cd "$DATA" && pwd) || refuse "cannot enter the folder $DATA"
else
  data=$(mktemp -d "${TMPDIR:-/tmp}/vitalflow.XXXXXX") || refuse "cannot make a folder below ${TMPDIR:-/tmp}"
fi
mkdir -p "$data/broker" "$data/collector" "$data/gateway" "$data/runtime" || refuse "cannot write to $data"

if ! mqtt=$(free_port) || ! http=$(free_port) || [ "$http" = "$mqtt" ]; then
  refuse "no free port between 20000 and 32000; try again"
fi

gateway=demo
assign=() source=()
if [ -n "${DEVICE:-}" ]; then
  number=0
  for address in $DEVICE; do
    number=$((number + 1))
    assign+=(--assign "$address=wearer-$number")
    source+=(--device "$address")
  done
  telling="Reads over Bluetooth: $DEVICE"
else
  assign=(--assign C0:00:00:00:00:00=demo-patient)
  source=(--simulate "$root/edge/Recordings/atrial-fibrillation.csv" --speed 4 --repeat)
  telling="Plays a recording of atrial fibrillation at four times its speed. Simulated: nobody's values."
fi

say "VitalFlow is not a medical device."
say "Everything is kept in $data"
say "$telling"

# --- Broker: private, without accounts because nobody but this machine reaches it, and it saves each change at once.
cat >"$data/broker/mosquitto.conf" <<END
listener $mqtt 127.0.0.1
set_tcp_nodelay true
allow_anonymous true
persistence true
persistence_location $data/broker
autosave_on_changes true
autosave_interval 1
# As root it would become the user mosquitto, who cannot write here.
user $(id -un)
END
[ -z "$ending" ] || finish 0
start broker mosquitto -c "$data/broker/mosquitto.conf"
wait_until broker listens "$mqtt"

start collector "$bin/vitalflow-collector" serve --broker "127.0.0.1:$mqtt" --data-dir "$data/collector" \
  --http "127.0.0.1:$http" --web-root "$root/collector/web" "${assign[@]}"
wait_until collector listens "$http"

start gateway "$bin/vitalflow-edge" run "${source[@]}" --broker "127.0.0.1:$mqtt" --gateway "$gateway" \
  --state-dir "$data/gateway" --runtime-dir "$data/runtime"
wait_until gateway reports "$gateway"

say "Dashboard:   http://127.0.0.1:$http/"
say "In a second terminal:"
say "    mosquitto_sub -h 127.0.0.1 -p $mqtt -v -t 'vitalflow/v1/alarm/#' -t 'vitalflow/v1/person/#'"
say "Ctrl-C ends everything."
say ""

# --- The live view, in front. It shares this script's group, so it may read and draw as if it were alone.
"$bin/vitalflow-collector" watch --broker "127.0.0.1:$mqtt" --header "http://127.0.0.1:$http/   data: $data" <&0 2>"$data/watch.log" &
watch=$!
timer=''
if [ -n "${RUN_SECONDS:-}" ]; then
  sleep "$RUN_SECONDS" &
  timer=$!
fi
trap '[ -z "$timer" ] || kill "$timer" 2>/dev/null; finish 0' INT TERM HUP
[ -z "$ending" ] || finish 0

# shellcheck disable=SC2086 # no word where there is no timer
wait -n -p ended $watch $timer "${pids[@]}"
status=$?
[ -z "$timer" ] || kill "$timer" 2>/dev/null

if [ "$ended" = "$timer" ]; then
  finish 0
elif [ "$ended" = "$watch" ]; then
  watch=''
  # Ctrl-C may reach it first; it then ends with 0 or by the signal.
  case $status in
    0 | 130 | 143) finish 0 ;;
    *) give_up watch "the live view ended with $status" ;;
  esac
else
  for index in "${!pids[@]}"; do
    [ "${pids[index]}" != "$ended" ] || give_up "${names[index]}" "ended by itself, with status $status"
  done
fi
finish 1

# shellcheck shell=sh
# A whole site inside the virtual machine, steered by lines on standard input: broker, collector, a plain subscriber, gateways.
#
# Arguments: BIN, the folder of the release programs; IDLE, a Swift program that only waits ('' where there is none).
# Each line that is read is run here, and answered with `done STATUS`. machine.sh of Tests/VirtualBluetooth runs this.
#
#   site_start [NAME=VALUE...]                         the environment of the collector
#   gateway_start STATE [NAME=VALUE...] -- DEVICE...   STATE is a folder's name
#   forget_devices                                     takes BlueZ's memory of devices away
#   gateway_stop, site_stop                            in order, as SIGTERM does it
#   idle_start                                         starts IDLE; its process is $waiting
#   memory PID                                         prints VmRSS and PSS in KiB
#   keep STATE                                         copies the gateway's outbox to the share
#
# All data is in the machine's memory (tmpfs): a sync costs nothing here.

bin=$1 idle=$2 data=/tmp/site
mkdir -p $data

site_start() {
  printf 'listener 1883 127.0.0.1\nset_tcp_nodelay true\nallow_anonymous true\nuser root\n' >$data/broker.conf
  mosquitto -c $data/broker.conf >$data/broker.log 2>&1 </dev/null &
  broker=$!
  wait_for mosquitto_pub -t ready -n || return 1
  env "$@" "$bin/vitalflow-collector" serve --broker 127.0.0.1:1883 --data-dir $data/collector --http 127.0.0.1:0 \
    >$data/collector.log 2>&1 </dev/null &
  collector=$!
  wait_for test -s $data/collector/http.address || { tail -n 20 $data/collector.log >&2; return 1; }
  mosquitto_sub -t 'vitalflow/v1/alarm/#' -F '%U %p' >$data/alarms 2>$data/subscriber.log </dev/null &
  subscriber=$!
}

site_stop() {
  kill "$collector" && wait "$collector"
  kill "$subscriber" && wait "$subscriber"
  kill "$broker" && wait "$broker"
  cp $data/alarms /mnt/share/alarms
}

gateway_start() {
  state=$1 devices='' settings=''
  shift
  while [ "$1" != -- ]; do settings="$settings $1"; shift; done
  shift
  for device; do devices="$devices --device $device"; done
  # shellcheck disable=SC2086 # settings and devices have no blanks
  env $settings "$bin/vitalflow-edge" run --broker 127.0.0.1:1883 --gateway bench --state-dir "$data/$state" $devices \
    >$data/gateway.log 2>&1 </dev/null &
  gateway=$!
}

forget_devices() {
  tries=0
  until devices=$(bluetoothctl devices </dev/null) && [ -z "$devices" ]; do
    tries=$((tries + 1))
    [ $tries -lt 20 ] || return 1
    # BlueZ forgets some by itself meanwhile.
    echo "$devices" | while read -r _ address _; do bluetoothctl remove "$address" </dev/null >/dev/null 2>&1 || :; done
  done
}

gateway_stop() {
  kill "$gateway" && wait "$gateway"
}

idle_start() {
  "$idle" >/dev/null 2>&1 </dev/null &
  # shellcheck disable=SC2034 # for `memory "$waiting"`
  waiting=$!
}

memory() {
  sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/rss \1/p' "/proc/$1/status"
  sed -n 's/^Pss:[^0-9]*\([0-9]*\) kB/pss \1/p' "/proc/$1/smaps_rollup"
}

keep() {
  cp "$data/$1/outbox.sqlite"* /mnt/share/
}

wait_for() { # CHECK...
  tries=0
  until "$@" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || return 1
    sleep 0.1
  done
}

echo ready
while read -r command; do
  eval "$command"
  echo "done $?"
done

# shellcheck shell=sh
# Functions for scripts that run in the machine; machine-init sources this and calls bt_up before the script.
#
#   bt_up                D-Bus, the controller, bluetoothd; returns when the adapter is powered
#   bluetoothd_start     likewise for bluetoothd alone; its log is /var/log/bluetoothd.log
#   bluetoothd_stop      as `systemctl stop bluetooth` does it
#   bluetoothd_kill      as a crash does it
#   bluetoothd_restart
#   bt_show PROPERTY     of the adapter, e.g. bt_show Powered

bt_show() {
  dbus-send --system --print-reply=literal --dest=org.bluez /org/bluez/hci0 \
    org.freedesktop.DBus.Properties.Get string:org.bluez.Adapter1 string:"$1" 2>/dev/null |
    sed 's/^ *variant *//; s/^boolean //'
}

bt_up() {
  # What installing the packages on the host would have added.
  grep -q '^bluetooth:' /etc/group || echo 'bluetooth:x:102:' >> /etc/group
  grep -q '^messagebus:' /etc/passwd || echo 'messagebus:x:101:101::/nonexistent:/usr/sbin/nologin' >> /etc/passwd
  dbus-daemon --system --fork --nopidfile >&2 || return 1
  # The controller speaks H4 on the first virtio console; the speed is ignored, but btattach wants one.
  btattach -B /dev/hvc0 -P h4 -S 115200 > /var/log/btattach.log 2>&1 < /dev/null &
  bluetoothd_start
}

bluetoothd_start() {
  /usr/libexec/bluetooth/bluetoothd --nodetach >> /var/log/bluetoothd.log 2>&1 < /dev/null &
  BLUETOOTHD=$!
  # Powered, not just present: Connect in between fails with an input/output error.
  bt_deadline=$(($(cut -d. -f1 /proc/uptime) + 30))
  until [ "$(bt_show Powered)" = true ]; do
    if [ "$(cut -d. -f1 /proc/uptime)" -ge $bt_deadline ]; then
      echo "bluetooth.sh: the adapter did not come up in 30 s; does another machine use the straps?" >&2
      tail -n 20 /var/log/btattach.log /var/log/bluetoothd.log >&2
      return 1
    fi
    sleep 0.1
  done
}

bluetoothd_stop() {
  kill "$BLUETOOTHD"
  wait "$BLUETOOTHD" || :
}

bluetoothd_kill() {
  kill -KILL "$BLUETOOTHD"
  wait "$BLUETOOTHD" 2>/dev/null || :
}

bluetoothd_restart() {
  bluetoothd_stop
  bluetoothd_start
}

#!/bin/sh
# Boots the virtual machine, runs one shell script in it as root, and exits with the script's status.
#
# Usage: machine.sh [--hci SOCKET] [--share FOLDER] [--limit SECONDS] [--memory MEBIBYTES] DIR SCRIPT [ARGUMENT...]
#
#   DIR        the folder that setup.sh made
#   SCRIPT     POSIX sh; Bluetooth is up when it starts, and it has the functions of bluetooth.sh
#   --hci      the socket of straps.py; without it the machine has no Bluetooth
#   --share    a folder of the host, read-write in the machine as /mnt/share
#   --limit    after which all is ended, with status 124; 300 unless told
#
# Standard input, output and error are the script's, live. Status 125: the machine or its Bluetooth did not come up.
# SIGTERM, SIGINT, SIGHUP end the machine (status 143, 130, 129). VIRTUAL_BLUETOOTH_ACCEL=kvm uses the processor.
set -u

fail() { echo "machine.sh: $*" >&2; exit 125; }

here=$(cd "$(dirname "$0")" && pwd)
hci='' share='' limit=300 memory=1024
while [ $# -gt 0 ]; do
  case $1 in
    --hci) hci=${2:?} ;;
    --share) share=$(cd "${2:?}" && pwd) || fail "no folder $2" ;;
    --limit) limit=${2:?} ;;
    --memory) memory=${2:?} ;;
    -*) fail "unknown option $1" ;;
    *) break ;;
  esac
  shift 2
done
[ $# -ge 2 ] || fail "usage: machine.sh [--hci SOCKET] [--share FOLDER] [--limit SECONDS] DIR SCRIPT [ARGUMENT...]"
dir=$(cd "$1" 2>/dev/null && pwd) || fail "no folder $1"
[ -e "$dir/stamp" ] || fail "$1 is not set up; run setup.sh $1"
[ -z "$hci" ] || [ -S "$hci" ] || fail "$hci is no socket; start straps.py first"

run=$(mktemp -d "${TMPDIR:-/tmp}/machine.XXXXXX") || fail "no temporary folder"
qemu=''
finish() { # STATUS
  trap '' TERM INT HUP
  [ -z "$qemu" ] || kill "$qemu"
  exec 4>&- 5>&-
  wait
  rm -rf "$run"
  exit "$1"
}
trap 'finish 129' HUP
trap 'finish 130' INT
trap 'finish 143' TERM

cp "$here/machine-init" "$here/bluetooth.sh" "$run/"
cp "$2" "$run/script" || finish 125
shift 2
for argument; do
  printf "'%s' " "$(printf '%s' "$argument" | sed "s/'/'\\\\''/g")"
done > "$run/arguments"
[ -z "$share" ] || : > "$run/share"

# Each stream is a virtio port of its own. QEMU writes to FIFOs; holding them open here lets `cat` start before QEMU,
# and closing them ends `cat` whatever became of QEMU. A terminal is not passed on: QEMU would change its settings.
mkfifo "$run/stdout" "$run/stderr"
exec 3<&0 4<> "$run/stdout" 5<> "$run/stderr"
[ ! -t 3 ] || exec 3< /dev/null
cat < "$run/stdout" 3<&- 4>&- 5>&- & output=$!
cat < "$run/stderr" >&2 3<&- 4>&- 5>&- & errors=$!

case ${VIRTUAL_BLUETOOTH_ACCEL:-tcg} in
  kvm) set -- -accel kvm -cpu host ;;
  *) set -- -accel tcg,thread=multi -cpu max ;;
esac
set -- "$@" -M q35 -m "$memory" -smp 2 -nodefaults -no-reboot -display none \
  -kernel "$dir/boot/vmlinuz" -initrd "$dir/boot/initramfs" \
  -append "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off" \
  -serial "file:$run/console" -device virtio-rng-pci \
  -netdev user,id=net -device virtio-net-pci,netdev=net,romfile= \
  -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
  -virtfs "local,path=$dir/root,mount_tag=programs,security_model=none,readonly=on,multidevs=remap" \
  -virtfs "local,path=$run,mount_tag=run,security_model=none,multidevs=remap" \
  -device virtio-serial-pci
[ -z "$hci" ] || set -- "$@" -chardev "socket,id=hci,path=$hci" -device virtconsole,chardev=hci
set -- "$@" \
  -chardev stdio,id=stdin,signal=off -device virtserialport,chardev=stdin,name=stdin \
  -chardev "file,id=stdout,path=$run/stdout" -device virtserialport,chardev=stdout,name=stdout \
  -chardev "file,id=stderr,path=$run/stderr" -device virtserialport,chardev=stderr,name=stderr
[ -z "$share" ] || set -- "$@" -virtfs "local,path=$share,mount_tag=share,security_model=none,multidevs=remap"

libraries=$dir/root/usr/lib/x86_64-linux-gnu
# --pdeathsig: nothing stays behind even if this script is killed outright.
setpriv --pdeathsig TERM timeout --kill-after 5 "$limit" \
  env LD_LIBRARY_PATH="$libraries" QEMU_MODULE_DIR="$libraries/qemu" setpriv --pdeathsig KILL \
  "$dir/root/usr/bin/qemu-system-x86_64" -L "$dir/root/usr/share/qemu" -L "$dir/root/usr/share/seabios" "$@" \
  <&3 > "$run/qemu" 2>&1 4>&- 5>&- &
qemu=$!
wait $qemu
ended=$?
qemu=''
exec 4>&- 5>&-
wait $output $errors # all that QEMU wrote is passed on

if [ -s "$run/status" ]; then
  finish "$(cat "$run/status")"
elif [ $ended -eq 124 ] || [ $ended -eq 137 ]; then
  echo "machine.sh: ended after $limit s" >&2
  finish 124
fi
echo "machine.sh: the machine ended without a result (QEMU: $ended); its last words:" >&2
tail -n 20 "$run/qemu" "$run/console" >&2 2>/dev/null
finish 125

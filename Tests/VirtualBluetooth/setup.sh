#!/bin/sh
# Makes the test bed's folder: QEMU, BlueZ and the rest of the machine's programs, its kernel and initramfs, and the
# straps' Python environment. Nothing is installed on the host. Running it again when nothing changed takes no time.
#
# Usage: setup.sh DIR        Needs: Debian 12 on x86_64 with package lists (apt-get update), python3-venv, the network
set -eu

fail() { echo "setup.sh: $*" >&2; exit 1; }

[ $# -eq 1 ] || fail "usage: setup.sh DIR"
here=$(cd "$(dirname "$0")" && pwd)

[ "$(uname -m)" = x86_64 ] || fail "virtual Bluetooth is supported on x86_64 only; this is $(uname -m)"
for tool in apt-get dpkg-deb flock; do
  command -v $tool >/dev/null || fail "$tool is missing: this needs Debian or a relative of it"
done
python3 -c 'import venv, ensurepip' 2>/dev/null || fail "python3-venv is missing; as root: apt-get install python3-venv"

mkdir -p "$1"
dir=$(cd "$1" && pwd)
exec 9>"$dir/lock"
flock 9 # two test runs may start at once

# The stamp covers the folder's own path too: a Python environment cannot be moved.
stamp=$(cd "$here" && { echo "$dir"; cat setup.sh requirements.txt initramfs-init; } | sha256sum)
[ "$(cat "$dir/stamp" 2>/dev/null)" != "$stamp" ] || exit 0
rm -f "$dir/stamp"

apt() { apt-get -q=2 -o DPkg::Lock::Timeout=300 -o APT::Sandbox::User=root "$@"; }

# --- Packages: the wanted ones, and of those that they depend on only what the host lacks.
kernel=$(apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/.*Depends: \(linux-image-[0-9][^ ]*\).*/\1/p' | head -n 1)
[ -n "$kernel" ] || fail "apt knows no kernel package; as root: apt-get update"
wanted="bluez busybox-static cpio kmod qemu-system-x86"
# shellcheck disable=SC2086 # one word a package
plan=$(apt --simulate --no-install-recommends install $wanted) ||
  fail "apt cannot resolve the packages (see above); as root: apt-get update"
# shellcheck disable=SC2086
packages=$(printf '%s\n' $wanted "$kernel" "$(printf '%s\n' "$plan" | sed -n 's/^Inst \([^ ]*\) .*/\1/p')" | sort -u)
mkdir -p "$dir/packages"
echo "setup.sh: fetching $(echo "$packages" | wc -l) packages, about 90 MB" >&2
# shellcheck disable=SC2086
(cd "$dir/packages" && apt download $packages) ||
  fail "download failed; if a package was not found, its list is old: as root, apt-get update"

# --- Programs. The links make /bin and the like part of /usr as on the host: a real /bin here would hide the host's.
rm -rf "${dir:?}/root" "${dir:?}/boot"
mkdir -p "$dir/root" "$dir/boot"
for folder in bin sbin lib lib64; do
  mkdir -p "$dir/root/usr/$folder"
  ln -s "usr/$folder" "$dir/root/$folder"
done
for package in $packages; do
  [ "$package" != "$kernel" ] || continue
  # An older version may lie there as well; the newest was fetched last.
  file=$(find "$dir/packages" -name "${package%:*}_*.deb" -printf '%C@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-)
  dpkg-deb --fsys-tarfile "$file" | tar -x --keep-directory-symlink --no-same-owner -C "$dir/root"
done

# --- Kernel and initramfs. The machine's root has no /lib/modules, so nothing can be loaded later: the initramfs loads
# all. sha512, hmac, ctr, drbg come before ecdh_generic, whose self-test (and with it Secure Connections) needs them;
# algif_* and cmac, ecb are what bluetoothd encrypts with.
modules="virtio_pci 9pnet_virtio 9p overlay virtio_console virtio_net virtio_rng
  sha512_generic hmac ctr drbg ecb cmac ecdh_generic hci_uart uhid algif_hash algif_skcipher"
work=$(mktemp -d "$dir/boot/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
image=$(find "$dir/packages" -name "${kernel}_*.deb" -printf '%C@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-)
dpkg-deb --fsys-tarfile "$image" | tar -x --no-same-owner -C "$work" ./boot ./lib/modules
version=$(ls "$work/lib/modules")
cp "$work/boot/vmlinuz-$version" "$dir/boot/vmlinuz"
for name in depmod modprobe; do ln -s "$dir/root/usr/bin/kmod" "$work/$name"; done
"$work/depmod" -b "$work" "$version"
initramfs=$work/initramfs
mkdir -p "$initramfs/bin" "$initramfs/modules"
for module in $modules; do "$work/modprobe" -d "$work" -S "$version" --show-depends "$module"; done |
  awk '$1 == "insmod" && !seen[$2]++ { print $2 }' > "$work/order"
while read -r file; do
  cp "$file" "$initramfs/modules/"
  basename "$file"
done < "$work/order" > "$initramfs/modules/order"
cp "$dir/root/usr/bin/busybox" "$initramfs/bin/busybox"
cp "$here/initramfs-init" "$initramfs/init"
chmod +x "$initramfs/init"
(cd "$initramfs" && find . | "$dir/root/usr/bin/cpio" --create --format newc --quiet | gzip -1) > "$dir/boot/initramfs"

rm -rf "$work"

# --- The straps' Python
python3 -m venv --clear "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"

echo "$stamp" > "$dir/stamp"
echo "setup.sh: $dir is ready (Linux $version, $(du -sh "$dir" | cut -f1))" >&2

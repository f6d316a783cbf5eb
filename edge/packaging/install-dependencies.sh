#!/bin/sh
# Installs what VitalFlow needs beside Swift, and only what is missing. On Debian and its relatives through apt; elsewhere it
# says what is missing and leaves the rest to you.
#
# Usage: install-dependencies.sh [build|run|test|lint]...     without an argument: build
#
#   build   headers of libsystemd, libmosquitto, SQLite, zlib, libxml2, libcurl, jemalloc and BlueZ
#   run     build, and the mosquitto broker and its clients
#   test    run, and a browser, Python environments, sqlite3, D-Bus, and what Tests/VirtualBluetooth/setup.sh starts with
#   lint    git, shellcheck, Python, systemd-analyze
set -eu

say() { echo "install-dependencies.sh: $*" >&2; }
fail() { say "$*"; exit 1; }

# Debian keeps daemons out of a user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# --- Swift: not in Debian 12, and too large to install unasked.
swift_wanted=6.3
swift_advice="VitalFlow builds with Swift $swift_wanted or newer. Install it as https://www.swift.org/install/linux/ says, for example:
    curl -O https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz
    tar zxf swiftly-$(uname -m).tar.gz
    ./swiftly init
    . \"\${SWIFTLY_HOME_DIR:-\$HOME/.local/share/swiftly}/env.sh\"
    swiftly install $swift_wanted --use"

need_swift() {
  command -v swift >/dev/null || fail "\`swift\` is not in the PATH. $swift_advice"
  found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [ -n "$found" ] || fail "\`swift --version\` does not work. $swift_advice"
  oldest=$(printf '%s\n%s\n' "$found" "$swift_wanted" | sort -V | head -n 1)
  [ "$oldest" = "$swift_wanted" ] || fail "Swift $found is too old. $swift_advice"
}

# --- One line a need: a Debian package, and how to see that what it brings is there.
library() { pkg-config --exists "$1" 2>/dev/null; }
tool() { command -v "$1" >/dev/null; }
module() { python3 -c "import $1" 2>/dev/null; }

missing=''
need() { # PACKAGE CHECK ARGUMENT
  "$2" "$3" || missing="$missing $1"
}

need_build() {
  need pkg-config tool pkg-config
  need libsystemd-dev library libsystemd
  need libmosquitto-dev library libmosquitto
  need libsqlite3-dev library sqlite3
  need zlib1g-dev library zlib
  need libxml2-dev library libxml-2.0
  need libcurl4-openssl-dev library libcurl
  need libjemalloc-dev library jemalloc
  need libbluetooth-dev library bluez
}

need_run() {
  need_build
  need mosquitto tool mosquitto
  need mosquitto-clients tool mosquitto_sub
}

need_test() {
  need_run
  need chromium tool chromium
  need chromium-driver tool chromedriver
  need python3-venv module ensurepip
  need sqlite3 tool sqlite3
  need dbus-daemon tool dbus-daemon
  need dbus-bin tool dbus-send
  need git tool git
  need prometheus-alertmanager tool prometheus-alertmanager
  # Tests/VirtualBluetooth: setup.sh fetches its own programs; these it starts with.
  need util-linux tool flock
  need procps tool ps
}

need_lint() {
  need shellcheck tool shellcheck
  need git tool git
  need python3 tool python3
  need systemd tool systemd-analyze
}

needs() {
  missing=''
  for purpose; do "need_$purpose"; done
  # shellcheck disable=SC2086 # one word a package
  missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')
  missing=${missing% }
}

[ $# -gt 0 ] || set -- build
for purpose; do
  case $purpose in
    build | run | test) need_swift ;;
    lint) ;;
    *) fail "unknown purpose '$purpose': build, run, test or lint" ;;
  esac
done

needs "$@"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  fail "missing, by their Debian names: $missing. There is no apt-get here: install what your system calls them, and run this again."
fi

as_root=''
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || fail "missing: $missing. As root: apt-get install $missing"
  as_root=sudo
fi

apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q=2 -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2; }

# shellcheck disable=SC2086 # one word a package
install() { apt install --no-install-recommends --yes $missing; }

say "installing $missing"
case " $missing " in
  *" mosquitto "*) say "(Debian starts the mosquitto it installs, on 127.0.0.1:1883. \`make run\` and the tests use their own.)" ;;
esac
# A fresh machine or container has no lists; an old one has lists of packages that are gone.
if ! ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1; then
  apt update || fail "apt-get update failed (see above)"
fi
if ! install; then
  say "that failed; once more with fresh lists"
  apt update || fail "apt-get update failed (see above)"
  install || fail "apt-get could not install $missing (see above)"
fi

needs "$@"
[ -z "$missing" ] || fail "still missing after the installation: $missing"

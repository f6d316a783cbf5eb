#!/usr/bin/env python3
"""The benchmarks that run.sh lists. Each function measures, and prints its figures with `report`."""
import json
import os
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from batch import Batch
from delivery import commit, day_offline, disk_bytes, drain, mend, publish, seal
from figures import percentile, report, say
from load import load
from stores import imports, replay
from timeline import timeline

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLS = ROOT / ".build/virtual-bluetooth"
VIRTUAL = HERE.parent / "VirtualBluetooth"
RECORDING = ROOT / "edge/Recordings/atrial-fibrillation.csv"

STRAPS = 10
ADDRESSES = [f"C0:00:00:00:01:{i:02X}" for i in range(STRAPS)]

# Of the recording: each strap sends two values a second, as a strap that notifies twice a second would.
SPEED = 2
FLOW_SECONDS = 75
MEMORY_SAMPLES = 5

# Alarms come on above 90 and below 89 after a second, and go off 5 inside the limit for 15 s: MonitorLimits.heartRateClearDelay.
# Synthetic heart rates climb from 60 to 119 and start again. 26 values lie well inside each limit, so that at up to 1.6 values a second
# every climb brings both alarms on and off. The straps' rates differ, so that they do not march in step with the commits.
LIMITS = ["VITALFLOW_HEART_RATE_MAX=90", "VITALFLOW_HEART_RATE_MIN=89", "VITALFLOW_HEART_RATE_DELAY_SECONDS=1"]
RATES_HZ = [1.37 + 0.02 * i for i in range(STRAPS)]
ALARM_CHANGES = 150
ALARM_SECONDS_MAX = 400
COMMIT_INTERVAL_DEFAULT_MS = 500


PROGRAMS = ("vitalflow-edge", "vitalflow-collector")


def install(folder):
    """The programs as `make install` installs them. Copies, so that a build in the meantime changes nothing under the machine's feet."""
    folder.mkdir()
    for name in PROGRAMS:
        subprocess.run(["strip", "-o", folder / name, Path(os.environ["BIN"]) / name], check=True)
    return folder


# --- The site in the machine


class Straps:
    """straps.py, and its control port."""

    def __init__(self, folder):
        self.hci = folder / "hci"
        self.process = subprocess.Popen(
            [TOOLS / "venv/bin/python", VIRTUAL / "straps.py", "--hci", self.hci, "-n", str(STRAPS), "--series", RECORDING,
             "--speed", str(SPEED)],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        self.port = json.loads(self.process.stdout.readline())["control"]

    def command(self, line):
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall((line + "\n").encode())
            reply = json.loads(connection.makefile().readline())
        if "error" in reply:
            raise RuntimeError(f"{line}: {reply['error']}")
        return reply["straps"]

    def await_subscribed(self, strap, seconds=40):
        deadline = time.monotonic() + seconds
        while not self.command("list")[strap]["subscribed"]:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the gateway did not subscribe to strap {strap} within {seconds} s")
            time.sleep(0.1)


class Machine:
    """The virtual machine with site.sh in it."""

    def __init__(self, straps, share, programs, idle, limit):
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "sh", VIRTUAL / "machine.sh", "--hci", straps.hci, "--share", share,
             "--limit", str(limit), TOOLS, HERE / "site.sh", programs, idle or ""],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.read_until("ready")

    def read_until(self, word):
        lines = []
        for line in self.process.stdout:
            if line.split()[:1] == [word]:
                return lines, line.split()[1:]
            lines.append(line.rstrip("\n"))
        raise RuntimeError(f"the machine ended: {lines}")

    def run(self, command):
        """Runs a line in site.sh; returns what it printed."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        lines, status = self.read_until("done")
        if status != ["0"]:
            raise RuntimeError(f"{command}: status {status}: {lines}")
        return lines

    def memory(self, process):
        return {name: int(kib) * 1024 for name, kib in map(str.split, self.run(f"memory ${process}"))}


@contextmanager
def machine(seconds_max, idle=None):
    """Straps and a machine that hears them; nothing of them is left behind."""
    if not (TOOLS / "stamp").exists():
        sys.exit("the test bed is not set up: run sh Tests/VirtualBluetooth/setup.sh .build/virtual-bluetooth")
    folder = Path(tempfile.mkdtemp(prefix="bench."))
    processes = []
    try:
        share = folder / "share"
        share.mkdir()
        programs = install(folder / "bin")
        straps = Straps(folder)
        processes.append(straps.process)
        say("starting the virtual machine")
        box = Machine(straps, share, programs, idle, seconds_max)
        processes.append(box.process)
        try:
            yield box, straps, share
        except RuntimeError:
            if box.process.poll() is None:
                say("the gateway's last words:\n" + "\n".join(box.run("tail -n 30 $data/gateway.log")))
            raise
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()
        shutil.rmtree(folder)


def gateway_start(box, straps, state, count, *settings):
    """A gateway with `count` devices, which come into range one after the other, as wearers do."""
    straps.command("vanish *")
    box.run("forget_devices")
    box.run(" ".join(["gateway_start", state, *settings, "--", *ADDRESSES[:count]]))
    for strap in range(count):
        straps.command(f"return {strap}")
        straps.await_subscribed(strap)
    say(f"{count} subscribed")


def batches(share):
    """The batches of the outbox that `keep` copied, with the moment of their commit."""
    database = sqlite3.connect(share / "outbox.sqlite")
    try:
        return [(Batch(body), committed) for body, committed in database.execute("SELECT body, committed_ms FROM batch ORDER BY number")]
    finally:
        database.close()


@contextmanager
def idle_program():
    """A static Swift program that does nothing but wait: what no Swift program can be smaller than. None without a compiler."""
    with tempfile.TemporaryDirectory(prefix="bench.") as folder:
        source, program = Path(folder) / "main.swift", Path(folder) / "idle"
        source.write_text("import Glibc\n_ = pause()\n")
        built = shutil.which("swiftc") and subprocess.run(
            ["swiftc", "-O", "-static-stdlib", "-o", program, source], cwd=folder, stdout=sys.stderr, stderr=subprocess.DEVNULL)
        if not built or built.returncode != 0:
            say("no empty Swift program to compare with: swiftc is missing or failed")
            yield None
            return
        subprocess.run(["strip", program], check=True)
        yield program


# --- Benchmarks


def binary_size():
    with idle_program() as idle, tempfile.TemporaryDirectory(prefix="bench.") as folder:
        limit = idle.stat().st_size if idle else None
        programs = install(Path(folder) / "bin")
        for name in PROGRAMS:
            report(f"binary_size {name}", (programs / name).stat().st_size, "B", limit, idle and "a static Swift program that only waits")


def gateway_memory(count):
    with idle_program() as idle, machine(seconds_max=FLOW_SECONDS + 240, idle=idle) as (box, straps, share):
        box.run("site_start")
        gateway_start(box, straps, "memory", count)
        straps.command("start *")
        say(f"values flow for {FLOW_SECONDS} s")
        time.sleep(FLOW_SECONDS)
        samples = []
        for _ in range(MEMORY_SAMPLES):
            samples.append((box.memory("gateway"), box.memory("collector")))
            time.sleep(1)
        if idle:
            box.run("idle_start")
            time.sleep(1)
            limit, limit_name = box.memory("waiting"), "an idle static Swift program"
        else:
            limit, limit_name = {}, None
        sent = sum(strap["sent"] for strap in straps.command("list"))
        box.run("gateway_stop")
        box.run("keep memory")
        held = sum(len(frames_of(batch)) for batch, _ in batches(share))
        say(f"{sent} values handed to links by the last sample, {held} in the outbox at the end")
        # Values came through all the time: it was no idle gateway that was measured.
        if held < sent or sent < count * FLOW_SECONDS:
            raise RuntimeError("fewer values than there should be: the memory says nothing")
        for kind, suffix in (("rss", ""), ("pss", " pss")):
            report(f"gateway_memory_{count}{suffix}", max(gateway[kind] for gateway, _ in samples), "B", limit.get(kind), limit_name)
        for kind, suffix in (("rss", ""), ("pss", " pss")):
            report(f"collector_memory_{count}{suffix}", max(collector[kind] for _, collector in samples), "B", limit.get(kind), limit_name)


def gateway_memory_1():
    gateway_memory(1)


def gateway_memory_10():
    gateway_memory(10)


HEART_RATE_MEASUREMENT = 0x2A37


def frames_of(batch):
    return [frame for frame in batch.frames if frame.characteristic == HEART_RATE_MEASUREMENT]


def heard_alarms(share):
    """Each revision's first arrival at the subscriber, in milliseconds since 1970, and its message."""
    heard = {}
    for line in (share / "alarms").read_text().splitlines():
        received, _, payload = line.partition(" ")
        if payload.startswith("{"):  # the others are the retained lists of what is on
            alarm = json.loads(payload)
            heard.setdefault((alarm["id"], alarm["revision"]), (float(received) * 1000, alarm))
    return heard.values()


def alarm_latency():
    for interval in (COMMIT_INTERVAL_DEFAULT_MS, 50):
        alarm_latency_with(interval)


def alarm_latency_with(interval):
    assignments = ",".join(f"{address}=person-{i}" for i, address in enumerate(ADDRESSES))
    settings = [] if interval == COMMIT_INTERVAL_DEFAULT_MS else [f"VITALFLOW_COMMIT_INTERVAL_MS={interval}"]
    with machine(seconds_max=ALARM_SECONDS_MAX + 240) as (box, straps, share):
        box.run(" ".join(["site_start", f"VITALFLOW_ASSIGNMENTS={assignments}", *LIMITS]))
        gateway_start(box, straps, "latency", STRAPS, *settings)
        for strap, hertz in enumerate(RATES_HZ):
            straps.command(f"rate {strap} {hertz:.2f}")
            time.sleep(1.5)
        say(f"commit interval {interval} ms: waiting for {ALARM_CHANGES} changes of alarms")
        deadline = time.monotonic() + ALARM_SECONDS_MAX
        while int(box.run("grep -c ' {' $data/alarms || :")[0]) < ALARM_CHANGES and time.monotonic() < deadline:
            time.sleep(5)
        straps.command("stop *")
        time.sleep(3)
        box.run("gateway_stop")
        box.run("keep latency")
        box.run("site_stop")
        # The values as the gateway stamped them: (person, arrival) → heart rate and the moment of the commit.
        values = {}
        for batch, committed in batches(share):
            for frame in frames_of(batch):
                person = f"person-{ADDRESSES.index(frame.device)}"
                values[person, frame.wall_ms] = frame.value[1], committed
        whole, commits, unexplained = [], [], 0
        for received, alarm in heard_alarms(share):
            changed = round(datetime.fromisoformat(alarm["changed"].replace("Z", "+00:00")).timestamp() * 1000)
            rate, committed = values.get((alarm["person"], changed), (None, None))
            # Only where `changed` is the arrival of a value, and of the very value that the alarm was decided on.
            if rate is None or rate != alarm["evidence"].get("heart_rate", {}).get("value"):
                unexplained += 1
                continue
            whole.append(received - changed)
            commits.append(committed - changed)
        say(f"{len(whole)} changes caused by a value, {unexplained} by none (left out); range {min(whole):.0f} to {max(whole):.0f} ms")
        say(f"of it until the commit at the gateway: median {statistics.median(commits):.0f} ms, p99 {percentile(commits, 0.99):.0f} ms")
        say("after that: " + ", ".join(
            f"{name} {percentile([a - b for a, b in zip(whole, commits)], at):.0f} ms" for name, at in (("median", 0.5), ("p99", 0.99))))
        if len(whole) < 100:
            raise RuntimeError(f"only {len(whole)} changes of alarms within {ALARM_SECONDS_MAX} s")
        name = f"alarm_latency commit_interval_{interval}_ms"
        report(f"{name} median", statistics.median(whole), "ms", interval / 2, "the median wait for the commit, half its interval")
        report(f"{name} p99", percentile(whole, 0.99), "ms", interval * 0.99, "the p99 of the wait for the commit")


def batch_bytes():
    with machine(seconds_max=420) as (box, straps, share):
        box.run("site_start")

        def produce(state, count, seconds, command, *settings):
            gateway_start(box, straps, state, count, *settings)
            straps.command(command)
            say(f"{state}: values flow for {seconds} s")
            time.sleep(seconds)
            straps.command("stop *")
            time.sleep(1)
            box.run("gateway_stop")
            box.run(f"rm -f /mnt/share/outbox.sqlite*; keep {state}")
            return [batch for batch, _ in batches(share)]

        def per_frame(name, chosen):
            if not chosen:
                raise RuntimeError(f"{name}: no such batch came about")
            size = statistics.mean(len(batch.body) / len(batch.frames) for batch in chosen)
            value = statistics.mean(len(frame.value) for batch in chosen for frame in batch.frames)
            say(f"{name}: {len(chosen)} batches of {statistics.mean(len(batch.frames) for batch in chosen):.0f} frames")
            report(f"batch_bytes {name}", size, "B/frame", value, "the values themselves")

        def all_heart_rate(batch):
            return len(frames_of(batch)) == len(batch.frames)

        one = produce("one", 1, 20, "start 0")
        per_frame("1 strap 1 frame", [batch for batch in one if len(batch.frames) == 1 and all_heart_rate(batch)])
        ten = produce("ten", STRAPS, 30, "start *")
        per_frame("10 straps 1 frame each", [
            batch for batch in ten
            if len(batch.frames) == STRAPS == len({frame.device for frame in batch.frames}) and all_heart_rate(batch)])
        # The gateway commits 2,048 frames at most at once, also after it could not commit for a while.
        full = produce("backlog", STRAPS, 16, "rate * 50", "VITALFLOW_COMMIT_INTERVAL_MS=10000")
        per_frame("backlog", [batch for batch in full if len(batch.frames) == 2048])


def decode():
    """Nanoseconds and allocations of one decoding, for each characteristic; prints its own lines."""
    subprocess.run([Path(os.environ["BIN"]) / "decode-benchmark"], check=True)


def detection():
    """Time of a beat, a window and a sample, and bytes of a person; prints its own lines."""
    subprocess.run([Path(os.environ["BIN"]) / "detection-benchmark"], check=True)


BENCHMARKS = {function.__name__: function for function in
    (binary_size, decode, detection, gateway_memory_1, gateway_memory_10, alarm_latency, batch_bytes,
     seal, commit, disk_bytes, day_offline, mend, publish, drain, load, timeline, replay, imports)}


def main():
    only = os.environ.get("ONLY", "")
    if only and only not in BENCHMARKS:
        print(f"ONLY={only} is no benchmark; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        sys.exit(2)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    failed = False
    for name, benchmark in BENCHMARKS.items():
        if only in ("", name):
            say(name)
            try:
                benchmark()
            except (RuntimeError, OSError, subprocess.SubprocessError, sqlite3.Error) as error:
                say(f"{name} could not be measured: {error}")
                failed = True
    sys.exit(1 if failed else 0)


main()

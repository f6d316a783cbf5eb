"""Benchmarks of the delivery: broker, collector and gateway as processes of this machine, on its disk."""
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from batch import Batch
from figures import percentile, report, say

ROOT = Path(__file__).resolve().parent.parent.parent
RECORDING = ROOT / "edge/Recordings/atrial-fibrillation.csv"
GATEWAY = "bench"

BACKLOG_FRAMES = 1_000_000
# Of the recording, so that some hundred fresh values a second come while the backlog drains.
FRESH_SPEED = 100
SECONDS_MAX = 600


def program(name):
    return Path(os.environ["BIN"]) / name


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def await_that(what, condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


class Site:
    """A folder on the disk, a broker, and whatever was started; all of it ends with the site."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.processes = []
        config = folder / "broker.conf"
        config.write_text(f"listener {self.port} 127.0.0.1\nset_tcp_nodelay true\nallow_anonymous true\nuser root\n")
        self.start("mosquitto", "-c", config)
        await_that("the broker", lambda: self.broker_answers())

    def broker_answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self, *arguments, **environment):
        name = Path(arguments[0]).name
        with open(self.folder / f"{name}.log", "ab") as log:
            process = subprocess.Popen(
                list(map(str, arguments)), stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, **environment})
        self.processes.append(process)
        return process

    def collector(self):
        data = self.folder / "collector"
        process = self.start(
            program("vitalflow-collector"), "serve", "--broker", f"127.0.0.1:{self.port}", "--data-dir", data, "--http", "127.0.0.1:0")
        await_that("the collector", (data / "http.address").exists)
        return process

    def collector_key(self):
        shown = subprocess.run(
            [program("vitalflow-collector"), "key", "show", "--data-dir", self.folder / "collector"],
            check=True, capture_output=True, text=True)
        return shown.stdout.strip()

    def gateway(self, *arguments, **environment):
        return self.start(
            program("vitalflow-edge"), "run", "--broker", f"127.0.0.1:{self.port}", "--gateway", GATEWAY,
            "--state-dir", self.outbox.parent, *arguments, **environment)

    @property
    def outbox(self):
        folder = self.folder / "gateway"
        folder.mkdir(exist_ok=True)
        return folder / "outbox.sqlite"

    def log(self):
        return sqlite3.connect(f"file:{self.folder}/collector/events.sqlite?mode=ro", uri=True, timeout=10)

    def tail(self, name):
        log = self.folder / f"{name}.log"
        return "\n".join(log.read_text().splitlines()[-15:]) if log.exists() else "(it was not started)"

    def end(self, process):
        process.terminate()
        process.wait(60)
        self.processes.remove(process)


@contextmanager
def site():
    # Below .build: a temporary folder may be in memory, where nothing costs what a disk costs.
    (ROOT / ".build").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench.", dir=ROOT / ".build"))
    place = None
    try:
        place = Site(folder)
        yield place
    except RuntimeError:
        if place:
            say("the gateway's last words:\n" + place.tail("vitalflow-edge"))
        raise
    finally:
        for process in reversed(place.processes if place else []):
            process.terminate()
            process.wait()
        shutil.rmtree(folder)


class FreshFrames(threading.Thread):
    """Reads the collector's log as a view would, and notes how old each fresh frame is when it can be read there."""

    def __init__(self, place, epoch_of_backlog):
        super().__init__(daemon=True)
        self.place, self.backlog = place, epoch_of_backlog
        self.ages, self.offset, self.ends = [], 0, threading.Event()

    def run(self):
        log = self.place.log()
        while not self.ends.is_set():
            rows = log.execute(
                "SELECT log_offset, body FROM event WHERE kind = 0 AND log_offset > ? AND epoch <> ? ORDER BY log_offset",
                (self.offset, self.backlog)).fetchall()
            now = time.time() * 1000
            for offset, body in rows:
                self.offset = max(self.offset, offset)
                self.ages += [now - frame.wall_ms for frame in Batch(body).frames]
            time.sleep(0.005)

    def stop(self):
        self.ends.set()
        self.join()
        return self.ages


def seal():
    """Sealing and opening a batch."""
    subprocess.run([program("delivery-benchmark"), "seal"], check=True)


def commit():
    """The outbox's commits on this disk."""
    with site() as place:
        subprocess.run([program("delivery-benchmark"), "commit", place.folder], check=True)


def disk_bytes():
    """Bytes on the wire and on the disk for each value, sealed."""
    with site() as place:
        subprocess.run([program("delivery-benchmark"), "disk", place.folder], check=True)


def day_offline():
    """A day without a collector on an outbox of 64 MiB; fails when the gaps do not add up."""
    with site() as place:
        subprocess.run([program("delivery-benchmark"), "offline", place.folder], check=True)


def mend():
    """How long a full outbox of the usual limit takes to start when it is damaged."""
    with site() as place:
        subprocess.run([program("delivery-benchmark"), "mend", place.folder, "256"], check=True)


def publish():
    """Publishing to a broker."""
    with site() as place:
        subprocess.run([program("delivery-benchmark"), "publish", str(place.port)], check=True)


def drain():
    """A backlog of a million frames, sealed, through the broker to acknowledgements; fresh frames come meanwhile."""
    for straps, frames_of_batch in ((10, 5), (40, 20), (200, 100)):
        drain_of(straps, frames_of_batch)


def drain_of(straps, frames_of_batch):
    with site() as place:
        collector = place.collector()
        key = place.collector_key()
        say(f"filling an outbox with {BACKLOG_FRAMES} frames of {straps} straps, {frames_of_batch} to a batch")
        filled = json.loads(subprocess.run(
            [program("delivery-benchmark"), "fill", place.outbox, GATEWAY, str(BACKLOG_FRAMES), str(straps), str(frames_of_batch), key],
            check=True, capture_output=True, text=True).stdout)
        with sqlite3.connect(place.outbox) as outbox:
            epoch, = outbox.execute("SELECT epoch FROM epoch").fetchone()
        count = "SELECT count(*), min(received_ms), max(received_ms) FROM event WHERE epoch = ?"
        say("draining")
        fresh = FreshFrames(place, epoch)
        fresh.start()
        place.gateway(
            "--simulate", RECORDING, "--speed", str(FRESH_SPEED), "--repeat", VITALFLOW_COLLECTOR_KEY=key,
            VITALFLOW_OUTBOX_MAX_MIB="4096")
        started = None
        status = place.outbox.parent / "status.json"
        deadline = time.monotonic() + SECONDS_MAX
        log = place.log()
        while True:
            stored, first, last = log.execute(count, (epoch,)).fetchone()
            if stored and started is None:
                started = time.monotonic()
            if stored == filled["batches"]:
                break
            if time.monotonic() > deadline:
                raise RuntimeError(f"only {stored} of {filled['batches']} batches within {SECONDS_MAX} s")
            time.sleep(0.2)
        ages = fresh.stop()

        def is_acknowledged():
            try:
                return json.loads(status.read_text())["status"]["buffered_frames"] < 1000
            except (OSError, ValueError, KeyError):
                return False
        await_that("acknowledgements", is_acknowledged)
        seconds = (last - first) / 1000
        say(f"{filled['batches']} batches in {seconds:.1f} s, acknowledged {time.monotonic() - started:.1f} s after the first was stored; "
            f"{len(ages)} fresh frames")
        name = f"drain {frames_of_batch} frames a batch"
        report(name, BACKLOG_FRAMES / seconds, "frames/s", 100_000, "what we ask for")
        report(f"{name}: fresh frame median", percentile(ages, 0.5), "ms")
        report(f"{name}: fresh frame p99", percentile(ages, 0.99), "ms", 1000, "what we ask for")
        collector.terminate()

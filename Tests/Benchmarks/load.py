"""A thousand gateways at once: what the collector takes in, stores, decodes, rolls up and acknowledges, and what that costs."""
import datetime
import json
import os
import subprocess
import time

from delivery import await_that, program, site
from figures import percentile, report, say

GATEWAYS = int(os.environ.get("LOAD_GATEWAYS", "1000"))
STRAPS = int(os.environ.get("LOAD_STRAPS", "48"))
SECONDS = int(os.environ.get("LOAD_SECONDS", "600"))
TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(process):
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(process):
    for line in open(f"/proc/{process.pid}/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def metrics(place):
    address = (place.folder / "collector/http.address").read_text().strip()
    text = subprocess.run(["curl", "-sf", f"http://{address}/metrics"], capture_output=True, text=True, check=True).stdout
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line and not line.startswith("#")}


def alarm_latencies(file):
    """Seconds from the arrival of the value that decided at its gateway to the alarm at a subscriber, of alarms that begin, by priority."""
    waits = {}
    for line in open(file, encoding="utf-8", errors="replace"):
        heard, topic, body = line.split(" ", 2)
        if topic.endswith("/active"):
            continue
        alarm = json.loads(body)
        if alarm["revision"] == 1 and alarm["state"] == "on":
            decided = datetime.datetime.fromisoformat(alarm["changed"].replace("Z", "+00:00")).timestamp()
            waits.setdefault(alarm["priority"], []).append(float(heard) - decided)
    return waits


def load():
    """Sustained load from a separate process, beside a subscriber that only counts."""
    with site() as place:
        broker = place.processes[0]
        collector = place.collector()
        counted = open(place.folder / "counted", "wb")
        counter = subprocess.Popen(
            ["mosquitto_sub", "-p", str(place.port), "-q", "1", "-t", "vitalflow/v1/gateway/+/batch", "-F", "."], stdout=counted)
        place.processes.append(counter)
        told = open(place.folder / "told", "wb")
        place.processes.append(
            subprocess.Popen(["mosquitto_sub", "-p", str(place.port), "-q", "1", "-t", "vitalflow/v1/alarm/#", "-F", "%U %t %p"], stdout=told))
        arguments = [str(place.port), place.collector_key(), str(GATEWAYS), str(STRAPS), str(SECONDS)]
        say(f"{GATEWAYS} gateways with {STRAPS} straps each, for {SECONDS} s")
        before = {"broker": cpu_seconds(broker), "collector": cpu_seconds(collector)}
        start = time.monotonic()
        generator = subprocess.Popen([program("load-benchmark"), *arguments], stdout=subprocess.PIPE, text=True)
        place.processes.append(generator)
        memory, lags, used = [], [], {}
        while generator.poll() is None:
            time.sleep(5)
            if generator.poll() is None:
                used["generator"] = cpu_seconds(generator)
            now = metrics(place)
            memory.append(resident_mb(collector))
            lags.append(now["vitalflow_projection_lag_seconds"])
            if len(memory) % 6 == 0:
                say(f"{time.monotonic() - start:.0f} s: {memory[-1]:.0f} MB, projection {lags[-1]:.1f} s behind, "
                    f"{now['vitalflow_observations_total']:.0f} observations")
        place.processes.remove(generator)
        said = json.loads(generator.stdout.read())
        say(json.dumps(said))
        taken = said["seconds_to_last"]
        used["broker"] = cpu_seconds(broker) - before["broker"]
        used["collector"] = cpu_seconds(collector) - before["collector"]
        await_that("the projection", lambda: metrics(place)["vitalflow_projection_lag_batches"] == 0, 300)
        projected = metrics(place)["vitalflow_observations_total"]
        # The generator waits two seconds before it begins.
        elapsed = time.monotonic() - start - 2
        report("load observations acknowledged", said["observations"] * said["acknowledged"] / max(1, said["batches"] + said["held"]) / taken,
               "observations/s", 100_000, "what we ask for")
        report("load observations projected", projected / elapsed, "observations/s", 100_000, "what we ask for")
        counted_messages = os.path.getsize(place.folder / "counted") / 2
        report("load batches", said["acknowledged"] / taken, "batches/s", counted_messages / taken, "what a subscriber that only counts received")
        for share in ("p50", "p99", "p999"):
            report(f"load publish to acknowledgement {share}", said[f"{share}_ms"], "ms")
        for priority, waits in alarm_latencies(place.folder / "told").items():
            say(f"{len(waits)} alarms of {priority} priority")
            for share, name in ((0.5, "p50"), (0.99, "p99"), (0.999, "p999")):
                report(f"load value to alarm, {priority}, {name}", percentile(waits, share) * 1000, "ms")
        report("load batches held back", said["held"], "batches")
        for name, seconds in used.items():
            report(f"load {name} processor", seconds / taken, "cores")
        quarter = len(memory) // 4
        report("load collector memory at the end", max(memory[-quarter:]), "MB", max(memory[quarter:2 * quarter]), "in the second quarter")
        report("load projection behind p99", percentile(lags, 0.99), "s")
        size = sum(f.stat().st_size for f in (place.folder / "collector").glob("events.sqlite*"))
        report("load event log", size / (said["acknowledged"] * STRAPS), "B/frame")
        views = sum(f.stat().st_size for f in (place.folder / "collector").glob("views*.sqlite*"))
        report("load views, before all hours are whole", views / projected, "B/observation")

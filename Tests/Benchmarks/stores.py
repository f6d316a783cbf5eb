"""Benchmarks of what the collector keeps: replay against the live views, and imports."""
import json
import os
import random
import subprocess
import time

from delivery import program, site
from figures import report, say
from load import metrics

REPLAY_SECONDS = int(os.environ.get("REPLAY_SECONDS", "200"))
RECORDS = int(os.environ.get("IMPORT_RECORDS", "2000000"))


def collector(*arguments):
    """Runs a command of the collector; returns what it printed, how long it took, and its memory at its most."""
    start = time.monotonic()
    process = subprocess.Popen([program("vitalflow-collector"), *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, printed, time.monotonic() - start, usage.ru_maxrss / 1024


def replay():
    """A log of many gateways, projected live, and made anew: the rate of both, and whether every table is the same."""
    with site() as place:
        data = place.folder / "collector"
        data.mkdir(mode=0o700)
        say(f"filling a log with {REPLAY_SECONDS} s of 1000 gateways with 48 straps")
        filled = subprocess.run(
            [program("load-benchmark"), "fill", data / "events.sqlite", "1000", "48", str(REPLAY_SECONDS)],
            check=True, capture_output=True, text=True)
        observations = int(filled.stdout)
        start = time.monotonic()
        live = place.collector()
        # The settings are an event too.
        while metrics(place)["vitalflow_projection_offset"] <= 1000 * REPLAY_SECONDS:
            time.sleep(0.5)
        report("replay live projection of a backlog", observations / (time.monotonic() - start), "observations/s")
        place.end(live)
        status, printed, seconds, memory = collector("replay", "--compare", "--data-dir", data, "--json")
        said = json.loads(printed)
        say(printed.strip())
        report("replay", said["observations"] / said["seconds"], "observations/s")
        report("replay observations", said["observations"], "observations", observations, "in the log")
        report("replay tables that differ", len(said["different"]), "tables")
        report("replay memory", memory, "MB")
        if status != 0:
            raise RuntimeError("the views are not what the log says")


def apple_health(file):
    """An export as Apple Health writes it: a heart rate every minute or so over years, and a little of everything else."""
    types = [
        ("HeartRate", "count/min", lambda: random.randint(50, 150)), ("OxygenSaturation", "%", lambda: round(random.uniform(0.9, 1), 2)),
        ("RespiratoryRate", "count/min", lambda: random.randint(10, 25)), ("StepCount", "count", lambda: random.randint(1, 400)),
        ("BodyMass", "kg", lambda: round(random.uniform(60, 80), 1)),
    ]
    random.seed(1)
    moment = 1_500_000_000
    with open(file, "w") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n'
                  '<!ATTLIST Record\n  type CDATA #REQUIRED\n  unit CDATA #IMPLIED\n>\n]>\n<HealthData locale="en_DE">\n')
        for index in range(RECORDS):
            name, unit, value = types[0] if index % 10 else types[index // 10 % len(types)]
            moment += random.randint(20, 120)
            at = time.strftime("%Y-%m-%d %H:%M:%S +0000", time.gmtime(moment))
            out.write(
                f' <Record type="HKQuantityTypeIdentifier{name}" sourceName="Anna\u2019s Apple\u00a0Watch" sourceVersion="9.1" '
                'device="&lt;&lt;HKDevice: 0x2829&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2&gt;" '
                f'unit="{unit}" creationDate="{at}" startDate="{at}" endDate="{at}" value="{value()}"/>\n')
        out.write("</HealthData>\n")


def imports():
    """Two million records of Apple Health: the rate, memory at its most, and that a second import adds nothing."""
    with site() as place:
        file = place.folder / "export.xml"
        say(f"writing an export of {RECORDS} records")
        apple_health(file)
        data = place.folder / "collector"
        arguments = ("import", "apple-health", file, "--person", "anna", "--data-dir", data, "--json")
        for name in ("import", "import again"):
            status, printed, seconds, memory = collector(*arguments)
            if status != 0:
                raise RuntimeError(f"the import ended with {status}")
            said = json.loads(printed)
            say(printed.strip()[:200])
            report(f"{name} records", RECORDS / seconds, "records/s", 75_000, "what we ask for")
            report(f"{name} memory", memory, "MB", 200, "what we ask for")
            report(f"{name} stored", said["stored"], "observations")

#!/usr/bin/env python3
"""Heart-rate straps and health devices on a virtual radio, and the controller that the machine's BlueZ drives.

    straps.py --hci SOCKET [--control PORT] [-n N] [--name PREFIX] [--passkey 123456]
              [--series FILE.csv ...] [--speed X] [--log FILE.jsonl]
              [--device NAME ...] [--clock-offset SECONDS] [--records N] [--session MINUTES] [--checksums]

Prints one line, {"ready":true,"control":PORT}, once the machine can be started. Ends on `quit`, SIGTERM, SIGINT, or
when the process that started it ends.

Control: TCP on 127.0.0.1, one command a line, one line of JSON back: {"straps":[...]}, the state of those that the
command was for, or {"error":"..."}; where there are devices, also "devices":[...]. I is a strap's index from 0,
or * for all straps. Where a command is for any peripheral, I may also be a device's NAME; README.md has the devices'
own commands.

    list                  the state of all
    start I   stop I      play the series from where it stopped; send nothing more
    rate I HZ             synthetic values until told otherwise; energy expended counts them from 1 (modulo 65536)
    burst I N HZ          the same, N values
    contact I on|off      off the skin: a value without beats a second, and the series waits
    vanish I [SECONDS]    any: out of range; answers when the link has timed out, 0.5 s unless told
    return I              any: in range again; before the time-out, the link survives
    kick I                any: ends the link, a moment after its last value
    forget I              any: loses its bond
    battery I PERCENT     any: and notifies, or advertises
    quit
"""
import argparse
import asyncio
import json
import logging
import os
import signal
import struct
import sys

from bumble import hci

from health import KINDS
from health.cgm import SESSION_MINUTES_MAX
from health.record_access import RECORDS_MAX
from peripheral import NotUnderstood
from radio import Air, GatewayController, Machine
from strap import Series, Strap

# The addresses of straps from here on would be those of devices.
STRAPS_BESIDE_DEVICES_MAX = 256


async def obey(line, peripherals):
    command, *words = line.split()
    if command == "list":
        return peripherals
    which, *values = words or [""]
    chosen = [peripheral for peripheral in peripherals if peripheral.answers_to(which)]
    if not chosen:
        raise ValueError(f"no strap {which!r}")
    try:
        await asyncio.gather(*(peripheral.obey(command, values) for peripheral in chosen))
    except NotUnderstood:
        raise ValueError(f"not understood: {line}") from None
    return chosen


def report(chosen, with_devices):
    straps = [peripheral.state() for peripheral in chosen if isinstance(peripheral, Strap)]
    devices = [peripheral.state() for peripheral in chosen if not isinstance(peripheral, Strap)]
    return {"straps": straps, "devices": devices} if with_devices else {"straps": straps}


async def control(reader, writer, peripherals, with_devices, stop):
    """One client of the control port. A client that waits (vanish, kick) does not hold up the others."""
    try:
        while line := (await reader.readline()).decode().strip():
            if line == "quit":
                stop.set()
                reply = report([], with_devices)
            else:
                try:
                    reply = report(await obey(line, peripherals), with_devices)
                except (ValueError, struct.error) as error:
                    reply = {"error": str(error)}
            writer.write((json.dumps(reply) + "\n").encode())
            await writer.drain()
    except (ConnectionError, ValueError, asyncio.CancelledError):
        pass  # gone, sent a line without end, or this program is ending
    finally:
        writer.close()


async def run(options):
    logging.basicConfig(level=logging.ERROR)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    series = [Series(path) for path in options.series]
    air = Air()
    air.gateway = gateway = GatewayController(air)
    peripherals = [Strap(i, air, options, series[i % len(series)] if series else None) for i in range(options.n)]
    peripherals += [KINDS[name](air, options) for name in options.device]
    for peripheral in peripherals:
        gateway.peripherals[hci.Address(peripheral.address)] = peripheral
        await peripheral.switch_on()

    if os.path.exists(options.hci):
        os.unlink(options.hci)
    await loop.create_unix_server(lambda: Machine(gateway), options.hci)
    server = await asyncio.start_server(
        lambda reader, writer: control(reader, writer, peripherals, bool(options.device), stop),
        "127.0.0.1", options.control,
    )
    print(json.dumps({"ready": True, "control": server.sockets[0].getsockname()[1]}), flush=True)

    parent = os.getppid()
    while not stop.is_set() and os.getppid() == parent:
        try:
            await asyncio.wait_for(stop.wait(), 1)
        except asyncio.TimeoutError:
            pass
    os.unlink(options.hci)


def main():
    parser = argparse.ArgumentParser(description="Heart-rate straps and health devices on a virtual radio.")
    parser.add_argument("--hci", required=True, metavar="SOCKET", help="unix socket that machine.sh joins")
    parser.add_argument("--control", type=int, default=0, metavar="PORT", help="control port; 0: any free one")
    parser.add_argument("-n", type=int, help="number of straps; 1 unless there are devices, then 0")
    parser.add_argument("--name", default="Strap", metavar="PREFIX", help="straps are called 'PREFIX 00' and so on")
    parser.add_argument("--passkey", type=int, help="pairing needs it; without it, just works")
    parser.add_argument("--series", action="append", default=[], metavar="FILE",
                        help="CSV with a column rr_ms; again: strap i plays file i modulo their number")
    parser.add_argument("--speed", type=float, default=1, metavar="X", help="of the series")
    parser.add_argument("--log", type=lambda path: open(path, "a", buffering=1), metavar="FILE",
                        help="appends every value that was handed to a link, as JSON lines")
    parser.add_argument("--device", action="append", default=[], choices=sorted(KINDS), help="again: more of them")
    parser.add_argument("--clock-offset", type=float, default=0, metavar="SECONDS",
                        help="how far the devices' clocks are ahead of this computer's UTC")
    parser.add_argument("--records", type=int, metavar="N", help="how many records devices have that store them")
    parser.add_argument("--session", type=int, metavar="MINUTES",
                        help="the glucose sensor's has been running for so long; without it, none is")
    parser.add_argument("--checksums", action="store_true", help="values end in an E2E-CRC where devices have one")
    options = parser.parse_args()
    if options.n is None:
        options.n = 0 if options.device else 1
    if options.n < (0 if options.device else 1) or options.speed <= 0:
        parser.error("-n and --speed must be above 0")
    if options.passkey is not None and not 0 <= options.passkey <= 999_999:
        parser.error("a passkey has six digits at most")
    if len(options.device) != len(set(options.device)):
        parser.error("one device of a kind")
    if options.device and options.n > STRAPS_BESIDE_DEVICES_MAX:
        parser.error(f"at most {STRAPS_BESIDE_DEVICES_MAX} straps beside devices")
    if options.records is not None and not 0 <= options.records <= RECORDS_MAX:
        parser.error(f"at most {RECORDS_MAX} records")
    if options.session is not None and not 0 <= options.session <= SESSION_MINUTES_MAX:
        parser.error(f"a session has at most {SESSION_MINUTES_MAX} minutes")
    if len(os.fsencode(options.hci)) > 107:
        parser.error(f"{options.hci}: a unix socket's path has at most 107 bytes")
    try:
        asyncio.run(run(options))
    except (OSError, ValueError) as error:
        sys.exit(f"straps.py: {error}")


main()

"""Xiaomi's Mi Body Composition Scale, which advertises while somebody stands on it and a moment longer."""
import asyncio
import struct

from health.advertiser import Advertiser
from health.fields import date_time

# Flags; two bits that nobody has explained are always set.
ALWAYS, HAS_IMPEDANCE, STABILIZED, REMOVED = 0x0402, 0x0200, 0x2000, 0x8000
NO_IMPEDANCE = 0xFFFE  # what a scale says that has not begun

# Parts of the weight that it shows before it is stable
RISE = (0.4, 0.8, 0.97)
STEP_SECONDS = 0.5
# While BlueZ looks for devices it listens for 10.2 s and rests for 5.5 s.
STABLE_SECONDS = 8
REMOVED_SECONDS = 2


class MiScale(Advertiser):
    kind, number, name, uuid = "miscale", 11, "MIBFS", 0x181B

    async def measure(self, *values):
        """measure miscale [KILOGRAMS [OHM]]"""
        kilograms, ohm = 70 + self.taken % 20 / 10, None
        match values:
            case []: pass
            case [first, *rest] if len(rest) <= 1: kilograms, ohm = float(first), int(rest[0]) if rest else None
            case _: raise ValueError(f"say {self.measure.__doc__}")
        # Flags, impedance, weight; seconds
        stages = [(0, NO_IMPEDANCE, kilograms * part, STEP_SECONDS) for part in RISE]
        stages.append((STABILIZED, NO_IMPEDANCE, kilograms, STABLE_SECONDS))
        if ohm is not None:
            stages.append((STABILIZED | HAS_IMPEDANCE, ohm, kilograms, STABLE_SECONDS))
        flags, impedance, *_ = stages[-1]
        stages.append((flags | REMOVED, impedance, kilograms, REMOVED_SECONDS))
        started = date_time(self.clock.now())
        for flags, impedance, weight, seconds in stages:
            rest = struct.pack("<HH", impedance, round(weight / 0.005))
            self.service_data = struct.pack("<H", ALWAYS | flags) + started + rest
            await asyncio.sleep(seconds)
        self.service_data = None

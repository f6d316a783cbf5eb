"""A blood-pressure cuff: Blood Pressure Service."""
import asyncio
import struct

from health.device import HealthDevice
from health.fields import SFLOAT_NAN, date_time, sfloat
from peripheral import KIND

HAS_TIME, HAS_PULSE, HAS_USER, HAS_STATUS = 0x02, 0x04, 0x08, 0x10
BODY_MOVEMENT, CUFF_TOO_LOOSE, IRREGULAR_PULSE = 0x01, 0x02, 0x04
# Body movement, cuff fit, irregular pulse are detected.
DETECTED = 0x0007
STATUSES = {"moved": BODY_MOVEMENT, "loose": CUFF_TOO_LOOSE, "irregular": IRREGULAR_PULSE}

# The pressures of one measurement on their way up and down, mmHg, a step each.
PRESSURES = (40, 90, 140, 180, 160, 140, 120, 100, 80, 60)
STEP_SECONDS = 0.1


class Cuff(HealthDevice):
    kind, number, name, model, appearance = "cuff", 1, "Cuff", "BP-1", 0x0380

    def services(self):
        return [self.service(0x1810, *self.blood_pressure(DETECTED))]

    def blood_pressure(self, features):
        self.measurement = self.characteristic(0x2A35, KIND.INDICATE)
        self.intermediate = self.characteristic(0x2A36, KIND.NOTIFY)
        feature = self.characteristic(0x2A49, KIND.READ, struct.pack("<H", features))
        return [self.measurement, self.intermediate, feature]

    @staticmethod
    def pressures(n):
        """Systolic, diastolic, pulse by formula."""
        return 118 + n % 20, 76 + n % 10, 64 + n % 15

    @staticmethod
    def encode(systolic, diastolic, pulse, status, time, flags=0):
        return b"".join([
            bytes([HAS_TIME | HAS_PULSE | HAS_USER | HAS_STATUS | flags]),
            sfloat(systolic), sfloat(diastolic), sfloat(diastolic + (systolic - diastolic) / 3),
            time,
            sfloat(pulse), b"\x01", struct.pack("<H", status),
        ])

    async def measure(self, *values):
        """measure cuff|archive-cuff [SYSTOLIC DIASTOLIC PULSE [moved|loose|irregular]]"""
        systolic, diastolic, pulse = self.pressures(self.taken)
        status = 0
        match values:
            case []: pass
            case [first, second, third, *rest] if len(rest) <= 1 and set(rest) <= STATUSES.keys():
                systolic, diastolic, pulse = float(first), float(second), float(third)
                status = sum(STATUSES[word] for word in rest)
            case _: raise ValueError(f"say {self.measure.__doc__}")
        started = self.clock.now()
        for pressure in PRESSURES:
            intermediate = bytes([HAS_TIME]) + sfloat(pressure) + SFLOAT_NAN * 2 + date_time(self.clock.now())
            await self.notify_if_subscribed(self.intermediate, intermediate)
            await asyncio.sleep(STEP_SECONDS)
        await self.finish(started, systolic, diastolic, pulse, status)

    async def finish(self, moment, *measured):
        self.keep(self.measurement, self.encode(*measured, date_time(moment)))

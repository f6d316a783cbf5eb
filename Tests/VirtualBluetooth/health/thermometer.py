"""A thermometer: Health Thermometer Service."""
import asyncio
import struct

from bumble import att, gatt
from bumble.core import UUID

from health.device import HealthDevice
from health.fields import date_time, float32
from peripheral import KIND

HAS_TIME, HAS_TYPE = 0x02, 0x04
TYPES = {
    "armpit": 1, "body": 2, "ear": 3, "finger": 4, "intestine": 5, "mouth": 6, "rectum": 7, "toe": 8, "tympanum": 9,
}
SITE = "ear"

INTERVAL_OUT_OF_RANGE = 0x80
INTERVAL_MIN, INTERVAL_MAX = 1, 3600  # seconds; 0: no periodic measurements

# How far below the final temperature each intermediate one lies, °C.
RISE = (2.0, 1.0, 0.5, 0.2, 0.1)
STEP_SECONDS = 0.1


class Thermometer(HealthDevice):
    kind, number, name, model, appearance = "thermometer", 4, "Thermometer", "HT-1", 0x0300

    def services(self):
        self.interval = 0
        self.periodic = None
        self.measurement = self.characteristic(0x2A1C, KIND.INDICATE)
        self.intermediate = self.characteristic(0x2A1E, KIND.NOTIFY)
        site = self.characteristic(0x2A1D, KIND.READ, bytes([TYPES[SITE]]))
        valid_range = gatt.Descriptor(
            UUID.from_16_bits(0x2906), gatt.Characteristic.READABLE, struct.pack("<HH", INTERVAL_MIN, INTERVAL_MAX)
        )
        self.measurement_interval = self.characteristic(
            0x2A21, KIND.READ | KIND.WRITE | KIND.INDICATE,
            read=lambda _: struct.pack("<H", self.interval),
            write=self.on_interval,
            descriptors=[valid_range],
        )
        return [self.service(0x1809, self.measurement, self.intermediate, site, self.measurement_interval)]

    def on_interval(self, _connection, value):
        if len(value) != 2:
            raise att.ATT_Error(att.ATT_INVALID_ATTRIBUTE_LENGTH_ERROR)
        seconds = struct.unpack("<H", value)[0]
        if seconds != 0 and not INTERVAL_MIN <= seconds <= INTERVAL_MAX:
            raise att.ATT_Error(INTERVAL_OUT_OF_RANGE)
        self.set_interval(seconds)

    def set_interval(self, seconds):
        self.interval = seconds
        if self.periodic:
            self.periodic.cancel()
        self.periodic = asyncio.create_task(self.measure_periodically()) if seconds else None

    async def measure_periodically(self):
        while True:
            await asyncio.sleep(self.interval)
            await self.obey("measure", [])

    @staticmethod
    def encode(celsius, moment, site):
        return bytes([HAS_TIME | HAS_TYPE]) + float32(celsius, 1) + date_time(moment) + bytes([TYPES[site]])

    async def measure(self, *values):
        """measure thermometer [CELSIUS [SITE]]"""
        celsius, site = 36.5 + self.taken % 10 / 10, SITE
        match values:
            case []: pass
            case [first, *rest] if len(rest) <= 1 and set(rest) <= TYPES.keys():
                celsius, site = float(first), (rest or [SITE])[0]
            case _: raise ValueError(f"say {self.measure.__doc__}")
        for below in RISE:
            intermediate = self.encode(celsius - below, self.clock.now(), site)
            await self.notify_if_subscribed(self.intermediate, intermediate)
            await asyncio.sleep(STEP_SECONDS)
        self.keep(self.measurement, self.encode(celsius, self.clock.now(), site))

    async def obey(self, command, values):
        match command, values:
            case "interval", [seconds]: await self.change_interval(int(seconds))
            case _: await super().obey(command, values)

    async def change_interval(self, seconds):
        """As its user would, at the thermometer."""
        if not 0 <= seconds <= INTERVAL_MAX:
            raise ValueError(f"SECONDS must lie within 0 to {INTERVAL_MAX}")
        self.set_interval(seconds)
        await self.indicate_if_subscribed(self.measurement_interval, struct.pack("<H", seconds))

    def state(self):
        return {**super().state(), "interval": self.interval}

"""A pulse oximeter: Pulse Oximeter Service, continuous and spot-check, with stored spot-checks."""
import asyncio
import datetime
import struct

from health import record_access
from health.current_time import CurrentTime
from health.device import HealthDevice
from health.fields import SFLOAT_NAN, date_time, sfloat
from peripheral import INDICATE, KIND, NOTIFY

# Flags of a spot-check, and of a continuous measurement
SPOT_TIME, SPOT_STATUS, SPOT_SENSOR, SPOT_AMPLITUDE = 0x01, 0x02, 0x04, 0x08
FAST, SLOW, STATUS, SENSOR, AMPLITUDE = 0x01, 0x02, 0x04, 0x08, 0x10
# Measurement status
ONGOING, VALIDATED, FULLY_QUALIFIED, FROM_STORAGE, UNAVAILABLE = 0x0020, 0x0080, 0x0100, 0x0200, 0x2000
STATUS_SUPPORT = ONGOING | VALIDATED | FULLY_QUALIFIED | FROM_STORAGE | UNAVAILABLE
# Device and sensor status
SENSOR_UNCONNECTED_TO_USER = 0x000800
# Both statuses, storage, time stamps, fast and slow metrics, amplitude
FEATURES = 0x007F

STORED = 6


class Oximeter(HealthDevice):
    kind, number, name, model, appearance = "oximeter", 3, "Oximeter", "PO-1", 0x0C40

    def services(self):
        self.contact = True
        self.hz = 0.0
        self.streaming = None
        self.continuous_taken = 0
        start = self.clock.now().replace(second=0, microsecond=0)
        stored = self.stored(STORED)
        records = [
            record_access.Record(number, self.spot_check(
                94 + number % 6, 60 + number % 40, start - datetime.timedelta(hours=stored + 1 - number)
            ))
            for number in range(1, stored + 1)
        ]
        self.spot = self.characteristic(0x2A5E, KIND.INDICATE)
        self.continuous = self.characteristic(0x2A5F, KIND.NOTIFY)
        support = struct.pack("<HH", FEATURES, STATUS_SUPPORT) + SENSOR_UNCONNECTED_TO_USER.to_bytes(3, "little")
        features = self.characteristic(0x2A60, KIND.READ, support)
        self.access = record_access.RecordAccess(
            self, records, self.report, (self.spot, INDICATE), {record_access.ALL}, can_delete=True
        )
        oximeter = self.service(0x1822, self.spot, self.continuous, features, self.access.point)
        return [oximeter, CurrentTime(self).service]

    # --- Spot-checks

    @staticmethod
    def spot_check(saturation, pulse, moment):
        return b"".join([
            bytes([SPOT_TIME | SPOT_STATUS | SPOT_SENSOR | SPOT_AMPLITUDE]),
            sfloat(saturation), sfloat(pulse), date_time(moment),
            struct.pack("<H", VALIDATED | FULLY_QUALIFIED), bytes(3), sfloat(4.5, 1),
        ])

    async def report(self, connection, record):
        # Flags, two numbers and the time come before the status.
        status = struct.unpack_from("<H", record.value, 12)[0] | FROM_STORAGE
        value = record.value[:12] + struct.pack("<H", status) + record.value[14:]
        return await self.indicate(connection, self.spot, value)

    async def measure(self, *values):
        """measure oximeter [SATURATION PULSE]"""
        match values:
            case []: saturation, pulse = 94 + self.taken % 6, 60 + self.taken % 40
            case [first, second]: saturation, pulse = float(first), float(second)
            case _: raise ValueError(f"say {self.measure.__doc__}")
        value = self.spot_check(saturation, pulse, self.clock.now())
        if not await self.indicate_if_subscribed(self.spot, value):
            self.access.add(record_access.Record(self.access.next_number(), value))

    # --- Continuous

    def continuous_value(self):
        n = self.continuous_taken
        if not self.contact:
            sensor = SENSOR_UNCONNECTED_TO_USER.to_bytes(3, "little")
            return bytes([STATUS | SENSOR]) + SFLOAT_NAN * 2 + struct.pack("<H", UNAVAILABLE) + sensor
        saturation, pulse = 94 + n % 6, 60 + n % 40
        return b"".join([
            bytes([FAST | SLOW | STATUS | AMPLITUDE]),
            sfloat(saturation), sfloat(pulse),
            sfloat(saturation - 1), sfloat(pulse + 1),
            sfloat(saturation), sfloat(pulse - 1),
            struct.pack("<H", ONGOING | VALIDATED), sfloat(3 + n % 10 / 10, 1),
        ])

    async def stream(self):
        """A value that nobody takes is lost; the next one follows in its time."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due = max(due + 1 / self.hz, loop.time() - 1)
            await asyncio.sleep(max(0, due - loop.time()))
            if connection := self.subscriber(self.continuous, NOTIFY):
                if await self.notify(connection, self.continuous, self.continuous_value()):
                    self.continuous_taken += 1

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "start", []: self.start(1)
            case "start", [hz]: self.start(float(hz))
            case "stop", []: await self.stop()
            case "contact", ["on" | "off" as contact]: self.contact = contact == "on"
            case "drop" | "hold" | "fail", [count]: self.access.interrupt(command, count)
            case _: await super().obey(command, values)

    def start(self, hz):
        if not 0 < hz <= 1000:
            raise ValueError("HZ must lie above 0 and up to 1000")
        self.hz = hz
        if self.streaming is None:
            self.streaming = asyncio.create_task(self.stream())

    async def stop(self):
        """The value under way is handed over first."""
        while self.under_way:
            await asyncio.sleep(0.005)
        if self.streaming:
            self.streaming.cancel()
        self.streaming = None

    def state(self):
        return {
            **super().state(),
            **self.access.state(),
            "streaming": self.streaming is not None,
            "continuous": self.continuous_taken,
            "contact": self.contact,
        }

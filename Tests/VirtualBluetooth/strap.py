"""Heart-rate straps."""
import asyncio
import csv
import struct

from bumble import att, gatt
from bumble.profiles.device_information_service import DeviceInformationService

from peripheral import KIND, NOTIFY, Peripheral

# An ATT_MTU of 23 leaves 20 octets: flags, heart rate, and nine RR intervals.
BEATS_PER_VALUE_MAX = 9

ON_SKIN, OFF_SKIN = 0x06, 0x04  # sensor contact supported, and detected or not
HAS_ENERGY, HAS_RR = 0x08, 0x10


class Series:
    """A recorded series of RR intervals as the values that a strap makes of it, one a second."""

    def __init__(self, path):
        self.values = []  # (seconds after the value before it, value)
        with open(path, newline="") as file:
            rows = csv.DictReader(file)
            if "rr_ms" not in (rows.fieldnames or ()):
                raise ValueError(f"{path}: no column rr_ms")
            try:
                beats = [float(row["rr_ms"]) for row in rows if row["rr_ms"]]
            except (TypeError, ValueError) as error:
                raise ValueError(f"{path}:{rows.line_num}: {error}") from None
        clock_ms, second, sent_second, heard = 0.0, 0, 0, []
        for rr_ms in beats + [None]:
            ended = None if rr_ms is None else int((clock_ms + rr_ms) // 1000)
            if heard and (ended != second or len(heard) == BEATS_PER_VALUE_MAX):
                self.values.append((second - sent_second, self.encode(heard)))
                sent_second, heard = second, []
            if rr_ms is not None:
                if not 0 < rr_ms * 1.024 < 0xFFFF:
                    raise ValueError(f"{path}: an RR interval of {rr_ms} ms")
                clock_ms, second = clock_ms + rr_ms, ended
                heard.append(rr_ms)

    @staticmethod
    def encode(beats_ms):
        heart_rate = min(255, int(60000 * len(beats_ms) / sum(beats_ms) + 0.5))
        rr = (int(rr_ms * 1.024 + 0.5) for rr_ms in beats_ms)
        return struct.pack(f"<BB{len(beats_ms)}H", ON_SKIN | HAS_RR, heart_rate, *rr)


class Strap(Peripheral):
    def __init__(self, index, air, options, series):
        # A static random address may not be all zeros behind its two top bits.
        address = f"C0:00:00:00:{1 + index // 256:02X}:{index % 256:02X}"
        super().__init__(f"{options.name} {index:02d}", address, air, options)
        self.index, self.series = index, series
        self.position = 0  # in the series
        self.energy = 0
        self.contact = True
        self.source = None  # of the values to come: series, rate, burst
        self.hz, self.remaining = 0.0, 0
        self.player = None
        self.add_services()

    def add_services(self):
        readable = gatt.Characteristic.READABLE
        self.heart_rate = self.watch(gatt.Characteristic(
            gatt.GATT_HEART_RATE_MEASUREMENT_CHARACTERISTIC, KIND.NOTIFY, gatt.Characteristic.Permissions(0)
        ))
        chest = gatt.Characteristic(gatt.GATT_BODY_SENSOR_LOCATION_CHARACTERISTIC, KIND.READ, readable, b"\x01")
        control_point = gatt.Characteristic(
            gatt.GATT_HEART_RATE_CONTROL_POINT_CHARACTERISTIC,
            KIND.WRITE,
            gatt.Characteristic.WRITEABLE,
            gatt.CharacteristicValue(write=self.on_control_point),
        )
        self.device.add_services([
            gatt.Service(gatt.GATT_HEART_RATE_SERVICE, [self.heart_rate, chest, control_point]),
            gatt.Service(gatt.GATT_BATTERY_SERVICE, [self.battery_level]),
            DeviceInformationService(
                manufacturer_name="Virtual Straps",
                model_number="HR-1",
                serial_number=f"{self.index:06d}",
                firmware_revision="1.0",
            ),
        ])
        self.advertise(gatt.GATT_HEART_RATE_SERVICE)

    def identity(self):
        return {"strap": self.index}

    def answers_to(self, which):
        return which in ("*", str(self.index))

    def on_control_point(self, _connection, value):
        if value != b"\x01":
            raise att.ATT_Error(0x80)  # Control Point Not Supported
        self.energy = 0

    def count(self, characteristic):
        if characteristic is self.heart_rate:
            self.sent += 1

    # --- Values

    def next_value(self):
        """The seconds until the next value, the value, and what to do once it is handed over; None at the end."""
        if self.source == "series":
            if self.position == len(self.series.values):
                return None
            seconds, value = self.series.values[self.position]
            seconds, taken = seconds / self.options.speed, self.take_series
        else:
            if self.source == "burst" and self.remaining == 0:
                return None
            energy = (self.energy + 1) % 65536
            value = struct.pack("<BBHH", ON_SKIN | HAS_ENERGY | HAS_RR, 60 + energy % 60, energy, 922)
            seconds, taken = 1 / self.hz, self.take_synthetic
        if not self.contact:
            return 1.0, bytes([OFF_SKIN, 0]), lambda: None
        return seconds, value, taken

    def take_series(self):
        self.position += 1

    def take_synthetic(self):
        self.energy = (self.energy + 1) % 65536
        self.remaining -= 1

    async def play(self):
        """Hands over one value after the other; a value counts as sent only when a link that is up has taken it."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while upcoming := self.next_value():
            due = max(due + upcoming[0], loop.time() - 1)  # after a pause, no flood to catch up
            await asyncio.sleep(max(0, due - loop.time()))
            while (connection := self.subscriber(self.heart_rate, NOTIFY)) is None:
                await asyncio.sleep(0.02)
                due = loop.time()
            _, value, taken = self.next_value()  # contact may have changed
            await self.notify(connection, self.heart_rate, value, taken)
        self.source = None

    async def switch(self, source):
        """Stops between two values: the one under way is handed over and counted first."""
        if self.player and not self.player.done():
            while self.under_way:
                await asyncio.sleep(0.005)
            self.player.cancel()
        self.source = source
        self.player = asyncio.create_task(self.play()) if source else None

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "start", []: await self.start()
            case "stop", []: await self.switch(None)
            case "rate", [hz]: await self.synthetic("rate", float(hz))
            case "burst", [count, hz]: await self.synthetic("burst", float(hz), int(count))
            case "contact", ["on" | "off" as contact]: self.contact = contact == "on"
            case _: await super().obey(command, values)

    async def start(self):
        if not self.series:
            raise ValueError("no --series")
        await self.switch("series")

    async def synthetic(self, source, hz, count=0):
        if not 0 < hz <= 10_000 or count < 0:
            raise ValueError("HZ must lie above 0 and up to 10000, N must not be negative")
        await self.switch(None)
        self.hz, self.remaining = hz, count
        await self.switch(source)

    def state(self):
        connections = self.device.connections.values()
        return {
            **super().state(),
            "subscribed": any(self.subscribed(c, self.heart_rate, NOTIFY) for c in connections),
            "sending": self.source,
            "position": self.position,
            "length": len(self.series.values) if self.series else 0,
            "contact": self.contact,
        }

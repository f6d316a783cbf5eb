"""A chest strap with the vendor's streams: Polar Measurement Data with ECG and PP intervals, and Heart Rate Service."""
import asyncio
import datetime
import struct

from health.control_point import ControlPoint, nothing
from health.device import HealthDevice
from health.fields import EPOCH
from health.heart import Heart
from peripheral import KIND

PMD = "FB005C{}-02E7-F387-1CAD-8ACD2D8DF0C8"
FEATURES, RESPONSE = 0x0F, 0xF0
GET_SETTINGS, START, STOP = 1, 2, 3
ECG, PPI = 0, 3
MEASUREMENTS_KNOWN = range(7)
SAMPLE_RATE, RESOLUTION = 0, 1  # settings
ECG_HZ, ECG_BITS = 130, 14
SETTINGS = {
    ECG: struct.pack("<BBHBBH", SAMPLE_RATE, 1, ECG_HZ, RESOLUTION, 1, ECG_BITS),
    PPI: b"",
}

SUCCESS, INVALID_OP_CODE, INVALID_MEASUREMENT, NOT_SUPPORTED, INVALID_LENGTH = 0, 1, 2, 3, 4
INVALID_PARAMETER, ALREADY_IN_STATE, INVALID_RESOLUTION, INVALID_SAMPLE_RATE, INVALID_MTU = 5, 6, 7, 8, 10

# 73 samples of three octets, after ten of header: as many as an ATT_MTU of 232 holds.
ECG_SAMPLES = 73
MTU = 3 + 10 + 3 * ECG_SAMPLES
PPI_SECONDS = 2
PPI_ERROR_MS = 10

ON_SKIN, OFF_SKIN, HAS_RR = 0x06, 0x04, 0x10
PPI_INVALID, PPI_ON_SKIN, PPI_KNOWS_SKIN = 0x01, 0x02, 0x04


class Polar(HealthDevice):
    kind, number, name, appearance = "polar", 6, "Polar H10 02000006", 0x0341
    manufacturer, model = "Polar Electro Oy", "H10"
    mtu = MTU

    def services(self):
        self.heart = Heart()
        self.started = None  # when the heart did, by the event loop
        self.contact = True
        self.streams = {}  # measurement: the task
        self.gap_until = 0.0  # by the event loop
        self.heart_rate = self.characteristic(0x2A37, KIND.NOTIFY)
        location = self.characteristic(0x2A38, KIND.READ, b"\x01")
        features = bytes([FEATURES, 1 << ECG | 1 << PPI]).ljust(17, b"\0")
        point = ControlPoint(self, PMD.format("81"), self.answer, properties=KIND.READ, read=lambda _: features)
        self.data = self.characteristic(PMD.format("82"), KIND.NOTIFY)
        return [
            self.service(0x180D, self.heart_rate, location),
            self.service(PMD.format("80"), point.characteristic, self.data),
        ]

    async def switch_on(self):
        await super().switch_on()
        self.started = asyncio.get_running_loop().time()
        self.beating = asyncio.create_task(self.beat())

    def seconds(self):
        return asyncio.get_running_loop().time() - self.started

    # --- Heart rate, a value a second

    async def beat(self):
        last = 0
        while True:
            await asyncio.sleep(max(0.0, last + 1 - self.seconds()))
            intervals = self.heart.intervals(last, last + 1)
            last += 1
            if not self.contact:
                value = bytes([OFF_SKIN, 0])
            elif intervals:
                value = bytes([ON_SKIN | HAS_RR, round(60_000 * len(intervals) / sum(intervals))])
                value += b"".join(struct.pack("<H", round(interval * 1.024)) for interval in intervals)
            else:
                continue
            await self.notify_if_subscribed(self.heart_rate, value)

    # --- The control point

    def on_connection(self, connection):
        def ended(_):
            for stream in self.streams.values():
                stream.cancel()
            self.streams.clear()

        super().on_connection(connection)
        self.ended[connection].add_done_callback(ended)

    async def answer(self, connection, op_code, operand):
        def start():
            stream = self.stream_ecg if measurement == ECG else self.stream_intervals
            self.streams[measurement] = asyncio.create_task(stream(connection))

        measurement = operand[0] if operand else 0
        code = self.check(connection, op_code, measurement, operand)
        response = bytes([RESPONSE, op_code, measurement, code])
        if code == SUCCESS:
            response += b"\0" + (SETTINGS[measurement] if op_code == GET_SETTINGS else b"")  # no more to follow
            if op_code == STOP:
                await self.stop(measurement)
        return response, start if (code, op_code) == (SUCCESS, START) else nothing

    def check(self, connection, op_code, measurement, operand):
        if op_code not in (GET_SETTINGS, START, STOP):
            return INVALID_OP_CODE
        if not operand:
            return INVALID_LENGTH
        if measurement not in SETTINGS:
            return NOT_SUPPORTED if measurement in MEASUREMENTS_KNOWN else INVALID_MEASUREMENT
        if op_code != START:
            if len(operand) != 1:
                return INVALID_LENGTH
            return ALREADY_IN_STATE if op_code == STOP and measurement not in self.streams else SUCCESS
        if measurement in self.streams:
            return ALREADY_IN_STATE
        if connection.att_mtu < MTU:
            return INVALID_MTU
        return self.check_settings(operand[1:]) if measurement == ECG else SUCCESS

    @staticmethod
    def check_settings(settings):
        chosen = {}
        while settings:
            if len(settings) < 4 or settings[1] != 1:
                return INVALID_PARAMETER
            chosen[settings[0]] = struct.unpack_from("<H", settings, 2)[0]
            settings = settings[4:]
        if chosen.keys() != {SAMPLE_RATE, RESOLUTION}:
            return INVALID_PARAMETER
        if chosen[SAMPLE_RATE] != ECG_HZ:
            return INVALID_SAMPLE_RATE
        return SUCCESS if chosen[RESOLUTION] == ECG_BITS else INVALID_RESOLUTION

    # --- Streams: frames that nobody takes are lost

    def nanoseconds(self, seconds):
        """The sensor's clock at a moment of the heart's time, since 2000."""
        now = self.clock.now() - EPOCH
        return now // datetime.timedelta(microseconds=1) * 1000 + round((seconds - self.seconds()) * 1e9)

    async def hand_over(self, connection, frame):
        lost = self.silent or asyncio.get_running_loop().time() < self.gap_until
        if not lost:
            await self.notify(connection, self.data, frame)

    async def stream_ecg(self, connection):
        first = self.seconds()
        clock = self.nanoseconds(first)
        taken = 0
        while True:
            moments = [first + (taken + i) / ECG_HZ for i in range(ECG_SAMPLES)]
            taken += ECG_SAMPLES
            await asyncio.sleep(max(0.0, moments[-1] - self.seconds()))
            last = clock + (taken - 1) * 1_000_000_000 // ECG_HZ
            samples = (self.heart.microvolts(moment) if self.contact else 0 for moment in moments)
            frame = struct.pack("<BQB", ECG, last, 0)
            frame += b"".join(sample.to_bytes(3, "little", signed=True) for sample in samples)
            await self.hand_over(connection, frame)

    async def stream_intervals(self, connection):
        last = self.seconds()
        while True:
            await asyncio.sleep(max(0.0, last + PPI_SECONDS - self.seconds()))
            intervals = self.heart.intervals(last, last + PPI_SECONDS)
            last += PPI_SECONDS
            frame = struct.pack("<BQB", PPI, self.nanoseconds(last), 0)
            flags = PPI_KNOWS_SKIN | (PPI_ON_SKIN if self.contact else PPI_INVALID)
            for interval in intervals:
                frame += struct.pack("<BHHB", round(60_000 / interval), interval, PPI_ERROR_MS, flags)
            if intervals:
                await self.hand_over(connection, frame)

    async def stop(self, measurement):
        """The frame under way is handed over first."""
        while any(characteristic is self.data for characteristic, _, _ in self.under_way):
            await asyncio.sleep(0.005)
        self.streams.pop(measurement).cancel()

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "contact", ["on" | "off" as contact]: self.contact = contact == "on"
            case "gap", [seconds]: self.gap_until = asyncio.get_running_loop().time() + float(seconds)
            case _: await super().obey(command, values)

    def state(self):
        names = {ECG: "ecg", PPI: "ppi"}
        streaming = [names[measurement] for measurement in self.streams]
        return {**super().state(), "streaming": streaming, "contact": self.contact}

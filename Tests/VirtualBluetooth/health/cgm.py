"""A continuous glucose sensor: Continuous Glucose Monitoring Service, with a session that somebody starts."""
import dataclasses
import datetime
import struct

from bumble import att

from health import record_access
from health.control_point import ControlPoint, nothing
from health.device import OUT_OF_RANGE, VALUE_MAX, HealthDevice, natural
from health.fields import Clock, EndToEnd, date_time, sfloat
from peripheral import KIND, NOTIFY

# Flags of a record
HAS_TREND, HAS_CALIBRATION_AND_TEMPERATURE = 0x01, 0x40
# Status: each is a bit of an octet of its own
SESSION_STOPPED, TIME_SYNCHRONIZATION_REQUIRED, TEMPERATURE_TOO_HIGH = 0x01, 0x01, 0x10
# Temperatures out of range are detected; several sessions, trends
FEATURES, E2E_CRC = 0x00C080, 0x001000
SUBCUTANEOUS, INTERSTITIAL_FLUID = 5, 9
RUN_TIME_HOURS = 240
SESSION_MINUTES_MAX = 60 * RUN_TIME_HOURS

SET_INTERVAL, GET_INTERVAL, INTERVAL, START_SESSION, STOP_SESSION, RESPONSE = 0x01, 0x02, 0x03, 0x1A, 0x1B, 0x1C
OPERAND_LENGTHS = {SET_INTERVAL: 1, GET_INTERVAL: 0, START_SESSION: 0, STOP_SESSION: 0}
SUCCESS, OP_CODE_NOT_SUPPORTED, INVALID_OPERAND, NOT_COMPLETED = 1, 2, 3, 4

STORED = 12
MINUTES_BETWEEN = 5
START_TIME_UNKNOWN = bytes(9)
OPERATORS = {
    record_access.ALL, record_access.AT_MOST, record_access.AT_LEAST, record_access.WITHIN,
    record_access.FIRST, record_access.LAST,
}


@dataclasses.dataclass
class Record(record_access.Record):
    """Its number is the minute of the session."""

    glucose: float


class Cgm(HealthDevice):
    kind, number, name, model, appearance = "cgm", 8, "CGM", "CG-1", 0x0D00

    def services(self):
        self.end_to_end = EndToEnd(self.options.checksums)
        self.began = self.ended_after = None  # the session: when, and after how many minutes it was stopped
        self.start_time = START_TIME_UNKNOWN
        self.interval = MINUTES_BETWEEN
        self.measurement = self.characteristic(0x2AA7, KIND.NOTIFY)
        self.access = record_access.RecordAccess(
            self, [], self.report, (self.measurement, NOTIFY), OPERATORS, pack=self.pack
        )
        if self.options.session is not None:
            self.wear(self.options.session, self.stored(min(STORED, self.options.session // MINUTES_BETWEEN)))
        features = struct.pack("<I", FEATURES | (E2E_CRC if self.end_to_end.used else 0))[:3]
        features += bytes([SUBCUTANEOUS << 4 | INTERSTITIAL_FLUID])
        # Without a checksum, all bits of it are set.
        feature = self.characteristic(0x2AA8, KIND.READ, self.end_to_end.seal(features).ljust(6, b"\xff"))
        status = self.characteristic(0x2AA9, KIND.READ, read=lambda _: self.end_to_end.seal(self.status()))
        start_time = self.characteristic(
            0x2AAA, KIND.READ | KIND.WRITE,
            read=lambda _: self.end_to_end.seal(self.start_time),
            write=self.on_start_time,
        )
        run_time = self.characteristic(0x2AAB, KIND.READ, self.end_to_end.seal(struct.pack("<H", RUN_TIME_HOURS)))
        point = ControlPoint(self, 0x2AAC, self.answer, unwrap=self.end_to_end.unseal).characteristic
        return [self.service(
            0x181F, self.measurement, feature, status, start_time, run_time, self.access.point, point
        )]

    # --- The session

    @property
    def running(self):
        return self.began is not None and self.ended_after is None

    def minute(self):
        """Of the session, or in which it was stopped."""
        if not self.running:
            return self.ended_after or 0
        return int((Clock.true() - self.began).total_seconds() // 60)

    def start(self):
        """Offsets begin again, and records of the session before are gone."""
        self.began, self.ended_after, self.start_time = Clock.true(), None, START_TIME_UNKNOWN
        self.access.records.clear()

    def stop(self):
        if self.running:
            self.ended_after = self.minute()

    def wear(self, minutes, stored):
        """A session that has been running for so long, with as many records up to now."""
        if stored * MINUTES_BETWEEN > minutes:
            raise ValueError(f"--session: {minutes} minutes hold {minutes // MINUTES_BETWEEN} records at most")
        self.began = Clock.true() - datetime.timedelta(minutes=minutes)
        for before in range(stored, 0, -1):
            offset = minutes - MINUTES_BETWEEN * before
            self.access.add(self.record(offset, 80 + offset * 7 // 10 % 120, is_too_warm=before % 7 == 0))

    def status(self):
        return struct.pack(
            "<HBBB", self.minute(), 0 if self.running else SESSION_STOPPED,
            TIME_SYNCHRONIZATION_REQUIRED if self.running and self.start_time == START_TIME_UNKNOWN else 0, 0,
        )

    def on_start_time(self, _connection, value):
        """The time that it is now, from which the sensor counts back."""
        value = self.end_to_end.unseal(value, len(START_TIME_UNKNOWN))
        if len(value) != len(START_TIME_UNKNOWN):
            raise att.ATT_Error(att.ATT_INVALID_ATTRIBUTE_LENGTH_ERROR)
        if not self.running:
            raise att.ATT_Error(att.ATT_WRITE_NOT_PERMITTED_ERROR)
        try:
            now = datetime.datetime(*struct.unpack("<H5B", value[:7]))
        except ValueError:
            raise att.ATT_Error(OUT_OF_RANGE) from None
        self.start_time = date_time(now - (Clock.true() - self.began)) + value[7:]

    async def answer(self, _connection, op_code, operand):
        if op_code not in OPERAND_LENGTHS:
            code = OP_CODE_NOT_SUPPORTED
        elif len(operand) != OPERAND_LENGTHS[op_code]:
            code = INVALID_OPERAND
        elif op_code == GET_INTERVAL:
            return self.end_to_end.seal(bytes([INTERVAL, self.interval])), nothing
        elif op_code == SET_INTERVAL:
            self.interval, code = operand[0], SUCCESS
        elif self.running == (op_code == START_SESSION):
            code = NOT_COMPLETED
        else:
            code = SUCCESS
            if op_code == START_SESSION:
                self.start()
            else:
                self.stop()
        return self.end_to_end.seal(bytes([RESPONSE, op_code, code])), nothing

    # --- Records

    def record(self, offset, milligrams, is_too_warm=False):
        """In milligrams a decilitre, with the trend since the record before."""
        records = self.access.records
        trend = (milligrams - records[-1].glucose) / (offset - records[-1].number) if records else 0
        flags = HAS_TREND | (HAS_CALIBRATION_AND_TEMPERATURE if is_too_warm else 0)
        fields = bytes([flags]) + sfloat(milligrams) + struct.pack("<H", offset)
        fields += bytes([TEMPERATURE_TOO_HIGH] if is_too_warm else []) + sfloat(trend, 1)
        size = 1 + len(fields) + (2 if self.end_to_end.used else 0)
        return Record(offset, self.end_to_end.seal(bytes([size]) + fields), milligrams)

    @staticmethod
    def pack(records):
        """As many records as a notification holds."""
        value = b""
        for record in records:
            if len(value) + len(record.value) > VALUE_MAX:
                yield value
                value = b""
            value += record.value
        yield value

    async def report(self, connection, value):
        return await self.notify(connection, self.measurement, value)

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "start", []: self.start()
            case "stop", []: self.stop()
            case "drop" | "hold" | "fail", [count]: self.access.interrupt(command, count)
            case _: await super().obey(command, values)

    async def measure(self, *values):
        """measure cgm [MILLIGRAMS [MINUTE]]"""
        if not self.running:
            raise ValueError("no session is running")
        newest = self.access.records[-1].number if self.access.records else -1
        milligrams, minute = 80 + self.taken * 7 % 120, max(self.minute(), newest + 1)
        match values:
            case []: pass
            case [first, *rest] if len(rest) <= 1:
                milligrams, minute = float(first), natural(rest[0]) if rest else minute
            case _: raise ValueError(f"say {self.measure.__doc__}")
        if minute <= newest:
            raise ValueError(f"MINUTE must lie after that of the last record, {newest}")
        record = self.record(minute, milligrams)
        self.access.add(record)
        if self.interval:
            await self.notify_if_subscribed(self.measurement, record.value)

    def state(self):
        return {
            **super().state(),
            **self.access.state(),
            "session": self.running,
            "minute": self.minute(),
            "start_time": self.start_time.hex(),
            "interval": self.interval,
        }

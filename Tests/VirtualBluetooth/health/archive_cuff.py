"""A blood-pressure cuff with an archive: Blood Pressure Service 1.1, and Device Time for its clock."""
import datetime
import struct

from health import record_access
from health.cuff import DETECTED, Cuff
from health.device_time import DeviceTime
from health.fields import EndToEnd, date_time, seconds_since_2000
from peripheral import KIND, NOTIFY

# Flags of an enhanced measurement, beside those of any
HAS_USER_FACING_TIME, SINCE_2000 = 0x20, 0x40
E2E_CRC, USER_FACING_TIME = 0x0040, 0x0100  # features

ENHANCED_MEASUREMENT = 0x2B34
FIRST_SEGMENT, LAST_SEGMENT = 0x01, 0x02
SEGMENTS = 64  # the counter begins again
# A record has 16 or 20 octets, and so comes in two or three segments; 15 would fit beside their headers.
SEGMENT_BODY = 8

STORED = 5
HOURS_BETWEEN = 12
OPERATORS = {record_access.ALL, record_access.AT_LEAST, record_access.FIRST, record_access.LAST}


class ArchiveCuff(Cuff):
    kind, number, name, model = "archive-cuff", 7, "Archive Cuff", "BP-2"

    def services(self):
        self.end_to_end = EndToEnd(self.options.checksums)
        self.segment = 0  # of this link
        self.device_time = DeviceTime(self)
        self.enhanced = self.characteristic(ENHANCED_MEASUREMENT, KIND.INDICATE)
        self.record_value = self.characteristic(0x2B36, KIND.NOTIFY)
        self.access = record_access.RecordAccess(
            self, [], self.report, (self.record_value, NOTIFY), OPERATORS, pack=self.segments
        )
        start, stored = self.clock.now().replace(second=0, microsecond=0), self.stored(STORED)
        for number in range(1, stored + 1):
            moment = start - datetime.timedelta(hours=HOURS_BETWEEN * (stored + 1 - number))
            self.store(moment, *self.pressures(number), 0)
        features = DETECTED | USER_FACING_TIME | (E2E_CRC if self.end_to_end.used else 0)
        characteristics = [*self.blood_pressure(features), self.enhanced, self.record_value, self.access.point]
        return [self.service(0x1810, *characteristics), self.device_time.service]

    def on_connection(self, connection):
        super().on_connection(connection)
        self.segment = 0

    # --- Measurements: over the link, and into the archive where nobody takes them

    def encode_enhanced(self, moment, *measured, shows_time):
        """`shows_time`: beside the time stamp the user facing one."""
        value = self.encode(
            *measured, seconds_since_2000(moment), SINCE_2000 | (HAS_USER_FACING_TIME if shows_time else 0)
        )
        return value + (seconds_since_2000(self.device_time.shown(moment)) if shows_time else b"")

    def store(self, moment, *measured):
        """Every second record has a user facing time."""
        number = self.access.next_number()
        value = self.encode_enhanced(moment, *measured, shows_time=number % 2 == 0)
        self.access.add(record_access.Record(number, value))

    async def finish(self, moment, *measured):
        """Who takes enhanced measurements gets no others."""
        enhanced = self.encode_enhanced(moment, *measured, shows_time=True)
        if await self.indicate_if_subscribed(self.enhanced, enhanced):
            return
        if not await self.indicate_if_subscribed(self.measurement, self.encode(*measured, date_time(moment))):
            self.store(moment, *measured)

    # --- Records

    def segments(self, records):
        for record in records:
            body = record.value + (bytes(2) if self.end_to_end.used else b"")
            pieces = [body[i:i + SEGMENT_BODY] for i in range(0, len(body), SEGMENT_BODY)]
            segments = []
            for i, piece in enumerate(pieces):
                header = self.segment << 2 | (FIRST_SEGMENT if i == 0 else 0)
                header |= LAST_SEGMENT if i == len(pieces) - 1 else 0
                segments.append(struct.pack("<BHH", header, record.number, ENHANCED_MEASUREMENT) + piece)
                self.segment = (self.segment + 1) % SEGMENTS
            if self.end_to_end.used:
                # Of all segments but itself, and in the last: lengths are even.
                segments[-1] = segments[-1][:-2] + EndToEnd.checksum(b"".join(segments)[:-2])
            yield from segments

    async def report(self, connection, segment):
        return await self.notify(connection, self.record_value, segment)

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "drop" | "hold" | "fail", [count]: self.access.interrupt(command, count)
            case _: await super().obey(command, values)

    def state(self):
        return {**super().state(), **self.access.state()}

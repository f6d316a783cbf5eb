"""The Current Time Service: a clock that others can read and set."""
import datetime
import struct

from bumble import att

from health.device import OUT_OF_RANGE
from health.fields import date_time
from peripheral import KIND

MANUAL = 0x01  # why the clock was adjusted
DATA_FIELD_IGNORED = 0x80


class CurrentTime:
    def __init__(self, device):
        self.device, self.clock = device, device.clock
        device.time_service = self
        self.reason = 0
        self.current_time = device.characteristic(
            0x2A2B, KIND.READ | KIND.WRITE | KIND.NOTIFY, read=lambda _: self.encode(), write=self.write
        )
        # UTC, no daylight saving
        local = device.characteristic(0x2A0F, KIND.READ, b"\x00\x00")
        self.service = device.service(0x1805, self.current_time, local)

    def encode(self):
        now = self.clock.now()
        return date_time(now) + bytes([now.isoweekday(), now.microsecond * 256 // 1_000_000, self.reason])

    def write(self, _connection, value):
        if len(value) != 10:
            raise att.ATT_Error(att.ATT_INVALID_ATTRIBUTE_LENGTH_ERROR)
        *moment, _weekday, fractions, reason = struct.unpack("<H8B", value)
        if 0 in moment[:3]:
            raise att.ATT_Error(DATA_FIELD_IGNORED)  # year, month or day not known
        try:
            moment = datetime.datetime(*moment, fractions * 1_000_000 // 256)
        except ValueError:
            raise att.ATT_Error(OUT_OF_RANGE) from None
        self.clock.set(moment)
        self.reason = reason

    async def tell(self):
        """After the device's user has set its clock."""
        self.reason = MANUAL
        await self.device.notify_if_subscribed(self.current_time, self.encode())

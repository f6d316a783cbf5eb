"""Fields of characteristics: numbers of IEEE 11073-20601, dates and times, and the clock that they come from."""
import datetime
import struct

SFLOAT_NAN = b"\xff\x07"


def sfloat(number, decimals=0):
    """A 16-bit float: the number in steps of 10^-decimals."""
    mantissa = round(number * 10**decimals)
    if not -2048 < mantissa < 2046 or not -7 <= decimals <= 8:
        raise ValueError(f"{number} with {decimals} decimals does not fit")
    return struct.pack("<H", (-decimals & 0xF) << 12 | mantissa & 0xFFF)


def float32(number, decimals=0):
    """A 32-bit float: the number in steps of 10^-decimals."""
    mantissa = round(number * 10**decimals)
    return struct.pack("<I", (-decimals & 0xFF) << 24 | mantissa & 0xFF_FFFF)


def date_time(moment):
    return struct.pack("<H5B", moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


class Clock:
    """A device's clock: wrong by an offset until somebody sets it."""

    def __init__(self, offset_seconds):
        self.offset_seconds = offset_seconds

    @staticmethod
    def true():
        return datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)

    def now(self):
        return self.true() + datetime.timedelta(seconds=self.offset_seconds)

    def set(self, moment):
        self.offset_seconds = (moment - self.true()).total_seconds()

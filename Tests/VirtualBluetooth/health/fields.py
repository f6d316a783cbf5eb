"""Fields of characteristics: numbers of IEEE 11073-20601, dates and times with their clock, and checksums."""
import datetime
import struct

from bumble import att

SFLOAT_NAN = b"\xff\x07"
MISSING_CRC, INVALID_CRC = 0x80, 0x81


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


EPOCH = datetime.datetime(2000, 1, 1)


def seconds_since_2000(moment):
    return struct.pack("<I", int((moment - EPOCH).total_seconds()))


class EndToEnd:
    """The checksum at the end of medical services' values (E2E-CRC), on devices that have one."""

    def __init__(self, used):
        self.used = used

    @staticmethod
    def checksum(value):
        """CRC-CCITT: polynomial x^16 + x^12 + x^5 + 1, seed 0xFFFF, least significant bit first."""
        crc = 0xFFFF
        for octet in value:
            crc ^= octet
            for _ in range(8):
                crc = crc >> 1 ^ (0x8408 if crc & 1 else 0)
        return struct.pack("<H", crc)

    def seal(self, value):
        return value + self.checksum(value) if self.used else value

    def unseal(self, value, shortest=1):
        """`shortest`: how many octets there are at least without the checksum."""
        if not self.used:
            return value
        if len(value) < shortest + 2:
            raise att.ATT_Error(MISSING_CRC)
        if self.checksum(value[:-2]) != value[-2:]:
            raise att.ATT_Error(INVALID_CRC)
        return value[:-2]


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

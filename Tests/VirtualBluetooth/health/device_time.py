"""The Device Time Service: a clock that counts seconds since 2000, which others can read and propose a time to."""
import datetime
import struct

from health.control_point import ControlPoint, nothing
from health.fields import EPOCH, seconds_since_2000
from peripheral import KIND

COUNTS_SINCE_2000 = 0x0400  # feature
NO_CHECKSUM = 0xFFFF
RESOLUTION = 2  # of 1/65536 s

ZONE_UNKNOWN, DAYLIGHT_SAVING_UNKNOWN = -128, 255

# Status, and the bits of a time update that it follows
UTC_ALIGNED, SINCE_2000 = 0x0002, 0x0010
UPDATE_UTC_ALIGNED, UPDATE_SINCE_2000 = 0x0001, 0x0040

PROPOSE, RESPONSE = 0x02, 0x09
SUCCESS, OP_CODE_NOT_SUPPORTED, INVALID_OPERAND, REJECTED = 1, 2, 3, 5
EPOCH_NOT_ALIGNED = 0x0040  # why it was rejected


class DeviceTime:
    def __init__(self, device):
        self.device, self.clock = device, device.clock
        device.time_service = self
        self.status = SINCE_2000
        self.zone = self.daylight_saving = 0  # quarters of an hour
        feature = device.characteristic(0x2B8E, KIND.READ, struct.pack("<HH", NO_CHECKSUM, COUNTS_SINCE_2000))
        parameters = device.characteristic(0x2B8F, KIND.READ, struct.pack("<H", RESOLUTION))
        self.time = device.characteristic(0x2B90, KIND.READ | KIND.INDICATE, read=lambda _: self.encode())
        point = ControlPoint(device, 0x2B91, self.answer).characteristic
        self.service = device.service(0x1847, feature, parameters, self.time, point)

    def encode(self):
        zones = struct.pack("<bBH", self.zone, self.daylight_saving, self.status)
        return seconds_since_2000(self.clock.now()) + zones

    def shown(self, moment):
        """What the display shows at a moment of the clock."""
        zone = 0 if self.zone == ZONE_UNKNOWN else self.zone
        daylight_saving = 0 if self.daylight_saving == DAYLIGHT_SAVING_UNKNOWN else self.daylight_saving
        return moment + datetime.timedelta(minutes=15 * (zone + daylight_saving))

    async def answer(self, _connection, op_code, operand):
        """Who proposes a time is not told it by indication."""
        if op_code != PROPOSE:
            result = struct.pack("<B", OP_CODE_NOT_SUPPORTED)
        elif len(operand) != 10:
            result = struct.pack("<B", INVALID_OPERAND)
        else:
            result = self.update(*struct.unpack("<HIbBBB", operand))
        return bytes([RESPONSE, op_code]) + result, nothing

    def update(self, flags, seconds, zone, daylight_saving, _source, _accuracy):
        if not flags & UPDATE_SINCE_2000:
            return struct.pack("<BH", REJECTED, EPOCH_NOT_ALIGNED)
        self.clock.set(EPOCH + datetime.timedelta(seconds=seconds))
        self.zone, self.daylight_saving = zone, daylight_saving
        self.status = SINCE_2000 | (UTC_ALIGNED if flags & UPDATE_UTC_ALIGNED else 0)
        return struct.pack("<B", SUCCESS)

    async def tell(self):
        """After the device's user has set its clock."""
        self.status = SINCE_2000
        await self.device.indicate_if_subscribed(self.time, self.encode())

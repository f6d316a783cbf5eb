"""A scale that also measures body composition, and tells a user's measurements only to whom the user trusts."""
import struct

from health.current_time import CurrentTime
from health.device import HealthDevice
from health.fields import date_time
from health.user_data import CODE_MAX, UNKNOWN_USER, User, UserData
from peripheral import KIND

# Weight: kilograms, height: metres
HAS_TIME, HAS_USER, HAS_BMI_AND_HEIGHT = 0x02, 0x04, 0x08
# Body composition
BODY_TIME, BODY_USER, BODY_BASAL, BODY_MUSCLE_PERCENT, BODY_MUSCLE_MASS = 0x0002, 0x0004, 0x0008, 0x0010, 0x0020
BODY_FAT_FREE, BODY_SOFT_LEAN, BODY_WATER, BODY_IMPEDANCE = 0x0040, 0x0080, 0x0100, 0x0200
BODY_WEIGHT, BODY_HEIGHT, MULTIPLE_PACKETS = 0x0400, 0x0800, 0x1000

# Time stamps, several users, BMI, steps of 0.005 kg and 0.001 m
WEIGHT_FEATURES = 0x07 | 7 << 3 | 3 << 7
# All fields, steps of 0.005 kg and 0.001 m
BODY_FEATURES = 0x07FF | 7 << 11 | 3 << 15

FIRST_USER, FIRST_CODE = 1, 1234
HEIGHT_CM = 172


def mass(kilograms):
    return struct.pack("<H", round(kilograms / 0.005))


class Scale(HealthDevice):
    kind, number, name, model, appearance = "scale", 5, "Scale", "WS-1", 0x0C80

    def services(self):
        self.user_data = UserData(self, {FIRST_USER: User(FIRST_CODE)}, self.on_delete)
        self.weight = self.characteristic(0x2A9D, KIND.INDICATE)
        weight_feature = self.characteristic(0x2A9E, KIND.READ, struct.pack("<I", WEIGHT_FEATURES))
        self.body = self.characteristic(0x2A9C, KIND.INDICATE)
        body_feature = self.characteristic(0x2A9B, KIND.READ, struct.pack("<I", BODY_FEATURES))
        body = self.service(0x181B, body_feature, self.body)
        weight = self.service(0x181D, weight_feature, self.weight, included=[body])
        # Bumble wants an included service before the one that includes it.
        return [body, weight, self.user_data.service, CurrentTime(self).service]

    def may_have(self, connection, entry):
        """What an unknown user weighs, whoever has any user's consent may have."""
        consented = self.user_data.consented(connection)
        return consented == entry[2] or entry[2] == UNKNOWN_USER != consented

    def on_delete(self, index):
        self.kept = [entry for entry in self.kept if entry[2] != index]

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "user", [code]: self.add_user(int(code))
            case "edit", [index, centimetres]: await self.user_data.edit(self.user(index), int(centimetres))
            case _: await super().obey(command, values)

    def user(self, text):
        index = int(text)
        if index not in self.user_data.users:
            raise ValueError(f"no user {index}")
        return index

    def add_user(self, code):
        """As the user would, at the scale."""
        if not 0 <= code <= CODE_MAX or not self.user_data.register(struct.pack("<H", code))[1]:
            raise ValueError(f"CODE must lie within 0 to {CODE_MAX}, and there is room for a few users only")

    async def measure(self, *values):
        """measure scale [USER|unknown [KILOGRAMS]]"""
        index, kilograms = FIRST_USER, 70 + self.taken % 20 / 10
        match values:
            case []: pass
            case ["unknown", *rest] if len(rest) <= 1: index = UNKNOWN_USER
            case [which, *rest] if len(rest) <= 1: index = self.user(which)
            case _: raise ValueError(f"say {self.measure.__doc__}")
        kilograms = float(values[1]) if len(values) == 2 else kilograms
        known = index in self.user_data.users
        metres = (self.user_data.height(index) if known else HEIGHT_CM) / 100
        moment = date_time(self.clock.now())
        flags = HAS_TIME | HAS_USER | (HAS_BMI_AND_HEIGHT if known else 0)
        weight = bytes([flags]) + mass(kilograms) + moment + bytes([index])
        if known:
            weight += struct.pack("<HH", round(kilograms / metres**2 * 10), round(metres * 1000))
        self.keep(self.weight, weight, owner=index)
        self.keep(self.body, *self.body_composition(kilograms, metres, moment, index), owner=index)

    @staticmethod
    def body_composition(kilograms, metres, moment, index):
        """Two packets: together they are longer than an indication. Flags and body fat are in both."""
        fat = struct.pack("<H", 215)  # tenths of a percent
        lean = kilograms * (1 - 0.215)
        first = BODY_TIME | BODY_USER | BODY_BASAL | BODY_MUSCLE_PERCENT | BODY_MUSCLE_MASS | MULTIPLE_PACKETS
        second = (
            BODY_FAT_FREE | BODY_SOFT_LEAN | BODY_WATER | BODY_IMPEDANCE | BODY_WEIGHT | BODY_HEIGHT | MULTIPLE_PACKETS
        )
        return (
            struct.pack("<H", first) + fat + moment + bytes([index])
            # 6,800 kJ, 42.5 %
            + struct.pack("<HH", 6800, 425) + mass(kilograms * 0.425),
            struct.pack("<H", second) + fat + mass(lean) + mass(lean * 0.95) + mass(kilograms * 0.55)
            # 512.0 Ω
            + struct.pack("<H", 5120) + mass(kilograms) + struct.pack("<H", round(metres * 1000)),
        )

    def state(self):
        return {**super().state(), **self.user_data.state()}

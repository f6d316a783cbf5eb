"""A glucose meter: Glucose Service with stored records, and a clock that may be wrong and can be set."""
import dataclasses
import datetime
import struct

from health import record_access
from health.current_time import CurrentTime
from health.device import HealthDevice, natural
from health.fields import date_time, sfloat
from peripheral import KIND, NOTIFY

HAS_OFFSET, HAS_CONCENTRATION, IN_MOL, HAS_STATUS, HAS_CONTEXT = 0x01, 0x02, 0x04, 0x08, 0x10
HAS_CARBOHYDRATE, HAS_MEAL, HAS_EXERCISE, HAS_MEDICATION = 0x01, 0x02, 0x08, 0x10
CAPILLARY_WHOLE_BLOOD, FINGER = 1, 1
BATTERY_LOW, RESULT_TOO_HIGH = 0x0001, 0x0020
# Low battery, strip insertion, result high or low, time fault are detected.
FEATURES = 0x0229

STORED = 50
HOURS_BETWEEN = 4
OPERATORS = {record_access.ALL, record_access.AT_LEAST, record_access.WITHIN, record_access.LAST}


@dataclasses.dataclass
class Record(record_access.Record):
    context: bytes | None


class Meter(HealthDevice):
    kind, number, name, model, appearance = "meter", 2, "Glucose Meter", "GL-1", 0x0400

    def services(self):
        self.base_offset_seconds = self.clock.offset_seconds  # of the clock that base times come from
        self.before_context = None  # after how many records a report's link ends before their context
        start = self.clock.now().replace(second=0, microsecond=0)
        stored = self.stored(STORED)
        records = [
            self.record(number, start - datetime.timedelta(hours=HOURS_BETWEEN * (stored + 1 - number)))
            for number in range(1, stored + 1)
        ]
        self.measurement = self.characteristic(0x2A18, KIND.NOTIFY)
        self.context = self.characteristic(0x2A34, KIND.NOTIFY)
        feature = self.characteristic(0x2A51, KIND.READ, struct.pack("<H", FEATURES))
        self.access = record_access.RecordAccess(self, records, self.report, (self.measurement, NOTIFY), OPERATORS)
        glucose = self.service(0x1808, self.measurement, self.context, feature, self.access.point)
        return [glucose, CurrentTime(self).service]

    # --- Records

    def record(self, number, base_time, offset_minutes=0, concentration=None, unit="mg"):
        """Without a concentration, one by formula, and here and there a result too high to be told.

        mg: milligrams a decilitre, mmol: millimoles a litre."""
        too_high, low_battery, has_context = number % 17 == 0, number % 10 == 0, number % 3 == 0
        if concentration is None:
            concentration = 80 + number * 7 % 120
        else:
            too_high = False
        flags, fields = HAS_OFFSET if offset_minutes else 0, [struct.pack("<H", number), date_time(base_time)]
        if offset_minutes:
            fields.append(struct.pack("<h", offset_minutes))
        if not too_high:
            flags |= HAS_CONCENTRATION | (IN_MOL if unit == "mmol" else 0)
            # In mol a litre with a tenth of a millimole, or in kilograms a litre with one milligram a decilitre.
            amount = sfloat(concentration / 1000, 4) if unit == "mmol" else sfloat(concentration / 100_000, 5)
            fields.append(amount + bytes([FINGER << 4 | CAPILLARY_WHOLE_BLOOD]))
        if too_high or low_battery:
            flags |= HAS_STATUS
            fields.append(struct.pack("<H", RESULT_TOO_HIGH * too_high | BATTERY_LOW * low_battery))
        context = self.context_of(number) if has_context else None
        flags |= HAS_CONTEXT if has_context else 0
        return Record(number, bytes([flags]) + b"".join(fields), context)

    @staticmethod
    def context_of(number):
        """A meal, and with every second one exercise and medication."""
        flags = HAS_CARBOHYDRATE | HAS_MEAL
        meal = 1 + number % 5
        # Carbohydrate (1: breakfast, 2: lunch, 3: dinner) in kilograms, one gram a step.
        fields = struct.pack("<H", number) + bytes([1 + number % 3]) + sfloat((30 + number) / 1000, 3) + bytes([meal])
        if number % 2 == 0:
            flags |= HAS_EXERCISE | HAS_MEDICATION
            # 25 minutes at 60 %; 8 mg of rapid acting insulin
            fields += struct.pack("<HB", 25 * 60, 60) + bytes([1]) + sfloat(8 / 1_000_000, 6)
        return bytes([flags]) + fields

    async def report(self, connection, record):
        if not await self.notify(connection, self.measurement, record.value):
            return False
        if self.before_context is not None:
            self.before_context -= 1
            if self.before_context <= 0 and record.context:
                self.before_context = None
                await self.time_out(connection)
                return False
        if record.context and self.subscribed(connection, self.context, NOTIFY):
            return await self.notify(connection, self.context, record.context)
        return True

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "drop", [count, "before-context"]: self.before_context = natural(count)
            case "drop" | "hold" | "fail", [count]:
                self.before_context = None
                self.access.interrupt(command, count)
            case _: await super().obey(command, values)

    async def measure(self, *values):
        """measure meter [CONCENTRATION [mg|mmol]]"""
        concentration, unit = None, "mg"
        match values:
            case []: pass
            case [first] | [first, "mg" | "mmol"]: concentration, unit = float(first), (*values, unit)[1]
            case _: raise ValueError(f"say {self.measure.__doc__}")
        # Base times go on as they began, so that they stay in order; what the user sees is told as an offset.
        offset_minutes = round((self.clock.offset_seconds - self.base_offset_seconds) / 60)
        if not -32768 <= offset_minutes <= 32767:
            self.base_offset_seconds, offset_minutes = self.clock.offset_seconds, 0
        base_time = self.clock.true() + datetime.timedelta(seconds=self.base_offset_seconds)
        self.access.add(self.record(self.access.next_number(), base_time, offset_minutes, concentration, unit))

    def state(self):
        state = {**super().state(), **self.access.state()}
        if self.before_context is not None:
            state["interruption"] = f"drop {self.before_context} before-context"
        return state

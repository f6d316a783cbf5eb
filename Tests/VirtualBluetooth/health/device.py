"""A health device: its clock, its characteristics, and the measurements that it keeps until somebody takes them."""
import asyncio

from bumble import att, gatt
from bumble.core import UUID
from bumble.profiles.device_information_service import DeviceInformationService

from health.fields import Clock
from peripheral import FAREWELL_SECONDS, INDICATE, KIND, NOTIFY, Peripheral

IMPROPERLY_CONFIGURED = 0xFD  # the characteristic that the answer goes to is not subscribed to
IN_PROGRESS = 0xFE
OUT_OF_RANGE = 0xFF

# The ATT_MTU that most health devices have: values of up to 20 octets.
SMALL_MTU = 23
VALUE_MAX = SMALL_MTU - 3
# What a control point does begins this long after the response to the write.
ANSWER_SECONDS = 0.05
KEPT_MAX = 100
REQUESTS_MAX = 100


def natural(text):
    if not text.isdecimal():
        raise ValueError(f"not a number from 0: {text}")
    return int(text)


class NamedDevice:
    """What `--device` may name, whether one can connect to it or not."""

    kind = ""  # what --device and the control commands call it
    number = 0  # the last octet of its address, and its serial number
    name = ""

    def __init__(self, air, options):
        super().__init__(self.name, f"C0:00:00:00:02:{self.number:02X}", air, options)
        self.clock = Clock(options.clock_offset)
        self.taken = 0  # measurements

    def identity(self):
        return {"device": self.kind}

    def answers_to(self, which):
        return which == self.kind

    async def obey(self, command, values):
        match command, values:
            case "measure", _:
                await self.measure(*values)
                self.taken += 1
            case "clock", [seconds]: await self.change_clock(float(seconds))
            case _: await super().obey(command, values)

    async def measure(self, *values):
        raise ValueError(f"{self.kind} takes no single measurements")

    async def change_clock(self, seconds):
        """As its user would, at the device."""
        self.clock.offset_seconds = seconds

    def state(self):
        return {**super().state(), "taken": self.taken, "clock_offset": round(self.clock.offset_seconds, 3)}


class HealthDevice(NamedDevice, Peripheral):
    manufacturer = "Virtual Health"
    model = ""
    appearance = None
    mtu = SMALL_MTU

    def __init__(self, air, options):
        super().__init__(air, options)
        self.time_service = None  # which others can read and set the clock by
        self.kept = []  # measurements to hand over: (characteristic, its values, whose)
        self.emptying = None
        self.drop_after = None  # how many more values of kept measurements until the link ends
        self.requests = []  # what was written to control points
        self.server.max_mtu = self.mtu
        services = self.services()
        self.device.add_services([
            *services,
            gatt.Service(gatt.GATT_BATTERY_SERVICE, [self.battery_level]),
            DeviceInformationService(
                manufacturer_name=self.manufacturer,
                model_number=self.model,
                serial_number=f"{self.number:06d}",
                hardware_revision="1",
                firmware_revision="1.0",
                software_revision="1.0.0",
                system_id=(0x001BDC, self.number),
            ),
        ])
        self.subscribable = [
            characteristic for service in services for characteristic in service.characteristics
            if characteristic.properties & (KIND.NOTIFY | KIND.INDICATE)
        ]
        short = [service.uuid for service in services if len(bytes(service.uuid)) == 2]
        self.advertise(*(short or [services[0].uuid]), appearance=self.appearance)

    def services(self):
        """To be given by each device."""
        raise NotImplementedError

    # --- Characteristics

    def characteristic(self, uuid, properties, value=b"", *, read=None, write=None, descriptors=()):
        """`uuid`: 16 bits as a number, or text. `write(connection, value)` may raise att.ATT_Error."""
        permissions = gatt.Characteristic.Permissions(0)
        if properties & KIND.READ:
            permissions |= gatt.Characteristic.READABLE
        if properties & (KIND.WRITE | KIND.WRITE_WITHOUT_RESPONSE):
            permissions |= gatt.Characteristic.WRITEABLE
        if read or write:
            value = gatt.CharacteristicValue(read=read, write=write)
        uuid = UUID.from_16_bits(uuid) if isinstance(uuid, int) else UUID(uuid)
        return self.watch(gatt.Characteristic(uuid, properties, permissions, value, list(descriptors)))

    def control_point(self, uuid, obeyed, properties=KIND(0), read=None):
        """A characteristic that takes requests; `obeyed(connection, request)`."""
        def write(connection, request):
            self.note(request)
            if not self.subscribed(connection, point, INDICATE):
                raise att.ATT_Error(IMPROPERLY_CONFIGURED)
            return obeyed(connection, request)

        point = self.characteristic(uuid, KIND.WRITE | KIND.INDICATE | properties, read=read, write=write)
        return point

    def note(self, request):
        self.requests = [*self.requests, request.hex()][-REQUESTS_MAX:]

    def stored(self, count):
        """How many records there are from the start, `count` unless told."""
        return count if self.options.records is None else self.options.records

    @staticmethod
    def service(uuid, *characteristics, included=()):
        uuid = UUID.from_16_bits(uuid) if isinstance(uuid, int) else UUID(uuid)
        return gatt.Service(uuid, list(characteristics), included_services=list(included))

    # --- Measurements that are kept

    def keep(self, characteristic, *values, owner=None):
        """Hands the values over by indication, now or once somebody subscribes; again if not all were confirmed."""
        self.kept = [*self.kept, (characteristic, values, owner)][-KEPT_MAX:]
        if self.emptying is None or self.emptying.done():
            self.emptying = asyncio.create_task(self.empty())

    def due(self):
        """The oldest kept measurement that somebody may have now, and the connection for it."""
        for entry in self.kept:
            if connection := self.subscriber(entry[0], INDICATE):
                if self.may_have(connection, entry):
                    return connection, entry
        return None

    def may_have(self, _connection, _entry):
        return True

    async def empty(self):
        while self.kept:
            if (due := self.due()) is None:
                await asyncio.sleep(0.02)
                continue
            connection, entry = due
            for value in entry[1]:
                if not await self.indicate(connection, entry[0], value) or await self.dropped(connection):
                    break
            else:
                if entry in self.kept:  # not dropped for newer ones meanwhile
                    self.kept.remove(entry)

    async def dropped(self, connection):
        """After a value that was confirmed: whether the link is to end here."""
        if self.drop_after is None:
            return False
        self.drop_after -= 1
        if self.drop_after > 0:
            return False
        self.drop_after = None
        await self.time_out(connection)
        return True

    async def time_out(self, connection):
        """The link times out, with the last value long read at the other end."""
        self.leaving = True
        try:
            await asyncio.sleep(FAREWELL_SECONDS)
            if connection in self.ended:
                self.air.cut(self.controller, self.air.gateway)
        finally:
            self.leaving = False

    async def notify_if_subscribed(self, characteristic, value):
        """For values that are lost when nobody takes them."""
        if connection := self.subscriber(characteristic, NOTIFY):
            await self.notify(connection, characteristic, value)

    async def indicate_if_subscribed(self, characteristic, value):
        """Whether somebody has taken it."""
        connection = self.subscriber(characteristic, INDICATE)
        return connection is not None and await self.indicate(connection, characteristic, value)

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "drop", ["off"]: self.drop_after = None
            case "drop", [count]: self.drop_after = natural(count)
            case "raw", [characteristic, value]: await self.raw(characteristic, bytes.fromhex(value))
            case _: await super().obey(command, values)

    async def change_clock(self, seconds):
        await super().change_clock(seconds)
        if self.time_service:
            await self.time_service.tell()

    async def raw(self, uuid, value):
        """Any octets, to find out what becomes of them."""
        for characteristic in self.subscribable:
            if characteristic.type == UUID(uuid):
                if connection := self.subscriber(characteristic, NOTIFY):
                    await self.notify(connection, characteristic, value)
                elif connection := self.subscriber(characteristic, INDICATE):
                    await self.indicate(connection, characteristic, value)
                else:
                    raise ValueError(f"nobody is subscribed to {uuid}")
                return
        raise ValueError(f"{self.kind} has no {uuid} to notify or indicate")

    def state(self):
        subscriptions = [
            characteristic.type.to_hex_str("-").lower() for characteristic in self.subscribable
            if any(self.server.read_cccd(c, characteristic)[0] & 3 for c in self.device.connections.values())
        ]
        return {
            **super().state(),
            "subscribed": bool(subscriptions),
            "subscriptions": subscriptions,
            "kept": len(self.kept),
            "requests": self.requests,
        }

"""What straps and health devices have in common: address, range and log; advertising, link, bond, battery."""
import asyncio
import json
import time

from bumble import gatt, hci
from bumble.controller import Controller
from bumble.core import AdvertisingData
from bumble.device import Device, DeviceConfiguration
from bumble.host import Host
from bumble.keys import MemoryKeyStore
from bumble.pairing import PairingConfig, PairingDelegate
from bumble.transport.common import AsyncPipeSink

# A first value comes this long after it was subscribed to, so never before the response to the subscription.
SETTLE_SECONDS = 0.2
# A peripheral that ends its link is silent for this long before: BlueZ may drop what it has not read when a link ends.
FAREWELL_SECONDS = 0.5

NOTIFY, INDICATE = 1, 2  # bits of a Client Characteristic Configuration
KIND = gatt.Characteristic.Properties


class NotUnderstood(Exception):
    """A command that is none of this peripheral's."""


class Broadcaster:
    """What is heard on the radio, whether one can connect to it or not."""

    def __init__(self, name, address, air, options):
        self.name, self.address, self.air, self.options = name, address, air, options
        self.battery = 87
        self.sent = 0
        self.controller = Controller(self.name, link=air)

    @property
    def silent(self):
        return self.controller in self.air.away

    def log(self, uuid, value):
        """Called in the step in which the other end's controller takes a value."""
        if self.options.log:
            self.options.log.write(json.dumps({
                **self.identity(),
                "address": self.address,
                "characteristic": uuid.to_hex_str("-").lower(),
                "value": value.hex(),
                "time": round(time.time(), 6),
            }) + "\n")

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "vanish", []: await self.vanish(0.5)
            case "vanish", [seconds]: await self.vanish(float(seconds))
            case "return", []: self.air.enter(self.controller)
            case "battery", [percent]: await self.set_battery(int(percent))
            case _: raise NotUnderstood

    async def vanish(self, seconds):
        self.air.leave(self.controller)
        await asyncio.sleep(seconds)
        if self.controller in self.air.away:
            self.air.cut(self.controller, self.air.gateway)

    async def set_battery(self, percent):
        if not 0 <= percent <= 100:
            raise ValueError("PERCENT must lie within 0 to 100")
        self.battery = percent

    def state(self):
        return {
            **self.identity(),
            "address": self.address,
            "name": self.name,
            "in_range": self.controller not in self.air.away,
            "sent": self.sent,
            "battery": self.battery,
        }


class Peripheral(Broadcaster):
    def __init__(self, name, address, air, options):
        super().__init__(name, address, air, options)
        self.leaving = False
        self.subscribed_at = {}  # when each characteristic was last subscribed to
        self.under_way = []  # notifications: (characteristic, its outcome, what to call when it is handed over)
        self.ended = {}  # connection: what becomes true when its link ends

        self.controller.le_acl_data_packet_length = 251
        host = Host(self.controller, AsyncPipeSink(self.controller))
        self.device = Device(config=DeviceConfiguration(name=self.name, address=hci.Address(self.address)), host=host)
        self.server = self.device.gatt_server
        self.forget()
        self.device.pairing_config_factory = lambda _: self.pairing()
        self.device.on(Device.EVENT_CONNECTION, self.on_connection)
        self.battery_level = gatt.Characteristic(
            gatt.GATT_BATTERY_LEVEL_CHARACTERISTIC,
            KIND.READ | KIND.NOTIFY,
            gatt.Characteristic.READABLE,
            gatt.CharacteristicValue(read=lambda _: bytes([self.battery])),
        )

    def pairing(self):
        passkey = self.options.passkey

        class Display(PairingDelegate):
            async def generate_passkey(self):
                return passkey

            async def display_number(self, number, digits):
                pass

        output = PairingDelegate.NO_OUTPUT_NO_INPUT if passkey is None else PairingDelegate.DISPLAY_OUTPUT_ONLY
        return PairingConfig(sc=True, mitm=passkey is not None, bonding=True, delegate=Display(output))

    def advertise(self, *services, appearance=None):
        """31 octets have to suffice: Bumble's radio has no scan responses."""
        is_short = len(bytes(services[0])) == 2
        services_field = (
            AdvertisingData.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS if is_short
            else AdvertisingData.INCOMPLETE_LIST_OF_128_BIT_SERVICE_CLASS_UUIDS
        )
        fields = [
            (AdvertisingData.FLAGS, b"\x06"),
            (AdvertisingData.COMPLETE_LOCAL_NAME, self.name.encode()),
            (services_field, b"".join(map(bytes, services))),
        ]
        if appearance is not None:
            fields.append((AdvertisingData.APPEARANCE, appearance.to_bytes(2, "little")))
        self.device.advertising_data = bytes(AdvertisingData(fields))

    def watch(self, characteristic):
        """Remembers when it is subscribed to."""
        def subscribed(_bearer, _notify, _indicate):
            self.subscribed_at[characteristic] = asyncio.get_running_loop().time()

        characteristic.on(gatt.Characteristic.EVENT_SUBSCRIPTION, subscribed)
        return characteristic

    async def switch_on(self):
        await self.device.power_on()
        await self.device.start_advertising(
            auto_restart=True, advertising_interval_min=100, advertising_interval_max=100
        )

    # --- What the link does

    def on_connection(self, connection):
        ended = self.ended[connection] = asyncio.get_running_loop().create_future()

        def on_end(_reason):
            ended.set_result(None)
            del self.ended[connection]
            for _, outcome, _ in self.under_way:
                if not outcome.done():
                    outcome.set_result(False)
            self.under_way.clear()

        connection.on(connection.EVENT_DISCONNECTION, on_end)

    @property
    def silent(self):
        return self.leaving or super().silent

    def subscribed(self, connection, characteristic, bit):
        return bool(self.server.read_cccd(connection, characteristic)[0] & bit)

    def subscriber(self, characteristic, bit):
        """The connection that the next value is for."""
        settled = self.subscribed_at.get(characteristic, 0) + SETTLE_SECONDS
        if self.silent or asyncio.get_running_loop().time() < settled:
            return None
        for connection in self.device.connections.values():
            if self.subscribed(connection, characteristic, bit):
                return connection
        return None

    def handed_over(self, handle, value):
        characteristic = self.server.get_attribute(handle)
        for entry in self.under_way:
            if entry[0] is characteristic:
                self.under_way.remove(entry)
                if not entry[1].done():
                    entry[2]()
                    entry[1].set_result(True)
                break
        self.count(characteristic)
        self.log(characteristic.type, value)

    def count(self, _characteristic):
        self.sent += 1

    async def notify(self, connection, characteristic, value, taken=lambda: None):
        """True once the value is handed over, False if it never will be: the link ended, or nobody subscribed."""
        if connection not in self.ended or not self.subscribed(connection, characteristic, NOTIFY):
            return False
        outcome = asyncio.get_running_loop().create_future()
        self.under_way.append((characteristic, outcome, taken))
        await self.server.notify_subscriber(connection, characteristic, value)
        return await outcome

    async def indicate(self, connection, characteristic, value):
        """True once the value is confirmed, False if the link ended before, or nobody subscribed."""
        ended = self.ended.get(connection)
        if ended is None or not self.subscribed(connection, characteristic, INDICATE):
            return False
        # Bumble's own would wait for half a minute after the link has ended.
        sending = asyncio.create_task(self.server.indicate_subscriber(connection, characteristic, value))
        await asyncio.wait({sending, ended}, return_when=asyncio.FIRST_COMPLETED)
        if sending.done():
            return sending.exception() is None
        sending.cancel()
        return False

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "kick", []: await self.kick()
            case "forget", []: self.forget()
            case _: await super().obey(command, values)

    async def kick(self):
        self.leaving = True
        try:
            await asyncio.sleep(FAREWELL_SECONDS)
            for connection in list(self.device.connections.values()):
                await connection.disconnect()
        finally:
            self.leaving = False

    def forget(self):
        self.device.keystore = MemoryKeyStore()

    async def set_battery(self, percent):
        await super().set_battery(percent)
        if not self.silent:
            await self.server.notify_subscribers(self.battery_level, bytes([percent]))

    def state(self):
        connections = list(self.device.connections.values())
        return {
            **super().state(),
            "connected": bool(connections),
            "encrypted": any(connection.is_encrypted for connection in connections),
        }

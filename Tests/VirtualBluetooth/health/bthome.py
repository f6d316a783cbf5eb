"""A sensor of a room that advertises in the format of BTHome, version 2."""
import struct

from health.advertiser import Advertiser

VERSION_2 = 0x40  # not encrypted, at intervals
PACKET_ID, BATTERY, TEMPERATURE, HUMIDITY = 0x00, 0x01, 0x02, 0x03


class BTHome(Advertiser):
    kind, number, name, uuid = "bthome", 10, "BTHome", 0xFCD2

    def __init__(self, air, options):
        super().__init__(air, options)
        self.packet = 0
        self.show(21.0, 45.0)

    def show(self, celsius, humidity):
        """Hundredths of a degree and of a percent; objects in the order of their numbers."""
        self.service_data = struct.pack(
            "<BBBBBBhBH", VERSION_2, PACKET_ID, self.packet, BATTERY, self.battery,
            TEMPERATURE, round(celsius * 100), HUMIDITY, round(humidity * 100),
        )
        self.packet = (self.packet + 1) % 256
        self.celsius, self.humidity = celsius, humidity

    async def obey(self, command, values):
        match command, values:
            case "advertise", [celsius, humidity]: self.show(float(celsius), float(humidity))
            case _: await super().obey(command, values)

    async def set_battery(self, percent):
        await super().set_battery(percent)
        self.show(self.celsius, self.humidity)

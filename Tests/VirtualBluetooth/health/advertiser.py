"""What only advertises: service data that is repeated until it changes, and nobody can connect to it."""
import asyncio

from bumble import hci, ll
from bumble.core import UUID, AdvertisingData

from health.device import NamedDevice
from peripheral import Broadcaster

INTERVAL_SECONDS = 0.1


class Advertiser(NamedDevice, Broadcaster):
    uuid = 0  # of its service data

    def __init__(self, air, options):
        super().__init__(air, options)
        self.controller.random_address = hci.Address(self.address)
        self.service_data = None  # None: silent
        self.last_heard = None

    async def switch_on(self):
        self.repeating = asyncio.create_task(self.repeat())

    async def repeat(self):
        while True:
            if self.service_data is not None:
                packet = ll.AdvNonConnInd(self.controller.random_address, self.advertisement())
                self.air.send_advertising_pdu(self.controller, packet)
            await asyncio.sleep(INTERVAL_SECONDS)

    def advertisement(self):
        uuid = bytes(UUID.from_16_bits(self.uuid))
        return bytes(AdvertisingData([
            (AdvertisingData.FLAGS, b"\x06"),
            (AdvertisingData.COMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS, uuid),
            (AdvertisingData.COMPLETE_LOCAL_NAME, self.name.encode()),
            (AdvertisingData.SERVICE_DATA_16_BIT_UUID, uuid + self.service_data),
        ]))

    def heard(self, data):
        """Called in the step in which the other end's controller hears it. What is repeated is recorded once."""
        value = AdvertisingData.from_bytes(data).get(AdvertisingData.SERVICE_DATA_16_BIT_UUID, raw=True)[2:]
        if value != self.last_heard:
            self.last_heard = value
            self.sent += 1
            self.log(UUID.from_16_bits(self.uuid), value)

    def state(self):
        return {**super().state(), "advertised": None if self.service_data is None else self.service_data.hex()}

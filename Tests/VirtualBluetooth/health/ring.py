"""A ring with an oximeter, as Viatom makes and Wellue sells them: requests and responses in packets of its own."""
import asyncio
import json
import struct

from health.device import ANSWER_SECONDS, VALUE_MAX, HealthDevice
from peripheral import KIND, NOTIFY

REQUEST, ANSWER = 0xAA, 0x55
READ_INFORMATION, PING, READ_SENSOR_VALUES = 0x14, 0x15, 0x17
SUCCESS, FAILURE = 0, 1
OVERHEAD = 8  # of a packet: opening, command, its complement, block, length; checksum
DISCHARGING = 0
PERFUSION = 46  # 0.1 %


def checksum(packet):
    """CRC-8 with the polynomial x^8 + x^2 + x + 1, seed 0, most significant bit first."""
    crc = 0
    for octet in packet:
        crc ^= octet
        for _ in range(8):
            crc = (crc << 1 ^ (0x07 if crc & 0x80 else 0)) & 0xFF
    return crc


def encode(opening, command, payload):
    packet = struct.pack("<BBBHH", opening, command, command ^ 0xFF, 0, len(payload)) + payload
    return packet + bytes([checksum(packet)])


class Ring(HealthDevice):
    kind, number, name = "ring", 9, "O2Ring"
    manufacturer, model = "Viatom", "O2Ring"

    def services(self):
        self.contact = True
        self.saturation, self.pulse = 97, 62
        self.held = b""  # of a request that comes in parts
        self.answering = None
        self.notified = self.characteristic("0734594A-A8E7-4B1A-A6B1-CD5243059A57", KIND.NOTIFY)
        written = self.characteristic(
            "8B00ACE7-EB0B-49B0-BBE9-9AEE0A26E1A3", KIND.WRITE | KIND.WRITE_WITHOUT_RESPONSE, write=self.on_write
        )
        return [self.service("14839AC4-7D7E-415C-9A42-167340CF2339", self.notified, written)]

    def on_connection(self, connection):
        super().on_connection(connection)
        self.held = b""

    def on_write(self, connection, value):
        """What is no request, or a damaged one, gets no answer."""
        self.held += value
        if self.held[:1] != bytes([REQUEST]):
            self.held = b""
        if len(self.held) < OVERHEAD or len(self.held) < OVERHEAD + struct.unpack_from("<H", self.held, 5)[0]:
            return
        packet, self.held = self.held, b""
        if packet[2] == packet[1] ^ 0xFF and packet[-1] == checksum(packet[:-1]):
            self.note(packet)
            self.answering = asyncio.create_task(self.answer(connection, packet[1], self.answering))

    async def answer(self, connection, command, before):
        """One after the other."""
        if before:
            await before
        await asyncio.sleep(ANSWER_SECONDS)
        payloads = {READ_SENSOR_VALUES: self.sensor_values, READ_INFORMATION: self.information, PING: bytes}
        packet = encode(ANSWER, SUCCESS, payloads[command]()) if command in payloads else encode(ANSWER, FAILURE, b"")
        for start in range(0, len(packet), VALUE_MAX):
            if not await self.notify(connection, self.notified, packet[start:start + VALUE_MAX]):
                return

    def sensor_values(self):
        """All bits set: none, since nobody wears it."""
        values = (self.saturation, self.pulse) if self.contact else (0xFF, 0xFFFF)
        movement, perfusion = 0, PERFUSION if self.contact else 0
        return struct.pack(
            "<BH4xBBBBBx", *values, self.battery, DISCHARGING, movement, perfusion, self.contact
        )

    def information(self):
        return json.dumps({
            "Region": "CE", "Model": "1652", "HardwareVer": "AA", "SoftwareVer": "1.7.0", "BootloaderVer": "0.1.0.0",
            "FileVer": "3", "SPCPVer": "1.4", "SN": f"{self.number:010d}",
            "CurTIME": self.clock.now().strftime("%Y-%m-%d,%H:%M:%S"),
            "CurBAT": f"{self.battery}%", "CurBatState": str(DISCHARGING), "CurOxiThr": "88", "CurMotor": "20",
            "CurPedtar": "99999", "CurMode": "0", "BranchCode": "21010000", "FileList": "",
        }, separators=(",", ":")).encode()

    # --- Commands

    async def obey(self, command, values):
        match command, values:
            case "contact", ["on" | "off" as contact]: self.contact = contact == "on"
            case _: await super().obey(command, values)

    async def measure(self, *values):
        """measure ring SATURATION PULSE"""
        match values:
            case [saturation, pulse]: self.saturation, self.pulse = int(saturation), int(pulse)
            case _: raise ValueError(f"say {self.measure.__doc__}")

    def state(self):
        return {**super().state(), "contact": self.contact}

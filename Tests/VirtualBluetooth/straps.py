#!/usr/bin/env python3
"""Heart-rate straps on a virtual radio, and the Bluetooth controller that the machine's BlueZ drives.

    straps.py --hci SOCKET [--control PORT] [-n N] [--name PREFIX] [--passkey 123456]
              [--series FILE.csv ...] [--speed X] [--log FILE.jsonl]

Prints one line, {"ready":true,"control":PORT}, once the machine can be started. Ends on `quit`, SIGTERM, SIGINT, or
when the process that started it ends.

Control: TCP on 127.0.0.1, one command a line, one line of JSON back: {"straps":[...]}, the state of those that the
command was for, or {"error":"..."}. I is a strap's index from 0, or * for all.

    list                  the state of all
    start I   stop I      play the series from where it stopped; send nothing more
    rate I HZ             synthetic values until told otherwise; energy expended counts them from 1 (modulo 65536)
    burst I N HZ          the same, N values
    vanish I [SECONDS]    out of range; answers when the link has timed out, 0.5 s unless told
    return I              in range again; before the time-out, the link survives
    kick I                the strap ends the link, a moment after its last value
    forget I              loses its bond
    battery I PERCENT     and notifies
    contact I on|off      off the skin: a value without beats a second, and the series waits
    quit
"""
import argparse
import asyncio
import csv
import json
import logging
import os
import signal
import struct
import sys
import time

from bumble import att, gatt, hci
from bumble.controller import Controller
from bumble.core import AdvertisingData, PhysicalTransport
from bumble.device import Device, DeviceConfiguration
from bumble.host import Host
from bumble.keys import MemoryKeyStore
from bumble.link import LocalLink
from bumble.pairing import PairingConfig, PairingDelegate
from bumble.profiles.device_information_service import DeviceInformationService
from bumble.transport.common import AsyncPipeSink, StreamPacketSource

LINK_TIMEOUT = hci.HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR

# A strap's first value comes this long after it was subscribed to, so never before the response to the subscription.
SETTLE_SECONDS = 0.2
# A strap that ends its link is silent for this long before: BlueZ may drop what it has not read when a link ends.
FAREWELL_SECONDS = 0.5
# An ATT_MTU of 23 leaves 20 octets: flags, heart rate, and nine RR intervals.
BEATS_PER_VALUE_MAX = 9

ON_SKIN, OFF_SKIN = 0x06, 0x04  # sensor contact supported, and detected or not
HAS_ENERGY, HAS_RR = 0x08, 0x10


class Air(LocalLink):
    """The radio. Bumble's own delivers ACL data only between random addresses, and everything is always in range."""

    def __init__(self):
        super().__init__()
        self.away = {}  # controller out of range: what the link layer would send again once it is back

    def _deliver(self, sender, receiver, function, *arguments):
        for controller in (sender, receiver):
            if controller in self.away:
                self.away[controller].append((function, arguments))
                return
        asyncio.get_running_loop().call_soon(function, *arguments)

    def send_acl_data(self, sender, destination, transport, data):
        connection, receiver = sender.le_connections.get(destination), self.find_le_controller(destination)
        if transport == PhysicalTransport.LE and connection and receiver:
            self._deliver(sender, receiver, receiver.on_link_acl_data, connection.self_address, transport, data)

    def send_ll_control_pdu(self, sender_address, receiver_address, packet):
        sender, receiver = self.find_le_controller(sender_address), self.find_le_controller(receiver_address)
        if receiver:
            self._deliver(sender, receiver, receiver.on_ll_control_pdu, sender_address, packet)

    def send_advertising_pdu(self, sender, packet):
        if sender not in self.away:
            for receiver in self.controllers - self.away.keys() - {sender}:
                asyncio.get_running_loop().call_soon(receiver.on_ll_advertising_pdu, packet)

    def leave(self, controller):
        self.away.setdefault(controller, [])

    def enter(self, controller):
        for function, arguments in self.away.pop(controller, ()):
            asyncio.get_running_loop().call_soon(function, *arguments)

    def cut(self, one, other):
        """The supervision time-out, at both ends."""
        if one in self.away:
            self.away[one].clear()
        for controller, peer in ((one, other), (other, one)):
            for connection in list(controller.le_connections.values()):
                if connection.peer_address in (peer.public_address, peer.random_address):
                    controller.on_le_disconnected(connection, LINK_TIMEOUT)


class GatewayController(Controller):
    """The controller that BlueZ drives, and where notifications are recorded: what is handed to a link that is up."""

    le_acl_data_packet_length = 251
    # With these the kernel waits 4 s a connection for the enhanced completion event, which Bumble never sends.
    le_features = Controller.le_features & ~(
        hci.LeFeatureMask.LL_PRIVACY
        | hci.LeFeatureMask.LE_EXTENDED_ADVERTISING
        | hci.LeFeatureMask.LE_PERIODIC_ADVERTISING
    )

    def __init__(self, air, straps):
        super().__init__("gateway", link=air, public_address="00:1B:DC:00:00:01")
        self.straps = straps

    def on_link_acl_data(self, sender_address, transport, data):
        # L2CAP: length, channel (4: ATT). ATT: opcode, handle, value.
        if self.host and sender_address in self.le_connections and len(data) >= 7:
            channel, opcode, handle = struct.unpack_from("<HBH", data, 2)
            if (channel, opcode) == (att.ATT_CID, att.Opcode.ATT_HANDLE_VALUE_NOTIFICATION):
                self.straps[sender_address].handed_over(handle, data[7:])
        super().on_link_acl_data(sender_address, transport, data)

    def on_le_disconnected(self, connection, reason):
        # Both ends may end a link in the same moment.
        if connection.peer_address in self.le_connections:
            super().on_le_disconnected(connection, reason)

    def on_hci_le_create_connection_cancel_command(self, _command):
        """Bumble's reports nothing, and the kernel waits for the outcome of the connection that it cancelled."""
        pending, self.pending_le_connection = self.pending_le_connection, None
        if pending is None:
            return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.COMMAND_DISALLOWED_ERROR)
        asyncio.get_running_loop().call_soon(
            self.send_hci_packet,
            hci.HCI_LE_Connection_Complete_Event(
                status=hci.HCI_ErrorCode.UNKNOWN_CONNECTION_IDENTIFIER_ERROR,
                connection_handle=0,
                role=0,
                peer_address_type=pending.peer_address.address_type,
                peer_address=pending.peer_address,
                connection_interval=0,
                peripheral_latency=0,
                supervision_timeout=0,
                central_clock_accuracy=0,
            ),
        )
        return hci.HCI_StatusReturnParameters(hci.HCI_ErrorCode.SUCCESS)

    def on_hci_reset_command(self, command):
        self.fall_silent()
        return super().on_hci_reset_command(command)

    def fall_silent(self):
        """A reset or a power cut: every link times out at the strap's end."""
        self.le_scan_enable = False
        self.pending_le_connection = None
        for strap in self.straps.values():
            self.link.cut(strap.controller, self)


class Machine(StreamPacketSource):
    """The machine's end of the controller: H4 on a unix socket. One machine at a time; the next may follow."""

    def __init__(self, gateway):
        super().__init__()
        self.gateway = gateway
        self.set_packet_sink(gateway)

    def connection_made(self, transport):
        self.transport = transport
        if self.gateway.host:
            transport.abort()
        else:
            self.gateway.host = self

    def on_packet(self, packet):
        self.transport.write(packet)

    def connection_lost(self, _error):
        if self.gateway.host is self:
            self.gateway.host = None
            self.gateway.fall_silent()


class Series:
    """A recorded series of RR intervals as the values that a strap makes of it, one a second."""

    def __init__(self, path):
        self.values = []  # (seconds after the value before it, value)
        with open(path, newline="") as file:
            rows = csv.DictReader(file)
            if "rr_ms" not in (rows.fieldnames or ()):
                raise ValueError(f"{path}: no column rr_ms")
            try:
                beats = [float(row["rr_ms"]) for row in rows if row["rr_ms"]]
            except (TypeError, ValueError) as error:
                raise ValueError(f"{path}:{rows.line_num}: {error}") from None
        clock_ms, second, sent_second, heard = 0.0, 0, 0, []
        for rr_ms in beats + [None]:
            ended = None if rr_ms is None else int((clock_ms + rr_ms) // 1000)
            if heard and (ended != second or len(heard) == BEATS_PER_VALUE_MAX):
                self.values.append((second - sent_second, self.encode(heard)))
                sent_second, heard = second, []
            if rr_ms is not None:
                if not 0 < rr_ms * 1.024 < 0xFFFF:
                    raise ValueError(f"{path}: an RR interval of {rr_ms} ms")
                clock_ms, second = clock_ms + rr_ms, ended
                heard.append(rr_ms)

    @staticmethod
    def encode(beats_ms):
        heart_rate = min(255, int(60000 * len(beats_ms) / sum(beats_ms) + 0.5))
        rr = (int(rr_ms * 1.024 + 0.5) for rr_ms in beats_ms)
        return struct.pack(f"<BB{len(beats_ms)}H", ON_SKIN | HAS_RR, heart_rate, *rr)


class Strap:
    def __init__(self, index, air, options, series):
        self.index, self.air, self.options, self.series = index, air, options, series
        self.name = f"{options.name} {index:02d}"
        # A static random address may not be all zeros behind its two top bits.
        self.address = f"C0:00:00:00:{1 + index // 256:02X}:{index % 256:02X}"
        self.position = 0  # in the series
        self.energy = 0
        self.sent = 0
        self.battery = 87
        self.contact = True
        self.source = None  # of the values to come: series, rate, burst
        self.hz, self.remaining = 0.0, 0
        self.player = None
        self.outcome = None  # of the value under way: True once handed over, False if its link ended
        self.taken = None  # called when it is handed over
        self.subscribed_at = 0.0
        self.leaving = False

        self.controller = Controller(self.name, link=air)
        self.controller.le_acl_data_packet_length = 251
        host = Host(self.controller, AsyncPipeSink(self.controller))
        self.device = Device(config=DeviceConfiguration(name=self.name, address=hci.Address(self.address)), host=host)
        self.forget()
        self.device.pairing_config_factory = lambda _: self.pairing()
        self.device.on(Device.EVENT_CONNECTION, self.on_connection)
        self.add_services()

    def pairing(self):
        passkey = self.options.passkey

        class Display(PairingDelegate):
            async def generate_passkey(self):
                return passkey

            async def display_number(self, number, digits):
                pass

        output = PairingDelegate.NO_OUTPUT_NO_INPUT if passkey is None else PairingDelegate.DISPLAY_OUTPUT_ONLY
        return PairingConfig(sc=True, mitm=passkey is not None, bonding=True, delegate=Display(output))

    def add_services(self):
        kind, readable = gatt.Characteristic.Properties, gatt.Characteristic.READABLE
        self.heart_rate = gatt.Characteristic(
            gatt.GATT_HEART_RATE_MEASUREMENT_CHARACTERISTIC, kind.NOTIFY, gatt.Characteristic.Permissions(0)
        )
        self.heart_rate.on(gatt.Characteristic.EVENT_SUBSCRIPTION, self.on_subscription)
        chest = gatt.Characteristic(gatt.GATT_BODY_SENSOR_LOCATION_CHARACTERISTIC, kind.READ, readable, b"\x01")
        control_point = gatt.Characteristic(
            gatt.GATT_HEART_RATE_CONTROL_POINT_CHARACTERISTIC,
            kind.WRITE,
            gatt.Characteristic.WRITEABLE,
            gatt.CharacteristicValue(write=self.on_control_point),
        )
        self.battery_level = gatt.Characteristic(
            gatt.GATT_BATTERY_LEVEL_CHARACTERISTIC,
            kind.READ | kind.NOTIFY,
            readable,
            gatt.CharacteristicValue(read=lambda _: bytes([self.battery])),
        )
        self.device.add_services([
            gatt.Service(gatt.GATT_HEART_RATE_SERVICE, [self.heart_rate, chest, control_point]),
            gatt.Service(gatt.GATT_BATTERY_SERVICE, [self.battery_level]),
            DeviceInformationService(
                manufacturer_name="Virtual Straps",
                model_number="HR-1",
                serial_number=f"{self.index:06d}",
                firmware_revision="1.0",
            ),
        ])
        self.device.advertising_data = bytes(AdvertisingData([
            (AdvertisingData.FLAGS, b"\x06"),
            (AdvertisingData.COMPLETE_LOCAL_NAME, self.name.encode()),
            (AdvertisingData.INCOMPLETE_LIST_OF_16_BIT_SERVICE_CLASS_UUIDS, bytes(gatt.GATT_HEART_RATE_SERVICE)),
        ]))

    async def switch_on(self):
        await self.device.power_on()
        await self.device.start_advertising(
            auto_restart=True, advertising_interval_min=100, advertising_interval_max=100
        )

    # --- What the link does

    def on_connection(self, connection):
        def ended(_reason):
            if self.outcome and not self.outcome.done():
                self.outcome.set_result(False)

        connection.on(connection.EVENT_DISCONNECTION, ended)

    def on_subscription(self, _bearer, _notify, _indicate):
        self.subscribed_at = asyncio.get_running_loop().time()

    def on_control_point(self, _connection, value):
        if value != b"\x01":
            raise att.ATT_Error(0x80)  # Control Point Not Supported
        self.energy = 0

    def handed_over(self, handle, value):
        characteristic = self.device.gatt_server.get_attribute(handle)
        if characteristic is self.heart_rate:
            self.sent += 1
            if self.outcome and not self.outcome.done():
                self.taken()
                self.outcome.set_result(True)
        if self.options.log:
            self.options.log.write(json.dumps({
                "strap": self.index,
                "address": self.address,
                "characteristic": characteristic.type.to_hex_str().lower(),
                "value": value.hex(),
                "time": round(time.time(), 6),
            }) + "\n")

    # --- Values

    def subscriber(self):
        """The connection that the next value is for."""
        loop = asyncio.get_running_loop()
        if self.leaving or self.controller in self.air.away or loop.time() < self.subscribed_at + SETTLE_SECONDS:
            return None
        for connection in self.device.connections.values():
            cccd = self.device.gatt_server.read_cccd(connection, self.heart_rate)
            if cccd[0] & 1:
                return connection
        return None

    def next_value(self):
        """The seconds until the next value, the value, and what to do once it is handed over; None at the end."""
        if self.source == "series":
            if self.position == len(self.series.values):
                return None
            seconds, value = self.series.values[self.position]
            seconds, taken = seconds / self.options.speed, self.take_series
        else:
            if self.source == "burst" and self.remaining == 0:
                return None
            energy = (self.energy + 1) % 65536
            value = struct.pack("<BBHH", ON_SKIN | HAS_ENERGY | HAS_RR, 60 + energy % 60, energy, 922)
            seconds, taken = 1 / self.hz, self.take_synthetic
        if not self.contact:
            return 1.0, bytes([OFF_SKIN, 0]), lambda: None
        return seconds, value, taken

    def take_series(self):
        self.position += 1

    def take_synthetic(self):
        self.energy = (self.energy + 1) % 65536
        self.remaining -= 1

    async def play(self):
        """Hands over one value after the other; a value counts as sent only when a link that is up has taken it."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while upcoming := self.next_value():
            due = max(due + upcoming[0], loop.time() - 1)  # after a pause, no flood to catch up
            await asyncio.sleep(max(0, due - loop.time()))
            while (connection := self.subscriber()) is None:
                await asyncio.sleep(0.02)
                due = loop.time()
            _, value, self.taken = self.next_value()  # contact may have changed
            self.outcome = loop.create_future()
            await self.device.gatt_server.notify_subscriber(connection, self.heart_rate, value)
            await self.outcome
        self.source = None

    async def switch(self, source):
        """Stops between two values: the one under way is handed over and counted first."""
        if self.player and not self.player.done():
            while self.outcome and not self.outcome.done():
                await asyncio.sleep(0.005)
            self.player.cancel()
        self.source = source
        self.player = asyncio.create_task(self.play()) if source else None

    # --- Commands

    async def start(self):
        if not self.series:
            raise ValueError("no --series")
        await self.switch("series")

    async def stop(self):
        await self.switch(None)

    async def synthetic(self, source, hz, count=0):
        if not 0 < hz <= 10_000 or count < 0:
            raise ValueError("HZ must lie above 0 and up to 10000, N must not be negative")
        await self.switch(None)
        self.hz, self.remaining = hz, count
        await self.switch(source)

    async def vanish(self, gateway, seconds):
        self.air.leave(self.controller)
        await asyncio.sleep(seconds)
        if self.controller in self.air.away:
            self.air.cut(self.controller, gateway)

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
        if not 0 <= percent <= 100:
            raise ValueError("PERCENT must lie within 0 to 100")
        self.battery = percent
        if not self.leaving and self.controller not in self.air.away:
            await self.device.gatt_server.notify_subscribers(self.battery_level, bytes([percent]))

    def state(self):
        connections = list(self.device.connections.values())
        return {
            "strap": self.index,
            "address": self.address,
            "name": self.name,
            "in_range": self.controller not in self.air.away,
            "connected": bool(connections),
            "encrypted": any(connection.is_encrypted for connection in connections),
            "subscribed": any(self.device.gatt_server.read_cccd(c, self.heart_rate)[0] & 1 for c in connections),
            "sending": self.source,
            "sent": self.sent,
            "position": self.position,
            "length": len(self.series.values) if self.series else 0,
            "battery": self.battery,
            "contact": self.contact,
        }


async def obey(line, straps, gateway):
    command, *words = line.split()
    if command == "list":
        return straps
    which, *values = words or [""]
    chosen = straps if which == "*" else [strap for strap in straps if str(strap.index) == which]
    if not chosen:
        raise ValueError(f"no strap {which!r}")

    async def one(strap):
        match command, values:
            case "start", []: await strap.start()
            case "stop", []: await strap.stop()
            case "rate", [hz]: await strap.synthetic("rate", float(hz))
            case "burst", [count, hz]: await strap.synthetic("burst", float(hz), int(count))
            case "vanish", []: await strap.vanish(gateway, 0.5)
            case "vanish", [seconds]: await strap.vanish(gateway, float(seconds))
            case "return", []: strap.air.enter(strap.controller)
            case "kick", []: await strap.kick()
            case "forget", []: strap.forget()
            case "battery", [percent]: await strap.set_battery(int(percent))
            case "contact", ["on" | "off" as contact]: strap.contact = contact == "on"
            case _: raise ValueError(f"not understood: {line}")

    await asyncio.gather(*(one(strap) for strap in chosen))
    return chosen


async def control(reader, writer, straps, gateway, stop):
    """One client of the control port. A client that waits (vanish, kick) does not hold up the others."""
    try:
        while line := (await reader.readline()).decode().strip():
            if line == "quit":
                stop.set()
                reply = {"straps": []}
            else:
                try:
                    reply = {"straps": [strap.state() for strap in await obey(line, straps, gateway)]}
                except ValueError as error:
                    reply = {"error": str(error)}
            writer.write((json.dumps(reply) + "\n").encode())
            await writer.drain()
    except (ConnectionError, ValueError, asyncio.CancelledError):
        pass  # gone, sent a line without end, or this program is ending
    finally:
        writer.close()


async def run(options):
    logging.basicConfig(level=logging.ERROR)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    series = [Series(path) for path in options.series]
    air, by_address = Air(), {}
    gateway = GatewayController(air, by_address)
    straps = [Strap(i, air, options, series[i % len(series)] if series else None) for i in range(options.n)]
    for strap in straps:
        by_address[strap.device.random_address] = strap
        await strap.switch_on()

    if os.path.exists(options.hci):
        os.unlink(options.hci)
    await loop.create_unix_server(lambda: Machine(gateway), options.hci)
    server = await asyncio.start_server(
        lambda reader, writer: control(reader, writer, straps, gateway, stop), "127.0.0.1", options.control
    )
    print(json.dumps({"ready": True, "control": server.sockets[0].getsockname()[1]}), flush=True)

    parent = os.getppid()
    while not stop.is_set() and os.getppid() == parent:
        try:
            await asyncio.wait_for(stop.wait(), 1)
        except asyncio.TimeoutError:
            pass
    os.unlink(options.hci)


def main():
    parser = argparse.ArgumentParser(description="Heart-rate straps on a virtual radio.")
    parser.add_argument("--hci", required=True, metavar="SOCKET", help="unix socket that machine.sh joins")
    parser.add_argument("--control", type=int, default=0, metavar="PORT", help="control port; 0: any free one")
    parser.add_argument("-n", type=int, default=1, help="number of straps")
    parser.add_argument("--name", default="Strap", metavar="PREFIX", help="straps are called 'PREFIX 00' and so on")
    parser.add_argument("--passkey", type=int, help="pairing needs it; without it, just works")
    parser.add_argument("--series", action="append", default=[], metavar="FILE",
                        help="CSV with a column rr_ms; again: strap i plays file i modulo their number")
    parser.add_argument("--speed", type=float, default=1, metavar="X", help="of the series")
    parser.add_argument("--log", type=lambda path: open(path, "a", buffering=1), metavar="FILE",
                        help="appends every notification that was handed to a link, as JSON lines")
    options = parser.parse_args()
    if options.n < 1 or options.speed <= 0:
        parser.error("-n and --speed must be above 0")
    if options.passkey is not None and not 0 <= options.passkey <= 999_999:
        parser.error("a passkey has six digits at most")
    if len(os.fsencode(options.hci)) > 107:
        parser.error(f"{options.hci}: a unix socket's path has at most 107 bytes")
    try:
        asyncio.run(run(options))
    except (OSError, ValueError) as error:
        sys.exit(f"straps.py: {error}")


main()

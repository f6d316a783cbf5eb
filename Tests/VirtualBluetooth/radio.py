"""The virtual radio, and the Bluetooth controller that the machine's BlueZ drives: Bumble's, corrected."""
import asyncio
import struct

from bumble import att, hci, ll
from bumble.controller import Controller
from bumble.core import PhysicalTransport
from bumble.link import LocalLink
from bumble.transport.common import StreamPacketSource

LINK_TIMEOUT = hci.HCI_ErrorCode.CONNECTION_TIMEOUT_ERROR
VALUE_OPCODES = (att.Opcode.ATT_HANDLE_VALUE_NOTIFICATION, att.Opcode.ATT_HANDLE_VALUE_INDICATION)


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
    """The controller that BlueZ drives, and where values are recorded: what is handed to a link that is up."""

    le_acl_data_packet_length = 251
    # With these the kernel waits 4 s a connection for the enhanced completion event, which Bumble never sends.
    le_features = Controller.le_features & ~(
        hci.LeFeatureMask.LL_PRIVACY
        | hci.LeFeatureMask.LE_EXTENDED_ADVERTISING
        | hci.LeFeatureMask.LE_PERIODIC_ADVERTISING
    )

    def __init__(self, air):
        super().__init__("gateway", link=air, public_address="00:1B:DC:00:00:01")
        self.peripherals = {}  # by address

    def on_ll_advertising_pdu(self, packet):
        """Bumble's own does not hear who only advertises. With a filter, what BlueZ is about to connect to is heard."""
        if not isinstance(packet, ll.AdvNonConnInd):
            super().on_ll_advertising_pdu(packet)
        elif self.host and self.le_scan_enable and not self.le_scanning_filter_policy & 1:
            self.peripherals[packet.advertiser_address].heard(packet.data)
            self.send_hci_packet(hci.HCI_LE_Advertising_Report_Event([hci.HCI_LE_Advertising_Report_Event.Report(
                event_type=hci.HCI_LE_Advertising_Report_Event.EventType.ADV_NONCONN_IND,
                address_type=packet.advertiser_address.address_type,
                address=packet.advertiser_address,
                data=packet.data,
                rssi=-50,
            )]))

    def on_link_acl_data(self, sender_address, transport, data):
        # L2CAP: length, channel (4: ATT). ATT: opcode, handle, value.
        if self.host and sender_address in self.le_connections and len(data) >= 7:
            channel, opcode, handle = struct.unpack_from("<HBH", data, 2)
            if channel == att.ATT_CID and opcode in VALUE_OPCODES:
                self.peripherals[sender_address].handed_over(handle, data[7:])
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
        """A reset or a power cut: every link times out at the other end."""
        self.le_scan_enable = False
        self.pending_le_connection = None
        for peripheral in self.peripherals.values():
            self.link.cut(peripheral.controller, self)


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

// Viatom: what is asked of a ring.

/// A request as it is written to the ring; the ring answers each with one response. Source: as of `ViatomPacket`.
package struct ViatomRequest: CharacteristicValue {
    package let packet: ViatomPacket

    /// What the ring measures now; asked every two seconds or so.
    package static let readSensorValues = Self(command: 0x17)
    /// What the ring is and how it is set, as a JSON text.
    package static let readInformation = Self(command: 0x14)

    private static let names: [UInt8: String] = [
        0x03: "open file", 0x04: "read file", 0x05: "close file", 0x14: "read information", 0x15: "ping", 0x16: "configure",
        0x17: "read sensor values", 0x18: "restore factory settings",
    ]

    package init(command: UInt8, block: UInt16 = 0, payload: [UInt8] = []) {
        packet = ViatomPacket(.request, command: command, block: block, payload: payload)
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) { packet = try ViatomPacket(.request, decoding: value) }

    package var bytes: [UInt8] { packet.bytes }

    package var fields: [Field] {
        [
            Field("command", Self.names[packet.command].map { .text($0) } ?? .unknown(UInt64(packet.command))),
            .integer("block", packet.block), Field("payload", .raw(packet.payload)),
        ]
    }
}

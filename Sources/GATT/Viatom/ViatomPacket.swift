// Viatom: the frame around requests and responses.

/// A packet: an opening byte, a command, the command's complement, a block number, the payload's length, the payload, and a CRC-8 of all before.
///
/// Numbers are little-endian. Source: the protocol as o2r (github.com/MackeyStingray/o2r) documents it; the maker publishes none.
package struct ViatomPacket: Hashable, Sendable {
    package enum Direction: UInt8, Hashable, Sendable {
        case request = 0xAA
        case response = 0x55
    }

    package let direction: Direction
    /// In a response, 0 for success.
    package let command: UInt8
    package let block: UInt16
    package let payload: [UInt8]

    /// All but the payload.
    static let overhead = 8

    package init(_ direction: Direction, command: UInt8, block: UInt16 = 0, payload: [UInt8] = []) {
        self.direction = direction
        self.command = command
        self.block = block
        self.payload = Array(payload.prefix(Int(UInt16.max)))
    }

    init(_ direction: Direction, decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let opening = try cursor.uint8(from: value)
        guard opening == direction.rawValue else {
            throw .outOfRange(at: 0, value: Int(opening), allowed: Int(direction.rawValue)...Int(direction.rawValue))
        }
        self.direction = direction
        command = try cursor.uint8(from: value)
        let complement = try cursor.uint8(from: value)
        guard complement == ~command else { throw .outOfRange(at: 2, value: Int(complement), allowed: Int(~command)...Int(~command)) }
        block = try cursor.uint16(from: value)
        payload = try cursor.bytes(Int(try cursor.uint16(from: value)), from: value)
        let end = cursor.position
        let found = try cursor.uint8(from: value)
        try cursor.end(of: value)
        var computed: UInt8 = 0
        for index in 0..<end { computed = Self.checksum(computed, value[index]) }
        guard found == computed else { throw .checksum(at: end, computed: UInt16(computed), found: UInt16(found)) }
    }

    package var bytes: [UInt8] {
        let packet =
            [direction.rawValue, command, ~command] + block.littleEndianBytes + UInt16(payload.count).littleEndianBytes + payload
        return packet + [packet.reduce(0, Self.checksum)]
    }

    /// CRC-8 with the polynomial x⁸ + x² + x + 1, seed 0, most significant bit first.
    private static func checksum(_ value: UInt8, _ byte: UInt8) -> UInt8 {
        var value = value ^ byte
        for _ in 0..<8 { value = value & 0x80 == 0 ? value << 1 : value << 1 ^ 0x07 }
        return value
    }
}

// Device Information Service: the identifier that IEEE 11073 calls the system's.

import Vitals

/// A System ID (0x2A23): an EUI-64 in two parts, each least significant octet first.
///
/// Devices often make it of their address: the OUI is the address's first half, and the manufacturer's part ends with the second half
/// after FFFE. Source: Device Information Service 1.2, §3.7; GATT Specification Supplement, "System ID".
package struct SystemID: CharacteristicValue {
    /// 40 bits, given by the manufacturer.
    package let manufacturerIdentifier: UInt64
    /// 24 bits, given by the IEEE.
    package let organizationallyUniqueIdentifier: UInt32

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let low = try cursor.uint32(from: value)
        let high = try cursor.uint8(from: value)
        manufacturerIdentifier = UInt64(high) << 32 | UInt64(low)
        organizationallyUniqueIdentifier = try cursor.uint24(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [
            // Most significant digit first, as such identifiers are written.
            .text("manufacturer_identifier", manufacturerIdentifier.padded(10, radix: 16)),
            .text("organizationally_unique_identifier", organizationallyUniqueIdentifier.padded(6, radix: 16)),
        ]
    }
}

// Battery Service: what must not be overlooked.

/// A Battery Critical Status (0x2BE9): one octet of bits, indicated when it changes.
///
/// Source: Battery Service 1.1; GATT Specification Supplement, "Battery Critical Status".
package struct BatteryCriticalStatus: CharacteristicValue {
    package let bits: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var isCritical: Bool { bits & 1 << 0 != 0 }
    package var needsImmediateService: Bool { bits & 1 << 1 != 0 }

    package var fields: [Field] {
        Field.flags("battery_critical_status", bits, ["critical power state", "immediate service required"])
    }
}

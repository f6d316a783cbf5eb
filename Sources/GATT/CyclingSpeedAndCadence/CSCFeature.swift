// Cycling Speed and Cadence Service: what a sensor can do.

import Vitals

/// A CSC Feature (0x2A5C): 16 bits. Source: Cycling Speed and Cadence Service 1.0.1, §3.2.
package struct CSCFeature: CharacteristicValue {
    package let bits: UInt16

    private static let names = ["wheel revolution data", "crank revolution data", "multiple sensor locations"]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { Field.flags("csc_feature", bits, Self.names) }
}

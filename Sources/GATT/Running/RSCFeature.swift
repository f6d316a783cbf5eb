// Running Speed and Cadence Service: what a foot pod can do.

import Vitals

/// An RSC Feature (0x2A54): 16 bits. Source: Running Speed and Cadence Service 1.0, §3.2.
package struct RSCFeature: CharacteristicValue {
    package let bits: UInt16

    private static let names = [
        "instantaneous stride length measurement", "total distance measurement", "walking or running status", "calibration procedure",
        "multiple sensor locations",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        bits = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { Field.flags("rsc_feature", bits, Self.names) }
}

// User Data Service: what a person weighs, as the device has it.

import Vitals

/// A Weight (0x2A98): 16 bits in steps of 5 g. Source: User Data Service 1.1; GATT Specification Supplement, "Weight".
package struct UserWeight: CharacteristicValue {
    /// 0.005 kg.
    package let ticks: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        ticks = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    private var grams: Int32 { Int32(ticks) * 5 }

    package var fields: [Field] { [.scaled("weight", grams, exponent: -3, "kg")] }

    package var readings: [Reading] { [Reading(.bodyWeight, ExactDecimal(mantissa: grams, exponent: -3).double)] }
}

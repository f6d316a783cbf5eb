// User Data Service: how much oxygen a body can take up.

import Vitals

/// A VO2 Max (0x2A96): 0 to 255 ml of oxygen a minute for each kilogram. Source: User Data Service 1.1; GATT Specification
/// Supplement, "VO2 Max".
package struct VO2Max: CharacteristicValue {
    package let millilitresPerKilogramMinute: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        millilitresPerKilogramMinute = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.integer("vo2_max", millilitresPerKilogramMinute, Metric.vo2Max.unit)] }

    package var readings: [Reading] { [Reading(.vo2Max, Double(millilitresPerKilogramMinute))] }
}

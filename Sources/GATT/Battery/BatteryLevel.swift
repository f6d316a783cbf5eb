// Battery Service: charge.

import Vitals

/// A Battery Level (0x2A19): 0 to 100 percent. Source: Battery Service 1.1, §3.1.
package struct BatteryLevel: CharacteristicValue {
    package let percent: Int

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        percent = Int(try cursor.uint8(from: value))
        guard percent <= 100 else { throw .outOfRange(at: 0, value: percent, allowed: 0...100) }
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.integer("battery_level", percent, "%")] }

    package var readings: [Reading] { [Reading(.batteryLevel, Double(percent))] }
}

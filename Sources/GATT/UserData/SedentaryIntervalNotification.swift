// User Data Service: after how long a person wants to be told to move.

/// A Sedentary Interval Notification (0x2B4F): 16 bits in minutes; 0 is never.
///
/// Source: User Data Service 1.1; GATT Specification Supplement, "Sedentary Interval Notification".
package struct SedentaryIntervalNotification: CharacteristicValue {
    package let minutes: UInt16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        minutes = try cursor.uint16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        let name = "sedentary_interval_notification"
        return [minutes == 0 ? .text(name, "not wanted") : .integer(name, minutes, "min")]
    }
}

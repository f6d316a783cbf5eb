// A date and time as a characteristic of its own.

/// A Date Time (0x2A08). Unknown parts of the date are kept. Source: GATT Specification Supplement, "Date Time".
package struct DateTimeValue: CharacteristicValue {
    package let time: DeviceDateTime

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        time = try cursor.dateTime(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.time("date_time", time)] }

    package var clock: DeviceDateTime? { time }
}

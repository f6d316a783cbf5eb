// User Data Service: the units that a person likes to read.

/// A Preferred Units (0x2B46): any number of units, each as the 16-bit UUID that the assigned numbers give it.
///
/// The units of health and sport stand under their names, others as numbers. Source: User Data Service 1.1; Assigned Numbers, "Units".
package struct PreferredUnits: CharacteristicValue {
    package let units: [UInt16]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        var units: [UInt16] = []
        units.reserveCapacity(value.count / 2)
        while cursor.remaining(in: value) > 0 { units.append(try cursor.uint16(from: value)) }
        self.units = units
    }

    private static let names: [UInt16: String] = [
        0x2701: "metre", 0x2702: "kilogram", 0x2703: "second", 0x2724: "pascal", 0x2725: "joule", 0x272F: "degree Celsius",
        0x2760: "minute", 0x2761: "hour", 0x2762: "day", 0x2781: "millimetre of mercury", 0x27A0: "yard", 0x27A2: "inch", 0x27A3: "foot",
        0x27A4: "mile", 0x27A6: "kilometre per hour", 0x27A7: "mile per hour", 0x27A9: "gram calorie", 0x27AA: "kilogram calorie",
        0x27AC: "degree Fahrenheit", 0x27AD: "percentage", 0x27AF: "beats per minute", 0x27B8: "pound",
    ]

    package var fields: [Field] {
        [Field("preferred_units", .texts(units.map { Self.names[$0] ?? "0x" + String($0, radix: 16) }))]
    }
}

// Temperature Measurement and Intermediate Temperature have one layout.

import Vitals

/// The value of both characteristics: flags, temperature, and what the flags announce.
///
/// A nonsensical time stamp or a reserved type costs nothing but itself. Source: GATT Specification Supplement, "Temperature Measurement".
package struct TemperatureReport: Hashable, Sendable {
    package let temperature: MedicalFloat
    package let unit: TemperatureUnit
    package let timeStamp: DeviceDateTime?
    package let type: TemperatureType?
    private let reserved: ReservedRest

    private enum Flag {
        static let fahrenheit: UInt8 = 1 << 0
        static let timeStamp: UInt8 = 1 << 1
        static let type: UInt8 = 1 << 2
        static let reserved: UInt8 = 0b1111_1000
    }

    init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        unit = flags & Flag.fahrenheit == 0 ? .celsius : .fahrenheit
        temperature = try cursor.float(from: value)
        timeStamp = flags & Flag.timeStamp == 0 ? nil : try cursor.dateTime(from: value)
        type = flags & Flag.type == 0 ? nil : TemperatureType(code: try cursor.uint8(from: value))
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    func fields(named name: String) -> [Field] {
        var fields: [Field] = [.medical(name, temperature, unit.unit)]
        if let timeStamp { fields.append(.time("time_stamp", timeStamp)) }
        if let type { fields += type.fields }
        return fields + reserved.fields
    }

    func readings(of metric: Metric) -> [Reading] {
        guard let celsius = unit.celsius(temperature) else { return [] }
        let time = Reading.Time(stamped: timeStamp)
        return (type?.readings(at: time) ?? []) + [Reading(metric, celsius, at: time)]
    }
}

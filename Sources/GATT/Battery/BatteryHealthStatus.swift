// Battery Service: how worn a battery is.

import Vitals

/// A Battery Health Status (0x2BEA): summary, cycles, temperature and deep discharges, as flags say.
///
/// The summary is 0 to 100 percent; another number is kept as unknown and gives no reading. A reserved flag would stand for further bytes,
/// which are then kept as they are. Source: Battery Service 1.1; GATT Specification Supplement, "Battery Health Status".
package struct BatteryHealthStatus: CharacteristicValue {
    package let summaryPercent: UInt8?
    package let cycleCount: UInt16?
    package let currentTemperature: BatteryTemperature?
    package let deepDischargeCount: UInt16?
    private let reserved: ReservedRest

    private enum Flag {
        static let summary: UInt8 = 1 << 0
        static let cycleCount: UInt8 = 1 << 1
        static let currentTemperature: UInt8 = 1 << 2
        static let deepDischargeCount: UInt8 = 1 << 3
        static let reserved: UInt8 = 0xF0
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        summaryPercent = flags & Flag.summary == 0 ? nil : try cursor.uint8(from: value)
        cycleCount = flags & Flag.cycleCount == 0 ? nil : try cursor.uint16(from: value)
        currentTemperature = flags & Flag.currentTemperature == 0 ? nil : BatteryTemperature(code: try cursor.int8(from: value))
        deepDischargeCount = flags & Flag.deepDischargeCount == 0 ? nil : try cursor.uint16(from: value)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var fields: [Field] {
        var fields: [Field] = []
        if let summaryPercent {
            let name = "battery_health_summary"
            fields.append(summaryPercent <= 100 ? .integer(name, summaryPercent, "%") : Field(name, .unknown(UInt64(summaryPercent))))
        }
        if let cycleCount { fields.append(.integer("cycle_count", cycleCount, "1")) }
        if let currentTemperature { fields.append(currentTemperature.field("current_temperature")) }
        if let deepDischargeCount { fields.append(.integer("deep_discharge_count", deepDischargeCount, "1")) }
        return fields + reserved.fields.reversed()
    }

    package var readings: [Reading] {
        var readings: [Reading] = []
        if let summaryPercent, summaryPercent <= 100 { readings.append(Reading(.batteryHealth, Double(summaryPercent))) }
        if let cycleCount { readings.append(Reading(.batteryCycleCount, Double(cycleCount))) }
        if let degrees = currentTemperature?.degreesCelsius { readings.append(Reading(.batteryTemperature, Double(degrees))) }
        if let deepDischargeCount { readings.append(Reading(.batteryDeepDischargeCount, Double(deepDischargeCount))) }
        return readings
    }
}

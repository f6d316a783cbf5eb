// Battery Service: what a battery was made to stand.

/// A Battery Health Information (0x2BEB): designed cycles, and the designed range of temperature, as flags say.
///
/// One flag stands for both ends of the range. A reserved flag would stand for further bytes, which are then kept as they are.
/// Source: Battery Service 1.1; GATT Specification Supplement, "Battery Health Information".
package struct BatteryHealthInformation: CharacteristicValue {
    package let cycleCountDesignedLifetime: UInt16?
    package let designedOperatingTemperatureMin: BatteryTemperature?
    package let designedOperatingTemperatureMax: BatteryTemperature?
    private let reserved: ReservedRest

    private enum Flag {
        static let cycleCountDesignedLifetime: UInt8 = 1 << 0
        static let designedOperatingTemperature: UInt8 = 1 << 1
        static let reserved: UInt8 = 0xFC
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        cycleCountDesignedLifetime = flags & Flag.cycleCountDesignedLifetime == 0 ? nil : try cursor.uint16(from: value)
        let hasRange = flags & Flag.designedOperatingTemperature != 0
        designedOperatingTemperatureMin = hasRange ? BatteryTemperature(code: try cursor.int8(from: value)) : nil
        designedOperatingTemperatureMax = hasRange ? BatteryTemperature(code: try cursor.int8(from: value)) : nil
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var fields: [Field] {
        var fields: [Field] = []
        if let cycleCountDesignedLifetime { fields.append(.integer("cycle_count_designed_lifetime", cycleCountDesignedLifetime, "1")) }
        if let designedOperatingTemperatureMin {
            fields.append(designedOperatingTemperatureMin.field("min_designed_operating_temperature"))
        }
        if let designedOperatingTemperatureMax {
            fields.append(designedOperatingTemperatureMax.field("max_designed_operating_temperature"))
        }
        return fields + reserved.fields.reversed()
    }
}

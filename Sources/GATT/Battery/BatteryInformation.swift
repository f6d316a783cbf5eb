// Battery Service: what kind of battery it is.

/// A Battery Information (0x2BEC): features, then dates, energies, chemistry, voltage and group, as 16 flags say.
///
/// Energies in kilowatt hours, voltage in volts. Group 0 is no group, 1 to 254 a group, 255 is reserved. A reserved flag would stand for
/// further bytes, which are then kept as they are. Source: Battery Service 1.1; GATT Specification Supplement, "Battery Information".
package struct BatteryInformation: CharacteristicValue {
    package let features: UInt8
    package let manufactureDate: DateUTC?
    package let expirationDate: DateUTC?
    package let designedCapacity: MedicalFloat?
    package let lowEnergy: MedicalFloat?
    package let criticalEnergy: MedicalFloat?
    package let chemistry: UInt8?
    package let nominalVoltage: MedicalFloat?
    package let aggregationGroup: UInt8?
    private let reserved: ReservedRest

    private enum Flag {
        static let manufactureDate: UInt16 = 1 << 0
        static let expirationDate: UInt16 = 1 << 1
        static let designedCapacity: UInt16 = 1 << 2
        static let lowEnergy: UInt16 = 1 << 3
        static let criticalEnergy: UInt16 = 1 << 4
        static let chemistry: UInt16 = 1 << 5
        static let nominalVoltage: UInt16 = 1 << 6
        static let aggregationGroup: UInt16 = 1 << 7
        static let reserved: UInt16 = 0xFF00
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint16(from: value)
        features = try cursor.uint8(from: value)
        manufactureDate = flags & Flag.manufactureDate == 0 ? nil : DateUTC(days: try cursor.uint24(from: value))
        expirationDate = flags & Flag.expirationDate == 0 ? nil : DateUTC(days: try cursor.uint24(from: value))
        designedCapacity = flags & Flag.designedCapacity == 0 ? nil : try cursor.sfloat(from: value)
        lowEnergy = flags & Flag.lowEnergy == 0 ? nil : try cursor.sfloat(from: value)
        criticalEnergy = flags & Flag.criticalEnergy == 0 ? nil : try cursor.sfloat(from: value)
        chemistry = flags & Flag.chemistry == 0 ? nil : try cursor.uint8(from: value)
        nominalVoltage = flags & Flag.nominalVoltage == 0 ? nil : try cursor.sfloat(from: value)
        aggregationGroup = flags & Flag.aggregationGroup == 0 ? nil : try cursor.uint8(from: value)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    private static let chemistries: [String?] = [
        "unknown", "alkaline", "lead acid", "lithium iron disulfide", "lithium manganese dioxide", "lithium ion", "lithium polymer",
        "nickel oxyhydroxide", "nickel cadmium", "nickel metal hydride", "silver oxide", "zinc chloride", "zinc air", "zinc carbon",
    ]

    package var fields: [Field] {
        var fields = Field.flags("battery_features", features, ["replaceable", "rechargeable"])
        if let manufactureDate { fields.append(manufactureDate.field("battery_manufacture_date")) }
        if let expirationDate { fields.append(expirationDate.field("battery_expiration_date")) }
        if let designedCapacity { fields.append(.medical("battery_designed_capacity", designedCapacity, "kW.h")) }
        if let lowEnergy { fields.append(.medical("battery_low_energy", lowEnergy, "kW.h")) }
        if let criticalEnergy { fields.append(.medical("battery_critical_energy", criticalEnergy, "kW.h")) }
        if let chemistry {
            let name = "battery_chemistry"
            fields.append(chemistry == 255 ? .text(name, "other") : .code(name, chemistry, Self.chemistries))
        }
        if let nominalVoltage { fields.append(.medical("nominal_voltage", nominalVoltage, "V")) }
        if let aggregationGroup { fields.append(group(aggregationGroup)) }
        return fields + reserved.fields.reversed()
    }

    private func group(_ number: UInt8) -> Field {
        let name = "battery_aggregation_group"
        return switch number {
        case 0: .text(name, "not in a group")
        case 255: Field(name, .unknown(255))
        default: .integer(name, number)
        }
    }
}

// Battery Service: energy and power.

import Vitals

/// A Battery Energy Status (0x2BF0): up to six medical floats, as flags say.
///
/// Powers in watts (a negative charge rate is a discharge), voltage in volts, energies in kilowatt hours. A special value gives no reading.
/// A reserved flag would stand for further bytes, which are then kept as they are.
/// Source: Battery Service 1.1; GATT Specification Supplement, "Battery Energy Status".
package struct BatteryEnergyStatus: CharacteristicValue {
    package let externalSourcePower: MedicalFloat?
    package let presentVoltage: MedicalFloat?
    package let availableEnergy: MedicalFloat?
    package let availableBatteryCapacity: MedicalFloat?
    package let chargeRate: MedicalFloat?
    package let availableEnergyAtLastCharge: MedicalFloat?
    private let reserved: ReservedRest

    private enum Flag {
        static let externalSourcePower: UInt8 = 1 << 0
        static let presentVoltage: UInt8 = 1 << 1
        static let availableEnergy: UInt8 = 1 << 2
        static let availableBatteryCapacity: UInt8 = 1 << 3
        static let chargeRate: UInt8 = 1 << 4
        static let availableEnergyAtLastCharge: UInt8 = 1 << 5
        static let reserved: UInt8 = 0xC0
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        externalSourcePower = flags & Flag.externalSourcePower == 0 ? nil : try cursor.sfloat(from: value)
        presentVoltage = flags & Flag.presentVoltage == 0 ? nil : try cursor.sfloat(from: value)
        availableEnergy = flags & Flag.availableEnergy == 0 ? nil : try cursor.sfloat(from: value)
        availableBatteryCapacity = flags & Flag.availableBatteryCapacity == 0 ? nil : try cursor.sfloat(from: value)
        chargeRate = flags & Flag.chargeRate == 0 ? nil : try cursor.sfloat(from: value)
        availableEnergyAtLastCharge = flags & Flag.availableEnergyAtLastCharge == 0 ? nil : try cursor.sfloat(from: value)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var fields: [Field] {
        let values: [(String, MedicalFloat?, String)] = [
            ("external_source_power", externalSourcePower, "W"), ("present_voltage", presentVoltage, "V"),
            ("available_energy", availableEnergy, "kW.h"), ("available_battery_capacity", availableBatteryCapacity, "kW.h"),
            ("charge_rate", chargeRate, "W"), ("available_energy_at_last_charge", availableEnergyAtLastCharge, "kW.h"),
        ]
        let fields = values.compactMap { name, value, unit in value.map { Field.medical(name, $0, unit) } }
        return fields + reserved.fields.reversed()
    }

    /// What is now; the energy at the last charge is past.
    package var readings: [Reading] {
        let values: [(Metric, MedicalFloat?)] = [
            (.externalSourcePower, externalSourcePower), (.batteryVoltage, presentVoltage), (.batteryEnergy, availableEnergy),
            (.batteryCapacity, availableBatteryCapacity), (.batteryChargeRate, chargeRate),
        ]
        return values.compactMap { metric, value in value.flatMap { Reading(metric, $0) } }
    }
}

// Battery Service: charge together with what happens to it.

import Vitals

/// A Battery Level Status (0x2BED): power state, then identifier, charge and additional status if flags say so.
///
/// The charge is 0 to 100 percent; another number is kept as unknown and gives no reading. Reserved flags and codes change nothing else.
/// Source: Battery Service 1.1; GATT Specification Supplement, "Battery Level Status".
package struct BatteryLevelStatus: CharacteristicValue {
    package let powerState: UInt16
    /// Of the battery among several: the description of its Characteristic Presentation Format.
    package let identifier: UInt16?
    package let percent: UInt8?
    package let additionalStatus: UInt8?
    package let reservedFlags: UInt8

    private enum Flag {
        static let identifier: UInt8 = 1 << 0
        static let batteryLevel: UInt8 = 1 << 1
        static let additionalStatus: UInt8 = 1 << 2
        static let reserved: UInt8 = 0xF8
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        powerState = try cursor.uint16(from: value)
        identifier = flags & Flag.identifier == 0 ? nil : try cursor.uint16(from: value)
        percent = flags & Flag.batteryLevel == 0 ? nil : try cursor.uint8(from: value)
        additionalStatus = flags & Flag.additionalStatus == 0 ? nil : try cursor.uint8(from: value)
        reservedFlags = flags & Flag.reserved
        try cursor.end(of: value)
    }

    private static let connections: [String?] = ["no", "yes", "unknown"]
    private static let chargeStates: [String?] = ["unknown", "charging", "discharging active", "discharging inactive"]
    private static let chargeLevels: [String?] = ["unknown", "good", "low", "critical"]
    private static let chargingTypes: [String?] = [
        "unknown or not charging", "constant current", "constant voltage", "trickle", "float",
    ]
    private static let faults: [String?] = ["battery", "external power source", "other"]

    package var fields: [Field] {
        var fields: [Field] = [
            .text("battery_present", powerState & 1 == 0 ? "no" : "yes"),
            .code("wired_external_power_source_connected", powerState >> 1 & 3, Self.connections),
            .code("wireless_external_power_source_connected", powerState >> 3 & 3, Self.connections),
            .code("battery_charge_state", powerState >> 5 & 3, Self.chargeStates),
            .code("battery_charge_level", powerState >> 7 & 3, Self.chargeLevels),
            .code("charging_type", powerState >> 9 & 7, Self.chargingTypes),
        ]
        fields += Field.flags("charging_fault_reason", powerState >> 12 & 0xF, Self.faults)
        if let identifier { fields.append(.integer("identifier", identifier)) }
        if let percent {
            fields.append(percent <= 100 ? .integer("battery_level", percent, "%") : Field("battery_level", .unknown(UInt64(percent))))
        }
        if let additionalStatus {
            fields.append(.code("service_required", additionalStatus & 3, Self.connections))
            fields.append(.text("battery_fault", additionalStatus & 1 << 2 == 0 ? "no" : "yes"))
            fields += Field.reserved("unknown_additional_status", additionalStatus & 0xF8)
        }
        return fields + Field.reserved("reserved_flags", reservedFlags)
    }

    package var readings: [Reading] {
        guard let percent, percent <= 100 else { return [] }
        return [Reading(.batteryLevel, Double(percent))]
    }
}

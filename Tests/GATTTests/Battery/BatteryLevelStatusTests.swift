import GATT
import Testing

@Suite("Battery Level Status and Battery Critical Status")
struct BatteryLevelStatusTests {
    /// The fields of a power state, in order: bits 0, 1–2, 3–4, 5–6, 7–8, 9–11, 12–15.
    private static func powerState(
        present: String = "no", wired: String = "no", wireless: String = "no", state: String = "unknown", level: String = "unknown",
        type: String = "unknown or not charging", faults: String = "none"
    ) -> [String] {
        [
            "battery_present: \(present)", "wired_external_power_source_connected: \(wired)",
            "wireless_external_power_source_connected: \(wireless)", "battery_charge_state: \(state)", "battery_charge_level: \(level)",
            "charging_type: \(type)", "charging_fault_reason: \(faults)",
        ]
    }

    static let vectors = [
        Vector("2BED", "00 (flags) 0000 (power state)", powerState(), readings: []),
        Vector("2BED", "00 0100 (present)", powerState(present: "yes")),
        Vector("2BED", "00 0200 (wired)", powerState(wired: "yes")),
        Vector("2BED", "00 0400 (wired not known)", powerState(wired: "unknown")),
        Vector("2BED", "00 0600 (wired reserved)", powerState(wired: "unknown (0x3)")),
        Vector("2BED", "00 0800 (wireless)", powerState(wireless: "yes")),
        Vector("2BED", "00 1000 (wireless not known)", powerState(wireless: "unknown")),
        Vector("2BED", "00 1800 (wireless reserved)", powerState(wireless: "unknown (0x3)")),
        Vector("2BED", "00 2000 (state 1)", powerState(state: "charging")),
        Vector("2BED", "00 4000 (state 2)", powerState(state: "discharging active")),
        Vector("2BED", "00 6000 (state 3)", powerState(state: "discharging inactive")),
        Vector("2BED", "00 8000 (level 1)", powerState(level: "good")),
        Vector("2BED", "00 0001 (level 2)", powerState(level: "low")),
        Vector("2BED", "00 8001 (level 3)", powerState(level: "critical")),
        Vector("2BED", "00 0002 (type 1)", powerState(type: "constant current")),
        Vector("2BED", "00 0004 (type 2)", powerState(type: "constant voltage")),
        Vector("2BED", "00 0006 (type 3)", powerState(type: "trickle")),
        Vector("2BED", "00 0008 (type 4)", powerState(type: "float")),
        Vector("2BED", "00 000A (type 5, reserved)", powerState(type: "unknown (0x5)")),
        Vector("2BED", "00 000E (type 7, reserved)", powerState(type: "unknown (0x7)")),
        Vector("2BED", "00 0010 (fault bit 12)", powerState(faults: "battery")),
        Vector("2BED", "00 0020 (fault bit 13)", powerState(faults: "external power source")),
        Vector("2BED", "00 0040 (fault bit 14)", powerState(faults: "other")),
        Vector("2BED", "00 0080 (bit 15, reserved)", powerState() + ["unknown_charging_fault_reason: unknown (0x8)"]),
        Vector("2BED", "01 (identifier) 0000 0601", powerState() + ["identifier: 262"], readings: []),
        Vector("2BED", "02 (level) 0000 64", powerState() + ["battery_level: 100 %"], readings: ["battery_level 100"]),
        Vector("2BED", "02 (level) 0000 00", powerState() + ["battery_level: 0 %"], readings: ["battery_level 0"]),
        Vector("2BED", "02 (level) 0000 65 (101)", powerState() + ["battery_level: unknown (0x65)"], readings: []),
        Vector("2BED", "04 (additional) 0000 00", powerState() + ["service_required: no", "battery_fault: no"], readings: []),
        Vector("2BED", "04 (additional) 0000 05", powerState() + ["service_required: yes", "battery_fault: yes"]),
        Vector("2BED", "04 (additional) 0000 02", powerState() + ["service_required: unknown", "battery_fault: no"]),
        Vector(
            "2BED", "04 (additional) 0000 FF",
            powerState() + ["service_required: unknown (0x3)", "battery_fault: yes", "unknown_additional_status: unknown (0xf8)"]),
        Vector(
            "2BED", "07 (all) A302 (present, wired, charging, good, constant current) FFFF (identifier) 50 (80 %) 01 (service)",
            powerState(present: "yes", wired: "yes", state: "charging", level: "good", type: "constant current")
                + ["identifier: 65535", "battery_level: 80 %", "service_required: yes", "battery_fault: no"],
            readings: ["battery_level 80"]),
        Vector("2BED", "F8 (reserved flags) 0000", powerState() + ["reserved_flags: unknown (0xf8)"]),
    ]

    @Test("Battery Level Status", arguments: vectors)
    func levelStatus(vector: Vector) throws { try vector.check() }

    static let critical = [
        Vector("2BE9", "00", ["battery_critical_status: none"], readings: []),
        Vector("2BE9", "01", ["battery_critical_status: critical power state"]),
        Vector("2BE9", "02", ["battery_critical_status: immediate service required"]),
        Vector("2BE9", "03", ["battery_critical_status: critical power state, immediate service required"]),
        Vector("2BE9", "FC", ["battery_critical_status: none", "unknown_battery_critical_status: unknown (0xfc)"]),
    ]

    @Test("Battery Critical Status", arguments: critical)
    func criticalStatus(vector: Vector) throws { try vector.check() }

    @Test("What follows the last field is refused")
    func trailing() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: Vector("2BED", "", []).uuid))
        #expect(throws: DecodingError.trailing(at: 3, has: 1)) { try characteristic.decode([0, 0, 0, 0]) }
        #expect(throws: DecodingError.truncated(at: 3, needs: 2, has: 1)) { try characteristic.decode([1, 0, 0, 0]) }
    }
}

import GATT
import Testing

@Suite("Battery energy, time, health and information")
struct BatteryEnergyTests {
    static let energy = [
        Vector("2BF0", "00 (flags)", [], readings: []),
        // SFLOAT: exponent in the upper four bits, mantissa in the lower twelve.
        Vector("2BF0", "01 (source) 64F0 (100 · 10⁻¹ W)", ["external_source_power: 10.0 W"], readings: ["external_source_power 10"]),
        Vector("2BF0", "02 (voltage) 73E1 (371 · 10⁻² V)", ["present_voltage: 3.71 V"], readings: ["battery_voltage 3.71"]),
        Vector("2BF0", "04 (energy) 0FC0 (15 · 10⁻⁴ kWh)", ["available_energy: 0.0015 kW.h"], readings: ["battery_energy 0.0015"]),
        Vector("2BF0", "08 (capacity) 14C0 (20 · 10⁻⁴)", ["available_battery_capacity: 0.0020 kW.h"], readings: ["battery_capacity 0.002"]),
        Vector("2BF0", "10 (rate) 9CFF (−100 · 10⁻¹ W)", ["charge_rate: -10.0 W"], readings: ["battery_charge_rate -10"]),
        Vector("2BF0", "20 (last charge) 1210 (18 · 10¹)", ["available_energy_at_last_charge: 18e1 kW.h"], readings: []),
        Vector(
            "2BF0", "3F (all) 0100 0200 0300 0400 0500 0600",
            [
                "external_source_power: 1 W", "present_voltage: 2 V", "available_energy: 3 kW.h", "available_battery_capacity: 4 kW.h",
                "charge_rate: 5 W", "available_energy_at_last_charge: 6 kW.h",
            ],
            readings: [
                "external_source_power 1", "battery_voltage 2", "battery_energy 3", "battery_capacity 4", "battery_charge_rate 5",
            ]),
        Vector(
            "2BF0", "1F (five special) FF07 (NaN) 0008 (NRes) FE07 (+∞) 0208 (−∞) 0108 (reserved)",
            [
                "external_source_power: NaN W", "present_voltage: NRes V", "available_energy: +INFINITY kW.h",
                "available_battery_capacity: -INFINITY kW.h", "charge_rate: reserved W",
            ], readings: []),
        Vector("2BF0", "C0 (reserved)", ["reserved_flags: unknown (0xc0)"]),
        Vector(
            "2BF0", "42 (voltage, reserved) 0300 AABB", ["present_voltage: 3 V", "unknown: aa bb", "reserved_flags: unknown (0x40)"],
            readings: ["battery_voltage 3"], wholePrefixes: [3, 4]),
    ]

    @Test("Battery Energy Status", arguments: energy)
    func energyStatus(vector: Vector) throws { try vector.check() }

    static let times = [
        Vector("2BEE", "00 000000", ["time_until_discharged: 0 min"], readings: ["battery_time_until_discharged 0"]),
        Vector("2BEE", "00 FDFFFF", ["time_until_discharged: 16777213 min"], readings: ["battery_time_until_discharged 16777213"]),
        Vector("2BEE", "00 FEFFFF", ["time_until_discharged: greater than 16777213 min"], readings: []),
        Vector("2BEE", "00 FFFFFF", ["time_until_discharged: not known min"], readings: []),
        Vector(
            "2BEE", "01 (standby) 3C0000 A00500", ["time_until_discharged: 60 min", "time_until_discharged_on_standby: 1440 min"],
            readings: ["battery_time_until_discharged 60"]),
        Vector(
            "2BEE", "02 (recharged) FFFFFF 5A0000", ["time_until_discharged: not known min", "time_until_recharged: 90 min"],
            readings: ["battery_time_until_recharged 90"]),
        Vector(
            "2BEE", "03 (both) 010000 020000 030000",
            ["time_until_discharged: 1 min", "time_until_discharged_on_standby: 2 min", "time_until_recharged: 3 min"],
            readings: ["battery_time_until_discharged 1", "battery_time_until_recharged 3"]),
        Vector(
            "2BEE", "83 (both, reserved) 010000 FEFFFF FFFFFF 07",
            [
                "time_until_discharged: 1 min", "time_until_discharged_on_standby: greater than 16777213 min",
                "time_until_recharged: not known min", "unknown: 07", "reserved_flags: unknown (0x80)",
            ], readings: ["battery_time_until_discharged 1"], wholePrefixes: [10]),
    ]

    @Test("Battery Time Status", arguments: times)
    func timeStatus(vector: Vector) throws { try vector.check() }

    static let health = [
        Vector("2BEA", "00", [], readings: []),
        Vector("2BEA", "01 (summary) 64", ["battery_health_summary: 100 %"], readings: ["battery_health 100"]),
        Vector("2BEA", "01 (summary) 65 (101)", ["battery_health_summary: unknown (0x65)"], readings: []),
        Vector("2BEA", "02 (cycles) FFFF", ["cycle_count: 65535"], readings: ["battery_cycle_count 65535"]),
        Vector("2BEA", "04 (temperature) EC (−20)", ["current_temperature: -20 Cel"], readings: ["battery_temperature -20"]),
        Vector("2BEA", "04 (temperature) 7E (126)", ["current_temperature: 126 Cel"], readings: ["battery_temperature 126"]),
        Vector("2BEA", "04 (temperature) 81 (−127)", ["current_temperature: -127 Cel"], readings: ["battery_temperature -127"]),
        Vector("2BEA", "04 (temperature) 7F (above)", ["current_temperature: greater than 126 Cel"], readings: []),
        Vector("2BEA", "04 (temperature) 80 (below)", ["current_temperature: less than -127 Cel"], readings: []),
        Vector("2BEA", "08 (deep discharges) 0200", ["deep_discharge_count: 2"], readings: ["battery_deep_discharge_count 2"]),
        Vector(
            "2BEA", "0F (all) 5F 2C01 19 0100",
            ["battery_health_summary: 95 %", "cycle_count: 300", "current_temperature: 25 Cel", "deep_discharge_count: 1"],
            readings: ["battery_health 95", "battery_cycle_count 300", "battery_temperature 25", "battery_deep_discharge_count 1"]),
        Vector("2BEA", "F0 (reserved) 01 02", ["unknown: 01 02", "reserved_flags: unknown (0xf0)"], wholePrefixes: [1, 2]),
        Vector("2BEB", "00", [], readings: []),
        Vector("2BEB", "01 (cycles) E803", ["cycle_count_designed_lifetime: 1000"]),
        Vector(
            "2BEB", "02 (temperatures) F6 3C",
            ["min_designed_operating_temperature: -10 Cel", "max_designed_operating_temperature: 60 Cel"]),
        Vector(
            "2BEB", "03 (all) FFFF 80 7F",
            [
                "cycle_count_designed_lifetime: 65535", "min_designed_operating_temperature: less than -127 Cel",
                "max_designed_operating_temperature: greater than 126 Cel",
            ], readings: []),
        Vector(
            "2BEB", "FD (cycles, reserved) 0000 09",
            ["cycle_count_designed_lifetime: 0", "unknown: 09", "reserved_flags: unknown (0xfc)"], wholePrefixes: [3]),
    ]

    @Test("Battery Health Status and Information", arguments: health)
    func healthStatus(vector: Vector) throws { try vector.check() }

    static let information = [
        Vector("2BEC", "0000 (flags) 00 (features)", ["battery_features: none"], readings: []),
        Vector("2BEC", "0000 03", ["battery_features: replaceable, rechargeable"]),
        Vector("2BEC", "0000 FE", ["battery_features: rechargeable", "unknown_battery_features: unknown (0xfc)"]),
        // 2024-02-29 is day 19 782.
        Vector("2BEC", "0100 (made) 00 464D00", ["battery_features: none", "battery_manufacture_date: 2024-02-29"]),
        Vector("2BEC", "0100 (made) 00 000000", ["battery_features: none", "battery_manufacture_date: not known"]),
        Vector("2BEC", "0200 (expires) 00 010000", ["battery_features: none", "battery_expiration_date: 1970-01-02"]),
        Vector("2BEC", "0400 (capacity) 00 6FE0 (111 · 10⁻²)", ["battery_features: none", "battery_designed_capacity: 1.11 kW.h"]),
        Vector("2BEC", "0800 (low) 00 FF07", ["battery_features: none", "battery_low_energy: NaN kW.h"]),
        Vector("2BEC", "1000 (critical) 00 05D0", ["battery_features: none", "battery_critical_energy: 0.005 kW.h"]),
        Vector("2BEC", "4000 (voltage) 00 25F0", ["battery_features: none", "nominal_voltage: 3.7 V"]),
        Vector("2BEC", "8000 (group) 00 00", ["battery_features: none", "battery_aggregation_group: not in a group"]),
        Vector("2BEC", "8000 (group) 00 FE", ["battery_features: none", "battery_aggregation_group: 254"]),
        Vector("2BEC", "8000 (group) 00 FF", ["battery_features: none", "battery_aggregation_group: unknown (0xff)"]),
        Vector(
            "2BEC", "FF00 (all) 02 010000 020000 0100 0200 0300 06 0400 01",
            [
                "battery_features: rechargeable", "battery_manufacture_date: 1970-01-02", "battery_expiration_date: 1970-01-03",
                "battery_designed_capacity: 1 kW.h", "battery_low_energy: 2 kW.h", "battery_critical_energy: 3 kW.h",
                "battery_chemistry: lithium polymer", "nominal_voltage: 4 V", "battery_aggregation_group: 1",
            ], readings: []),
        Vector(
            "2BEC", "0080 (reserved) 00 AB", ["battery_features: none", "unknown: ab", "reserved_flags: unknown (0x8000)"],
            wholePrefixes: [3]),
    ]

    @Test("Battery Information", arguments: information)
    func batteryInformation(vector: Vector) throws { try vector.check() }

    @Test(
        "Chemistries",
        arguments: [
            (0, "unknown"), (1, "alkaline"), (2, "lead acid"), (3, "lithium iron disulfide"), (4, "lithium manganese dioxide"),
            (5, "lithium ion"), (6, "lithium polymer"), (7, "nickel oxyhydroxide"), (8, "nickel cadmium"), (9, "nickel metal hydride"),
            (10, "silver oxide"), (11, "zinc chloride"), (12, "zinc air"), (13, "zinc carbon"), (14, "unknown (0xe)"),
            (254, "unknown (0xfe)"), (255, "other"),
        ])
    func chemistry(code: Int, name: String) throws {
        let hex = (code < 16 ? "0" : "") + String(code, radix: 16)
        try Vector("2BEC", "2000 (chemistry) 00 \(hex)", ["battery_features: none", "battery_chemistry: \(name)"]).check()
    }

    static let dates = [
        Vector("2BEF", "000000", ["estimated_service_date: not known"], readings: []),
        Vector("2BEF", "010000", ["estimated_service_date: 1970-01-02"]),
        Vector("2BEF", "464D00 (19782)", ["estimated_service_date: 2024-02-29"]),
        Vector("2BEF", "FFFFFF (16777215)", ["estimated_service_date: 47904-06-16"]),
    ]

    @Test("Estimated Service Date", arguments: dates)
    func serviceDate(vector: Vector) throws { try vector.check() }
}

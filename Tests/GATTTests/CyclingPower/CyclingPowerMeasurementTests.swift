import Testing

@Suite("Cycling Power Measurement")
struct CyclingPowerMeasurementTests {
    static let vectors = [
        Vector("2A63", "0000 FA00 (250 W)", ["instantaneous_power: 250 W"], readings: ["power 250"]),
        Vector("2A63", "0000 0080 (the smallest)", ["instantaneous_power: -32768 W"], readings: ["power -32768"]),
        Vector("2A63", "0000 FF7F (the largest)", ["instantaneous_power: 32767 W"]),
        Vector(
            "2A63", "0100 (balance) 6400 65 (101 half percents)",
            ["instantaneous_power: 100 W", "pedal_power_balance: 50.5 %", "pedal_power_balance_reference: unknown"],
            readings: ["power 100", "pedal_power_balance 50.5"]),
        Vector(
            "2A63", "0300 (balance, left) 6400 5A",
            ["instantaneous_power: 100 W", "pedal_power_balance: 45.0 %", "pedal_power_balance_reference: left"]),
        Vector("2A63", "0200 (left of nothing) 6400", ["instantaneous_power: 100 W"]),
        Vector(
            "2A63", "0400 (torque) 0000 3000 (48/32)",
            ["instantaneous_power: 0 W", "accumulated_torque: 1.5 N.m", "accumulated_torque_source: wheel"]),
        Vector(
            "2A63", "0C00 (torque of the crank) 0000 FFFF",
            ["instantaneous_power: 0 W", "accumulated_torque: 2047.96875 N.m", "accumulated_torque_source: crank"]),
        Vector("2A63", "0800 (crank of nothing) 0000", ["instantaneous_power: 0 W"]),
        Vector(
            "2A63", "1000 (wheel) 0000 FFFFFFFF 0004 (1024/2048 s)",
            ["instantaneous_power: 0 W", "cumulative_wheel_revolutions: 4294967295", "last_wheel_event_time: 0.5 s"]),
        Vector(
            "2A63", "2000 (crank) 0000 0100 0004 (1024/1024 s)",
            ["instantaneous_power: 0 W", "cumulative_crank_revolutions: 1", "last_crank_event_time: 1 s"]),
        Vector(
            "2A63", "4000 (forces) 0000 2C01 (300 N) D4FE (-300 N)",
            ["instantaneous_power: 0 W", "maximum_force_magnitude: 300 N", "minimum_force_magnitude: -300 N"]),
        Vector(
            "2A63", "8000 (torques) 0000 4006 (50 N·m) F0FF (-0.5 N·m)",
            ["instantaneous_power: 0 W", "maximum_torque_magnitude: 50 N.m", "minimum_torque_magnitude: -0.5 N.m"]),
        // The specification's own example: maximum 0xABC and minimum 0x123 are sent as 0x123ABC.
        Vector(
            "2A63", "0001 (angles) 0000 BC3A12",
            ["instantaneous_power: 0 W", "maximum_angle: 2748 deg", "minimum_angle: 291 deg"]),
        Vector(
            "2A63", "0001 (angles) 0000 5AE010 (maximum 90, minimum 270)",
            ["instantaneous_power: 0 W", "maximum_angle: 90 deg", "minimum_angle: 270 deg"]),
        Vector("2A63", "0002 (top) 0000 0500", ["instantaneous_power: 0 W", "top_dead_spot_angle: 5 deg"]),
        Vector("2A63", "0004 (bottom) 0000 B900", ["instantaneous_power: 0 W", "bottom_dead_spot_angle: 185 deg"]),
        Vector(
            "2A63", "0008 (energy) 0000 D007", ["instantaneous_power: 0 W", "accumulated_energy: 2000 kJ"],
            readings: ["power 0", "mechanical_work 2000"]),
        Vector("2A63", "0010 (offset) 0000", ["instantaneous_power: 0 W", "offset_compensation_indicator: true"]),
        Vector(
            "2A63", "00E0 (reserved) 0100 77 (not known)",
            ["instantaneous_power: 1 W", "reserved_flags: unknown (0xe000)", "unknown: 77"], readings: ["power 1"], wholePrefixes: [4]),
        Vector(
            "2A63",
            """
            FF1F (all) 9CFF (-100 W) 00 (0 %) 2000 (1 N·m) 02000000 0008 (1 s) 0300 0008 (2 s) 0100 0000 2000 0000 68F100 (360, 15)
            0A00 BE00 0100 (1 kJ)
            """,
            [
                "instantaneous_power: -100 W", "pedal_power_balance: 0.0 %", "pedal_power_balance_reference: left",
                "accumulated_torque: 1 N.m", "accumulated_torque_source: crank", "cumulative_wheel_revolutions: 2",
                "last_wheel_event_time: 1 s", "cumulative_crank_revolutions: 3", "last_crank_event_time: 2 s",
                "maximum_force_magnitude: 1 N", "minimum_force_magnitude: 0 N", "maximum_torque_magnitude: 1 N.m",
                "minimum_torque_magnitude: 0 N.m", "maximum_angle: 360 deg", "minimum_angle: 15 deg", "top_dead_spot_angle: 10 deg",
                "bottom_dead_spot_angle: 190 deg", "accumulated_energy: 1 kJ", "offset_compensation_indicator: true",
            ], readings: ["power -100", "pedal_power_balance 0", "mechanical_work 1"]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }
}

@Suite("Cycling Power Vector and Feature")
struct CyclingPowerVectorTests {
    static let vectors = [
        Vector("2A64", "00", ["instantaneous_measurement_direction: unknown"], readings: []),
        Vector(
            "2A64", "01 (crank) 0200 0004",
            ["cumulative_crank_revolutions: 2", "last_crank_event_time: 1 s", "instantaneous_measurement_direction: unknown"]),
        Vector(
            "2A64", "12 (angle, tangential) 5A00",
            ["first_crank_measurement_angle: 90 deg", "instantaneous_measurement_direction: tangential component"]),
        Vector(
            "2A64", "24 (forces, radial) 6400 9CFF 0000",
            ["instantaneous_force_magnitude_array: 100, -100, 0 N", "instantaneous_measurement_direction: radial component"],
            wholePrefixes: [1, 3, 5]),
        Vector(
            "2A64", "38 (torques, lateral) 2000 F0FF",
            ["instantaneous_torque_magnitude_array: 1, -0.5 N.m", "instantaneous_measurement_direction: lateral component"],
            wholePrefixes: [1, 3]),
        Vector(
            "2A64", "07 (crank, angle, forces) 0100 0008 0A00 0100",
            [
                "cumulative_crank_revolutions: 1", "last_crank_event_time: 2 s", "first_crank_measurement_angle: 10 deg",
                "instantaneous_force_magnitude_array: 1 N", "instantaneous_measurement_direction: unknown",
            ], wholePrefixes: [7]),
        Vector(
            "2A64", "0C (forces and torques at once) 010203",
            ["instantaneous_magnitude_array: 01 02 03", "instantaneous_measurement_direction: unknown"], wholePrefixes: [1, 2, 3]),
        Vector(
            "2A64", "C0 (reserved) 55",
            ["instantaneous_measurement_direction: unknown", "reserved_flags: unknown (0xc0)", "unknown: 55"], wholePrefixes: [1]),
        Vector(
            "2A65", "00000000",
            ["cycling_power_feature: none", "sensor_measurement_context: force based", "distributed_system_support: unspecified"]),
        Vector(
            "2A65", "0C000100 (wheel, crank, torque)",
            [
                "cycling_power_feature: wheel revolution data, crank revolution data", "sensor_measurement_context: torque based",
                "distributed_system_support: unspecified",
            ]),
        Vector(
            "2A65", "FFFFEFFF (all, for use in a distributed system, reserved bits 22 to 31)",
            [
                "cycling_power_feature: pedal power balance, accumulated torque, wheel revolution data, crank revolution data, "
                    + "extreme magnitudes, extreme angles, top and bottom dead spot angles, accumulated energy, "
                    + "offset compensation indicator, offset compensation, cycling power measurement characteristic content masking, "
                    + "multiple sensor locations, crank length adjustment, chain length adjustment, chain weight adjustment, "
                    + "span length adjustment, instantaneous measurement direction, factory calibration date, enhanced offset compensation",
                "sensor_measurement_context: torque based", "distributed_system_support: for use in a distributed system",
                "unknown_cycling_power_feature: unknown (0xffc00000)",
            ]),
        Vector(
            "2A65", "00001000",
            [
                "cycling_power_feature: none", "sensor_measurement_context: force based",
                "distributed_system_support: not for use in a distributed system",
            ]),
        Vector(
            "2A65", "00003000 (reserved code)",
            ["cycling_power_feature: none", "sensor_measurement_context: force based", "distributed_system_support: unknown (0x3)"]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }
}

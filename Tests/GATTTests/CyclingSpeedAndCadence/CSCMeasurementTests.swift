import Testing

@Suite("CSC Measurement")
struct CSCMeasurementTests {
    static let vectors = [
        Vector("2A5B", "00 (nothing)", [], readings: []),
        Vector(
            "2A5B", "01 (wheel) 01000000 (1) 0004 (1024/1024 s)",
            ["cumulative_wheel_revolutions: 1", "last_wheel_event_time: 1 s"], readings: []),
        Vector(
            "2A5B", "02 (crank) FFFF (65535) 0002 (512/1024 s)", ["cumulative_crank_revolutions: 65535", "last_crank_event_time: 0.5 s"]),
        Vector(
            "2A5B", "03 (both) FFFFFFFF (the largest) 0080 (32 s) 0000 0000",
            [
                "cumulative_wheel_revolutions: 4294967295", "last_wheel_event_time: 32 s", "cumulative_crank_revolutions: 0",
                "last_crank_event_time: 0 s",
            ]),
        Vector(
            "2A5B", "FE (crank, reserved) 0100 0001 (0.25 s) 99 (not known)",
            [
                "cumulative_crank_revolutions: 1", "last_crank_event_time: 0.25 s", "reserved_flags: unknown (0xfc)", "unknown: 99",
            ], wholePrefixes: [5]),
        Vector("2A5C", "0000", ["csc_feature: none"]),
        Vector("2A5C", "0700", ["csc_feature: wheel revolution data, crank revolution data, multiple sensor locations"]),
        Vector("2A5C", "0880", ["csc_feature: none", "unknown_csc_feature: unknown (0x8008)"]),
    ]

    @Test("is decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }
}

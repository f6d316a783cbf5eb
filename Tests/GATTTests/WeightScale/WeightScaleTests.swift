import GATT
import Testing

@Suite("Weight Scale")
struct WeightScaleTests {
    // Built from the table "Weight Measurement" of the GATT Specification Supplement.
    static let measurements: [Vector] = [
        Vector("2A9D", "00 (SI) E236 (14050 · 0.005)", ["weight: 70.250 kg"], readings: ["body_weight 70.25"]),
        Vector("2A9D", "01 (imperial) 7F3C (15487 · 0.01)", ["weight: 154.87 [lb_av]"], readings: ["body_weight 70.2478503419"]),
        Vector("2A9D", "00 0000", ["weight: 0.000 kg"], readings: ["body_weight 0"]),
        Vector("2A9D", "00 0100", ["weight: 0.005 kg"], readings: ["body_weight 0.005"]),
        Vector("2A9D", "00 FEFF (largest)", ["weight: 327.670 kg"], readings: ["body_weight 327.67"]),
        Vector("2A9D", "01 FEFF (largest)", ["weight: 655.34 [lb_av]"], readings: ["body_weight 297.2572237558"]),
        Vector("2A9D", "00 FFFF", ["weight: measurement unsuccessful kg"], readings: []),
        Vector("2A9D", "01 FFFF", ["weight: measurement unsuccessful [lb_av]"], readings: []),
        Vector(
            "2A9D", "02 (time stamp) E236 EA07 0B 17 07 2D 0A", ["weight: 70.250 kg", "time_stamp: 2026-11-23T07:45:10"],
            readings: ["body_weight 70.25"]),
        Vector(
            "2A9D", "02 E236 0000 00 00 00 00 00", ["weight: 70.250 kg", "time_stamp: ????-??-??T00:00:00"],
            readings: ["body_weight 70.25"]),
        Vector("2A9D", "04 (user) E236 00", ["weight: 70.250 kg", "user_id: 0"], readings: ["body_weight 70.25"]),
        Vector("2A9D", "04 E236 FF", ["weight: 70.250 kg", "user_id: unknown user"], readings: ["body_weight 70.25"]),
        Vector(
            "2A9D", "08 (BMI, height) E236 DE00 (222 · 0.1) F406 (1780 · 0.001)",
            ["weight: 70.250 kg", "bmi: 22.2 kg/m2", "height: 1.780 m"],
            readings: ["body_weight 70.25", "body_mass_index 22.2", "body_height 1.78"]),
        Vector(
            "2A9D", "09 7F3C DE00 BD02 (701 · 0.1)", ["weight: 154.87 [lb_av]", "bmi: 22.2 kg/m2", "height: 70.1 [in_i]"],
            readings: ["body_weight 70.2478503419", "body_mass_index 22.2", "body_height 1.78054"]),
        Vector(
            "2A9D", "08 E236 FFFF FFFF (largest)", ["weight: 70.250 kg", "bmi: 6553.5 kg/m2", "height: 65.535 m"],
            readings: ["body_weight 70.25", "body_mass_index 6553.5", "body_height 65.535"]),
        Vector(
            "2A9D", "08 FFFF DE00 F406", ["weight: measurement unsuccessful kg", "bmi: 22.2 kg/m2", "height: 1.780 m"],
            readings: ["body_height 1.78"]),
        Vector(
            "2A9D", "0E (all) E236 EA07 0B 17 07 2D 0A 02 DE00 F406",
            ["weight: 70.250 kg", "time_stamp: 2026-11-23T07:45:10", "user_id: 2", "bmi: 22.2 kg/m2", "height: 1.780 m"],
            readings: ["body_weight 70.25", "body_mass_index 22.2", "body_height 1.78"]),
        Vector(
            "2A9D", "F0 (all reserved) E236", ["weight: 70.250 kg", "reserved_flags: unknown (0xf0)"], readings: ["body_weight 70.25"]),
        Vector(
            "2A9D", "14 (user, bit 4) E236 02 BEEF (of bit 4)",
            ["weight: 70.250 kg", "user_id: 2", "reserved_flags: unknown (0x10)", "unknown: be ef"], readings: ["body_weight 70.25"],
            wholePrefixes: [4, 5]),
    ]

    @Test("A weighing is decoded field by field", arguments: measurements)
    func measurement(vector: Vector) throws { try vector.check() }

    static let weightResolutions = [
        "not specified", "0.5 kg or 1 lb", "0.2 kg or 0.5 lb", "0.1 kg or 0.2 lb", "0.05 kg or 0.1 lb", "0.02 kg or 0.05 lb",
        "0.01 kg or 0.02 lb", "0.005 kg or 0.01 lb",
    ]

    static let heightResolutions = ["not specified", "0.01 m or 1 in", "0.005 m or 0.5 in", "0.001 m or 0.1 in"]

    /// Little-endian digits.
    static func hex(_ bits: Int) -> String {
        (0..<4).map { index in
            let byte = String(bits >> (8 * index) & 0xFF, radix: 16)
            return byte.count == 1 ? "0" + byte : byte
        }.joined()
    }

    @Test("A resolution of weight has its name, or is reserved", arguments: 0..<16)
    func weightResolution(code: Int) throws {
        let name = code < 8 ? Self.weightResolutions[code] : "unknown (0x\(String(code, radix: 16)))"
        try Vector(
            "2A9E", Self.hex(code << 3),
            [
                "weight_scale_feature: none", "weight_measurement_resolution: \(name)", "height_measurement_resolution: not specified",
            ], readings: []
        ).check()
    }

    @Test("A resolution of height has its name, or is reserved", arguments: 0..<8)
    func heightResolution(code: Int) throws {
        let name = code < 4 ? Self.heightResolutions[code] : "unknown (0x\(String(code, radix: 16)))"
        try Vector(
            "2A9E", Self.hex(code << 7),
            [
                "weight_scale_feature: none", "weight_measurement_resolution: not specified", "height_measurement_resolution: \(name)",
            ], readings: []
        ).check()
    }

    @Test(
        "Every feature has its name",
        arguments: [
            Vector(
                "2A9E", "BF010000 (all; 7, 3)",
                [
                    "weight_scale_feature: time stamp, multiple users, BMI", "weight_measurement_resolution: 0.005 kg or 0.01 lb",
                    "height_measurement_resolution: 0.001 m or 0.1 in",
                ], readings: []),
            Vector(
                "2A9E", "02FCFFFF (reserved)",
                [
                    "weight_scale_feature: multiple users", "weight_measurement_resolution: not specified",
                    "height_measurement_resolution: not specified", "unknown_weight_scale_feature: unknown (0xfffffc00)",
                ], readings: []),
        ])
    func features(vector: Vector) throws { try vector.check() }

    @Test("A time stamp is the time of the readings")
    func time() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: .weightMeasurement))
        let shown = DeviceDateTime(year: 2026, month: 11, day: 23, hour: 7, minute: 45, second: 10)
        let stamped = try characteristic.decode(Vector.bytes("0A E236 EA07 0B 17 07 2D 0A DE00 F406"))
        #expect(stamped.readings.map(\.time) == [.device(shown), .device(shown), .device(shown)])
        #expect(try characteristic.decode(Vector.bytes("00 E236")).readings.map(\.time) == [.arrival])
    }

    @Test("Bytes after the last field are an error unless a reserved flag announces them")
    func trailing() throws {
        let characteristic = try #require(CharacteristicDescription(uuid: .weightMeasurement))
        #expect(throws: DecodingError.trailing(at: 3, has: 2)) { try characteristic.decode(Vector.bytes("00 E236 0000")) }
        #expect(throws: DecodingError.truncated(at: 5, needs: 2, has: 0)) { try characteristic.decode(Vector.bytes("08 E236 DE00")) }
    }
}

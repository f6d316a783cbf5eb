import GATT
import Testing
import Vitals

@Suite("Xiaomi scales")
struct MiScaleTests {
    private static let scale = "181D"
    private static let composition = "181B"

    static let vectors: [Vector] = [
        Vector(
            scale, "22 (stabilized, kg) B439 (14772 · 5 g) EA07 (2026) 0B (November) 17 (23) 07 2D 09",
            [
                "stabilized: yes", "weight_removed: no", "weight: 73.860 kg", "time: 2026-11-23T07:45:09",
                "unexplained_flags: unknown (0x2)",
            ], readings: ["body_weight 73.86"]),
        Vector(
            scale, "02 (kg) 0100 0000 00 00 00 00 00",
            ["stabilized: no", "weight_removed: no", "weight: 0.005 kg", "time: ????-??-??T00:00:00", "unexplained_flags: unknown (0x2)"],
            readings: []),
        Vector(
            scale, "A2 (removed, stabilized) B439 B207 01 01 00 00 00",
            [
                "stabilized: yes", "weight_removed: yes", "weight: 73.860 kg", "time: 1970-01-01T00:00:00",
                "unexplained_flags: unknown (0x2)",
            ], readings: []),
        Vector(
            scale, "21 (stabilized, lb) 1027 (100.00 lb) B207 01 01 00 00 00",
            ["stabilized: yes", "weight_removed: no", "weight: 100.00 [lb_av]", "time: 1970-01-01T00:00:00"],
            readings: ["body_weight 45.359237"]),
        Vector(
            scale, "30 (stabilized, jin) 1027 (100.00 jin) FFFF FF FF FF FF FF",
            ["stabilized: yes", "weight_removed: no", "weight: 100.00 {jin}", "time: 65535-255-255T255:255:255"],
            readings: ["body_weight 50"]),
        Vector(
            scale, "6E (stabilized, all unexplained) FFFF B207 01 01 00 00 00",
            [
                "stabilized: yes", "weight_removed: no", "weight: 327.675 kg", "time: 1970-01-01T00:00:00",
                "unexplained_flags: unknown (0x4e)",
            ], readings: ["body_weight 327.675"]),
        Vector(
            scale, "20 (stabilized) 0000 B207 01 01 00 00 00",
            ["stabilized: yes", "weight_removed: no", "weight: 0.000 kg", "time: 1970-01-01T00:00:00"], readings: []),
        // A value of a user's scale, 77.8 kg: stackoverflow.com/questions/59108761. Somebody has stepped off, and no impedance was measured.
        Vector(
            composition, "02 A4 (removed, stabilized) B207 02 13 06 3B 17 FDFF (no impedance) C83C (77.8 kg)",
            [
                "stabilized: yes", "weight_removed: yes", "time: 1970-02-19T06:59:23", "impedance: no value Ohm", "weight: 77.800 kg",
                "unexplained_flags: unknown (0x402)",
            ], readings: []),
        Vector(
            composition, "02 26 (stabilized, impedance) EA07 0B 17 07 2D 09 F401 (500) C83C",
            [
                "stabilized: yes", "weight_removed: no", "time: 2026-11-23T07:45:09", "impedance: 500 Ohm", "weight: 77.800 kg",
                "unexplained_flags: unknown (0x402)",
            ], readings: ["body_weight 77.8"]),
        Vector(
            composition, "02 24 (stabilized, no impedance) EA07 0B 17 07 2D 09 F401 C83C",
            [
                "stabilized: yes", "weight_removed: no", "time: 2026-11-23T07:45:09", "impedance: no value Ohm", "weight: 77.800 kg",
                "unexplained_flags: unknown (0x402)",
            ], readings: ["body_weight 77.8"]),
        Vector(
            composition, "03 (lb) 06 (impedance) EA07 0B 17 07 2D 09 B70B (2999) 1027",
            [
                "stabilized: no", "weight_removed: no", "time: 2026-11-23T07:45:09", "impedance: 2999 Ohm", "weight: 100.00 [lb_av]",
                "unexplained_flags: unknown (0x402)",
            ], readings: []),
        Vector(
            composition, "00 62 (stabilized, jin, impedance) EA07 0B 17 07 2D 09 B80B (3000) 1027",
            [
                "stabilized: yes", "weight_removed: no", "time: 2026-11-23T07:45:09", "impedance: no value Ohm", "weight: 100.00 {jin}",
            ], readings: ["body_weight 50"]),
        Vector(
            composition, "FE 3F (stabilized, impedance, all unexplained) EA07 0B 17 07 2D 09 0000 FFFF",
            [
                "stabilized: yes", "weight_removed: no", "time: 2026-11-23T07:45:09", "impedance: no value Ohm", "weight: 327.675 kg",
                "unexplained_flags: unknown (0x1dfe)",
            ], readings: ["body_weight 327.675"]),
    ]

    @Test("are decoded field by field", arguments: vectors)
    func decoded(vector: Vector) throws { try vector.check() }

    @Test("A value is 10 bytes long, or 13")
    func lengths() throws {
        let scale = try #require(CharacteristicDescription(uuid: .miScaleServiceData))
        #expect(throws: DecodingError.trailing(at: 10, has: 1)) { try scale.decode([UInt8](repeating: 0, count: 11)) }
        let composition = try #require(CharacteristicDescription(uuid: .miBodyCompositionScaleServiceData))
        #expect(throws: DecodingError.trailing(at: 13, has: 1)) { try composition.decode([UInt8](repeating: 0, count: 14)) }
    }
}

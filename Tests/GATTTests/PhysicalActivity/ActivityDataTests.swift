import GATT
import Testing
import Vitals

@Suite("Physical Activity Monitor: records of activity")
struct ActivityDataTests {
    @Test("have no optional field, each alone, or all", arguments: ActivityTable.all)
    func fields(table: ActivityTable) throws {
        try table.vector([]).check()
        for bit in table.rows.indices { try table.vector([bit]).check() }
        try table.vector(Array(table.rows.indices)).check()
        if table.wornBit != nil { try table.vector([], worn: true).check() }
    }

    @Test(
        "of a length that their flags do not announce are segments",
        arguments: [
            Vector("2B3E", "01 48", ["header: 01", "segment: 48"], readings: []),
            Vector(
                "2B3E", "80 0200 (heart rate) 0100 0000 00000000 00000000",
                ["header: 80", "segment: 02 00 01 00 00 00 00 00 00 00 00 00 00 00"],
                readings: [], wholePrefixes: Set(2..<15)),
            Vector(
                "2B40", "00 00 0100 0000 00000000 00000000 FF", ["header: 00", "segment: 00 01 00 00 00 00 00 00 00 00 00 00 00 ff"],
                readings: [], wholePrefixes: Set(2..<15)),
        ])
    func segments(vector: Vector) throws { try vector.check() }

    @Test("with reserved flags keep what follows the fields that are known")
    func reserved() throws {
        try Vector(
            "2B40", "80 81 (steps, reserved) 0100 0000 00000000 00000000 0A0000 ABCD",
            [
                "header: 80", "session_id: 1", "sub_session_id: 0", "relative_timestamp: 0 s", "sequence_number: 0",
                "normal_walking_steps: 10 {steps}", "unknown: ab cd", "reserved_flags: unknown (0x80)",
            ], readings: ["normal_walking_steps 10"], wholePrefixes: Set(2..<19)
        ).check()
    }

    @Test(
        "name the activity",
        arguments: [
            ("00", "unspecified", false), ("01", "other", true), ("02", "sit", true), ("03", "lie", true), ("04", "stand", true),
            ("05", "walk", true), ("06", "shuffle", true), ("07", "run", true), ("08", "cycle indoor", true),
            ("09", "cycle outdoor", true), ("0A", "cycle", true), ("0B", "aerobic workout", true), ("0C", "elliptical", true),
            ("0D", "sports", true), ("0E", "swim", true), ("0F", "unknown (0xf)", false), ("FF", "unknown", false),
            // Two bytes, as in drafts.
            ("0700", "run", true), ("0007", "unknown (0x700)", false),
        ])
    func activity(hex: String, text: String, isReading: Bool) throws {
        let vector = Vector("2B3C", "80 000400 0000 0000 00000000 00000000 " + hex, [])
        let value = try #require(try CharacteristicDescription(uuid: vector.uuid)?.decode(vector.bytes))
        #expect(value.fields.map(\.description).contains("activity_type: \(text)"))
        #expect(value.readings.map(\.metric.key) == (isReading ? ["activity_type"] : []))
    }

    @Test(
        "reduce the bits of a sleep stage to the most particular one",
        arguments: [
            ("010000", "wake", 1.0), ("020000", "sleep", 2), ("040000", "REM", 5), ("060000", "sleep, REM", 5), ("080000", "non-REM", 2),
            ("100000", "light sleep", 3), ("200000", "deep sleep", 4), ("400000", "N1", 3), ("800000", "N2", 3), ("000100", "N3", 4),
            ("000200", "N4", 4), ("000400", "active sleep", 2), ("000800", "quiet sleep", 2), ("001000", "intermediate sleep", 2),
            ("002000", "arousal", nil), ("000080", "unknown", nil), ("000000", "none", nil),
        ])
    func stage(hex: String, text: String, stage: Double?) throws {
        let vector = Vector("2B41", "80 0800 0000 0000 00000000 00000000 " + hex, [])
        let value = try #require(try CharacteristicDescription(uuid: vector.uuid)?.decode(vector.bytes))
        #expect(value.fields.map(\.description).contains("sleep_stage: \(text)"))
        #expect(value.readings.map(\.value) == (stage.map { [$0] } ?? []))
    }
}

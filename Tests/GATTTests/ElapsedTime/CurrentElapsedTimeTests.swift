import GATT
import Testing
import Vitals

@Suite("Current Elapsed Time")
struct CurrentElapsedTimeTests {
    // Flags, 48 bits, source, offset; then status and capabilities where the value is read.
    static let vectors = [
        Vector(
            "2BF2", "00 (local, 1 s) 7CAB96320000 00 00 (offset, not used)",
            [
                "time_base: local time", "timeline: not current", "time_value: 848735100 s", "time: 2026-11-23T07:45:00.000",
                "time_sync_source_type: unknown",
            ], readings: []),
        Vector(
            "2BF2", "22 (UTC, current, 1 s) 7CAB96320000 01 00 00 (status) 00 (capabilities)",
            [
                "time_base: UTC", "timeline: current", "time_value: 848735100 s", "time: 2026-11-23T07:45:00.000Z",
                "time_sync_source_type: network time protocol", "clock_status: none", "clock_capabilities: none",
            ], wholePrefixes: [9]),
        Vector(
            "2BF2", "36 (UTC, 100 ms, offset, current) D9B2E2F90100 02 04 01 03",
            [
                "time_base: UTC", "timeline: current", "time_value: 8487351001 ds", "time: 2026-11-23T07:45:00.100Z",
                "time_sync_source_type: GPS", "tz_dst_offset: 60 min", "clock_status: clock needs to be set",
                "clock_capabilities: clock applies DST rules, clock manages time zone changes",
            ], wholePrefixes: [9]),
        Vector(
            "2BF2", "18 (local, 1 ms, offset) DBDC8D9CC500 07 D4 (−44) FE FC",
            [
                "time_base: local time", "timeline: not current", "time_value: 848735100123 ms", "time: 2026-11-23T07:45:00.123",
                "time_sync_source_type: not synchronized", "tz_dst_offset: -660 min", "clock_status: none",
                "unknown_clock_status: unknown (0xfe)", "clock_capabilities: none", "unknown_clock_capabilities: unknown (0xfc)",
            ], wholePrefixes: [9]),
        Vector(
            "2BF2", "0E (UTC, 100 µs) 92A08A1DB807 08 (reserved) 00",
            [
                "time_base: UTC", "timeline: not current", "time_value: 8487351001234 100.us", "time: 2026-11-23T07:45:00.123Z",
                "time_sync_source_type: unknown (0x8)",
            ]),
        Vector(
            "2BF2", "29 (tick counter, 1 ms, current) 000000000000 00 00 00 00",
            [
                "time_base: tick counter", "timeline: current", "time_value: 0 ms", "time_sync_source_type: unknown", "clock_status: none",
                "clock_capabilities: none",
            ], wholePrefixes: [9]),
        Vector(
            "2BF2", "C1 (tick counter, 1 s, reserved) FFFFFFFFFFFF 04 00",
            [
                "time_base: tick counter", "timeline: not current", "time_value: 281474976710655 s", "time_sync_source_type: manual",
                "reserved_flags: unknown (0xc0)",
            ]),
    ]

    @Test("Values", arguments: vectors)
    func values(vector: Vector) throws { try vector.check() }

    /// 2026-11-23T07:45:00.123Z
    private static let moment = Timestamp(milliseconds: 1795419900123)

    private func clock(_ hex: String) throws -> CurrentElapsedTime { try CurrentElapsedTime(decoding: Vector.bytes(hex).span) }

    @Test("A moment is known where the clock shows UTC or tells its offset")
    func moments() throws {
        #expect(try clock("02 7CAB96320000 00 00").asUTC == Timestamp(milliseconds: 1795419900000))
        #expect(try clock("00 7CAB96320000 00 04").asUTC == nil)
        #expect(try clock("10 8CB996320000 00 04").asUTC == Timestamp(milliseconds: 1795419900000))
        #expect(try clock("01 7CAB96320000 00 00").asUTC == nil)
    }

    @Test(
        "A clock is set in its own form",
        arguments: [
            ("42 (UTC, 1 s, reserved) 000000000000 00 00 00 00", "22 7CAB96320000 01 00"),
            ("16 (UTC, 100 ms, offset) 000000000000 00 00", "36 D9B2E2F90100 01 F0"),
            ("08 (local, 1 ms) 000000000000 00 00", "28 DB22B29BC500 01 00"),
            ("1C (local, 100 µs, offset) 000000000000 00 00", "3C 8E5CF514B807 01 F0"),
        ])
    func setting(shown: String, written: String) throws {
        let bytes = try clock(shown).setting(to: Self.moment, offsetQuarterHours: -16, source: .networkTimeProtocol)
        #expect(bytes == Vector.bytes(written))
    }

    @Test("A tick counter cannot be set, nor a clock to what it cannot show")
    func refused() throws {
        #expect(try clock("01 000000000000 00 00").setting(to: Self.moment, offsetQuarterHours: 0, source: .manual) == nil)
        let utc = try clock("0E 000000000000 00 00")
        #expect(utc.setting(to: Timestamp(milliseconds: 946_684_799_999), offsetQuarterHours: 0, source: .manual) == nil)
        #expect(utc.setting(to: Timestamp(milliseconds: .max), offsetQuarterHours: 0, source: .manual) == nil)
        #expect(utc.setting(to: Timestamp(milliseconds: .min), offsetQuarterHours: 0, source: .manual) == nil)
        let first = utc.setting(to: Timestamp(milliseconds: 946_684_800_000), offsetQuarterHours: 0, source: .manual)
        #expect(first == Vector.bytes("2E 000000000000 04 00"))
        // 48 bits of 100 µs end in the year 2891.
        let last = Timestamp(milliseconds: 946_684_800_000 + 28147497671065)
        #expect(utc.setting(to: last, offsetQuarterHours: 0, source: .manual) == Vector.bytes("2E FAFFFFFFFFFF 04 00"))
        #expect(utc.setting(to: last + .milliseconds(1), offsetQuarterHours: 0, source: .manual) == nil)
    }
}

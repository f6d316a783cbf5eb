import TestSupport
import Testing
import Vitals

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "are written and read as RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (951_827_696_789, "2000-02-29T12:34:56.789Z"),
            (1_795_419_900_123, "2026-11-23T07:45:00.123Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func writtenAndRead(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("read offsets, any number of decimals and none")
    func offsets() {
        #expect(Timestamp("2026-11-23T08:45:00+01:00") == Timestamp("2026-11-23T07:45:00Z"))
        #expect(Timestamp("2026-11-23T02:15:00.5-05:30") == Timestamp("2026-11-23T07:45:00.500Z"))
        #expect(Timestamp("2026-11-23t07:45:00.123456z") == Timestamp("2026-11-23T07:45:00.123Z"))
    }

    @Test(
        "refuse what is no time",
        arguments: [
            "", "2026", "2026-11-23", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-23T24:00:00Z", "2026-11-23T07:45:00",
            "2026-11-23T07:45:00.Z", "2026-11-23T07:45:00Zx", "2026-11-23T07:45:00+25:00", "２026-11-23T07:45:00Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("come back from their text at random moments of ten thousand years")
    func roundTrip() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let time = Timestamp(milliseconds: Int64.random(in: 0...253_402_300_799_999, using: &random))
            #expect(Timestamp(time.description) == time)
        }
    }
}

import GATT
import Testing
import Vitals

@Suite("Current Time and Next DST Change")
struct CurrentTimeTests {
    static let vectors = [
        Vector(
            "2A2B", "EA07 0B 17 07 2D 00 (2026-11-23 07:45:00) 01 (Monday) 80 (128/256) 01 (manual)",
            ["current_time: 2026-11-23T07:45:00", "day_of_week: Monday", "fractions256: 0.5 s", "adjust_reason: manual time update"],
            readings: []),
        Vector(
            "2A2B", "0000 00 00 00 00 00 (not known) 00 00 00",
            ["current_time: ????-??-??T00:00:00", "day_of_week: unknown", "fractions256: 0 s", "adjust_reason: none"]),
        Vector(
            "2A2B", "2E06 01 01 17 3B 3B (1582) 07 (Sunday) FF 0F (all reasons)",
            [
                "current_time: 1582-01-01T23:59:59", "day_of_week: Sunday", "fractions256: 0.99609375 s",
                "adjust_reason: manual time update, external reference time update, change of time zone, change of DST",
            ]),
        Vector(
            "2A2B", "0F27 0C 1F 00 00 00 (9999-12-31) 08 (reserved) 00 F0 (reserved)",
            [
                "current_time: 9999-12-31T00:00:00", "day_of_week: unknown (0x8)", "fractions256: 0 s", "adjust_reason: none",
                "unknown_adjust_reason: unknown (0xf0)",
            ]),
        Vector("2A08", "E807 02 1D 0C 00 3B", ["date_time: 2024-02-29T12:00:59"], readings: []),
        Vector("2A08", "0000 03 00 01 02 03", ["date_time: ????-03-??T01:02:03"]),
        // A month that does not exist is kept.
        Vector("2A08", "E807 0D 20 18 3C 3C", ["date_time: 2024-13-32T24:60:60"]),
        Vector("2A11", "EA07 03 1D 02 00 00 04 (daylight time)", ["date_time: 2026-03-29T02:00:00", "dst_offset: 60 min"], readings: []),
        Vector("2A11", "EA07 0A 19 03 00 00 00 (standard time)", ["date_time: 2026-10-25T03:00:00", "dst_offset: 0 min"]),
        Vector("2A0F", "04 (+1 h) 04 (daylight time)", ["time_zone: 60 min", "dst_offset: 60 min"], readings: []),
        Vector("2A0F", "00 02 (half an hour)", ["time_zone: 0 min", "dst_offset: 30 min"]),
        Vector("2A0F", "D0 (−48) 08 (double)", ["time_zone: -720 min", "dst_offset: 120 min"]),
        Vector("2A0F", "38 (56) 00", ["time_zone: 840 min", "dst_offset: 0 min"]),
        Vector("2A0F", "80 (not known) FF (not known)", ["time_zone: not known min", "dst_offset: not known min"]),
        Vector("2A0F", "39 (57, reserved) 01 (reserved)", ["time_zone: unknown (0x39) min", "dst_offset: unknown (0x1) min"]),
        Vector("2A0F", "CF (−49, reserved) FE (reserved)", ["time_zone: unknown (0xcf) min", "dst_offset: unknown (0xfe) min"]),
        Vector(
            "2A14", "00 00 00 00", ["time_source: unknown", "time_accuracy: 0.000 s", "days_since_update: 0 d", "hours_since_update: 0 h"],
            readings: []),
        Vector(
            "2A14", "01 08 FE 17",
            ["time_source: network time protocol", "time_accuracy: 1.000 s", "days_since_update: 254 d", "hours_since_update: 23 h"]),
        Vector(
            "2A14", "07 FD FF FF",
            [
                "time_source: not synchronized", "time_accuracy: 31.625 s", "days_since_update: 255 or more d",
                "hours_since_update: 255 or more days h",
            ]),
        Vector(
            "2A14", "08 (reserved) FE 01 18 (24, reserved)",
            [
                "time_source: unknown (0x8)", "time_accuracy: greater than 31.625 s", "days_since_update: 1 d",
                "hours_since_update: unknown (0x18) h",
            ]),
        Vector(
            "2A14", "02 FF 00 FE (254, reserved)",
            ["time_source: GPS", "time_accuracy: not known s", "days_since_update: 0 d", "hours_since_update: unknown (0xfe) h"]),
    ]

    @Test("Values", arguments: vectors)
    func values(vector: Vector) throws { try vector.check() }

    @Test(
        "Sources of time",
        arguments: [(3, "radio time signal"), (4, "manual"), (5, "atomic clock"), (6, "cellular network"), (255, "unknown (0xff)")])
    func sources(code: UInt8, name: String) throws {
        let characteristic = try #require(CharacteristicDescription(uuid: BluetoothUUID(short: 0x2A14)))
        #expect(try characteristic.decode([code, 0, 0, 0]).fields.first?.description == "time_source: \(name)")
    }

    // Weekdays by the calendar.
    @Test(
        "Setting a clock writes the ten octets that reading it gives, the day of the week among them",
        arguments: [
            ((2026, 11, 23), 1), ((2024, 2, 29), 4), ((1970, 1, 1), 4), ((1969, 12, 31), 3), ((1969, 12, 28), 7), ((2000, 1, 1), 6),
            ((1600, 2, 29), 2), ((2023, 2, 29), 0), ((0, 2, 3), 0),
        ])
    func setting(date: (year: UInt16, month: UInt8, day: UInt8), dayOfWeek: UInt8) throws {
        let time = DeviceDateTime(year: date.year, month: date.month, day: date.day, hour: 7, minute: 45, second: 59)
        let setting = CurrentTime(time: time, fractions256: 200, adjustReason: CurrentTime.Adjustment.externalReference)
        #expect(setting.dayOfWeek == dayOfWeek)
        let year = [UInt8(date.year % 256), UInt8(date.year / 256)]
        #expect(setting.encoded == year + [date.month, date.day, 7, 45, 59, dayOfWeek, 200, 2])
        #expect(try CurrentTime(decoding: setting.encoded.span) == setting)
    }

    @Test("Local time is ahead of UTC by zone and daylight saving, where both are known")
    func offset() throws {
        #expect(try LocalTimeInformation(decoding: ([4, 4] as [UInt8]).span).minutesAheadOfUTC == 120)
        #expect(try LocalTimeInformation(decoding: ([0x80, 4] as [UInt8]).span).minutesAheadOfUTC == nil)
        #expect(try LocalTimeInformation(decoding: ([4, 255] as [UInt8]).span).minutesAheadOfUTC == nil)
    }
}

// Device Time Service: a time that a client proposes to a device.

import Vitals

/// The operand of Propose Time Update and Force Time Update: flags, time, zone, daylight saving, source, accuracy, and fractions of 1/65536 s
/// where the device counts them. Source: Device Time Service 1.0, §3.7.1.1.1.
package struct DeviceTimeUpdate: Hashable, Sendable {
    package let flags: UInt16
    package let baseTime: UInt32
    package let timeZone: TimeZoneQuarters
    package let daylightSaving: DaylightSaving
    package let source: TimeSource
    package let accuracy: TimeAccuracy
    package let secondFractions: UInt16?

    private enum Flag {
        static let utcAligned: UInt16 = 1 << 0
        static let externalReference: UInt16 = 1 << 3
        static let timeZoneChanged: UInt16 = 1 << 4
        static let daylightSavingChanged: UInt16 = 1 << 5
        static let epochYear2000: UInt16 = 1 << 6
    }

    /// A time as a gateway knows it that has its own from a network; `nil` where the device's epoch does not reach it.
    ///
    /// What differs from what the device shows stands among the reasons, since devices may ignore a zone that comes without one.
    package init?(
        to right: LocalTime, changing shown: DeviceTime? = nil, source: TimeSource = .networkTimeProtocol,
        accuracy: TimeAccuracy = .unknown, for features: DeviceTimeFeature
    ) {
        let moment = right.moment
        guard let seconds = features.epoch.seconds(of: moment) else { return nil }
        baseTime = seconds
        var flags = Flag.utcAligned | Flag.externalReference
        if features.epoch == .year2000 { flags |= Flag.epochYear2000 }
        if let shown, shown.timeZone != right.timeZone { flags |= Flag.timeZoneChanged }
        if let shown, shown.daylightSaving != right.daylightSaving { flags |= Flag.daylightSavingChanged }
        self.flags = flags
        timeZone = right.timeZone
        daylightSaving = right.daylightSaving
        self.source = source
        self.accuracy = accuracy
        // Both epochs are whole seconds, and after 1900 a remainder before 1970 is counted up from the second below.
        let ofSecond = (moment.milliseconds % 1000 + 1000) % 1000
        secondFractions = features.has(DeviceTimeFeature.Bit.baseTimeSecondFractions) ? UInt16(ofSecond * 65_536 / 1000) : nil
    }

    init(_ cursor: inout ByteCursor, from value: Span<UInt8>) throws(DecodingError) {
        flags = try cursor.uint16(from: value)
        baseTime = try cursor.uint32(from: value)
        timeZone = TimeZoneQuarters(code: try cursor.int8(from: value))
        daylightSaving = DaylightSaving(code: try cursor.uint8(from: value))
        source = TimeSource(code: try cursor.uint8(from: value))
        accuracy = TimeAccuracy(code: try cursor.uint8(from: value))
        secondFractions = cursor.remaining(in: value) == 0 ? nil : try cursor.uint16(from: value)
    }

    var encoded: [UInt8] {
        var bytes = [UInt8(truncatingIfNeeded: flags), UInt8(flags >> 8)]
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: baseTime >> UInt32(shift))) }
        bytes += [UInt8(bitPattern: timeZone.code), daylightSaving.code, source.code, accuracy.code]
        if let secondFractions { bytes += [UInt8(truncatingIfNeeded: secondFractions), UInt8(secondFractions >> 8)] }
        return bytes
    }

    private static let names: [String?] = [
        "UTC aligned", "qualified local time", "adjust reason manual", "adjust reason external reference", "adjust reason time zone",
        "adjust reason DST offset", "epoch year 2000", "second-fractions not valid",
    ]

    var fields: [Field] {
        let epoch = flags & Flag.epochYear2000 == 0 ? DeviceTimeEpoch.year1900 : .year2000
        var fields = Field.flags("time_update_flags", flags, Self.names)
        fields += [
            .text("base_time", epoch.text(seconds: baseTime)), timeZone.field(), daylightSaving.field(), source.field(), accuracy.field(),
        ]
        if let secondFractions { fields.append(.number("base_time_second_fractions", Double(secondFractions) / 65_536, "s")) }
        return fields
    }
}

// Device Time Service: what a device's clock shows.

/// A Device Time (0x2B90): seconds since 1900 or 2000, time zone, daylight saving, status, then what the features say is there.
///
/// The time that the user set in seconds, the drift since the last synchronization in seconds, the number of the next entry of the log, and
/// fractions of 1/65536 s. Which of the optional fields a value has stands in the Device Time Feature: without it they are told apart only
/// where all or none are there, and kept as bytes otherwise. Source: Device Time Service 1.0, §3.3.
package struct DeviceTime: CharacteristicValue {
    package let baseTime: UInt32
    package let timeZone: TimeZoneQuarters
    package let daylightSaving: DaylightSaving
    package let status: UInt16
    package let userTime: UInt32?
    package let accumulatedRTCDriftSeconds: UInt16?
    package let nextSequenceNumber: UInt16?
    /// 1/65536 s.
    package let secondFractions: UInt16?
    /// Optional fields that only the features could name.
    package let undecided: [UInt8]

    private static let optionalBytesMax = 10

    package enum StatusBit {
        package static let timeFault: UInt16 = 1 << 0
        package static let utcAligned: UInt16 = 1 << 1
        package static let qualifiedLocalTimeSynchronized: UInt16 = 1 << 2
        package static let proposeTimeUpdateRequest: UInt16 = 1 << 3
        package static let epochYear2000: UInt16 = 1 << 4
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        if DeviceTimeChecksum.leads(value) { _ = try cursor.uint16(from: value) }
        baseTime = try cursor.uint32(from: value)
        timeZone = TimeZoneQuarters(code: try cursor.int8(from: value))
        daylightSaving = DaylightSaving(code: try cursor.uint8(from: value))
        status = try cursor.uint16(from: value)
        let hasAll = cursor.remaining(in: value) == Self.optionalBytesMax
        userTime = hasAll ? try cursor.uint32(from: value) : nil
        accumulatedRTCDriftSeconds = hasAll ? try cursor.uint16(from: value) : nil
        nextSequenceNumber = hasAll ? try cursor.uint16(from: value) : nil
        secondFractions = hasAll ? try cursor.uint16(from: value) : nil
        undecided = try cursor.undecided(upTo: Self.optionalBytesMax, from: value)
        try cursor.end(of: value)
    }

    package init(decoding value: Span<UInt8>, features: DeviceTimeFeature) throws(DecodingError) {
        typealias Bit = DeviceTimeFeature.Bit
        var cursor = ByteCursor()
        if features.has(Bit.checksum) {
            try DeviceTimeChecksum.check(value)
            _ = try cursor.uint16(from: value)
        }
        baseTime = try cursor.uint32(from: value)
        timeZone = TimeZoneQuarters(code: try cursor.int8(from: value))
        daylightSaving = DaylightSaving(code: try cursor.uint8(from: value))
        status = try cursor.uint16(from: value)
        userTime = features.has(Bit.separateUserTimeline) ? try cursor.uint32(from: value) : nil
        accumulatedRTCDriftSeconds = features.has(Bit.rtcDriftTracking) ? try cursor.uint16(from: value) : nil
        nextSequenceNumber = features.has(Bit.timeChangeLogging) ? try cursor.uint16(from: value) : nil
        secondFractions = features.has(Bit.baseTimeSecondFractions) ? try cursor.uint16(from: value) : nil
        undecided = []
        try cursor.end(of: value)
    }

    package var epoch: DeviceTimeEpoch { has(StatusBit.epochYear2000) ? .year2000 : .year1900 }

    private static let statusNames: [String?] = [
        "time fault", "UTC aligned", "qualified local time synchronized", "propose time update request", "epoch year 2000",
        "non-logged time change active", "log consolidation active",
    ]

    package var fields: [Field] {
        var fields: [Field] = [.text("base_time", epoch.text(seconds: baseTime)), timeZone.field(), daylightSaving.field()]
        fields += Field.flags("device_time_status", status, Self.statusNames)
        if let userTime { fields.append(.text("user_time", epoch.text(seconds: userTime))) }
        if let accumulatedRTCDriftSeconds { fields.append(.integer("accumulated_rtc_drift", accumulatedRTCDriftSeconds, "s")) }
        if let nextSequenceNumber { fields.append(.integer("next_sequence_number", nextSequenceNumber)) }
        if let secondFractions { fields.append(.number("base_time_second_fractions", Double(secondFractions) / 65_536, "s")) }
        if !undecided.isEmpty { fields.append(Field("optional_fields", .raw(undecided))) }
        return fields
    }
}

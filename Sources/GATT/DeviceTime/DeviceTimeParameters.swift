// Device Time Service: the limits of a device's clock.

/// A Device Time Parameters (0x2B8F): resolution of the clock in 1/65536 s, then what the features say is there.
///
/// Limits of drift in seconds, days until synchronization is lost, the limit of adjustments that are not logged in seconds, and the formats
/// of the display. Which of the optional fields a value has stands in the Device Time Feature: without it they are told apart only where all
/// or none are there, and kept as bytes otherwise. Source: Device Time Service 1.0, §3.2.
package struct DeviceTimeParameters: CharacteristicValue {
    /// 1/65536 s.
    package let rtcResolution: UInt16
    package let rtcDriftLimitMaxSeconds: UInt16?
    package let daysUntilSyncLossMax: UInt16?
    package let nonLoggedTimeAdjustmentLimitSeconds: UInt16?
    /// Format of the date in the lower octet, then four bits each for the format of the time and the separator of the date.
    package let displayedFormats: UInt16?
    /// Optional fields that only the features could name.
    package let undecided: [UInt8]

    private static let optionalBytesMax = 8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        if DeviceTimeChecksum.leads(value) { _ = try cursor.uint16(from: value) }
        rtcResolution = try cursor.uint16(from: value)
        let hasAll = cursor.remaining(in: value) == Self.optionalBytesMax
        rtcDriftLimitMaxSeconds = hasAll ? try cursor.uint16(from: value) : nil
        daysUntilSyncLossMax = hasAll ? try cursor.uint16(from: value) : nil
        nonLoggedTimeAdjustmentLimitSeconds = hasAll ? try cursor.uint16(from: value) : nil
        displayedFormats = hasAll ? try cursor.uint16(from: value) : nil
        undecided = try cursor.undecided(upTo: Self.optionalBytesMax, from: value)
        try cursor.end(of: value)
    }

    package init(decoding value: Span<UInt8>, features: DeviceTimeFeature) throws(DecodingError) {
        var cursor = ByteCursor()
        if features.has(DeviceTimeFeature.Bit.checksum) {
            try DeviceTimeChecksum.check(value)
            _ = try cursor.uint16(from: value)
        }
        rtcResolution = try cursor.uint16(from: value)
        let tracksDrift = features.has(DeviceTimeFeature.Bit.rtcDriftTracking)
        rtcDriftLimitMaxSeconds = tracksDrift ? try cursor.uint16(from: value) : nil
        daysUntilSyncLossMax = tracksDrift ? try cursor.uint16(from: value) : nil
        let isLogged = features.has(DeviceTimeFeature.Bit.timeChangeLogging)
        nonLoggedTimeAdjustmentLimitSeconds = isLogged ? try cursor.uint16(from: value) : nil
        displayedFormats = features.has(DeviceTimeFeature.Bit.displayedFormats) ? try cursor.uint16(from: value) : nil
        undecided = []
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        var fields: [Field] = [.number("rtc_resolution", Double(rtcResolution) / 65_536, "s")]
        if let rtcDriftLimitMaxSeconds { fields.append(.integer("max_rtc_drift_limit", rtcDriftLimitMaxSeconds, "s")) }
        if let daysUntilSyncLossMax { fields.append(.integer("max_days_until_sync_loss", daysUntilSyncLossMax, "d")) }
        if let nonLoggedTimeAdjustmentLimitSeconds {
            fields.append(.integer("non_logged_time_adjustment_limit", nonLoggedTimeAdjustmentLimitSeconds, "s"))
        }
        if let displayedFormats {
            fields.append(.integer("displayed_date_format", displayedFormats & 0xFF))
            fields.append(.integer("displayed_time_format", displayedFormats >> 8 & 0xF))
            fields.append(.integer("displayed_date_field_separator", displayedFormats >> 12))
        }
        if !undecided.isEmpty { fields.append(Field("optional_fields", .raw(undecided))) }
        return fields
    }
}

extension ByteCursor {
    /// The optional fields of a value whose features are not known: words of 16 bits, no more than all of them.
    mutating func undecided(upTo bytesMax: Int, from value: Span<UInt8>) throws(DecodingError) -> [UInt8] {
        let count = remaining(in: value)
        guard count <= bytesMax else { throw .trailing(at: position + bytesMax, has: count - bytesMax) }
        guard count.isMultiple(of: 2) else { throw .truncated(at: position + count - 1, needs: 2, has: 1) }
        return try rest(of: value)
    }
}

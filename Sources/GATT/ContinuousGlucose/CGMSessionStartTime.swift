// Continuous Glucose Monitoring Service: the moment from which the time offsets of a session count.

package import Vitals

/// A CGM Session Start Time (0x2AAA): date and time, time zone and daylight saving offset, maybe a checksum.
///
/// The time zone is in quarters of an hour from UTC, -48 to 56, -128 not known; the DST offset is 0, 2, 4 or 8 quarters of an hour, 255
/// not known. Other codes are reserved. Source: Continuous Glucose Monitoring Service 1.0.2, §3.4; GATT Specification Supplement, "CGM
/// Session Start Time", "Time Zone", "DST Offset".
package struct CGMSessionStartTime: CharacteristicValue {
    package let time: DeviceDateTime
    package let timeZone: Int8
    package let dstOffset: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        time = try cursor.dateTime(from: value)
        timeZone = try cursor.int8(from: value)
        dstOffset = try cursor.uint8(from: value)
        try cursor.endOrChecksum(of: value)
    }

    /// The start in UTC, where date, time zone and daylight saving offset are all known.
    package var start: Timestamp? {
        guard let local = time.asUTC, (-48...56).contains(timeZone), [0, 2, 4, 8].contains(dstOffset) else { return nil }
        return local - .seconds(900 * (Int(timeZone) + Int(dstOffset)))
    }

    package var fields: [Field] {
        [.time("session_start_time", time), .timeZone("time_zone", timeZone), .dstOffset("dst_offset", dstOffset)]
    }
}

extension Field {
    /// In minutes east of UTC.
    static func timeZone(_ name: String, _ quarters: Int8) -> Self {
        switch quarters {
        case -48...56: .integer(name, Int(quarters) * 15, "min")
        case -128: Self(name, .missing("not known"), unit: "min")
        default: Self(name, .unknown(UInt64(UInt8(bitPattern: quarters))), unit: "min")
        }
    }

    static func dstOffset(_ name: String, _ code: UInt8) -> Self {
        switch code {
        case 0: .text(name, "standard time")
        case 2: .text(name, "half an hour daylight time (+0.5 h)")
        case 4: .text(name, "daylight time (+1 h)")
        case 8: .text(name, "double daylight time (+2 h)")
        case 255: Self(name, .missing("not known"))
        default: Self(name, .unknown(UInt64(code)))
        }
    }
}

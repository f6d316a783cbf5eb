// A value in a series: what is left of an observation once its person and its metric are the series'.

package import Vitals

package struct Sample: Hashable, Sendable {
    package let time: Timestamp
    package let value: Double
    package let attributes: SampleAttributes
    package let source: FrameReference

    package init(time: Timestamp, value: Double, attributes: SampleAttributes, source: FrameReference) {
        self.time = time
        self.value = value
        self.attributes = attributes
        self.source = source
    }
}

extension Sample: Comparable {
    /// By time; at one time by the place in the log.
    package static func < (one: Self, other: Self) -> Bool {
        one.time == other.time ? one.source < other.source : one.time < other.time
    }
}

/// What long runs of samples have in common.
package struct SampleAttributes: Hashable, Sendable {
    /// The row of the device and the gateway.
    package let origin: Int64
    package let quality: ObservationQuality
    package let timeQuality: TimeQuality
    package let timeBasis: TimeBasis
    /// Local time where it was measured, in minutes east of UTC; `nil` when nobody said.
    package let utcOffsetMinutes: Int?

    package init(
        origin: Int64, quality: ObservationQuality, timeQuality: TimeQuality, timeBasis: TimeBasis, utcOffsetMinutes: Int? = nil
    ) {
        self.origin = origin
        self.quality = quality
        self.timeQuality = timeQuality
        self.timeBasis = timeBasis
        self.utcOffsetMinutes = utcOffsetMinutes
    }

    /// Of a time zone; a day either way leaves room for what governments decide.
    private static let offsetMax = 1440

    /// Qualities and time zone in one number: 3 bits, 3 bits, and 0 for no time zone.
    var code: UInt64 {
        let zone = utcOffsetMinutes.map { min(max($0, -Self.offsetMax), Self.offsetMax) + Self.offsetMax + 1 } ?? 0
        return UInt64(quality.code | TimeCode.of(timeQuality, timeBasis) << 3 | zone << 6)
    }

    init(origin: Int64, code: UInt64) {
        let (timeQuality, timeBasis) = TimeCode.parts(Int(truncatingIfNeeded: code >> 3 & 7))
        let zone = Int(truncatingIfNeeded: code >> 6 & 0xFFFF)
        self.init(
            origin: origin, quality: ObservationQuality(code: Int(truncatingIfNeeded: code & 7)), timeQuality: timeQuality,
            timeBasis: timeBasis, utcOffsetMinutes: zone == 0 ? nil : zone - Self.offsetMax - 1)
    }
}

// Polar Measurement Data: pulse-to-pulse intervals of an optical sensor.

package import Vitals

/// One interval from pulse to pulse, of 6 bytes: the heart rate, the interval, its error and flags.
///
/// The first intervals of a stream come some 25 s after it began. Source: Polar Measurement Data Specification, "Frame types PPI".
package struct PolarPPInterval: Hashable, Sendable {
    /// 0 while the sensor has none.
    package let beatsPerMinute: UInt8
    package let milliseconds: UInt16
    /// What the device expects its own absolute error to be.
    package let errorMilliseconds: UInt16
    /// Whether the device calls the interval invalid, for movement as a rule.
    package let isInvalid: Bool
    package let contact: Contact
    package let reservedFlags: UInt8

    private enum Flag {
        static let error: UInt8 = 1 << 0
        static let contactDetected: UInt8 = 1 << 1
        static let contactSupported: UInt8 = 1 << 2
        static let reserved: UInt8 = 0b1111_1000
    }

    init(from value: Span<UInt8>, _ cursor: inout ByteCursor) throws(DecodingError) {
        beatsPerMinute = try cursor.uint8(from: value)
        milliseconds = try cursor.uint16(from: value)
        errorMilliseconds = try cursor.uint16(from: value)
        let flags = try cursor.uint8(from: value)
        isInvalid = flags & Flag.error != 0
        contact = flags & Flag.contactSupported == 0 ? .unsupported : flags & Flag.contactDetected == 0 ? .none : .detected
        reservedFlags = flags & Flag.reserved
    }

    package var quality: ObservationQuality { contact == .none ? .noContact : isInvalid ? .questionable : .good }
}

extension PolarPPInterval {
    static func fields(_ intervals: [Self]) -> [Field] {
        [
            Field("pp_intervals", .numbers(intervals.map { Double($0.milliseconds) }), unit: Metric.rrInterval.unit),
            Field("error_estimates", .numbers(intervals.map { Double($0.errorMilliseconds) }), unit: Metric.rrIntervalError.unit),
            Field("heart_rates", .numbers(intervals.map { Double($0.beatsPerMinute) }), unit: Metric.heartRate.unit),
            Field("valid", .texts(intervals.map { $0.isInvalid ? "no" : "yes" })),
            Field("contact", .texts(intervals.map(\.contact.rawValue))),
        ] + Field.reserved("reserved_flags", intervals.reduce(0) { $0 | $1.reservedFlags })
    }

    /// The last interval ended when the frame was sent; each ends when the next begins. The device also sends the Heart Rate Service, which
    /// the rates here would only repeat.
    static func readings(_ intervals: [Self]) -> [Reading] {
        var readings: [Reading] = []
        if let last = intervals.last, last.contact != .unsupported {
            readings.append(Reading(.skinContact, last.contact == .detected ? 1 : 0))
        }
        var later = intervals.reduce(Duration.zero) { $0 + .milliseconds(Int64($1.milliseconds)) }
        for interval in intervals {
            later -= .milliseconds(Int64(interval.milliseconds))
            guard interval.milliseconds > 0 else { continue }
            readings.append(
                Reading(.rrInterval, Double(interval.milliseconds), at: .beforeArrival(later), quality: interval.quality))
            readings.append(
                Reading(.rrIntervalError, Double(interval.errorMilliseconds), at: .beforeArrival(later), quality: interval.quality))
        }
        return readings
    }
}

// Glucose Service: what a meter notifies for each stored measurement.

package import Vitals

/// A Glucose Measurement (0x2A18): a numbered record with its time and, mostly, a concentration.
///
/// The concentration is in kg/L or mol/L; a special value means that there is none. The time offset is in minutes; 0x7FFF and 0x8000 say
/// only that it is out of range, and the measurement then keeps the base time. Of the sensor status, a malfunction or fault, an
/// insufficient sample, trouble with the strip, a result beyond what the device can process, a temperature out of range and an
/// interrupted read put the value in question; a low battery and a time fault do not. Source: Glucose Service 1.0.1, §3.1; GATT
/// Specification Supplement, "Glucose Measurement".
package struct GlucoseMeasurement: CharacteristicValue {
    /// Procedures fetch records by it, and the context of the measurement bears the same.
    package let sequenceNumber: UInt16
    package let baseTime: DeviceDateTime
    /// In minutes; `nil` where there is none.
    package let timeOffset: Int16?
    package let concentration: GlucoseConcentration?
    package let sample: GlucoseSample?
    package let sensorStatus: UInt16?
    /// A Glucose Measurement Context with the same sequence number comes next.
    package let isContextFollowing: Bool
    private let reserved: ReservedRest

    private enum Flag {
        static let timeOffset: UInt8 = 1 << 0
        static let concentration: UInt8 = 1 << 1
        static let molesPerLiter: UInt8 = 1 << 2
        static let sensorStatus: UInt8 = 1 << 3
        static let context: UInt8 = 1 << 4
        static let reserved: UInt8 = 0b1110_0000
    }

    private enum Status {
        static let names = [
            "device battery low", "sensor malfunction or faulting", "sample size insufficient", "strip insertion error",
            "strip type incorrect for device", "sensor result higher than the device can process",
            "sensor result lower than the device can process", "sensor temperature too high", "sensor temperature too low",
            "sensor read interrupted because strip was pulled too soon", "general device fault", "time fault",
        ]
        static let questionable: UInt16 = 0b0111_1111_1110
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        sequenceNumber = try cursor.uint16(from: value)
        baseTime = try cursor.dateTime(from: value)
        timeOffset = flags & Flag.timeOffset == 0 ? nil : try cursor.int16(from: value)
        if flags & Flag.concentration == 0 {
            (concentration, sample) = (nil, nil)
        } else {
            concentration = GlucoseConcentration(
                try cursor.sfloat(from: value), flags & Flag.molesPerLiter == 0 ? .kilogramsPerLiter : .molesPerLiter)
            sample = GlucoseSample(octet: try cursor.uint8(from: value))
        }
        sensorStatus = flags & Flag.sensorStatus == 0 ? nil : try cursor.uint16(from: value)
        isContextFollowing = flags & Flag.context != 0
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    /// The base time and the offset together; the base time alone where they cannot be added.
    package var time: DeviceDateTime {
        guard let timeOffset, !Self.isOutOfRange(timeOffset) else { return baseTime }
        return baseTime.adding(minutes: timeOffset) ?? baseTime
    }

    private static func isOutOfRange(_ offset: Int16) -> Bool { offset == .max || offset == .min }

    package var quality: ObservationQuality { (sensorStatus ?? 0) & Status.questionable == 0 ? .good : .questionable }

    package var fields: [Field] {
        var fields: [Field] = [.integer("sequence_number", sequenceNumber), .time("base_time", baseTime)]
        if let timeOffset {
            fields.append(
                Self.isOutOfRange(timeOffset)
                    ? Field("time_offset", .missing(timeOffset == .max ? "overrun" : "underrun"), unit: "min")
                    : .integer("time_offset", timeOffset, "min"))
        }
        if let concentration { fields.append(concentration.field("glucose_concentration")) }
        if let sample { fields += sample.meterFields }
        if let sensorStatus { fields += Field.flags("sensor_status_annunciation", sensorStatus, Status.names) }
        if isContextFollowing { fields.append(.text("context_information", "follows")) }
        return fields + reserved.fields
    }

    package var readings: [Reading] {
        guard let concentration, let sample, let value = concentration.milligramsPerDeciliter else { return [] }
        let metric: Metric =
            sample.isControlSolution
            ? .controlSolutionGlucose : sample.type == GlucoseSample.interstitialFluid ? .interstitialGlucose : .bloodGlucose
        return [Reading(metric, value, at: .device(time), quality: quality)]
    }
}

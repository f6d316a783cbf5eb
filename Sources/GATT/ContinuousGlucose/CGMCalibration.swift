// Continuous Glucose Monitoring Service: a measurement of blood by which the sensor adjusts itself.

/// A glucose calibration value of ten octets, set and got through the control point.
///
/// The concentration is in mg/dL, times are in minutes since the session began. Source: Continuous Glucose Monitoring Service 1.0.2,
/// §3.7.2.4 and §3.7.2.5.
package struct CGMCalibration: Hashable, Sendable {
    package let glucose: MedicalFloat
    package let time: UInt16
    package let sample: GlucoseSample
    /// 0: a calibration is due at once.
    package let nextTime: UInt16
    /// 0: there is no calibration.
    package let recordNumber: UInt16
    package let status: UInt8

    private static let statusNames = ["calibration data rejected", "calibration data out of range", "calibration process pending"]

    init(from value: Span<UInt8>, at cursor: inout ByteCursor) throws(DecodingError) {
        glucose = try cursor.sfloat(from: value)
        time = try cursor.uint16(from: value)
        sample = GlucoseSample(octet: try cursor.uint8(from: value))
        nextTime = try cursor.uint16(from: value)
        recordNumber = try cursor.uint16(from: value)
        status = try cursor.uint8(from: value)
    }

    var fields: [Field] {
        [.medical("calibration_glucose_concentration", glucose, "mg/dL"), .integer("calibration_time", time, "min")] + sample.sensorFields
            + [
                .integer("next_calibration_time", nextTime, "min"), .integer("calibration_data_record_number", recordNumber),
            ] + Field.flags("calibration_status", status, Self.statusNames)
    }
}

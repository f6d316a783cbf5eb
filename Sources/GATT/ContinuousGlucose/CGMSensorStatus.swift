// Continuous glucose monitoring: what the sensor says of itself, beside each measurement and when asked.

import Vitals

/// The three octets of a sensor's status: status, calibration and temperature, warnings.
///
/// Put in question are values of a sensor of the wrong type, of one with a malfunction or a device fault, of one that has to be
/// calibrated first, of a temperature out of range, and results beyond what the device can process. A low battery, a stopped session, a
/// time that is to be synchronized, calibrations that are merely recommended, and alerts of levels and rates leave a value as good as it
/// is. Source: GATT Specification Supplement, "CGM Measurement", "Sensor Status Annunciation".
package struct CGMSensorStatus: Hashable, Sendable {
    package let status: UInt8
    package let calibrationAndTemperature: UInt8
    package let warning: UInt8

    private static let statusNames = [
        "session stopped", "device battery low", "sensor type incorrect for device", "sensor malfunction", "device specific alert",
        "general device fault has occurred in the sensor",
    ]
    private static let calibrationAndTemperatureNames = [
        "time synchronization between sensor and collector required", "calibration not allowed", "calibration recommended",
        "calibration required", "sensor temperature too high for valid result", "sensor temperature too low for valid result",
    ]
    private static let warningNames = [
        "sensor result lower than the patient low level", "sensor result higher than the patient high level",
        "sensor result lower than the hypo level", "sensor result higher than the hyper level", "sensor rate of decrease exceeded",
        "sensor rate of increase exceeded", "sensor result lower than the device can process",
        "sensor result higher than the device can process",
    ]

    private static let questionableStatus: UInt8 = 0b0010_1100
    private static let questionableCalibrationAndTemperature: UInt8 = 0b0011_1000
    private static let questionableWarning: UInt8 = 0b1100_0000

    package var isSessionStopped: Bool { status & 1 != 0 }

    var quality: ObservationQuality {
        status & Self.questionableStatus == 0 && calibrationAndTemperature & Self.questionableCalibrationAndTemperature == 0
            && warning & Self.questionableWarning == 0 ? .good : .questionable
    }

    var statusFields: [Field] { Field.flags("status", status, Self.statusNames) }

    var calibrationAndTemperatureFields: [Field] {
        Field.flags("calibration_temperature", calibrationAndTemperature, Self.calibrationAndTemperatureNames)
    }

    var warningFields: [Field] { Field.flags("warning", warning, Self.warningNames) }
}

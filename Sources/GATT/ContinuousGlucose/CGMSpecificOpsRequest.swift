// Continuous Glucose Monitoring Service: what a gateway writes to a sensor.

/// A request for the CGM Specific Ops Control Point.
package enum CGMSpecificOpsRequest: Hashable, Sendable {
    /// A level or a rate of which the sensor warns.
    package enum Alert: UInt8, Hashable, Sendable, CaseIterable {
        // The op code that sets it; the next one gets it.
        case patientHigh = 0x07
        case patientLow = 0x0A
        case hypo = 0x0D
        case hyper = 0x10
        case rateOfDecrease = 0x13
        case rateOfIncrease = 0x16
    }

    /// Minutes; 0 for no notifications, 255 for as many as the sensor can send.
    case setCommunicationInterval(minutes: UInt8)
    case getCommunicationInterval
    /// In mg/dL, at so many minutes since the session began. The sensor fills in the rest.
    case setGlucoseCalibration(milligramsPerDeciliter: ExactDecimal, atMinute: UInt16, type: UInt8, location: UInt8)
    case getGlucoseCalibration(record: UInt16)
    /// In mg/dL, or mg/dL/min for a rate.
    case setAlert(Alert, level: ExactDecimal)
    case getAlert(Alert)
    case resetDeviceSpecificAlert
    case startSession
    case stopSession

    /// The number of the last calibration, whatever it is.
    package static let lastCalibration: UInt16 = 0xFFFF

    /// The bytes to write, with a checksum where the sensor's features say so; `nil` when a number is no SFLOAT, or a code needs more
    /// than four bits.
    package func encoded(withChecksum: Bool) -> [UInt8]? {
        guard let bytes = operation else { return nil }
        return withChecksum ? bytes + ChecksumCCITT(of: bytes).value.littleEndianBytes : bytes
    }

    private var operation: [UInt8]? {
        switch self {
        case .setCommunicationInterval(let minutes): return [0x01, minutes]
        case .getCommunicationInterval: return [0x02]
        case .setGlucoseCalibration(let glucose, let time, let type, let location):
            guard let bits = Self.sfloat(glucose), type < 16, location < 16 else { return nil }
            // Next time, record number and status are the sensor's.
            return [0x04] + bits.littleEndianBytes + time.littleEndianBytes + [location << 4 | type, 0, 0, 0, 0, 0]
        case .getGlucoseCalibration(let record): return [0x05] + record.littleEndianBytes
        case .setAlert(let alert, let level): return Self.sfloat(level).map { [alert.rawValue] + $0.littleEndianBytes }
        case .getAlert(let alert): return [alert.rawValue + 1]
        case .resetDeviceSpecificAlert: return [0x19]
        case .startSession: return [0x1A]
        case .stopSession: return [0x1B]
        }
    }

    /// The SFLOAT that is exactly this number; mantissas beyond ±2045 are special values, and -2048 would be NRes.
    private static func sfloat(_ number: ExactDecimal) -> UInt16? {
        guard (-2045...2045).contains(number.mantissa), (-8...7).contains(number.exponent) else { return nil }
        return UInt16(bitPattern: Int16(number.exponent)) << 12 | UInt16(truncatingIfNeeded: number.mantissa) & 0x0FFF
    }
}

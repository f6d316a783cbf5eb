// Which record a value is.

import GATT
import Vitals

/// The characteristics whose records a Record Access Control Point hands out, and how to tell them apart.
enum RecordSequence {
    /// A record may come in two values: a glucose measurement and its context.
    struct Part: Hashable {
        let sequence: UInt16
        /// Of the record's first value, which alone counts as a record.
        let isFirst: Bool
        /// No further value of this record follows.
        let isLast: Bool
    }

    static let characteristics: [BluetoothUUID] = [.glucoseMeasurement]

    /// The octet of flags of a glucose measurement: "context information follows". Source: Glucose Service 1.0.1, §3.1.1.
    private static let contextFollows: UInt8 = 1 << 4

    static func part(_ characteristic: BluetoothUUID, _ value: [UInt8]) -> Part? {
        // Flags, then the sequence number in both. Source: Glucose Service 1.0.1, §3.1 and §3.2.
        guard value.count >= 3 else { return nil }
        let sequence = UInt16(value[1]) | UInt16(value[2]) << 8
        switch characteristic {
        case .glucoseMeasurement: return Part(sequence: sequence, isFirst: true, isLast: value[0] & contextFollows == 0)
        case .glucoseMeasurementContext: return Part(sequence: sequence, isFirst: false, isLast: true)
        default: return nil
        }
    }
}

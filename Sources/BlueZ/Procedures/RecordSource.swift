// Which values are records, and how to tell them apart.

import GATT
import Vitals

/// What a Record Access Control Point hands out, by the service that it belongs to.
enum RecordSource: CaseIterable {
    case glucose
    case bloodPressure
    case continuousGlucose
    case spotChecks

    /// A value that holds records, or a part of one.
    struct Part: Hashable {
        /// The numbers of the records that begin in it; where records have none, how many do is known all the same.
        let begins: Begins
        /// No further value goes on with its last record.
        let isLast: Bool

        enum Begins: Hashable {
            case numbered([UInt16])
            case unnumbered
            /// It goes on with this record.
            case nothing(of: UInt16)
        }
    }

    /// The characteristic of records, by which the gateway remembers how far it has them.
    var characteristic: BluetoothUUID {
        switch self {
        case .glucose: .glucoseMeasurement
        case .bloodPressure: .bloodPressureRecord
        case .continuousGlucose: .cgmMeasurement
        case .spotChecks: .plxSpotCheckMeasurement
        }
    }

    /// `nil` for a value of another characteristic, and for one that is malformed: it is stored, and moves nothing.
    func part(_ uuid: BluetoothUUID, _ value: [UInt8]) -> Part? {
        switch (self, uuid) {
        case (.glucose, .glucoseMeasurement):
            // Flags and sequence number; bit 4 of the flags says that a context follows. Source: Glucose Service 1.0.1, §3.1.
            guard let number = Self.number(value, at: 1) else { return nil }
            return Part(begins: .numbered([number]), isLast: value[0] & 1 << 4 == 0)
        case (.glucose, .glucoseMeasurementContext):
            // Source: Glucose Service 1.0.1, §3.2.
            guard let number = Self.number(value, at: 1) else { return nil }
            return Part(begins: .nothing(of: number), isLast: true)
        case (.bloodPressure, .bloodPressureRecord):
            // Segmentation header and sequence number. Source: GATT Specification Supplement, "Blood Pressure Record".
            guard let number = Self.number(value, at: 1) else { return nil }
            return Part(begins: value[0] & 1 << 0 == 0 ? .nothing(of: number) : .numbered([number]), isLast: value[0] & 1 << 1 != 0)
        case (.continuousGlucose, .cgmMeasurement):
            let offsets = Self.timeOffsets(value)
            return offsets.isEmpty ? nil : Part(begins: .numbered(offsets), isLast: true)
        case (.spotChecks, .plxSpotCheckMeasurement): return Part(begins: .unnumbered, isLast: true)
        default: return nil
        }
    }

    /// Of each record: its size, flags, glucose and then the minutes since the session began, which number it.
    /// Source: Continuous Glucose Monitoring Service 1.0.2, §3.1.
    private static func timeOffsets(_ value: [UInt8]) -> [UInt16] {
        var offsets: [UInt16] = []
        var start = 0
        while start < value.count, value[start] >= 6, let offset = number(value, at: start + 4) {
            offsets.append(offset)
            start += Int(value[start])
        }
        return start == value.count ? offsets : []
    }

    private static func number(_ value: [UInt8], at index: Int) -> UInt16? {
        value.count >= index + 2 ? UInt16(value[index]) | UInt16(value[index + 1]) << 8 : nil
    }
}

// What VitalFlow writes to a Record Access Control Point. It never deletes: what a device remembers is the person's.

/// A request to a Record Access Control Point (0x2A52), encoded. Source: as `RecordAccessControlPoint`.
package enum RecordAccessRequest: Hashable, Sendable {
    package enum Selection: Hashable, Sendable {
        case all
        /// Filter type 0x01, included: a sequence number, or minutes since the start of a continuous glucose session.
        case atLeast(UInt16)
        case within(ClosedRange<UInt16>)
        /// Filter type 0x02: the time that the device shows, included.
        case since(DeviceDateTime)
        case between(DeviceDateTime, DeviceDateTime)
        /// The oldest record.
        case first
        /// The most recent record.
        case last
    }

    case reportNumberOfStoredRecords(Selection)
    case reportStoredRecords(Selection)
    case abort

    package var bytes: [UInt8] {
        switch self {
        case .reportNumberOfStoredRecords(let selection): [RecordAccessOpCode.reportNumberOfStoredRecords.rawValue] + selection.bytes
        case .reportStoredRecords(let selection): [RecordAccessOpCode.reportStoredRecords.rawValue] + selection.bytes
        case .abort: [RecordAccessOpCode.abortOperation.rawValue, RecordAccessOperator.null.rawValue]
        }
    }
}

extension RecordAccessRequest.Selection {
    fileprivate var bytes: [UInt8] {
        switch self {
        case .all: [RecordAccessOperator.allRecords.rawValue]
        case .atLeast(let number): [RecordAccessOperator.greaterThanOrEqualTo.rawValue, 0x01] + number.littleEndianBytes
        case .within(let range):
            [RecordAccessOperator.withinRange.rawValue, 0x01] + range.lowerBound.littleEndianBytes + range.upperBound.littleEndianBytes
        case .since(let time): [RecordAccessOperator.greaterThanOrEqualTo.rawValue, 0x02] + time.encoded
        case .between(let first, let last): [RecordAccessOperator.withinRange.rawValue, 0x02] + first.encoded + last.encoded
        case .first: [RecordAccessOperator.firstRecord.rawValue]
        case .last: [RecordAccessOperator.lastRecord.rawValue]
        }
    }
}

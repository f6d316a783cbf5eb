// The codes of the Record Access Control Point.

/// What is asked, or answered. Source: GATT Specification Supplement, "Record Access Control Point", Op Code field.
package struct RecordAccessOpCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let reportStoredRecords = Self(rawValue: 0x01)
    package static let abortOperation = Self(rawValue: 0x03)
    package static let reportNumberOfStoredRecords = Self(rawValue: 0x04)
    package static let numberOfStoredRecordsResponse = Self(rawValue: 0x05)
    package static let responseCode = Self(rawValue: 0x06)
    package static let combinedReport = Self(rawValue: 0x07)
    package static let combinedReportResponse = Self(rawValue: 0x08)

    static let names: [String?] = [
        nil, "report stored records", "delete stored records", "abort operation", "report number of stored records",
        "number of stored records response", "response code", "combined report", "combined report response",
    ]
}

/// Which records are meant. Source: GATT Specification Supplement, "Record Access Control Point", Operator field.
package struct RecordAccessOperator: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let null = Self(rawValue: 0x00)
    package static let allRecords = Self(rawValue: 0x01)
    package static let lessThanOrEqualTo = Self(rawValue: 0x02)
    package static let greaterThanOrEqualTo = Self(rawValue: 0x03)
    /// Both ends included.
    package static let withinRange = Self(rawValue: 0x04)
    /// The oldest.
    package static let firstRecord = Self(rawValue: 0x05)
    /// The most recent.
    package static let lastRecord = Self(rawValue: 0x06)

    static let names: [String?] = [
        "null", "all records", "less than or equal to", "greater than or equal to", "within range of (inclusive)", "first record",
        "last record",
    ]
}

/// How a request ended. Source: GATT Specification Supplement, "Record Access Control Point", Response Code Values.
package struct RecordAccessResponseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let success = Self(rawValue: 0x01)
    package static let opCodeNotSupported = Self(rawValue: 0x02)
    package static let invalidOperator = Self(rawValue: 0x03)
    package static let operatorNotSupported = Self(rawValue: 0x04)
    package static let invalidOperand = Self(rawValue: 0x05)
    package static let noRecordsFound = Self(rawValue: 0x06)
    package static let abortUnsuccessful = Self(rawValue: 0x07)
    package static let procedureNotCompleted = Self(rawValue: 0x08)
    package static let operandNotSupported = Self(rawValue: 0x09)
    package static let serverBusy = Self(rawValue: 0x0A)

    static let names: [String?] = [
        nil, "success", "op code not supported", "invalid operator", "operator not supported", "invalid operand", "no records found",
        "abort unsuccessful", "procedure not completed", "operand not supported", "server busy",
    ]
}

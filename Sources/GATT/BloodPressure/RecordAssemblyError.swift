// Why a stored measurement cannot be had.

/// Why segments do not make a record.
package enum RecordAssemblyError: Error, Hashable, Sendable {
    /// A segment is malformed, or the checksum of the whole record does not fit.
    case malformed(DecodingError)
    /// A segment came that does not continue the last: one was lost. The record is given up.
    case gap(expectedCounter: UInt8?, counter: UInt8, sequenceNumber: UInt16)
    /// More segments than any record has.
    case tooLong
}

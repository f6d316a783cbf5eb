// Joins the segments of a stored measurement.

import Vitals

/// Takes Blood Pressure Record values in the order of their arrival.
///
/// What it holds can be stored from one value to the next. The checksum covers all fields of all segments but itself.
/// Source: GATT Specification Supplement, "Blood Pressure Record".
package struct BloodPressureRecordAssembly: Codable, Hashable, Sendable {
    /// Feature bit 6 of the device.
    package let hasE2ECRC: Bool
    /// The segments so far, as sent.
    private var values: [[UInt8]] = []

    /// 512 octets, the most that an attribute value may have, and 2 of checksum; a segment carries at least one of them.
    package static let segmentsMax = 514

    package init(hasE2ECRC: Bool) { self.hasE2ECRC = hasE2ECRC }

    /// The record that `value` completes; `nil` while segments are missing. After an error the next first segment begins anew.
    package mutating func add(_ value: [UInt8]) throws(RecordAssemblyError) -> StoredBloodPressureValue? {
        let segment: BloodPressureSegment
        do { segment = try BloodPressureSegment(decoding: value.span) } catch {
            values = []
            throw .malformed(error)
        }
        if segment.isFirst { values = [] }
        let last = values.last.flatMap { try? BloodPressureSegment(decoding: $0.span) }
        guard segment.isFirst || segment.continues(last) else {
            values = []
            throw .gap(expectedCounter: last?.nextCounter, counter: segment.counter, sequenceNumber: segment.sequenceNumber)
        }
        guard values.count < Self.segmentsMax else {
            values = []
            throw .tooLong
        }
        values.append(value)
        guard segment.isLast else { return nil }
        defer { values = [] }
        var bytes = values.flatMap { $0.dropFirst(BloodPressureSegment.headerByteCount) }
        if hasE2ECRC {
            let sent = Array(values.joined())
            do { try ChecksumCCITT.check(sent.span) } catch { throw .malformed(error) }
            guard bytes.count >= 2 else { throw .malformed(.truncated(at: 0, needs: 2, has: bytes.count)) }
            bytes.removeLast(2)
        }
        return StoredBloodPressureValue(
            sequenceNumber: segment.sequenceNumber, uuid: BluetoothUUID(short: segment.uuid), bytes: bytes)
    }
}

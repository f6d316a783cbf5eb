// Joins the segments of a stored measurement.

import Vitals

/// Takes Blood Pressure Record values in the order of their arrival.
///
/// The checksum covers all fields of all segments but itself. Source: GATT Specification Supplement, "Blood Pressure Record".
package struct BloodPressureRecordAssembly: Hashable, Sendable {
    /// Feature bit 6 of the device.
    package let hasE2ECRC: Bool
    private var segments: [BloodPressureSegment] = []
    private var sent: [UInt8] = []

    /// 512 octets, the most that an attribute value may have, and 2 of checksum; a segment carries at least one of them.
    package static let segmentsMax = 514

    package init(hasE2ECRC: Bool) { self.hasE2ECRC = hasE2ECRC }

    /// The record that `value` completes; `nil` while segments are missing. After an error the next first segment begins anew.
    package mutating func add(_ value: [UInt8]) throws(RecordAssemblyError) -> StoredBloodPressureValue? {
        let segment: BloodPressureSegment
        do { segment = try BloodPressureSegment(decoding: value.span) } catch {
            reset()
            throw .malformed(error)
        }
        if segment.isFirst { reset() }
        guard segment.isFirst || continues(segment) else {
            let expected = segments.last.map { ($0.counter + 1) & 0x3F }
            reset()
            throw .gap(expectedCounter: expected, counter: segment.counter, sequenceNumber: segment.sequenceNumber)
        }
        guard segments.count < Self.segmentsMax else {
            reset()
            throw .tooLong
        }
        segments.append(segment)
        sent += value
        guard segment.isLast else { return nil }
        defer { reset() }
        var bytes = segments.flatMap(\.body)
        if hasE2ECRC {
            do { try ChecksumCCITT.check(sent.span) } catch { throw .malformed(error) }
            guard bytes.count >= 2 else { throw .malformed(.truncated(at: 0, needs: 2, has: bytes.count)) }
            bytes.removeLast(2)
        }
        return StoredBloodPressureValue(
            sequenceNumber: segment.sequenceNumber, uuid: BluetoothUUID(short: segment.uuid), bytes: bytes)
    }

    private func continues(_ segment: BloodPressureSegment) -> Bool {
        guard let last = segments.last else { return false }
        return segment.counter == (last.counter + 1) & 0x3F && segment.sequenceNumber == last.sequenceNumber && segment.uuid == last.uuid
    }

    private mutating func reset() {
        segments = []
        sent = []
    }
}

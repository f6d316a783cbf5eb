// Generic Health Sensor Service: one observation, whatever it is of.

/// A health observation: what was observed, when, of whom, in what state, and the value.
///
/// One byte of class, two of length, two of flags, the fields that the flags announce, then the value. Types, units and codes are those
/// of IEEE 11073-10101 (partition · 65536 + term). A bundle holds observations that share fields: what a part does not say itself, it has
/// from the bundle. Reserved flags, and classes that are reserved, leave the value undecoded. Source: Generic Health Sensor Service 1.0,
/// "Health Observation Body".
package struct HealthObservation: Hashable, Sendable {
    package let classType: UInt8
    package let flags: UInt16
    package let type: UInt32?
    package let timeStamp: ElapsedTime?
    /// Seconds.
    package let measurementDuration: MedicalFloat?
    package let measurementStatus: UInt16?
    package let identifier: UInt32?
    /// Which of the device's users.
    package let patient: UInt8?
    package let supplementalInformation: [UInt32]
    package let derivedFrom: [UInt32]
    package let memberOf: [UInt32]
    package let attributes: [AttributeTLV]
    package let value: ObservationValue

    enum Flag {
        static let type: UInt16 = 1 << 0
        static let timeStamp: UInt16 = 1 << 1
        static let measurementDuration: UInt16 = 1 << 2
        static let measurementStatus: UInt16 = 1 << 3
        static let identifier: UInt16 = 1 << 4
        static let patient: UInt16 = 1 << 5
        static let supplementalInformation: UInt16 = 1 << 6
        static let derivedFrom: UInt16 = 1 << 7
        static let memberOf: UInt16 = 1 << 8
        static let attributes: UInt16 = 1 << 9
        static let reserved: UInt16 = 0b1111_1100_0000_0000
    }

    /// The observation that fills `value` from the cursor to its end.
    init(wholeOf value: Span<UInt8>, from cursor: inout ByteCursor) throws(DecodingError) {
        try self.init(from: &cursor, of: value, inBundle: false)
        try cursor.end(of: value)
    }

    /// An observation whose segments somebody has joined.
    package init(joined value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        try self.init(wholeOf: value, from: &cursor)
    }

    private init(from cursor: inout ByteCursor, of value: Span<UInt8>, inBundle: Bool) throws(DecodingError) {
        let start = cursor.position
        classType = try cursor.uint8(from: value)
        // A bundle in a bundle would let a short value nest without end.
        guard !inBundle || classType != ObservationValue.ClassType.bundle else {
            throw .outOfRange(at: start, value: Int(classType), allowed: 1...8)
        }
        let length = Int(try cursor.uint16(from: value))
        let end = cursor.position + length
        guard end <= value.count else { throw .truncated(at: cursor.position, needs: length, has: cursor.remaining(in: value)) }
        flags = try cursor.uint16(from: value)
        type = flags & Flag.type == 0 ? nil : try cursor.uint32(from: value)
        timeStamp = flags & Flag.timeStamp == 0 ? nil : try ElapsedTime(from: value, at: &cursor)
        measurementDuration = flags & Flag.measurementDuration == 0 ? nil : try cursor.float(from: value)
        measurementStatus = flags & Flag.measurementStatus == 0 ? nil : try cursor.uint16(from: value)
        identifier = flags & Flag.identifier == 0 ? nil : try cursor.uint32(from: value)
        patient = flags & Flag.patient == 0 ? nil : try cursor.uint8(from: value)
        supplementalInformation = flags & Flag.supplementalInformation == 0 ? [] : try cursor.codes(from: value)
        derivedFrom = flags & Flag.derivedFrom == 0 ? [] : try cursor.codes(from: value)
        memberOf = flags & Flag.memberOf == 0 ? [] : try cursor.codes(from: value)
        attributes = flags & Flag.attributes == 0 ? [] : try AttributeTLV.list(from: &cursor, of: value)
        if flags & Flag.reserved != 0 {
            self.value = .reserved(try cursor.bytes(max(0, end - cursor.position), from: value))
        } else if classType == ObservationValue.ClassType.bundle {
            let count = Int(try cursor.uint8(from: value))
            var parts: [HealthObservation] = []
            for _ in 0..<count { parts.append(try HealthObservation(from: &cursor, of: value, inBundle: true)) }
            self.value = .bundle(parts)
        } else if let decoded = try ObservationValue(classType: classType, from: &cursor, of: value) {
            self.value = decoded
        } else {
            self.value = .reserved(try cursor.bytes(max(0, end - cursor.position), from: value))
        }
        let used = cursor.position - start - 3
        guard cursor.position == end else { throw .outOfRange(at: start + 1, value: length, allowed: used...used) }
    }
}

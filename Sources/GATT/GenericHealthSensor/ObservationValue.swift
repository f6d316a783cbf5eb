// What a health observation says, in one of nine shapes.

/// The value of an observation, by its class.
///
/// Source: Generic Health Sensor Service 1.0, "Observation Value"; IEEE 11073-10206 (abstract content information model).
package indirect enum ObservationValue: Hashable, Sendable {
    /// A code of IEEE 11073-10101, partition 4, and a medical float.
    case numeric(unit: UInt16, MedicalFloat)
    /// A code of IEEE 11073-10101.
    case simpleDiscrete(UInt32)
    case string(String)
    case sampleArray(SampleArray)
    /// Codes of IEEE 11073-10101 that all hold.
    case compoundDiscreteEvent([UInt32])
    /// Bits: which are supported, which are states rather than events, and which are set.
    case compoundStateEvent(supported: [UInt8], states: [UInt8], value: [UInt8])
    case compound([ObservationComponent])
    case tlvEncoded([AttributeTLV])
    case bundle([HealthObservation])
    /// Of a class, or behind flags, that the specification reserves.
    case reserved([UInt8])
}

/// One part of a compound observation, such as the systolic pressure of a blood pressure.
package struct ObservationComponent: Hashable, Sendable {
    package let type: UInt32
    package let value: ObservationValue
}

/// Samples at even intervals, as sent: what the device counted, with the factor and the offset that make a quantity of it.
package struct SampleArray: Hashable, Sendable {
    package let unit: UInt16
    package let scaleFactor: MedicalFloat
    package let offset: MedicalFloat
    /// Seconds.
    package let samplePeriod: MedicalFloat
    package let samplesPerPeriod: UInt8
    package let bytesPerSample: UInt8
    package let count: UInt32
    package let samples: [UInt8]

    init(from cursor: inout ByteCursor, of value: Span<UInt8>) throws(DecodingError) {
        unit = try cursor.uint16(from: value)
        scaleFactor = try cursor.float(from: value)
        offset = try cursor.float(from: value)
        samplePeriod = try cursor.float(from: value)
        samplesPerPeriod = try cursor.uint8(from: value)
        bytesPerSample = try cursor.uint8(from: value)
        count = try cursor.uint32(from: value)
        // At most 2^32 · 255: no overflow; nothing is allocated before it is known to be there.
        samples = try cursor.bytes(Int(count) * Int(bytesPerSample), from: value)
    }
}

extension ObservationValue {
    enum ClassType {
        static let numeric: UInt8 = 1
        static let simpleDiscrete: UInt8 = 2
        static let string: UInt8 = 3
        static let sampleArray: UInt8 = 4
        static let compoundDiscreteEvent: UInt8 = 5
        static let compoundStateEvent: UInt8 = 6
        static let compound: UInt8 = 7
        static let tlvEncoded: UInt8 = 8
        static let bundle: UInt8 = 255
    }

    /// `nil` for a class that has no value of its own here: bundles, and classes that are reserved.
    init?(classType: UInt8, from cursor: inout ByteCursor, of value: Span<UInt8>) throws(DecodingError) {
        switch classType {
        case ClassType.numeric: self = .numeric(unit: try cursor.uint16(from: value), try cursor.float(from: value))
        case ClassType.simpleDiscrete: self = .simpleDiscrete(try cursor.uint32(from: value))
        case ClassType.string:
            let length = Int(try cursor.uint16(from: value))
            let start = cursor.position
            guard let text = String(validating: try cursor.bytes(length, from: value), as: UTF8.self) else { throw .notUTF8(at: start) }
            self = .string(text)
        case ClassType.sampleArray: self = .sampleArray(try SampleArray(from: &cursor, of: value))
        case ClassType.compoundDiscreteEvent: self = .compoundDiscreteEvent(try cursor.codes(from: value))
        case ClassType.compoundStateEvent:
            let size = Int(try cursor.uint8(from: value))
            self = .compoundStateEvent(
                supported: try cursor.bytes(size, from: value), states: try cursor.bytes(size, from: value),
                value: try cursor.bytes(size, from: value))
        case ClassType.compound:
            let count = Int(try cursor.uint8(from: value))
            var components: [ObservationComponent] = []
            for _ in 0..<count { components.append(try ObservationComponent(from: &cursor, of: value)) }
            self = .compound(components)
        case ClassType.tlvEncoded: self = .tlvEncoded(try AttributeTLV.list(from: &cursor, of: value))
        default: return nil
        }
    }
}

extension ObservationComponent {
    /// A component holds one of the six simple classes; no length tells where one of another class would end.
    fileprivate init(from cursor: inout ByteCursor, of value: Span<UInt8>) throws(DecodingError) {
        type = try cursor.uint32(from: value)
        let at = cursor.position
        let classType = try cursor.uint8(from: value)
        guard classType <= ObservationValue.ClassType.compoundStateEvent,
            let decoded = try ObservationValue(classType: classType, from: &cursor, of: value)
        else { throw .outOfRange(at: at, value: Int(classType), allowed: 1...6) }
        self.value = decoded
    }
}

extension ByteCursor {
    /// A count of one byte, then as many codes or identifiers.
    mutating func codes(from value: Span<UInt8>) throws(DecodingError) -> [UInt32] {
        let count = Int(try uint8(from: value))
        var codes: [UInt32] = []
        for _ in 0..<count { codes.append(try uint32(from: value)) }
        return codes
    }
}

// The content of a record of activity, whatever its layout.

import Vitals

/// What a record says besides its header.
package struct ActivityRecord: Hashable, Sendable {
    package let flags: UInt32
    package let session: UInt16
    package let subSession: UInt16
    /// Seconds since the session began.
    package let relativeTimestamp: UInt32
    package let sequenceNumber: UInt32
    /// In the layout's order; `nil` for a field that is not there.
    package let values: [Int32?]
    private let reserved: ReservedRest

    init(
        from cursor: inout ByteCursor, of value: Span<UInt8>, flagByteCount: Int, wornBit: Int?, _ fields: [ActivityField]
    ) throws(DecodingError) {
        flags =
            switch flagByteCount {
            case 1: UInt32(try cursor.uint8(from: value))
            case 2: UInt32(try cursor.uint16(from: value))
            case 3: try cursor.uint24(from: value)
            default: try cursor.uint32(from: value)
            }
        session = try cursor.uint16(from: value)
        subSession = try cursor.uint16(from: value)
        relativeTimestamp = try cursor.uint32(from: value)
        sequenceNumber = try cursor.uint32(from: value)
        let worn: UInt32 = wornBit.map { 1 << UInt32($0) } ?? 0
        let known = fields.indices.reduce(worn) { $0 | 1 << UInt32($1) }
        let reservedFlags = flags & ~known
        var present: [Int] = []
        for bit in fields.indices where flags & 1 << UInt32(bit) != 0 { present.append(bit) }
        let announced = present.reduce(0) { $0 + fields[$1].width.byteCount }
        let spare = cursor.remaining(in: value) - announced
        var values = [Int32?](repeating: nil, count: fields.count)
        for bit in present {
            let number: Int32 =
                switch fields[bit].width {
                case .uint8: Int32(try cursor.uint8(from: value))
                case .uint16: Int32(try cursor.uint16(from: value))
                case .uint24, .sleepStage: Int32(try cursor.uint24(from: value))
                case .int24: try cursor.int24(from: value)
                case .uint32: Int32(bitPattern: try cursor.uint32(from: value))
                case .activityType:
                    spare == 1 && reservedFlags == 0 ? Int32(try cursor.uint16(from: value)) : Int32(try cursor.uint8(from: value))
                }
            values[bit] = number
        }
        self.values = values
        reserved = try ReservedRest(reservedFlags, from: &cursor, in: value)
    }

    private static let activityTypes = [
        "unspecified", "other", "sit", "lie", "stand", "walk", "shuffle", "run", "cycle indoor", "cycle outdoor", "cycle",
        "aerobic workout", "elliptical", "sports", "swim",
    ]

    private static let sleepStages = [
        "wake", "sleep", "REM", "non-REM", "light sleep", "deep sleep", "N1", "N2", "N3", "N4", "active sleep", "quiet sleep",
        "intermediate sleep", "arousal", nil, nil, nil, nil, nil, nil, nil, nil, nil, "unknown",
    ]

    func fields(wornBit: Int?, _ layout: [ActivityField]) -> [Field] {
        var fields: [Field] = [
            .integer("session_id", session), .integer("sub_session_id", subSession), .integer("relative_timestamp", relativeTimestamp, "s"),
            .integer("sequence_number", sequenceNumber),
        ]
        for (field, value) in zip(layout, values) {
            guard let value else { continue }
            switch field.width {
            case .activityType: fields.append(value == 255 ? .text(field.name, "unknown") : .code(field.name, value, Self.activityTypes))
            case .sleepStage: fields += Field.flags(field.name, UInt32(bitPattern: value), Self.sleepStages)
            case .uint32: fields.append(.integer(field.name, UInt32(bitPattern: value), field.unit))
            case .uint8, .uint16, .uint24, .int24: fields.append(.integer(field.name, value, field.unit))
            }
        }
        if let wornBit { fields.append(.text("device_worn", flags & 1 << UInt32(wornBit) == 0 ? "no" : "yes")) }
        return fields + reserved.fields.reversed()
    }

    /// The time is that of arrival: the record counts from the start of a session that it does not date.
    func readings(_ layout: [ActivityField]) -> [Reading] {
        zip(layout, values).compactMap { field, value in
            guard let metric = field.metric, let value else { return nil }
            switch field.width {
            case .activityType: return (1..<Self.activityTypes.count).contains(Int(value)) ? Reading(metric, Double(value)) : nil
            case .sleepStage: return Self.stage(UInt32(bitPattern: value)).map { Reading(metric, Double($0)) }
            case .uint32: return Reading(metric, Double(UInt32(bitPattern: value)))
            case .uint8, .uint16, .uint24, .int24: return Reading(metric, Double(value))
            }
        }
    }

    /// The most particular stage that the bits name, as the metric counts them: 1 awake, 2 asleep, 3 light, 4 deep, 5 REM.
    private static func stage(_ bits: UInt32) -> Int? {
        let stages: [(bits: UInt32, stage: Int)] = [
            (1 << 0, 1), (1 << 2, 5), (1 << 5 | 1 << 8 | 1 << 9, 4), (1 << 4 | 1 << 6 | 1 << 7, 3),
            (1 << 1 | 1 << 3 | 1 << 10 | 1 << 11 | 1 << 12, 2),
        ]
        return stages.first { bits & $0.bits != 0 }?.stage
    }
}

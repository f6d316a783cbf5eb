// Cycling Power Service: force or torque along the turn of the crank.

import Vitals

/// A Cycling Power Vector (0x2A64): samples of force or torque of one turn, oldest first.
///
/// Force in newtons, torque in 1/32 N·m; the angle of the first sample in degrees from 12 o'clock; the crank's event time in 1/1024 s.
/// A value cannot have both arrays, which have no length of their own: if both are flagged, their bytes are kept raw. Source: Cycling
/// Power Service 1.1, §3.4; GATT Specification Supplement, "Cycling Power Vector".
package struct CyclingPowerVector: CharacteristicValue {
    package enum Magnitudes: Hashable, Sendable {
        case newtons([Int16])
        /// 1/32 N·m.
        case torqueTicks([Int16])
        /// Flagged as both.
        case ambiguous([UInt8])
    }

    /// 16 bits of revolutions, 1/1024 s.
    package let crank: RevolutionCount?
    package let firstCrankMeasurementAngleDegrees: UInt16?
    package let magnitudes: Magnitudes?
    /// 0 unknown, 1 tangential, 2 radial, 3 lateral.
    package let direction: UInt8
    private let reserved: ReservedRest

    private static let directions = ["unknown", "tangential component", "radial component", "lateral component"]

    private enum Flag {
        static let crank: UInt8 = 1 << 0
        static let angle: UInt8 = 1 << 1
        static let forces: UInt8 = 1 << 2
        static let torques: UInt8 = 1 << 3
        static let reserved: UInt8 = 0b1100_0000
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        crank = flags & Flag.crank == 0 ? nil : try RevolutionCount.crank(from: value, at: &cursor)
        firstCrankMeasurementAngleDegrees = flags & Flag.angle == 0 ? nil : try cursor.uint16(from: value)
        switch (flags & Flag.forces != 0, flags & Flag.torques != 0) {
        case (true, true): magnitudes = .ambiguous(try cursor.rest(of: value))
        case (true, false): magnitudes = .newtons(try Self.samples(&cursor, value))
        case (false, true): magnitudes = .torqueTicks(try Self.samples(&cursor, value))
        case (false, false): magnitudes = nil
        }
        direction = flags >> 4 & 0b11
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    private static func samples(_ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) -> [Int16] {
        var samples: [Int16] = []
        samples.reserveCapacity(cursor.remaining(in: value) / 2)
        while cursor.remaining(in: value) > 0 { samples.append(try cursor.int16(from: value)) }
        return samples
    }

    package var fields: [Field] {
        var fields = crank?.fields(of: "crank", ticksPerSecond: 1024) ?? []
        if let firstCrankMeasurementAngleDegrees {
            fields.append(.integer("first_crank_measurement_angle", firstCrankMeasurementAngleDegrees, "deg"))
        }
        switch magnitudes {
        case .newtons(let samples):
            fields.append(Field("instantaneous_force_magnitude_array", .numbers(samples.map { Double($0) }), unit: "N"))
        case .torqueTicks(let samples):
            fields.append(Field("instantaneous_torque_magnitude_array", .numbers(samples.map { Double($0) / 32 }), unit: "N.m"))
        case .ambiguous(let bytes): fields.append(Field("instantaneous_magnitude_array", .raw(bytes)))
        case nil: break
        }
        fields.append(.code("instantaneous_measurement_direction", direction, Self.directions))
        return fields + reserved.fields
    }
}

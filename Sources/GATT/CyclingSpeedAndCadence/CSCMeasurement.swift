// Cycling Speed and Cadence Service: what a sensor at the wheel or the crank notifies about once a second.

import Vitals

/// A CSC Measurement (0x2A5B): counters of wheel and crank, each with the time of its last turn. Speed and cadence come from two
/// measurements, by `RevolutionMeter`.
///
/// Wheel revolutions are 32 bits and may go back, crank revolutions 16 bits; both times are 1/1024 s and roll over after 64 s. Source:
/// Cycling Speed and Cadence Service 1.0.1, §3.1; GATT Specification Supplement, "CSC Measurement".
package struct CSCMeasurement: CharacteristicValue {
    package let wheel: RevolutionCount?
    package let crank: RevolutionCount?
    private let reserved: ReservedRest

    private enum Flag {
        static let wheel: UInt8 = 1 << 0
        static let crank: UInt8 = 1 << 1
        static let reserved: UInt8 = 0b1111_1100
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        wheel = flags & Flag.wheel == 0 ? nil : try RevolutionCount.wheel(from: value, at: &cursor)
        crank = flags & Flag.crank == 0 ? nil : try RevolutionCount.crank(from: value, at: &cursor)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var fields: [Field] {
        (wheel?.fields(of: "wheel", ticksPerSecond: 1024) ?? []) + (crank?.fields(of: "crank", ticksPerSecond: 1024) ?? [])
            + reserved.fields
    }
}

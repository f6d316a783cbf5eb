// Cycling Power Service: what a power meter notifies about once a second.

import Vitals

/// Which turns the torque is summed over.
package enum AccumulatedTorqueSource: String, Hashable, Sendable, Codable {
    case wheel, crank
}

/// A Cycling Power Measurement (0x2A63): power now, and whatever else the meter knows of the pedals.
///
/// Power in watts, signed. Balance in half percents, of the left pedal if the meter knows which; torque in 1/32 N·m; the wheel's event
/// time in 1/2048 s, the crank's in 1/1024 s; angles in degrees from 12 o'clock, the extreme ones packed as two numbers of 12 bits, the
/// maximum first; energy in kilojoules. Speed, cadence and mean torque come from two measurements, by `CyclingMotion`. Reserved flag bits
/// are kept; bytes after the known fields are kept as `unknown` only where such a bit is set. Source: Cycling Power Service 1.1, §3.2;
/// GATT Specification Supplement, "Cycling Power Measurement".
package struct CyclingPowerMeasurement: CharacteristicValue {
    package let watts: Int16
    /// Half percents.
    package let pedalPowerBalanceTicks: UInt8?
    /// The balance is that of the left pedal; else the reference is unknown.
    package let pedalPowerBalanceIsLeft: Bool
    /// 1/32 N·m.
    package let accumulatedTorqueTicks: UInt16?
    package let accumulatedTorqueSource: AccumulatedTorqueSource
    /// 32 bits of revolutions, 1/2048 s.
    package let wheel: RevolutionCount?
    /// 16 bits of revolutions, 1/1024 s.
    package let crank: RevolutionCount?
    package let extremeForcesNewtons: Extremes<Int16>?
    /// 1/32 N·m.
    package let extremeTorqueTicks: Extremes<Int16>?
    package let extremeAnglesDegrees: Extremes<UInt16>?
    package let topDeadSpotAngleDegrees: UInt16?
    package let bottomDeadSpotAngleDegrees: UInt16?
    package let accumulatedEnergyKilojoules: UInt16?
    /// The meter asks for an offset compensation, or tells that power was affected by one, as the feature says.
    package let offsetCompensationIndicator: Bool
    let reserved: ReservedRest

    /// The greatest and the smallest of the last turn.
    package struct Extremes<Number: Hashable & Sendable>: Hashable, Sendable {
        package let maximum: Number
        package let minimum: Number
    }

    private enum Flag {
        static let pedalPowerBalance: UInt16 = 1 << 0
        static let pedalPowerBalanceIsLeft: UInt16 = 1 << 1
        static let accumulatedTorque: UInt16 = 1 << 2
        static let accumulatedTorqueOfCrank: UInt16 = 1 << 3
        static let wheel: UInt16 = 1 << 4
        static let crank: UInt16 = 1 << 5
        static let extremeForces: UInt16 = 1 << 6
        static let extremeTorques: UInt16 = 1 << 7
        static let extremeAngles: UInt16 = 1 << 8
        static let topDeadSpotAngle: UInt16 = 1 << 9
        static let bottomDeadSpotAngle: UInt16 = 1 << 10
        static let accumulatedEnergy: UInt16 = 1 << 11
        static let offsetCompensationIndicator: UInt16 = 1 << 12
        static let reserved: UInt16 = 0b1110_0000_0000_0000
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint16(from: value)
        watts = try cursor.int16(from: value)
        pedalPowerBalanceTicks = flags & Flag.pedalPowerBalance == 0 ? nil : try cursor.uint8(from: value)
        pedalPowerBalanceIsLeft = flags & Flag.pedalPowerBalanceIsLeft != 0
        accumulatedTorqueTicks = flags & Flag.accumulatedTorque == 0 ? nil : try cursor.uint16(from: value)
        accumulatedTorqueSource = flags & Flag.accumulatedTorqueOfCrank == 0 ? .wheel : .crank
        wheel = flags & Flag.wheel == 0 ? nil : try RevolutionCount.wheel(from: value, at: &cursor)
        crank = flags & Flag.crank == 0 ? nil : try RevolutionCount.crank(from: value, at: &cursor)
        extremeForcesNewtons =
            flags & Flag.extremeForces == 0
            ? nil : Extremes(maximum: try cursor.int16(from: value), minimum: try cursor.int16(from: value))
        extremeTorqueTicks =
            flags & Flag.extremeTorques == 0
            ? nil : Extremes(maximum: try cursor.int16(from: value), minimum: try cursor.int16(from: value))
        if flags & Flag.extremeAngles == 0 {
            extremeAnglesDegrees = nil
        } else {
            let packed = try cursor.uint24(from: value)
            extremeAnglesDegrees = Extremes(maximum: UInt16(packed & 0xFFF), minimum: UInt16(packed >> 12 & 0xFFF))
        }
        topDeadSpotAngleDegrees = flags & Flag.topDeadSpotAngle == 0 ? nil : try cursor.uint16(from: value)
        bottomDeadSpotAngleDegrees = flags & Flag.bottomDeadSpotAngle == 0 ? nil : try cursor.uint16(from: value)
        accumulatedEnergyKilojoules = flags & Flag.accumulatedEnergy == 0 ? nil : try cursor.uint16(from: value)
        offsetCompensationIndicator = flags & Flag.offsetCompensationIndicator != 0
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }
}

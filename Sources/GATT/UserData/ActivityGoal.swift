// User Data Service: what a person wants to reach.

/// An Activity Goal (0x2B4E): flags, then the goals that they name, in their order.
///
/// Energy in kilojoules, distance in metres, durations in seconds. A goal is no measurement. The reserved flag would stand for further bytes,
/// which are then kept as they are. Source: User Data Service 1.1; GATT Specification Supplement, "Activity Goal".
package struct ActivityGoal: CharacteristicValue {
    package let totalEnergyExpenditureKilojoules: UInt16?
    package let normalWalkingSteps: UInt32?
    package let intensitySteps: UInt32?
    package let floorSteps: UInt32?
    package let distanceMetres: UInt32?
    package let durationOfNormalWalkingSeconds: UInt32?
    package let durationOfIntensityWalkingSeconds: UInt32?
    private let reserved: ReservedRest

    private enum Flag {
        static let totalEnergyExpenditure: UInt8 = 1 << 0
        static let normalWalkingSteps: UInt8 = 1 << 1
        static let intensitySteps: UInt8 = 1 << 2
        static let floorSteps: UInt8 = 1 << 3
        static let distance: UInt8 = 1 << 4
        static let durationOfNormalWalking: UInt8 = 1 << 5
        static let durationOfIntensityWalking: UInt8 = 1 << 6
        static let reserved: UInt8 = 1 << 7
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        totalEnergyExpenditureKilojoules = flags & Flag.totalEnergyExpenditure == 0 ? nil : try cursor.uint16(from: value)
        normalWalkingSteps = flags & Flag.normalWalkingSteps == 0 ? nil : try cursor.uint24(from: value)
        intensitySteps = flags & Flag.intensitySteps == 0 ? nil : try cursor.uint24(from: value)
        floorSteps = flags & Flag.floorSteps == 0 ? nil : try cursor.uint24(from: value)
        distanceMetres = flags & Flag.distance == 0 ? nil : try cursor.uint24(from: value)
        durationOfNormalWalkingSeconds = flags & Flag.durationOfNormalWalking == 0 ? nil : try cursor.uint24(from: value)
        durationOfIntensityWalkingSeconds = flags & Flag.durationOfIntensityWalking == 0 ? nil : try cursor.uint24(from: value)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    package var fields: [Field] {
        let goals: [(String, UInt32?, String)] = [
            ("total_energy_expenditure", totalEnergyExpenditureKilojoules.map(UInt32.init), "kJ"),
            ("normal_walking_steps", normalWalkingSteps, "1"), ("intensity_steps", intensitySteps, "1"), ("floor_steps", floorSteps, "1"),
            ("distance", distanceMetres, "m"), ("duration_of_normal_walking", durationOfNormalWalkingSeconds, "s"),
            ("duration_of_intensity_walking", durationOfIntensityWalkingSeconds, "s"),
        ]
        let fields = goals.compactMap { name, goal, unit in goal.map { Field.integer(name, $0, unit) } }
        return fields + reserved.fields.reversed()
    }
}

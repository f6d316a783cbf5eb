// Fitness Machine Service: a stair climber.

/// Stair Climber Data (0x2AD0). Floors are there while "More Data" is 0. Source: Fitness Machine Service 1.0.1, §4.7; GATT Specification
/// Supplement, "Stair Climber Data".
package struct StairClimberData: FitnessMachineRecord {
    package let machine: MachineValues

    package init(_ machine: MachineValues) { self.machine = machine }

    package static let layouts = [
        MachineLayout([
            .init(0, .floors), .init(1, .stepPerMinute), .init(2, .averageStepRate), .init(3, .positiveElevationGain),
            .init(4, .strideCount), .init(5, .totalEnergy, .energyPerHour, .energyPerMinute), .init(6, .heartRate),
            .init(7, .metabolicEquivalent), .init(8, .elapsedTime), .init(9, .remainingTime),
        ])
    ]
}

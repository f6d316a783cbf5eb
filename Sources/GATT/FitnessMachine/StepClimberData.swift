// Fitness Machine Service: a step climber.

/// Step Climber Data (0x2ACF). Floors and steps are there while "More Data" is 0. Source: Fitness Machine Service 1.0.1, §4.6; GATT
/// Specification Supplement, "Step Climber Data".
package struct StepClimberData: FitnessMachineRecord {
    package let machine: MachineValues

    package init(_ machine: MachineValues) { self.machine = machine }

    package static let layouts = [
        MachineLayout([
            .init(0, .floors, .stepCount), .init(1, .stepPerMinute), .init(2, .averageStepRate), .init(3, .positiveElevationGain),
            .init(4, .totalEnergy, .energyPerHour, .energyPerMinute), .init(5, .heartRate), .init(6, .metabolicEquivalent),
            .init(7, .elapsedTime), .init(8, .remainingTime),
        ])
    ]
}

// Fitness Machine Service: a rower.

/// Rower Data (0x2AD1). Stroke rate and count are there while "More Data" is 0; speed follows from the pace, the seconds for 500 m. Source:
/// Fitness Machine Service 1.0.1, §4.8; GATT Specification Supplement, "Rower Data".
package struct RowerData: FitnessMachineRecord {
    package let machine: MachineValues

    package init(_ machine: MachineValues) { self.machine = machine }

    package static let layouts = [layout(resistance: .resistanceLevel), layout(resistance: .resistanceLevelOctet)]

    private static func layout(resistance: MachineQuantity) -> MachineLayout {
        MachineLayout([
            .init(0, .strokeRate, .strokeCount), .init(1, .averageStrokeRate), .init(2, .totalDistance),
            .init(3, .instantaneousPaceOfRower), .init(4, .averagePace), .init(5, .instantaneousPower), .init(6, .averagePower),
            .init(7, resistance), .init(8, .totalEnergy, .energyPerHour, .energyPerMinute), .init(9, .heartRate),
            .init(10, .metabolicEquivalent), .init(11, .elapsedTime), .init(12, .remainingTime),
        ])
    }
}

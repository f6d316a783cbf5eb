// Fitness Machine Service: an indoor bike, or a trainer that a bicycle stands on.

/// Indoor Bike Data (0x2AD2). Source: Fitness Machine Service 1.0.1, §4.9; GATT Specification Supplement, "Indoor Bike Data".
package struct IndoorBikeData: FitnessMachineRecord {
    package let machine: MachineValues

    package init(_ machine: MachineValues) { self.machine = machine }

    package static let layouts = [layout(resistance: .resistanceLevel), layout(resistance: .resistanceLevelOctet)]

    private static func layout(resistance: MachineQuantity) -> MachineLayout {
        MachineLayout([
            .init(0, .instantaneousSpeed), .init(1, .averageSpeed), .init(2, .instantaneousCadence), .init(3, .averageCadence),
            .init(4, .totalDistance), .init(5, resistance), .init(6, .instantaneousPower), .init(7, .averagePower),
            .init(8, .totalEnergy, .energyPerHour, .energyPerMinute), .init(9, .heartRate), .init(10, .metabolicEquivalent),
            .init(11, .elapsedTime), .init(12, .remainingTime),
        ])
    }
}

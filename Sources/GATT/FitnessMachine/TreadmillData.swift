// Fitness Machine Service: a treadmill.

/// Treadmill Data (0x2ACD). Pace is in seconds for 500 m, or, in the edition of 2017, an octet of 0.1 km a minute. Source: Fitness Machine
/// Service 1.0.1, §4.4; GATT Specification Supplement, "Treadmill Data".
package struct TreadmillData: FitnessMachineRecord {
    package let machine: MachineValues

    package init(_ machine: MachineValues) { self.machine = machine }

    package static let layouts = [
        layout(pace: .instantaneousPace, averagePace: .averagePace), layout(pace: .instantaneousPaceOctet, averagePace: .averagePaceOctet),
    ]

    private static func layout(pace: MachineQuantity, averagePace: MachineQuantity) -> MachineLayout {
        MachineLayout([
            .init(0, .instantaneousSpeed), .init(1, .averageSpeed), .init(2, .totalDistance), .init(3, .inclination, .rampAngleSetting),
            .init(4, .positiveElevationGainTenths, .negativeElevationGainTenths), .init(5, pace), .init(6, averagePace),
            .init(7, .totalEnergy, .energyPerHour, .energyPerMinute), .init(8, .heartRate), .init(9, .metabolicEquivalent),
            .init(10, .elapsedTime), .init(11, .remainingTime), .init(12, .forceOnBelt, .powerOutput),
        ])
    }
}

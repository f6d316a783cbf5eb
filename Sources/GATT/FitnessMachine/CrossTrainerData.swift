// Fitness Machine Service: a cross trainer.

/// Cross Trainer Data (0x2ACE): 24 bits of flags, one of which is the direction of the movement. Source: Fitness Machine Service 1.0.1,
/// §4.5; GATT Specification Supplement, "Cross Trainer Data".
package struct CrossTrainerData: FitnessMachineRecord {
    package let machine: MachineValues

    package init(_ machine: MachineValues) { self.machine = machine }

    package static let flagBytes = 3

    package static let layouts = [layout(resistance: .resistanceLevelTenths), layout(resistance: .resistanceLevelOctet)]

    private static let backwardFlag: UInt32 = 1 << 15

    private static func layout(resistance: MachineQuantity) -> MachineLayout {
        MachineLayout(
            [
                .init(0, .instantaneousSpeed), .init(1, .averageSpeed), .init(2, .totalDistance),
                .init(3, .stepPerMinute, .averageStepRate), .init(4, .strideCountTenths),
                .init(5, .positiveElevationGain, .negativeElevationGain), .init(6, .inclination, .rampAngleSetting), .init(7, resistance),
                .init(8, .instantaneousPower), .init(9, .averagePower), .init(10, .totalEnergy, .energyPerHour, .energyPerMinute),
                .init(11, .heartRate), .init(12, .metabolicEquivalent), .init(13, .elapsedTime), .init(14, .remainingTime),
            ], otherBits: backwardFlag)
    }

    package var movesBackward: Bool { machine.otherFlags & Self.backwardFlag != 0 }

    package var fields: [Field] {
        machine.fields + [.text("movement_direction", movesBackward ? "backward" : "forward")] + machine.reserved.fields
    }
}

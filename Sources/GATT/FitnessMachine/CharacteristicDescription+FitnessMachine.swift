// Fitness Machine Service (0x1826).

package import Vitals

extension GATTService {
    package static let fitnessMachine = Self(0x1826, "Fitness Machine")
}

extension BluetoothUUID {
    package static let treadmillData = Self(short: 0x2ACD)
    package static let crossTrainerData = Self(short: 0x2ACE)
    package static let stepClimberData = Self(short: 0x2ACF)
    package static let stairClimberData = Self(short: 0x2AD0)
    package static let rowerData = Self(short: 0x2AD1)
    package static let indoorBikeData = Self(short: 0x2AD2)
    package static let fitnessMachineControlPoint = Self(short: 0x2AD9)
}

extension CharacteristicDescription {
    static let fitnessMachine: [Self] = [
        Self(0x2ACC, "Fitness Machine Feature", in: .fitnessMachine, .read, as: FitnessMachineFeature.self),
        Self(.treadmillData, "Treadmill Data", in: .fitnessMachine, .notify, as: TreadmillData.self),
        Self(.crossTrainerData, "Cross Trainer Data", in: .fitnessMachine, .notify, as: CrossTrainerData.self),
        Self(.stepClimberData, "Step Climber Data", in: .fitnessMachine, .notify, as: StepClimberData.self),
        Self(.stairClimberData, "Stair Climber Data", in: .fitnessMachine, .notify, as: StairClimberData.self),
        Self(.rowerData, "Rower Data", in: .fitnessMachine, .notify, as: RowerData.self),
        Self(.indoorBikeData, "Indoor Bike Data", in: .fitnessMachine, .notify, as: IndoorBikeData.self),
        Self(0x2AD3, "Training Status", in: .fitnessMachine, .readAndNotify, as: TrainingStatus.self),
        Self(0x2AD4, "Supported Speed Range", in: .fitnessMachine, .read, as: SupportedRange<MachineRange.Speed>.self),
        Self(0x2AD5, "Supported Inclination Range", in: .fitnessMachine, .read, as: SupportedRange<MachineRange.Inclination>.self),
        Self(0x2AD6, "Supported Resistance Level Range", in: .fitnessMachine, .read, as: SupportedResistanceLevelRange.self),
        Self(0x2AD7, "Supported Heart Rate Range", in: .fitnessMachine, .read, as: SupportedRange<MachineRange.HeartRate>.self),
        Self(0x2AD8, "Supported Power Range", in: .fitnessMachine, .read, as: SupportedRange<MachineRange.Power>.self),
        Self(
            .fitnessMachineControlPoint, "Fitness Machine Control Point", in: .fitnessMachine, .procedure,
            as: FitnessMachineControlPoint.self),
        Self(0x2ADA, "Fitness Machine Status", in: .fitnessMachine, .notify, as: FitnessMachineStatus.self),
    ]
}

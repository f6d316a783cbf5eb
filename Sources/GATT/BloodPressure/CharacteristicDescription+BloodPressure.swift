// Blood Pressure Service (0x1810).

package import Vitals

extension GATTService {
    package static let bloodPressure = Self(0x1810, "Blood Pressure")
}

extension BluetoothUUID {
    package static let bloodPressureMeasurement = Self(short: 0x2A35)
    package static let intermediateCuffPressure = Self(short: 0x2A36)
    package static let bloodPressureFeature = Self(short: 0x2A49)
    package static let enhancedBloodPressureMeasurement = Self(short: 0x2B34)
    package static let enhancedIntermediateCuffPressure = Self(short: 0x2B35)
    package static let bloodPressureRecord = Self(short: 0x2B36)
}

extension CharacteristicDescription {
    static let bloodPressure: [Self] = [
        Self(.bloodPressureMeasurement, "Blood Pressure Measurement", in: .bloodPressure, .notify, as: BloodPressureMeasurement.self),
        Self(.intermediateCuffPressure, "Intermediate Cuff Pressure", in: .bloodPressure, .notify, as: IntermediateCuffPressure.self),
        Self(.bloodPressureFeature, "Blood Pressure Feature", in: .bloodPressure, .read, as: BloodPressureFeature.self),
        Self(
            .enhancedBloodPressureMeasurement, "Enhanced Blood Pressure Measurement", in: .bloodPressure, .notify,
            as: EnhancedBloodPressureMeasurement.self),
        Self(
            .enhancedIntermediateCuffPressure, "Enhanced Intermediate Cuff Pressure", in: .bloodPressure, .notify,
            as: EnhancedIntermediateCuffPressure.self),
        Self(.bloodPressureRecord, "Blood Pressure Record", in: .bloodPressure, .notify, as: BloodPressureRecord.self),
    ]
}

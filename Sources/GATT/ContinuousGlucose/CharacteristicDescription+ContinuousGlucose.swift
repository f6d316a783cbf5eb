// Continuous Glucose Monitoring Service (0x181F).

package import Vitals

extension GATTService {
    package static let continuousGlucose = Self(0x181F, "Continuous Glucose Monitoring")
}

extension BluetoothUUID {
    package static let cgmMeasurement = Self(short: 0x2AA7)
    package static let cgmFeature = Self(short: 0x2AA8)
    package static let cgmSessionStartTime = Self(short: 0x2AAA)
    package static let cgmSpecificOpsControlPoint = Self(short: 0x2AAC)
}

extension CharacteristicDescription {
    static let continuousGlucose: [Self] = [
        Self(.cgmMeasurement, "CGM Measurement", in: .continuousGlucose, .notify, as: CGMMeasurement.self),
        Self(.cgmFeature, "CGM Feature", in: .continuousGlucose, .read, as: CGMFeature.self),
        Self(0x2AA9, "CGM Status", in: .continuousGlucose, .read, as: CGMStatus.self),
        Self(.cgmSessionStartTime, "CGM Session Start Time", in: .continuousGlucose, .read, as: CGMSessionStartTime.self),
        Self(0x2AAB, "CGM Session Run Time", in: .continuousGlucose, .read, as: CGMSessionRunTime.self),
        Self(
            .cgmSpecificOpsControlPoint, "CGM Specific Ops Control Point", in: .continuousGlucose, .procedure,
            as: CGMSpecificOpsControlPoint.self),
    ]
}

// Glucose Service (0x1808).

package import Vitals

extension GATTService {
    package static let glucose = Self(0x1808, "Glucose")
}

extension BluetoothUUID {
    package static let glucoseMeasurement = Self(short: 0x2A18)
    package static let glucoseMeasurementContext = Self(short: 0x2A34)
}

extension CharacteristicDescription {
    static let glucose: [Self] = [
        Self(.glucoseMeasurement, "Glucose Measurement", in: .glucose, .notify, as: GlucoseMeasurement.self),
        Self(.glucoseMeasurementContext, "Glucose Measurement Context", in: .glucose, .notify, as: GlucoseMeasurementContext.self),
        Self(0x2A51, "Glucose Feature", in: .glucose, .read, as: GlucoseFeature.self),
    ]
}

// Cycling Power Service (0x1818).

package import Vitals

extension GATTService {
    package static let cyclingPower = Self(0x1818, "Cycling Power")
}

extension BluetoothUUID {
    package static let cyclingPowerMeasurement = Self(short: 0x2A63)
    package static let cyclingPowerControlPoint = Self(short: 0x2A66)
}

extension CharacteristicDescription {
    static let cyclingPower: [Self] = [
        Self(.cyclingPowerMeasurement, "Cycling Power Measurement", in: .cyclingPower, .notify, as: CyclingPowerMeasurement.self),
        Self(0x2A64, "Cycling Power Vector", in: .cyclingPower, .notify, as: CyclingPowerVector.self),
        Self(0x2A65, "Cycling Power Feature", in: .cyclingPower, .read, as: CyclingPowerFeature.self),
        Self(.cyclingPowerControlPoint, "Cycling Power Control Point", in: .cyclingPower, .procedure, as: CyclingPowerControlPoint.self),
    ]
}

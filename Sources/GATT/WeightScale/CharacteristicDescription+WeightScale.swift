// Weight Scale Service (0x181D).

package import Vitals

extension GATTService {
    package static let weightScale = Self(0x181D, "Weight Scale")
}

extension BluetoothUUID {
    package static let weightMeasurement = Self(short: 0x2A9D)
}

extension CharacteristicDescription {
    static let weightScale: [Self] = [
        Self(.weightMeasurement, "Weight Measurement", in: .weightScale, .notify, as: WeightMeasurement.self),
        Self(0x2A9E, "Weight Scale Feature", in: .weightScale, .read, as: WeightScaleFeature.self),
    ]
}

// Body Composition Service (0x181B).

package import Vitals

extension GATTService {
    package static let bodyComposition = Self(0x181B, "Body Composition")
}

extension BluetoothUUID {
    package static let bodyCompositionFeature = Self(short: 0x2A9B)
    package static let bodyCompositionMeasurement = Self(short: 0x2A9C)
}

extension CharacteristicDescription {
    static let bodyComposition: [Self] = [
        Self(.bodyCompositionFeature, "Body Composition Feature", in: .bodyComposition, .read, as: BodyCompositionFeature.self),
        Self(
            .bodyCompositionMeasurement, "Body Composition Measurement", in: .bodyComposition, .notify,
            as: BodyCompositionMeasurement.self),
    ]
}

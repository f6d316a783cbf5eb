// Xiaomi's scales, which advertise a weighing as service data.

package import Vitals

extension GATTService {
    /// The UUID of the Weight Scale Service, under which the scale advertises.
    static let miScale = Self(0x181D, "Mi Smart Scale")
    /// The UUID of the Body Composition Service, under which the scale advertises.
    static let miBodyCompositionScale = Self(0x181B, "Mi Body Composition Scale")
}

extension BluetoothUUID {
    package static let miScaleServiceData = Self(short: 0x181D)
    package static let miBodyCompositionScaleServiceData = Self(short: 0x181B)
}

extension CharacteristicDescription {
    static let xiaomi: [Self] = [
        Self(.miScaleServiceData, "Mi Smart Scale Service Data", in: .miScale, .advertisement, as: MiScaleServiceData.self),
        Self(
            .miBodyCompositionScaleServiceData, "Mi Body Composition Scale Service Data", in: .miBodyCompositionScale, .advertisement,
            as: MiBodyCompositionScaleServiceData.self),
    ]
}

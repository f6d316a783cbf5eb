// Pulse Oximeter Service (0x1822).
//
// Stored spot checks come by the Record Access Control Point; the Pulse Oximetry Control Point of drafts has no known meaning.

package import Vitals

extension GATTService {
    package static let pulseOximeter = Self(0x1822, "Pulse Oximeter")
}

extension BluetoothUUID {
    package static let plxSpotCheckMeasurement = Self(short: 0x2A5E)
    package static let plxContinuousMeasurement = Self(short: 0x2A5F)
    package static let plxFeatures = Self(short: 0x2A60)
}

extension CharacteristicDescription {
    static let pulseOximeter: [Self] = [
        Self(.plxSpotCheckMeasurement, "PLX Spot-Check Measurement", in: .pulseOximeter, .notify, as: PLXSpotCheckMeasurement.self),
        Self(.plxContinuousMeasurement, "PLX Continuous Measurement", in: .pulseOximeter, .notify, as: PLXContinuousMeasurement.self),
        Self(.plxFeatures, "PLX Features", in: .pulseOximeter, .read, as: PLXFeatures.self),
        Self(0x2A62, "Pulse Oximetry Control Point", in: .pulseOximeter, .procedure, as: PulseOximetryControlPoint.self),
    ]
}

// Pulse Oximeter Service (0x1822).
//
// A "Pulse Oximetry Control Point" (0x2A62) stood in drafts of 2012; no specification adopted it, the assigned numbers lack it, and nothing
// that a device sends under this number has a known meaning. Stored spot checks come by the Record Access Control Point.

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
    ]
}

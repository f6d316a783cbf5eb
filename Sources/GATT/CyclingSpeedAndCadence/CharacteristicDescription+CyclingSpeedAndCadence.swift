// Cycling Speed and Cadence Service (0x1816).

package import Vitals

extension GATTService {
    package static let cyclingSpeedAndCadence = Self(0x1816, "Cycling Speed and Cadence")
}

extension BluetoothUUID {
    package static let cscMeasurement = Self(short: 0x2A5B)
}

extension CharacteristicDescription {
    static let cyclingSpeedAndCadence: [Self] = [
        Self(.cscMeasurement, "CSC Measurement", in: .cyclingSpeedAndCadence, .notify, as: CSCMeasurement.self),
        Self(0x2A5C, "CSC Feature", in: .cyclingSpeedAndCadence, .read, as: CSCFeature.self),
    ]
}

// Running Speed and Cadence Service (0x1814).

package import Vitals

extension GATTService {
    package static let runningSpeedAndCadence = Self(0x1814, "Running Speed and Cadence")
}

extension BluetoothUUID {
    package static let rscMeasurement = Self(short: 0x2A53)
    package static let scControlPoint = Self(short: 0x2A55)
}

extension CharacteristicDescription {
    /// The control point and the sensor location also stand in the cycling services; a UUID stands in the catalogue once.
    static let running: [Self] = [
        Self(.rscMeasurement, "RSC Measurement", in: .runningSpeedAndCadence, .notify, as: RSCMeasurement.self),
        Self(0x2A54, "RSC Feature", in: .runningSpeedAndCadence, .read, as: RSCFeature.self),
        Self(0x2A5D, "Sensor Location", in: .runningSpeedAndCadence, .read, as: SensorLocation.self),
        Self(.scControlPoint, "SC Control Point", in: .runningSpeedAndCadence, .procedure, as: SCControlPoint.self),
    ]
}

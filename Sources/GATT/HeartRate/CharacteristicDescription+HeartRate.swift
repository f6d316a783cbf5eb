// Heart Rate Service.

package import Vitals

extension GATTService {
    package static let heartRate = Self(0x180D, "Heart Rate")
}

extension BluetoothUUID {
    package static let heartRateMeasurement = Self(short: 0x2A37)
    package static let bodySensorLocation = Self(short: 0x2A38)
    package static let heartRateControlPoint = Self(short: 0x2A39)
}

extension CharacteristicDescription {
    static let heartRate: [Self] = [
        Self(.heartRateMeasurement, "Heart Rate Measurement", in: .heartRate, .notify, as: HeartRateMeasurement.self),
        Self(.bodySensorLocation, "Body Sensor Location", in: .heartRate, .read, as: BodySensorLocation.self),
        Self(.heartRateControlPoint, "Heart Rate Control Point", in: .heartRate, .procedure, as: HeartRateControlPoint.self),
    ]
}

// Health Thermometer Service (0x1809).

package import Vitals

extension GATTService {
    package static let healthThermometer = Self(0x1809, "Health Thermometer")
}

extension BluetoothUUID {
    package static let temperatureMeasurement = Self(short: 0x2A1C)
    package static let intermediateTemperature = Self(short: 0x2A1E)
}

extension CharacteristicDescription {
    static let healthThermometer: [Self] = [
        Self(.temperatureMeasurement, "Temperature Measurement", in: .healthThermometer, .notify, as: TemperatureMeasurement.self),
        Self(0x2A1D, "Temperature Type", in: .healthThermometer, .read, as: TemperatureType.self),
        Self(.intermediateTemperature, "Intermediate Temperature", in: .healthThermometer, .notify, as: IntermediateTemperature.self),
        Self(0x2A21, "Measurement Interval", in: .healthThermometer, .readAndNotify, as: MeasurementInterval.self),
    ]
}

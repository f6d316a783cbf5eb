// Generic Health Sensor Service.

package import Vitals

extension GATTService {
    package static let genericHealthSensor = Self(0x1840, "Generic Health Sensor")
}

extension BluetoothUUID {
    package static let liveHealthObservations = Self(short: 0x2B8B)
    package static let storedHealthObservations = Self(short: 0x2BDD)
    package static let healthSensorControlPoint = Self(short: 0x2BF4)
}

extension CharacteristicDescription {
    static let genericHealthSensor: [Self] = [
        Self(0x2BF3, "Health Sensor Features", in: .genericHealthSensor, .readAndNotify, as: HealthSensorFeatures.self),
        Self(.liveHealthObservations, "Live Health Observations", in: .genericHealthSensor, .notify, as: LiveHealthObservations.self),
        Self(.storedHealthObservations, "Stored Health Observations", in: .genericHealthSensor, .notify, as: StoredHealthObservations.self),
        Self(0x2BF1, "Observation Schedule Changed", in: .genericHealthSensor, .notify, as: ObservationScheduleChanged.self),
        Self(.healthSensorControlPoint, "GHS Control Point", in: .genericHealthSensor, .procedure, as: HealthSensorControlPoint.self),
    ]
}

// Generic Health Sensor Service (0x1840).

extension CharacteristicDescription {
    static let genericHealthSensor: [Self] = []
}

// Continuous Glucose Monitoring Service (0x181F).

extension CharacteristicDescription {
    static let continuousGlucose: [Self] = []
}

// Health Thermometer Service (0x1809).

extension CharacteristicDescription {
    static let healthThermometer: [Self] = []
}

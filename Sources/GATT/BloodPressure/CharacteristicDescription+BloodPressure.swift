// Blood Pressure Service (0x1810).

extension CharacteristicDescription {
    static let bloodPressure: [Self] = []
}

// Glucose Service (0x1808).

extension CharacteristicDescription {
    static let glucose: [Self] = []
}

// Cycling Power Service (0x1818).

extension CharacteristicDescription {
    static let cyclingPower: [Self] = []
}

// Weight Scale Service (0x181D).

extension CharacteristicDescription {
    static let weightScale: [Self] = []
}

// Elapsed Time Service (0x183F).

extension CharacteristicDescription {
    static let elapsedTime: [Self] = []
}

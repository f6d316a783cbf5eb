// Current Time Service (0x1805).

extension CharacteristicDescription {
    static let currentTime: [Self] = []
}

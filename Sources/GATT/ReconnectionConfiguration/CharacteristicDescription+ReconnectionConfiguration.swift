// Reconnection Configuration Service (0x1829).

extension CharacteristicDescription {
    static let reconnectionConfiguration: [Self] = []
}

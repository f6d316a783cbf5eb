// Device Time Service (0x1847).

extension CharacteristicDescription {
    static let deviceTime: [Self] = []
}

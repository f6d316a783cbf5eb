// User Data Service (0x181C).

extension CharacteristicDescription {
    static let userData: [Self] = []
}

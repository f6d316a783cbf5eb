// Physical Activity Monitor Service (0x183E).

extension CharacteristicDescription {
    static let physicalActivity: [Self] = []
}

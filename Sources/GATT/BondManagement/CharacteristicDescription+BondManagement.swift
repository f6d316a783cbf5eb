// Bond Management Service (0x181E).

extension CharacteristicDescription {
    static let bondManagement: [Self] = []
}

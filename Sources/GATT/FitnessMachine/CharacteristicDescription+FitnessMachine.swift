// Fitness Machine Service (0x1826).

extension CharacteristicDescription {
    static let fitnessMachine: [Self] = []
}

// Advertisements of Xiaomi scales.

extension CharacteristicDescription {
    static let xiaomi: [Self] = []
}

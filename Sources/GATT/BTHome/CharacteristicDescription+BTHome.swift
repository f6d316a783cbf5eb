// BTHome v2 advertisements.

extension CharacteristicDescription {
    static let btHome: [Self] = []
}

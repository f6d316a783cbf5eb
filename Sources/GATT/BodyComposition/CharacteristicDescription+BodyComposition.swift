// Body Composition Service (0x181B).

extension CharacteristicDescription {
    static let bodyComposition: [Self] = []
}

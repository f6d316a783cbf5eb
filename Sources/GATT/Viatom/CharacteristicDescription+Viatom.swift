// Viatom's (Wellue's) O2Ring.

extension CharacteristicDescription {
    static let viatom: [Self] = []
}

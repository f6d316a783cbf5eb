// Nonin's oximetry service.

extension CharacteristicDescription {
    static let nonin: [Self] = []
}

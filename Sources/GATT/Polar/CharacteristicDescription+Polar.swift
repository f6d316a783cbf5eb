// Polar Measurement Data, the vendor's own service.

extension CharacteristicDescription {
    static let polar: [Self] = []
}

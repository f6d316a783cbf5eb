// Insulin Delivery Service (0x183A).

extension CharacteristicDescription {
    static let insulinDelivery: [Self] = []
}

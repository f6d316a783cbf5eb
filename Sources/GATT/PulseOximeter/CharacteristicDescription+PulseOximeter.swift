// Pulse Oximeter Service (0x1822).

extension CharacteristicDescription {
    static let pulseOximeter: [Self] = []
}

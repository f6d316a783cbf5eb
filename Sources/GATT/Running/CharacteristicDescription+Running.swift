// Running Speed and Cadence Service (0x1814).

extension CharacteristicDescription {
    static let running: [Self] = []
}

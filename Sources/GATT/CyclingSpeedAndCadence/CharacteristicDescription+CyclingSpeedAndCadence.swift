// Cycling Speed and Cadence Service (0x1816).

extension CharacteristicDescription {
    static let cyclingSpeedAndCadence: [Self] = []
}

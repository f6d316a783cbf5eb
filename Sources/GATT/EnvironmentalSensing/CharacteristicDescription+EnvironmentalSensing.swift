// Environmental Sensing Service (0x181A).

extension CharacteristicDescription {
    static let environmentalSensing: [Self] = []
}

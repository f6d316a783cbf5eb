// Bond Management Service (0x181E).

extension GATTService {
    package static let bondManagement = Self(0x181E, "Bond Management")
}

extension CharacteristicDescription {
    static let bondManagement: [Self] = [
        Self(0x2AA4, "Bond Management Control Point", in: .bondManagement, .procedure, as: BondManagementControlPoint.self),
        Self(0x2AA5, "Bond Management Feature", in: .bondManagement, .read, as: BondManagementFeature.self),
    ]
}

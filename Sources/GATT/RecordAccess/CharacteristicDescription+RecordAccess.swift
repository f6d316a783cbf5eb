// The Record Access Control Point, which several services share.

extension CharacteristicDescription {
    static let recordAccess: [Self] = []
}

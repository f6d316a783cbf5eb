// States that are persisted name devices in the form that the uplink carries.

/// As a single number: the 48 bits of the address, and bit 48 for a random one.
///
/// Throws `DecodingError.dataCorrupted` when a higher bit is set.
extension DeviceAddress: Codable {
    package init(from decoder: any Decoder) throws {
        let number = try decoder.singleValueContainer().decode(UInt64.self)
        guard let address = Self(rawValue: number) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a device address: \(number)"))
        }
        self = address
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

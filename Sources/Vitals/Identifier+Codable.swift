// States that are persisted name people and gateways; a name that was stored is checked like one that was typed.

/// As a single string.
///
/// Throws `DecodingError.dataCorrupted` with the `IdentifierError` below it when the text cannot be a name.
extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do throws(IdentifierError) {
            try self.init(text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an identifier", underlyingError: error))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

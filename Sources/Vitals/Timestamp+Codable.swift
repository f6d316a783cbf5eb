// States that are persisted carry times; one number each, as everywhere else.

/// As a single number: milliseconds since 1970-01-01T00:00:00Z.
extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

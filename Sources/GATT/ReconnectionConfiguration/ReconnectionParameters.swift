// Reconnection Configuration Service: the eight parameters of connections and of advertisements between them.

/// Eight numbers of 16 bits, in the order of the specification.
///
/// Connection intervals are in 1.25 ms, the supervision timeout in 10 ms, the advertisement interval in 0.625 ms; reconnection timeout and
/// advertisement repetition time in seconds. 0xFFFF leaves a parameter as it is or says that it is not supported; a reconnection timeout
/// of 0xFFFE means that there is none. Source: Reconnection Configuration Service 1.0.1, §3.3.
package struct ReconnectionParameters: Hashable, Sendable {
    package let values: [UInt16]

    init(from value: Span<UInt8>, at cursor: inout ByteCursor) throws(DecodingError) {
        var values: [UInt16] = []
        for _ in Self.names { values.append(try cursor.uint16(from: value)) }
        self.values = values
    }

    static let names = [
        "reconnection_timeout", "minimum_connection_interval", "maximum_connection_interval", "peripheral_latency",
        "supervision_timeout_multiplier", "advertisement_interval", "advertisement_count", "advertisement_repetition_time",
    ]

    /// Ticks, their decimal exponent, and the unit.
    private static let scales: [(factor: Int, exponent: Int8, unit: String?)] = [
        (1, 0, "s"), (125, -2, "ms"), (125, -2, "ms"), (1, 0, nil), (10, 0, "ms"), (625, -3, "ms"), (1, 0, nil), (1, 0, "s"),
    ]

    var fields: [Field] {
        zip(zip(Self.names, Self.scales), values).enumerated().map { index, parameter in
            let ((name, scale), value) = parameter
            if value == 0xFFFF { return Field(name, .missing("not changed or not supported"), unit: scale.unit) }
            if index == 0, value == 0xFFFE { return Field(name, .missing("disabled"), unit: scale.unit) }
            guard let unit = scale.unit, scale.exponent != 0 else { return .integer(name, Int(value) * scale.factor, scale.unit) }
            return .scaled(name, Int(value) * scale.factor, exponent: scale.exponent, unit)
        }
    }
}

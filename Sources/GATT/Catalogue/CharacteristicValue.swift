// What every decoder gives.

/// A decoded value of a characteristic.
///
/// Decoding is total: it returns a complete value or throws, for whatever bytes. Reserved bits and codes are kept and change nothing else.
package protocol CharacteristicValue: Hashable, Sendable {
    init(decoding value: Span<UInt8>) throws(DecodingError)

    /// Every field that is there, in the order of the specification.
    var fields: [Field] { get }

    /// What is measured; empty for values that describe or control.
    var readings: [Reading] { get }
}

extension CharacteristicValue {
    package var readings: [Reading] { [] }
}

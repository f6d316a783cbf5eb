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

    /// What the device's clock showed when the value was made, where the value is a clock's; stamps of its records are compared with it.
    var clock: DeviceDateTime? { get }

    /// What the count of seconds behind that clock amounted to, where the device has one.
    var baseClock: DeviceDateTime? { get }
}

extension CharacteristicValue {
    package var readings: [Reading] { [] }
    package var clock: DeviceDateTime? { nil }
    package var baseClock: DeviceDateTime? { nil }
}

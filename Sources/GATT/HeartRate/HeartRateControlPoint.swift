// Heart Rate Service: the one command that it knows.

/// A Heart Rate Control Point value (0x2A39): one octet, written by a client; 0x01 resets the energy expended to 0.
///
/// Other commands are reserved, and a sensor answers them with the error 0x80 "Control Point Not Supported". Source: Heart Rate Service 1.0,
/// §3.3.
package struct HeartRateControlPoint: CharacteristicValue {
    package let command: UInt8

    package static let resetEnergyExpended: UInt8 = 0x01

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        command = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.code("heart_rate_control_point", command, [nil, "reset energy expended"])] }
}

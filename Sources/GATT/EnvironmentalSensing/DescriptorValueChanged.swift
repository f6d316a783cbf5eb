// Environmental Sensing Service: the device says that the description of a measurement is another now.

package import Vitals

/// A Descriptor Value Changed (0x2A7D): which descriptors changed, by whom, and of which characteristic.
///
/// 16 bits of flags, then the characteristic's UUID in its 16-bit or its 128-bit form. Source: Environmental Sensing Service 1.0.1, §3.2;
/// GATT Specification Supplement, "Descriptor Value Changed".
package struct DescriptorValueChanged: CharacteristicValue {
    package let flags: UInt16
    package let characteristic: BluetoothUUID

    /// Bit 0 is the source of the change: 0 the server, 1 a client.
    private static let changes = [
        nil, "es_trigger_setting", "es_configuration", "es_measurement", "characteristic_user_description",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        flags = try cursor.uint16(from: value)
        if cursor.remaining(in: value) > 2 {
            let low = try cursor.uint64(from: value)
            let high = try cursor.uint64(from: value)
            characteristic = BluetoothUUID(UInt128(high) << 64 | UInt128(low))
        } else {
            characteristic = BluetoothUUID(short: try cursor.uint16(from: value))
        }
        try cursor.end(of: value)
    }

    package var fields: [Field] {
        [.text("source_of_change", flags & 1 == 0 ? "server" : "client")] + Field.flags("change", flags & ~1, Self.changes)
            + [.text("characteristic_uuid", characteristic.description)]
    }
}

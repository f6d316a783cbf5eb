// User Data Service: where a person wears the device.

/// A Device Wearing Position (0x2B4B): a code of one octet, shown as a number.
///
/// Source: User Data Service 1.1; GATT Specification Supplement, "Device Wearing Position".
package struct DeviceWearingPosition: CharacteristicValue {
    package let code: UInt8

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        code = try cursor.uint8(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.integer("device_wearing_position", code)] }
}

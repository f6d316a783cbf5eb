// Device Information Service: who made the device, and which one it is.

/// One of the texts of the Device Information Service (0x2A24 to 0x2A29). Source: Device Information Service 1.2, §3.
///
/// Some devices end the text with a NUL, which is no part of it.
package struct DeviceInformationText: CharacteristicValue {
    package let text: String

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        text = try cursor.text(of: value)
    }

    package var fields: [Field] { [.text("text", text)] }
}

// Device Information Service: who made the device, and which one it is.

/// One of the texts of the Device Information Service (0x2A24 to 0x2A29). Source: Device Information Service 1.2, §3.
///
/// Some devices end the text with a NUL, which is no part of it.
package struct DeviceInformationText: Hashable, Sendable {
    package let text: String

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count)
        for index in value.indices where value[index] != 0 { bytes.append(value[index]) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(at: 0) }
        self.text = text
    }
}

// Device Information Service: the identity of a medical device in the eyes of its regulator.

/// A UDI for Medical Devices (0x2BFF): up to four texts, each closed by a NUL, as flags say.
///
/// A text that is not closed is truncated. A reserved flag would stand for further bytes, which are then kept as they are.
/// Source: Device Information Service 1.2, §3.10; GATT Specification Supplement, "UDI for Medical Devices".
package struct UDIForMedicalDevices: CharacteristicValue {
    /// The whole UDI as on the label, in human-readable form.
    package let label: String?
    /// The part of the UDI that names model and version.
    package let deviceIdentifier: String?
    /// OID of the organization that issued the UDI.
    package let issuer: String?
    /// OID of the authority that the UDI is registered with.
    package let authority: String?
    private let reserved: ReservedRest

    private enum Flag {
        static let label: UInt8 = 1 << 0
        static let deviceIdentifier: UInt8 = 1 << 1
        static let issuer: UInt8 = 1 << 2
        static let authority: UInt8 = 1 << 3
        static let reserved: UInt8 = 0xF0
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let flags = try cursor.uint8(from: value)
        label = flags & Flag.label == 0 ? nil : try Self.text(&cursor, value)
        deviceIdentifier = flags & Flag.deviceIdentifier == 0 ? nil : try Self.text(&cursor, value)
        issuer = flags & Flag.issuer == 0 ? nil : try Self.text(&cursor, value)
        authority = flags & Flag.authority == 0 ? nil : try Self.text(&cursor, value)
        reserved = try ReservedRest(flags & Flag.reserved, from: &cursor, in: value)
    }

    private static func text(_ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) -> String {
        let start = cursor.position
        var bytes: [UInt8] = []
        while true {
            let byte = try cursor.uint8(from: value)
            if byte == 0 { break }
            bytes.append(byte)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(at: start) }
        return text
    }

    package var fields: [Field] {
        var fields: [Field] = []
        if let label { fields.append(.text("udi_label", label)) }
        if let deviceIdentifier { fields.append(.text("udi_device_identifier", deviceIdentifier)) }
        if let issuer { fields.append(.text("udi_issuer", issuer)) }
        if let authority { fields.append(.text("udi_authority", authority)) }
        return fields + reserved.fields.reversed()
    }
}

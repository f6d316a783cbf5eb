// Insulin Delivery Service: the alarm, warning or notice that the pump shows.

/// An IDD Annunciation Status (0x2B22): the latest annunciation, if there is one; maybe a counter and a checksum.
///
/// Auxiliary information is the manufacturer's. Types from 0xF000 on are too. Source: Insulin Delivery Service 1.0.2, §3.3; GATT
/// Specification Supplement, "IDD Annunciation Status".
package struct IDDAnnunciationStatus: CharacteristicValue {
    package let fields: [Field]
    /// Commands name annunciations by it.
    package let instanceID: UInt16?

    private static let present: UInt8 = 1 << 0

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        let flags = try reader.flags8("flags", Array(repeating: nil, count: 6), layout: 0b0011_1111, from: value)
        if flags & Self.present == 0 {
            instanceID = nil
            reader.append(.text("annunciation", "none"))
        } else {
            instanceID = try reader.uint16("annunciation_instance_id", from: value)
            try reader.code16("annunciation_type", .annunciationType, from: value)
            try reader.code8("annunciation_status", .annunciationStatus, from: value)
        }
        for number in 1...5 where flags & 1 << UInt8(number) != 0 { try reader.uint16("auxinfo\(number)", from: value) }
        try reader.end(of: value)
        fields = reader.fields
    }
}

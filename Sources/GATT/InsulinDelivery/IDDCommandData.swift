// Insulin Delivery Service: answers to commands that do not fit into one value: the templates of a pump.

/// An IDD Command Data (0x2B26): the op code of a response, its operand, maybe a counter and a checksum; the layouts are those of the
/// command control point. Source: Insulin Delivery Service 1.0.2, §3.7; GATT Specification Supplement, "IDD Command Data".
package struct IDDCommandData: CharacteristicValue {
    package let opCode: UInt16
    package let fields: [Field]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        opCode = try IDDCommandOperation.decode(value, with: &reader)
        fields = reader.fields
    }
}

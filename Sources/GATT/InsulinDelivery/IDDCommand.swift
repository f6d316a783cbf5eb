// Insulin Delivery Service: commands that others give a pump, and its answers. VitalFlow gives none.

/// An IDD Command Control Point (0x2B25): an op code, its operand, maybe a counter and a checksum. An IDD Command Data (0x2B26) has the same
/// layouts; it holds answers that do not fit into one value, which are the templates of a pump.
///
/// Amounts are in IU, rates in IU/h, durations in minutes, glucose in mg/dL. The operand of an op code that is reserved is kept as it is.
/// Source: Insulin Delivery Service 1.0.2, §3.6 and §3.7; GATT Specification Supplement, "IDD Command Control Point", "IDD Command Data".
package struct IDDCommand: CharacteristicValue {
    package let opCode: UInt16
    package let fields: [Field]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        opCode = try IDDCommandOperation.decode(value, with: &reader)
        fields = reader.fields
    }
}

// Attributes of a health observation that its layout has no field for: type, length, format, value.

/// An attribute: a code of IEEE 11073-10101, the format of its value, the value.
///
/// The format is one of the GATT format types; values of formats that are not listed here stay bytes. Source: Generic Health Sensor
/// Service 1.0, "TLVs"; Assigned Numbers, "Format Types".
package struct AttributeTLV: Hashable, Sendable {
    /// Partition · 65536 + term.
    package let type: UInt32
    package let format: UInt8
    package let value: [UInt8]

    init(from cursor: inout ByteCursor, of value: Span<UInt8>) throws(DecodingError) {
        type = try cursor.uint32(from: value)
        let length = Int(try cursor.uint16(from: value))
        format = try cursor.uint8(from: value)
        self.value = try cursor.bytes(length, from: value)
    }

    static func list(from cursor: inout ByteCursor, of value: Span<UInt8>) throws(DecodingError) -> [Self] {
        let count = Int(try cursor.uint8(from: value))
        var list: [Self] = []
        for _ in 0..<count { list.append(try Self(from: &cursor, of: value)) }
        return list
    }

    func fields(_ prefix: String) -> [Field] {
        [.integer("\(prefix)type", type), .integer("\(prefix)format", format), Field("\(prefix)value", decoded)]
    }

    private var decoded: Field.Value {
        var unsigned: UInt64 = 0
        for (index, byte) in value.prefix(8).enumerated() { unsigned |= UInt64(byte) << UInt64(8 * index) }
        switch (format, value.count) {
        case (0x01, 1): return .text(unsigned & 1 == 0 ? "false" : "true")
        case (0x04, 1), (0x06, 2), (0x07, 3), (0x08, 4), (0x09, 6): return .integer(Int(clamping: unsigned))
        case (0x0C, 1): return .integer(Int(Int8(truncatingIfNeeded: unsigned)))
        case (0x0E, 2): return .integer(Int(Int16(truncatingIfNeeded: unsigned)))
        case (0x10, 4): return .integer(Int(Int32(truncatingIfNeeded: unsigned)))
        case (0x14, 4): return Self.number(Double(Float(bitPattern: UInt32(truncatingIfNeeded: unsigned))))
        case (0x15, 8): return Self.number(Double(bitPattern: unsigned))
        case (0x16, 2): return Field.Value(MedicalFloat(sfloat: UInt16(truncatingIfNeeded: unsigned)))
        case (0x17, 4): return Field.Value(MedicalFloat(float: UInt32(truncatingIfNeeded: unsigned)))
        case (0x19, _): return String(validating: value, as: UTF8.self).map { .text($0) } ?? .raw(value)
        default: return .raw(value)
        }
    }

    private static func number(_ value: Double) -> Field.Value { value.isFinite ? .number(value) : .missing("\(value)") }
}

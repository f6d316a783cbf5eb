// Insulin Delivery Service: how history is asked for. It is not the record access control point of other services.

/// An IDD Record Access Control Point (0x2B27): an op code, an operator, an operand, maybe a counter and a checksum.
///
/// Records are filtered by their sequence number, of 32 bits. The operand of an op code or operator that is reserved is kept as it is.
/// Source: Insulin Delivery Service 1.0.2, §3.8; GATT Specification Supplement, "IDD Record Access Control Point".
package struct IDDRecordAccess: CharacteristicValue {
    package let opCode: UInt8
    package let fields: [Field]

    private static let opCodes = IDDCodes([
        0x0F: "response code", 0x33: "report stored records", 0x3C: "delete stored records", 0x55: "abort operation",
        0x5A: "report number of stored records", 0x66: "number of stored records response",
    ])
    private static let operators = IDDCodes([
        0x0F: "null", 0x33: "all records", 0x3C: "less than or equal to", 0x55: "greater than or equal to",
        0x5A: "within range of (inclusive)", 0x66: "first record", 0x69: "last record",
    ])
    private static let filters = IDDCodes([
        0x0F: "sequence number", 0x33: "sequence number filtered by reference time event",
        0x3C: "sequence number filtered by non-reference time event",
    ])
    private static let responseCodes = IDDCodes([
        0xF0: "success", 0x02: "op code not supported", 0x03: "invalid operator", 0x04: "operator not supported",
        0x05: "invalid operand", 0x06: "no records found", 0x07: "abort unsuccessful", 0x08: "procedure not completed",
        0x09: "operand not supported", 0x0A: "procedure not applicable",
    ])

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var reader = IDDReader()
        opCode = try reader.code8("op_code", Self.opCodes, from: value)
        let `operator` = try reader.code8("operator", Self.operators, from: value)
        switch (opCode, `operator`) {
        case (0x0F, _):
            try reader.code8("request_op_code", Self.opCodes, from: value)
            try reader.code8("response_code", Self.responseCodes, from: value)
        case (0x66, _): try reader.uint32("number_of_records", from: value)
        case (0x55, _): break
        case (0x33, 0x3C), (0x3C, 0x3C), (0x5A, 0x3C):
            try reader.code8("filter_type", Self.filters, from: value)
            try reader.uint32("maximum_filter_value", from: value)
        case (0x33, 0x55), (0x3C, 0x55), (0x5A, 0x55):
            try reader.code8("filter_type", Self.filters, from: value)
            try reader.uint32("minimum_filter_value", from: value)
        case (0x33, 0x5A), (0x3C, 0x5A), (0x5A, 0x5A):
            try reader.code8("filter_type", Self.filters, from: value)
            try reader.uint32("minimum_filter_value", from: value)
            try reader.uint32("maximum_filter_value", from: value)
        case (0x33, 0x33), (0x33, 0x66), (0x33, 0x69), (0x3C, 0x33), (0x3C, 0x66), (0x3C, 0x69), (0x5A, 0x33), (0x5A, 0x66), (0x5A, 0x69):
            // A filter type may stand here too, alone or before counter and checksum.
            if [1, 4].contains(reader.remaining(in: value)) { try reader.code8("filter_type", Self.filters, from: value) }
        default: try reader.rest("operand", of: value)
        }
        try reader.end(of: value)
        fields = reader.fields
    }
}

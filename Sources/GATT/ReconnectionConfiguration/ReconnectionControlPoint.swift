// Reconnection Configuration Service: what is proposed, and what the device makes of it.

/// A Reconnection Configuration Control Point (0x2B1F): an op code, its operand, maybe a checksum.
///
/// Timers of the filter accept list are in seconds, 0 for a list that is off, 0xFFFFFFFE for one without a timer. The operand of an op code
/// that is reserved is kept as it is. Source: Reconnection Configuration Service 1.0.1, §3.3; GATT Specification Supplement,
/// "Reconnection Configuration Control Point".
package struct ReconnectionControlPoint: CharacteristicValue {
    package let opCode: UInt8
    package let fields: [Field]

    private static let opCodes: [String?] = [
        "enable disconnect", "get actual communication parameters", "propose settings", "activate stored settings", "get max values",
        "get min values", "get stored values", "set filter accept list timer", "get filter accept list timer",
        "set advertisement configuration", "upgrade to lesc only", "switch oob pairing", "limited access", nil, "procedure response",
        "communication parameter response", "filter accept list timer response", "client parameter indication",
    ]
    private static let results = [
        nil, "success", "opcode not supported", "invalid operand", "operation failed", "communication parameter out of range",
        "invalid parameter combination", "device busy", "communication parameters rejected", "proposal accepted",
    ]
    private static let advertisementConfigurations = [
        "advertisement configuration 1", "advertisement configuration 2", "advertisement configuration 3", "advertisement configuration 4",
    ]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        opCode = try cursor.uint8(from: value)
        var fields: [Field] = [.code("opcode", opCode, Self.opCodes)]
        switch opCode {
        case 0x00, 0x01, 0x04, 0x05, 0x08: break
        case 0x02, 0x11: fields += try ReconnectionParameters(from: value, at: &cursor).fields
        case 0x03, 0x06: fields.append(.integer("parameter_set", try cursor.uint8(from: value)))
        case 0x07: fields.append(Self.timer("filter_accept_list_timer", try cursor.uint32(from: value)))
        case 0x09:
            fields.append(.code("advertisement_configuration", try cursor.uint8(from: value), Self.advertisementConfigurations))
        case 0x0A, 0x0B, 0x0C: fields.append(Self.truth("enable", try cursor.uint8(from: value)))
        case 0x0E: try Self.response(from: value, at: &cursor, into: &fields)
        case 0x0F:
            fields.append(.code("request_opcode", try cursor.uint8(from: value), Self.opCodes))
            fields += try ReconnectionParameters(from: value, at: &cursor).fields
        case 0x10:
            for name in ["filter_accept_list_timer", "minimum_filter_accept_list_timer", "maximum_filter_accept_list_timer"] {
                fields.append(Self.timer(name, try cursor.uint32(from: value)))
            }
        default:
            self.fields = fields + [Field("operand", .raw(try cursor.rest(of: value)))]
            return
        }
        try cursor.endOrChecksum(of: value)
        self.fields = fields
    }

    /// A proposal that fails says by which parameters: a bit for each.
    private static func response(from value: Span<UInt8>, at cursor: inout ByteCursor, into fields: inout [Field]) throws(DecodingError) {
        let request = try cursor.uint8(from: value)
        let result = try cursor.uint8(from: value)
        fields += [.code("request_opcode", request, opCodes), .code("result_code", result, results)]
        if request == 0x02, result == 0x05 || result == 0x06 {
            fields += Field.flags("result_parameter", try cursor.uint8(from: value), ReconnectionParameters.names)
        }
    }

    private static func timer(_ name: String, _ seconds: UInt32) -> Field {
        switch seconds {
        case 0: Field(name, .missing("filter accept list disabled"), unit: "s")
        case 0xFFFF_FFFE: Field(name, .missing("timer disabled"), unit: "s")
        default: .integer(name, seconds, "s")
        }
    }

    private static func truth(_ name: String, _ code: UInt8) -> Field {
        switch code {
        case 0x00: .text(name, "false")
        case 0xFF: .text(name, "true")
        default: Field(name, .unknown(UInt64(code)))
        }
    }
}

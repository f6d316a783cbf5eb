// Physical Activity Monitor Service: starts, stops and lists sessions.

/// A Physical Activity Monitor Control Point (0x2B43): an op code and its parameter, or a response.
///
/// The layout of parameters is not public; they are kept as they are. Source: Physical Activity Monitor Service 1.0, §3.9.
package struct PhysicalActivityControlPoint: CharacteristicValue {
    package let opCode: UInt8
    package let parameter: [UInt8]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        opCode = try cursor.uint8(from: value)
        parameter = try cursor.rest(of: value)
    }

    private var name: String? {
        switch opCode {
        case 0x01: "enquire sessions"
        case 0x02: "enquire sub-sessions"
        case 0x03: "get ended session data"
        case 0x04: "start session or sub-session"
        case 0x05: "stop session"
        case 0x06: "delete ended session"
        case 0x07: "set average activity type"
        case 0xFA: "get ended session data: success"
        case 0xFB: "enquire sub-sessions: success"
        case 0xFC: "enquire sessions: success"
        case 0xFD: "get ended session data: error"
        case 0xFE: "enquire sub-sessions: error"
        case 0xFF: "enquire sessions: error"
        default: nil
        }
    }

    package var fields: [Field] {
        [name.map { .text("op_code", $0) } ?? Field("op_code", .unknown(UInt64(opCode))), Field("parameter", .raw(parameter))]
    }
}

// Fitness Machine Control Point: requests to a machine, and its answers.

/// A Fitness Machine Control Point (0x2AD9): one octet of op code, then its parameter.
///
/// A response (0x80) repeats the op code of the request, then a result; after a spin down that succeeded, the two speeds between which the
/// wheel has to slow down follow. Op codes 0x15 to 0x7F and 0x81 to 0xFF are reserved: kept raw. Source: Fitness Machine Service 1.0.1,
/// §4.16.
package enum FitnessMachineControlPoint: CharacteristicValue {
    case requestControl
    case reset
    case set(MachineTarget)
    case startOrResume
    /// 1 stop, 2 pause.
    case stopOrPause(UInt8)
    /// 1 start, 2 ignore.
    case spinDownControl(UInt8)
    case response(request: UInt8, result: UInt8)
    /// 0.01 km/h.
    case spinDownResponse(targetSpeedLow: UInt16, targetSpeedHigh: UInt16)
    /// A response with a parameter that its request does not have.
    case unknownResponse(request: UInt8, result: UInt8, parameter: [UInt8])
    case unknown(opCode: UInt8, parameter: [UInt8])

    private enum OpCode {
        static let requestControl: UInt8 = 0x00
        static let reset: UInt8 = 0x01
        static let startOrResume: UInt8 = 0x07
        static let stopOrPause: UInt8 = 0x08
        static let spinDownControl: UInt8 = 0x13
        static let response: UInt8 = 0x80
    }

    private static let success: UInt8 = 1

    private static let names: [String?] = [
        "request control", "reset", "set target speed", "set target inclination", "set target resistance level", "set target power",
        "set target heart rate", "start or resume", "stop or pause", "set targeted expended energy", "set targeted number of steps",
        "set targeted number of strides", "set targeted distance", "set targeted training time",
        "set targeted time in two heart rate zones", "set targeted time in three heart rate zones",
        "set targeted time in five heart rate zones", "set indoor bike simulation parameters", "set wheel circumference",
        "spin down control", "set targeted cadence",
    ]
    private static let results: [String?] = [
        nil, "success", "op code not supported", "invalid parameter", "operation failed", "control not permitted",
    ]
    static let controlInformation: [String?] = [nil, "stop", "pause"]
    private static let spinDowns: [String?] = [nil, "start", "ignore"]

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let opCode = try cursor.uint8(from: value)
        switch opCode {
        case OpCode.requestControl: self = .requestControl
        case OpCode.reset: self = .reset
        case OpCode.startOrResume: self = .startOrResume
        case OpCode.stopOrPause: self = .stopOrPause(try cursor.uint8(from: value))
        case OpCode.spinDownControl: self = .spinDownControl(try cursor.uint8(from: value))
        case OpCode.response:
            let request = try cursor.uint8(from: value)
            let result = try cursor.uint8(from: value)
            switch (request, result, cursor.remaining(in: value)) {
            case (_, _, 0): self = .response(request: request, result: result)
            case (OpCode.spinDownControl, Self.success, _):
                self = .spinDownResponse(targetSpeedLow: try cursor.uint16(from: value), targetSpeedHigh: try cursor.uint16(from: value))
            default: self = .unknownResponse(request: request, result: result, parameter: try cursor.rest(of: value))
            }
        default:
            if let target = try MachineTarget(controlOpCode: opCode, &cursor, value) {
                self = .set(target)
            } else {
                self = .unknown(opCode: opCode, parameter: try cursor.rest(of: value))
            }
        }
        try cursor.end(of: value)
    }

    /// What to write, or what a simulated machine indicates.
    package var encoded: [UInt8] {
        switch self {
        case .requestControl: [OpCode.requestControl]
        case .reset: [OpCode.reset]
        case .set(let target): [target.controlOpCode] + target.encoded
        case .startOrResume: [OpCode.startOrResume]
        case .stopOrPause(let code): [OpCode.stopOrPause, code]
        case .spinDownControl(let code): [OpCode.spinDownControl, code]
        case .response(let request, let result): [OpCode.response, request, result]
        case .spinDownResponse(let low, let high):
            [OpCode.response, OpCode.spinDownControl, Self.success] + low.littleEndianBytes + high.littleEndianBytes
        case .unknownResponse(let request, let result, let parameter): [OpCode.response, request, result] + parameter
        case .unknown(let opCode, let parameter): [opCode] + parameter
        }
    }

    package var fields: [Field] {
        switch self {
        case .requestControl, .reset, .startOrResume: [op]
        case .set(let target): [op] + target.fields
        case .stopOrPause(let code): [op, .code("control_information", code, Self.controlInformation)]
        case .spinDownControl(let code): [op, .code("control_parameter", code, Self.spinDowns)]
        case .response(let request, let result): Self.response(request, result)
        case .spinDownResponse(let low, let high):
            Self.response(OpCode.spinDownControl, Self.success) + [
                .scaled("target_speed_low", low, exponent: -2, "km/h"), .scaled("target_speed_high", high, exponent: -2, "km/h"),
            ]
        case .unknownResponse(let request, let result, let parameter):
            Self.response(request, result) + [Field("response_parameter", .raw(parameter))]
        case .unknown(_, let parameter): [op] + Field.bytes("parameter", parameter)
        }
    }

    private var op: Field { .code("op_code", encoded.first ?? 0, Self.names) }

    private static func response(_ request: UInt8, _ result: UInt8) -> [Field] {
        [.text("op_code", "response code"), .code("request_op_code", request, names), .code("result_code", result, results)]
    }
}

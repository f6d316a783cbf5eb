// Speed and Cadence Control Point: requests to a foot pod or a bicycle sensor, and its answers.

import Vitals

/// An SC Control Point (0x2A55), which the running and the cycling speed services share: one octet of op code, then its parameter.
///
/// A response (16) repeats the op code of the request, then a value; the list of locations follows a successful request (4). Bytes after
/// an op code or a response that is not known are kept raw. Source: Running Speed and Cadence Service 1.0, §3.4; Cycling Speed and Cadence
/// Service 1.0.1, §3.4.
package enum SCControlPoint: CharacteristicValue {
    /// Of the wheel as revolutions; of a runner as decimetres.
    case setCumulativeValue(UInt32)
    case startSensorCalibration
    case updateSensorLocation(SensorLocation)
    case requestSupportedSensorLocations
    /// `locations` is only of a successful request for them.
    case response(request: UInt8, value: UInt8, locations: [SensorLocation])
    /// A response with a parameter that its request does not have.
    case unknownResponse(request: UInt8, value: UInt8, parameter: [UInt8])
    case unknown(opCode: UInt8, parameter: [UInt8])

    static let names: [String?] = [
        nil, "set cumulative value", "start sensor calibration", "update sensor location", "request supported sensor locations",
    ]
    static let responseNames: [String?] = [nil, "success", "op code not supported", "invalid parameter", "operation failed"]

    private enum OpCode {
        static let setCumulativeValue: UInt8 = 1
        static let startSensorCalibration: UInt8 = 2
        static let updateSensorLocation: UInt8 = 3
        static let requestSupportedSensorLocations: UInt8 = 4
        static let response: UInt8 = 16
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let opCode = try cursor.uint8(from: value)
        switch opCode {
        case OpCode.setCumulativeValue: self = .setCumulativeValue(try cursor.uint32(from: value))
        case OpCode.startSensorCalibration: self = .startSensorCalibration
        case OpCode.updateSensorLocation: self = .updateSensorLocation(SensorLocation(code: try cursor.uint8(from: value)))
        case OpCode.requestSupportedSensorLocations: self = .requestSupportedSensorLocations
        case OpCode.response:
            let request = try cursor.uint8(from: value)
            let result = try cursor.uint8(from: value)
            let parameter = try cursor.rest(of: value)
            if parameter.isEmpty || (request == OpCode.requestSupportedSensorLocations && result == 1) {
                self = .response(request: request, value: result, locations: parameter.map { SensorLocation(code: $0) })
            } else {
                self = .unknownResponse(request: request, value: result, parameter: parameter)
            }
        default: self = .unknown(opCode: opCode, parameter: try cursor.rest(of: value))
        }
        try cursor.end(of: value)
    }

    /// What to write, or what a simulated sensor indicates.
    package var encoded: [UInt8] {
        switch self {
        case .setCumulativeValue(let value): [OpCode.setCumulativeValue] + value.littleEndianBytes
        case .startSensorCalibration: [OpCode.startSensorCalibration]
        case .updateSensorLocation(let location): [OpCode.updateSensorLocation, location.code]
        case .requestSupportedSensorLocations: [OpCode.requestSupportedSensorLocations]
        case .response(let request, let value, let locations): [OpCode.response, request, value] + locations.map(\.code)
        case .unknownResponse(let request, let value, let parameter): [OpCode.response, request, value] + parameter
        case .unknown(let opCode, let parameter): [opCode] + parameter
        }
    }

    package var fields: [Field] {
        switch self {
        case .setCumulativeValue(let value):
            [Self.op(OpCode.setCumulativeValue), .integer("cumulative_value", value)]
        case .startSensorCalibration: [Self.op(OpCode.startSensorCalibration)]
        case .updateSensorLocation(let location): [Self.op(OpCode.updateSensorLocation)] + location.fields
        case .requestSupportedSensorLocations: [Self.op(OpCode.requestSupportedSensorLocations)]
        case .response(let request, let value, let locations):
            Self.response(request, value) + (locations.isEmpty ? [] : [SensorLocation.field(supported: locations)])
        case .unknownResponse(let request, let value, let parameter):
            Self.response(request, value) + [Field("response_parameter", .raw(parameter))]
        case .unknown(let opCode, let parameter):
            [Self.op(opCode)] + Field.bytes("parameter", parameter)
        }
    }

    private static func op(_ code: UInt8) -> Field { .code("op_code", code, names) }

    private static func response(_ request: UInt8, _ value: UInt8) -> [Field] {
        [.text("op_code", "response code"), .code("request_op_code", request, names), .code("response_value", value, responseNames)]
    }
}

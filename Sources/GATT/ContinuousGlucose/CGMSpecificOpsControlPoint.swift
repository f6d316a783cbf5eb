// Continuous Glucose Monitoring Service: what a collector asks of a sensor, and what it answers.

/// A CGM Specific Ops Control Point (0x2AAC): an op code, its operand, maybe a checksum.
///
/// The communication interval is in minutes, 0 for none and 255 for as often as the sensor can; levels are in mg/dL, rates in mg/dL/min.
/// The operand of an op code that is reserved is kept as it is. Source: Continuous Glucose Monitoring Service 1.0.2, §3.7; GATT
/// Specification Supplement, "CGM Specific Ops Control Point".
package struct CGMSpecificOpsControlPoint: CharacteristicValue {
    package enum Operand: Hashable, Sendable {
        case none
        case communicationInterval(UInt8)
        case calibration(CGMCalibration)
        /// 0xFFFF: the last.
        case calibrationRecord(UInt16)
        /// A level or a rate.
        case alert(MedicalFloat)
        case response(request: UInt8, code: UInt8)
        case unknown([UInt8])
    }

    package let opCode: UInt8
    package let operand: Operand

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        opCode = try cursor.uint8(from: value)
        switch opCode {
        case 0x01, 0x03: operand = .communicationInterval(try cursor.uint8(from: value))
        case 0x04, 0x06: operand = .calibration(try CGMCalibration(from: value, at: &cursor))
        case 0x05: operand = .calibrationRecord(try cursor.uint16(from: value))
        case 0x07, 0x09, 0x0A, 0x0C, 0x0D, 0x0F, 0x10, 0x12, 0x13, 0x15, 0x16, 0x18: operand = .alert(try cursor.sfloat(from: value))
        case 0x02, 0x08, 0x0B, 0x0E, 0x11, 0x14, 0x17, 0x19, 0x1A, 0x1B: operand = .none
        case 0x1C: operand = .response(request: try cursor.uint8(from: value), code: try cursor.uint8(from: value))
        default:
            operand = .unknown(try cursor.rest(of: value))
            return
        }
        try cursor.endOrChecksum(of: value)
    }

    private static let opCodes: [String?] = [
        nil, "set cgm communication interval", "get cgm communication interval", "cgm communication interval response",
        "set glucose calibration value", "get glucose calibration value", "glucose calibration value response",
        "set patient high alert level", "get patient high alert level", "patient high alert level response", "set patient low alert level",
        "get patient low alert level", "patient low alert level response", "set hypo alert level", "get hypo alert level",
        "hypo alert level response", "set hyper alert level", "get hyper alert level", "hyper alert level response",
        "set rate of decrease alert level", "get rate of decrease alert level", "rate of decrease alert level response",
        "set rate of increase alert level", "get rate of increase alert level", "rate of increase alert level response",
        "reset device specific alert", "start the session", "stop the session", "response code",
    ]
    private static let responseCodes = [
        nil, "success", "op code not supported", "invalid operand", "procedure not completed", "parameter out of range",
    ]

    package var fields: [Field] {
        let name = Field.code("op_code", opCode, Self.opCodes)
        switch operand {
        case .none: return [name]
        case .communicationInterval(0): return [name, .text("communication_interval", "disabled")]
        case .communicationInterval(255): return [name, .text("communication_interval", "fastest")]
        case .communicationInterval(let minutes): return [name, .integer("communication_interval", minutes, "min")]
        case .calibration(let calibration): return [name] + calibration.fields
        case .calibrationRecord(0xFFFF): return [name, .text("calibration_data_record_number", "last")]
        case .calibrationRecord(let number): return [name, .integer("calibration_data_record_number", number)]
        case .alert(let level): return [name, .medical("alert_level", level, opCode < 0x13 ? "mg/dL" : "mg/dL/min")]
        case .response(let request, let code):
            return [name, .code("request_op_code", request, Self.opCodes), .code("response_code", code, Self.responseCodes)]
        case .unknown(let bytes): return [name, Field("operand", .raw(bytes))]
        }
    }
}

// Cycling Power Control Point: requests to a power meter, and its answers.

import Vitals

/// A Cycling Power Control Point (0x2A66): one octet of op code, then its parameter.
///
/// Crank length in half millimetres, chain and span length in millimetres, chain weight in grams. Requests and responses whose op code is
/// reserved are kept raw. Source: Cycling Power Service 1.1, §3.5; GATT Specification Supplement, "Cycling Power Control Point".
package enum CyclingPowerControlPoint: CharacteristicValue {
    /// What can be set and asked for; its op codes follow one another.
    package enum Dimension: UInt8, Hashable, Sendable, CaseIterable {
        case crankLength = 4
        case chainLength = 6
        case chainWeight = 8
        case spanLength = 10

        var setOpCode: UInt8 { rawValue }
        var requestOpCode: UInt8 { rawValue + 1 }
    }

    case setCumulativeValue(UInt32)
    case updateSensorLocation(SensorLocation)
    case requestSupportedSensorLocations
    /// Crank length in half millimetres, the other lengths in millimetres, the weight in grams.
    case set(Dimension, UInt16)
    case request(Dimension)
    case startOffsetCompensation
    /// Bits of fields that the meter leaves out.
    case maskContent(UInt16)
    case requestSamplingRate
    case requestFactoryCalibrationDate
    case startEnhancedOffsetCompensation
    case response(request: UInt8, value: UInt8, CyclingPowerResponse)
    case unknown(opCode: UInt8, parameter: [UInt8])

    enum OpCode {
        static let setCumulativeValue: UInt8 = 1
        static let updateSensorLocation: UInt8 = 2
        static let requestSupportedSensorLocations: UInt8 = 3
        static let startOffsetCompensation: UInt8 = 12
        static let maskContent: UInt8 = 13
        static let requestSamplingRate: UInt8 = 14
        static let requestFactoryCalibrationDate: UInt8 = 15
        static let startEnhancedOffsetCompensation: UInt8 = 16
        static let response: UInt8 = 32
    }

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        let opCode = try cursor.uint8(from: value)
        switch opCode {
        case OpCode.setCumulativeValue: self = .setCumulativeValue(try cursor.uint32(from: value))
        case OpCode.updateSensorLocation: self = .updateSensorLocation(SensorLocation(code: try cursor.uint8(from: value)))
        case OpCode.requestSupportedSensorLocations: self = .requestSupportedSensorLocations
        case OpCode.startOffsetCompensation: self = .startOffsetCompensation
        case OpCode.maskContent: self = .maskContent(try cursor.uint16(from: value))
        case OpCode.requestSamplingRate: self = .requestSamplingRate
        case OpCode.requestFactoryCalibrationDate: self = .requestFactoryCalibrationDate
        case OpCode.startEnhancedOffsetCompensation: self = .startEnhancedOffsetCompensation
        case OpCode.response:
            let request = try cursor.uint8(from: value)
            let result = try cursor.uint8(from: value)
            self = .response(
                request: request, value: result, try CyclingPowerResponse(request: request, value: result, &cursor, value))
        default:
            if let dimension = Dimension(rawValue: opCode) {
                self = .set(dimension, try cursor.uint16(from: value))
            } else if opCode > 0, let dimension = Dimension(rawValue: opCode - 1) {
                self = .request(dimension)
            } else {
                self = .unknown(opCode: opCode, parameter: try cursor.rest(of: value))
            }
        }
        try cursor.end(of: value)
    }

    /// What to write, or what a simulated meter indicates.
    package var encoded: [UInt8] {
        switch self {
        case .setCumulativeValue(let value): [OpCode.setCumulativeValue] + value.littleEndianBytes
        case .updateSensorLocation(let location): [OpCode.updateSensorLocation, location.code]
        case .requestSupportedSensorLocations: [OpCode.requestSupportedSensorLocations]
        case .set(let dimension, let value): [dimension.setOpCode] + value.littleEndianBytes
        case .request(let dimension): [dimension.requestOpCode]
        case .startOffsetCompensation: [OpCode.startOffsetCompensation]
        case .maskContent(let bits): [OpCode.maskContent] + bits.littleEndianBytes
        case .requestSamplingRate: [OpCode.requestSamplingRate]
        case .requestFactoryCalibrationDate: [OpCode.requestFactoryCalibrationDate]
        case .startEnhancedOffsetCompensation: [OpCode.startEnhancedOffsetCompensation]
        case .response(let request, let value, let parameter): [OpCode.response, request, value] + parameter.encoded
        case .unknown(let opCode, let parameter): [opCode] + parameter
        }
    }
}

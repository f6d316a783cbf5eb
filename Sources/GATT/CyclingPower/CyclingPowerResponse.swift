// What a power meter answers to a request, beside success or failure.

import Vitals

/// The parameter of a response of the Cycling Power Control Point; which one it is follows from the request and the response value.
///
/// The offset is newtons or 1/32 N·m, as `CyclingPowerFeature.isTorqueBased` says; 0xFFFF means that it is not valid. Source: Cycling
/// Power Service 1.1, §3.5.2.
package enum CyclingPowerResponse: Hashable, Sendable {
    case none
    case locations([SensorLocation])
    case dimension(CyclingPowerControlPoint.Dimension, UInt16)
    /// `nil`: not valid.
    case offset(Int16?)
    case samplingRateHertz(UInt8)
    case factoryCalibrationDate(DeviceDateTime)
    case enhancedOffset(Int16?, ManufacturerData)
    /// 1 incorrect calibration position; 0xFF what the manufacturer's data say.
    case enhancedOffsetFailed(reason: UInt8, ManufacturerData?)
    /// Where the specification has no parameter.
    case unknown([UInt8])

    /// Octets of a manufacturer's own, with their number in front.
    package struct ManufacturerData: Hashable, Sendable {
        package let company: UInt16
        package let octets: [UInt8]

        package init(company: UInt16, octets: [UInt8]) {
            self.company = company
            self.octets = octets
        }

        init(_ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) {
            company = try cursor.uint16(from: value)
            let count = try cursor.uint8(from: value)
            octets = try cursor.bytes(Int(count), from: value)
        }

        var encoded: [UInt8] { company.littleEndianBytes + [UInt8(truncatingIfNeeded: octets.count)] + octets }

        var fields: [Field] {
            [.integer("manufacturer_company_id", company)] + Field.bytes("manufacturer_specific_data", octets)
        }
    }

    private static let success: UInt8 = 1
    private static let operationFailed: UInt8 = 4
    private static let manufacturerSpecificError: UInt8 = 0xFF

    init(request: UInt8, value response: UInt8, _ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) {
        typealias OpCode = CyclingPowerControlPoint.OpCode
        switch (request, response) {
        case (OpCode.requestSupportedSensorLocations, Self.success):
            self = .locations(try cursor.rest(of: value).map { SensorLocation(code: $0) })
        case (OpCode.startOffsetCompensation, Self.success): self = .offset(try Self.offset(&cursor, value))
        case (OpCode.requestSamplingRate, Self.success): self = .samplingRateHertz(try cursor.uint8(from: value))
        case (OpCode.requestFactoryCalibrationDate, Self.success): self = .factoryCalibrationDate(try cursor.dateTime(from: value))
        case (OpCode.startEnhancedOffsetCompensation, Self.success):
            self = .enhancedOffset(try Self.offset(&cursor, value), try ManufacturerData(&cursor, value))
        case (OpCode.startEnhancedOffsetCompensation, Self.operationFailed) where cursor.remaining(in: value) > 0:
            let reason = try cursor.uint8(from: value)
            self = .enhancedOffsetFailed(
                reason: reason, reason == Self.manufacturerSpecificError ? try ManufacturerData(&cursor, value) : nil)
        default:
            if response == Self.success, request > 0, let dimension = CyclingPowerControlPoint.Dimension(rawValue: request - 1) {
                self = .dimension(dimension, try cursor.uint16(from: value))
            } else {
                let rest = try cursor.rest(of: value)
                self = rest.isEmpty ? .none : .unknown(rest)
            }
        }
    }

    private static func offset(_ cursor: inout ByteCursor, _ value: Span<UInt8>) throws(DecodingError) -> Int16? {
        let bits = try cursor.uint16(from: value)
        return bits == 0xFFFF ? nil : Int16(bitPattern: bits)
    }

    var encoded: [UInt8] {
        switch self {
        case .none: []
        case .locations(let locations): locations.map(\.code)
        case .dimension(_, let value): value.littleEndianBytes
        case .offset(let offset): Self.encoded(offset)
        case .samplingRateHertz(let rate): [rate]
        case .factoryCalibrationDate(let date): date.encoded
        case .enhancedOffset(let offset, let data): Self.encoded(offset) + data.encoded
        case .enhancedOffsetFailed(let reason, let data): [reason] + (data?.encoded ?? [])
        case .unknown(let bytes): bytes
        }
    }

    private static func encoded(_ offset: Int16?) -> [UInt8] { offset?.littleEndianBytes ?? [0xFF, 0xFF] }

    var fields: [Field] {
        switch self {
        case .none: []
        case .locations(let locations): [SensorLocation.field(supported: locations)]
        case .dimension(let dimension, let value): [dimension.field(value)]
        case .offset(let offset): [Self.field(offset)]
        case .samplingRateHertz(let rate): [.integer("sampling_rate", rate, "Hz")]
        case .factoryCalibrationDate(let date): [.time("factory_calibration_date", date)]
        case .enhancedOffset(let offset, let data): [Self.field(offset)] + data.fields
        case .enhancedOffsetFailed(let reason, let data):
            [
                reason == Self.manufacturerSpecificError
                    ? .text("response_parameter", "manufacturer specific error")
                    : .code("response_parameter", reason, [nil, "incorrect calibration position"])
            ] + (data?.fields ?? [])
        case .unknown(let bytes): [Field("response_parameter", .raw(bytes))]
        }
    }

    private static func field(_ offset: Int16?) -> Field {
        offset.map { .integer("offset_compensation_value", $0) } ?? Field("offset_compensation_value", .missing("not valid"))
    }
}

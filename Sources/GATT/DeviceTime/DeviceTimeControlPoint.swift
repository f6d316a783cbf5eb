// Device Time Service: setting a device's clock.

/// A Device Time Control Point (0x2B91): a request that is written or a response that is indicated.
///
/// An operation code with its operand; before it a checksum where the device uses one, which is told by its being right. The report of
/// active time adjustments is kept as bytes. Reserved operation codes keep their operand. Source: Device Time Service 1.0, §3.7.
package enum DeviceTimeControlPoint: CharacteristicValue {
    case proposeTimeUpdate(DeviceTimeUpdate)
    case forceTimeUpdate(DeviceTimeUpdate)
    case proposeNonLoggedTimeAdjustmentLimit(seconds: UInt16)
    case retrieveActiveTimeAdjustments
    case reportActiveTimeAdjustments([UInt8])
    /// `rejection` says why where the result is "procedure rejected".
    case response(request: UInt8, result: UInt8, rejection: UInt16?)
    case reserved(operation: UInt8, operand: [UInt8])

    package static let success: UInt8 = 1
    package static let operationNotSupported: UInt8 = 2
    package static let procedureRejected: UInt8 = 5
    package static let deviceBusy: UInt8 = 7

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        try self.init(value, hasChecksum: DeviceTimeChecksum.leads(value))
    }

    package init(decoding value: Span<UInt8>, features: DeviceTimeFeature) throws(DecodingError) {
        let hasChecksum = features.has(DeviceTimeFeature.Bit.checksum)
        if hasChecksum { try DeviceTimeChecksum.check(value) }
        try self.init(value, hasChecksum: hasChecksum)
    }

    private init(_ value: Span<UInt8>, hasChecksum: Bool) throws(DecodingError) {
        var cursor = ByteCursor()
        if hasChecksum { _ = try cursor.uint16(from: value) }
        let operation = try cursor.uint8(from: value)
        switch operation {
        case 0x02: self = .proposeTimeUpdate(try DeviceTimeUpdate(&cursor, from: value))
        case 0x03: self = .forceTimeUpdate(try DeviceTimeUpdate(&cursor, from: value))
        case 0x04: self = .proposeNonLoggedTimeAdjustmentLimit(seconds: try cursor.uint16(from: value))
        case 0x05: self = .retrieveActiveTimeAdjustments
        case 0x07: self = .reportActiveTimeAdjustments(try cursor.rest(of: value))
        case 0x09:
            let request = try cursor.uint8(from: value)
            let result = try cursor.uint8(from: value)
            let rejection = result == Self.procedureRejected ? try cursor.uint16(from: value) : nil
            self = .response(request: request, result: result, rejection: rejection)
        default: self = .reserved(operation: operation, operand: try cursor.rest(of: value))
        }
        try cursor.end(of: value)
    }

    package var operation: UInt8 {
        switch self {
        case .proposeTimeUpdate: 0x02
        case .forceTimeUpdate: 0x03
        case .proposeNonLoggedTimeAdjustmentLimit: 0x04
        case .retrieveActiveTimeAdjustments: 0x05
        case .reportActiveTimeAdjustments: 0x07
        case .response: 0x09
        case .reserved(let operation, _): operation
        }
    }

    /// The octets to write to a device with these features.
    package func encoded(for features: DeviceTimeFeature) -> [UInt8] {
        let operand: [UInt8] =
            switch self {
            case .proposeTimeUpdate(let update), .forceTimeUpdate(let update): update.encoded
            case .proposeNonLoggedTimeAdjustmentLimit(let seconds): Self.octets(seconds)
            case .retrieveActiveTimeAdjustments: []
            case .reportActiveTimeAdjustments(let bytes), .reserved(_, let bytes): bytes
            case .response(let request, let result, let rejection): [request, result] + (rejection.map(Self.octets) ?? [])
            }
        let bytes = [operation] + operand
        return features.has(DeviceTimeFeature.Bit.checksum) ? DeviceTimeChecksum.leading(bytes) : bytes
    }

    private static func octets(_ word: UInt16) -> [UInt8] { word.littleEndianBytes }

    private static let operations: [String?] = [
        nil, nil, "propose time update", "force time update", "propose non-logged time adjustment limit",
        "retrieve active time adjustments", nil, "report active time adjustments", nil, "response",
    ]
    private static let results: [String?] = [
        nil, "success", "opcode not supported", "invalid operand", "procedure failed", "procedure rejected", nil, "device busy",
    ]
    private static let rejections: [String?] = [
        "time value unrealistic", "request not authorized", "operand out of range", "time source not UTC aligned",
        "time accuracy out of range", "time source quality too low", "epoch year not aligned", nil, "lack of precision",
        "accepted in part (bit 9)", "accepted in part (bit 10)",
    ]

    package var fields: [Field] {
        let name = Field.code("opcode", operation, Self.operations)
        switch self {
        case .proposeTimeUpdate(let update), .forceTimeUpdate(let update): return [name] + update.fields
        case .proposeNonLoggedTimeAdjustmentLimit(let seconds): return [name, .integer("non_logged_time_adjustment_limit", seconds, "s")]
        case .retrieveActiveTimeAdjustments: return [name]
        case .reportActiveTimeAdjustments(let bytes), .reserved(_, let bytes): return [name, Field("operand", .raw(bytes))]
        case .response(let request, let result, let rejection):
            let fields = [name, .code("request_opcode", request, Self.operations), .code("response_value", result, Self.results)]
            return fields + (rejection.map { Field.flags("rejection_flags", $0, Self.rejections) } ?? [])
        }
    }
}

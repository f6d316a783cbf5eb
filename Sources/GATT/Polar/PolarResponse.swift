// Polar Measurement Data: what the control point indicates after a request.

/// The answer to a request: the operation, the measurement type, an error code, and after a success a flag of more to come and parameters.
package struct PolarResponse: Hashable, Sendable {
    package let operation: UInt8
    package let type: PolarMeasurementType
    /// 0 is success.
    package let errorCode: UInt8
    /// Whether notifications follow that hold nothing but such a flag and further parameters.
    package private(set) var hasMore: Bool
    package private(set) var parameters: [UInt8]

    /// A device has some ten settings of some ten values.
    package static let parametersMax = 2048

    /// In the order of their codes. 10 concerns the MTU, 13 the charger, 14 the memory.
    private static let errors: [String?] = [
        "success", "invalid op code", "invalid measurement type", "not supported", "invalid length", "invalid parameter",
        "already in state",
        "invalid resolution", "invalid sample rate", "invalid range", "invalid MTU", "invalid number of channels", "invalid state",
        "device in charger", "disk full",
    ]

    init(from value: Span<UInt8>, _ cursor: inout ByteCursor) throws(DecodingError) {
        operation = try cursor.uint8(from: value)
        type = PolarMeasurementType(code: try cursor.uint8(from: value))
        errorCode = try cursor.uint8(from: value)
        hasMore = cursor.remaining(in: value) > 0 ? try cursor.uint8(from: value) != 0 : false
        parameters = try cursor.rest(of: value)
        // Cut settings are whole only once joined.
        if !hasMore, isSuccess, carriesSettings { _ = try PolarSettings(decoding: parameters.span) }
    }

    package var isSuccess: Bool { errorCode == 0 }

    private var carriesSettings: Bool {
        [PolarOperation.measurementSettings, PolarOperation.start, PolarOperation.sdkModeSettings].contains(operation)
    }

    /// Joins the notification that follows a response with `hasMore`.
    package mutating func join(_ continuation: [UInt8]) throws(DecodingError) {
        guard let more = continuation.first else { throw .truncated(at: 0, needs: 1, has: 0) }
        let count = parameters.count + continuation.count - 1
        guard count <= Self.parametersMax else { throw .outOfRange(at: 0, value: count, allowed: 0...Self.parametersMax) }
        hasMore = more != 0
        parameters += continuation.dropFirst()
    }

    /// What the device offers, or the factor that it named at the start; `nil` for other operations, errors, and while more is to come.
    package var settings: PolarSettings? {
        guard isSuccess, carriesSettings, !hasMore else { return nil }
        return try? PolarSettings(decoding: parameters.span)
    }

    var fields: [Field] {
        [
            .code("operation", operation, PolarOperation.names), type.field, .code("error", errorCode, Self.errors),
            .text("more", hasMore ? "yes" : "no"),
        ] + parameterFields
    }

    private var parameterFields: [Field] {
        if let settings { return settings.fields }
        guard !parameters.isEmpty else { return [] }
        switch (operation, hasMore) {
        case (PolarOperation.measurementStatus, false):
            return [Field("active_measurements", .texts(parameters.map(Self.status)))]
        case (PolarOperation.sdkModeStatus, false) where parameters.count == 1:
            return [.code("sdk_mode", parameters[0], ["disabled", "enabled"])]
        default: return [Field("parameters", .raw(parameters))]
        }
    }

    /// A measurement type, and in its upper two bits how it is measured now.
    private static func status(_ byte: UInt8) -> String {
        let type = PolarMeasurementType(code: byte)
        let activity = ["inactive", "online", "offline", "online and offline"][Int(byte >> 6)]
        return "\(type.name ?? "unknown (0x\(String(type.code, radix: 16)))"): \(activity)"
    }
}

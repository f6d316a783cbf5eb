// Polar Measurement Data: what a client writes to the control point.

/// A request. The device answers each with an indication. Source: Polar Measurement Data Specification, "Request Stream Settings" to
/// "Stop Stream"; the operations from 4 on stand in the vendor's SDK.
package enum PolarRequest: Hashable, Sendable {
    case measurementSettings(PolarMeasurementType)
    /// With one value of each setting, as `PolarSettings.best` chooses them; PP intervals have none.
    case start(PolarMeasurementType, PolarSettings)
    case stop(PolarMeasurementType)
    /// The settings of the SDK mode, with ranges and rates beyond the ordinary ones.
    case sdkModeSettings(PolarMeasurementType)
    case measurementStatus
    case sdkModeStatus

    package var bytes: [UInt8] {
        switch self {
        case .measurementSettings(let type): [PolarOperation.measurementSettings, type.code]
        case .start(let type, let settings): [PolarOperation.start, type.code] + settings.bytes
        case .stop(let type): [PolarOperation.stop, type.code]
        case .sdkModeSettings(let type): [PolarOperation.sdkModeSettings, type.code]
        case .measurementStatus: [PolarOperation.measurementStatus]
        case .sdkModeStatus: [PolarOperation.sdkModeStatus]
        }
    }
}

enum PolarOperation {
    static let measurementSettings: UInt8 = 1
    static let start: UInt8 = 2
    static let stop: UInt8 = 3
    static let sdkModeSettings: UInt8 = 4
    static let measurementStatus: UInt8 = 5
    static let sdkModeStatus: UInt8 = 6

    static let names: [String?] = [
        nil, "get measurement settings", "request measurement start", "stop measurement", "get SDK mode settings", "get measurement status",
        "get SDK mode status", "get offline recording trigger status", "set offline recording trigger mode",
        "set offline recording trigger settings",
    ]
}

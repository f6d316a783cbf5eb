// Environmental Sensing Service: which way the weather goes.

import Vitals

/// A Barometric Pressure Trend (0x2AA3): a code, 0 for unknown. Source: GATT Specification Supplement, "Barometric Pressure Trend".
package struct BarometricPressureTrend: CodedValue {
    package let code: UInt8

    package static let names: [String?] = [
        "unknown", "continuously falling", "continuously rising", "falling, then steady", "rising, then steady",
        "falling before a lesser rise", "falling before a greater rise", "rising before a greater fall", "rising before a lesser fall",
        "steady",
    ]

    package init(code: UInt8) { self.code = code }

    package var fields: [Field] { [.code("barometric_pressure_trend", code, Self.names)] }

    /// None where the trend is unknown, or its code reserved.
    package var readings: [Reading] {
        (1..<Self.names.count).contains(Int(code)) ? [Reading(.barometricPressureTrend, Double(code))] : []
    }
}

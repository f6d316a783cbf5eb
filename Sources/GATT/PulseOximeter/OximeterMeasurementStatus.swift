// What an oximeter says of a measurement.

import Vitals

/// The Measurement Status of an oximeter; bits 0 to 4 are reserved. Source: Pulse Oximeter Service 1.0.1, §3.1.
package struct OximeterMeasurementStatus: Hashable, Sendable {
    package let bits: UInt16

    package init(bits: UInt16) { self.bits = bits }

    static let names: [String?] = [
        nil, nil, nil, nil, nil, "measurement ongoing", "early estimated data", "validated data", "fully qualified data",
        "data from measurement storage", "data for demonstration", "data for testing", "calibration ongoing", "measurement unavailable",
        "questionable measurement detected", "invalid measurement detected",
    ]

    /// Demonstration and test data are of no person; what is unavailable or invalid was not measured.
    var isMeasured: Bool { bits & (1 << 10 | 1 << 11 | 1 << 13 | 1 << 15) == 0 }

    /// Early estimates, values during calibration, and what the oximeter itself calls questionable.
    var isQuestionable: Bool { bits & (1 << 6 | 1 << 12 | 1 << 14) != 0 }

    var fields: [Field] { Field.flags("measurement_status", bits, Self.names) }
}

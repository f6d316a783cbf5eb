// Polar Measurement Data: what a stream measures.

/// A measurement type, a code of six bits. Source: Polar Measurement Data Specification, "PMD Measurement Types"; the codes from 7 on stand
/// in the vendor's SDK.
package struct PolarMeasurementType: Hashable, Sendable {
    package let code: UInt8

    package static let mask: UInt8 = 0b0011_1111

    package static let ecg = Self(code: 0)
    package static let ppg = Self(code: 1)
    package static let acceleration = Self(code: 2)
    package static let ppInterval = Self(code: 3)
    package static let gyroscope = Self(code: 5)
    package static let magnetometer = Self(code: 6)
    package static let skinTemperature = Self(code: 7)
    /// No measurement: starting it opens the device's full range of settings.
    package static let sdkMode = Self(code: 9)
    package static let location = Self(code: 10)
    package static let pressure = Self(code: 11)
    package static let temperature = Self(code: 12)

    /// By code; `nil` is reserved.
    static let names: [String?] = [
        "ECG", "PPG", "acceleration", "PP interval", nil, "gyroscope", "magnetometer", "skin temperature", nil, "SDK mode", "location",
        "pressure", "temperature", "offline recording", "offline heart rate",
    ]

    /// The upper two bits of `code` mean something else wherever a type stands, and are dropped.
    package init(code: UInt8) { self.code = code & Self.mask }

    /// `nil` for a code that is reserved.
    package var name: String? { Int(code) < Self.names.count ? Self.names[Int(code)] : nil }

    var field: Field { .code("measurement_type", code, Self.names) }
}

// Environmental Sensing Service: the magnetic field, along two axes or three.

import Vitals

/// Magnetic Flux Density - 2D (0x2AA0): signed 16-bit counts of 10^-7 T along X and Y.
///
/// Source: GATT Specification Supplement, "Magnetic Flux Density - 2D".
package struct MagneticFluxDensity2D: CharacteristicValue {
    package let x: Int16
    package let y: Int16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        x = try cursor.int16(from: value)
        y = try cursor.int16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.tesla("x_axis", x), .tesla("y_axis", y)] }

    package var readings: [Reading] { [.microtesla(.magneticFluxDensityX, x), .microtesla(.magneticFluxDensityY, y)] }
}

/// Magnetic Flux Density - 3D (0x2AA1): signed 16-bit counts of 10^-7 T along X, Y and Z.
///
/// Source: GATT Specification Supplement, "Magnetic Flux Density - 3D".
package struct MagneticFluxDensity3D: CharacteristicValue {
    package let x: Int16
    package let y: Int16
    package let z: Int16

    package init(decoding value: Span<UInt8>) throws(DecodingError) {
        var cursor = ByteCursor()
        x = try cursor.int16(from: value)
        y = try cursor.int16(from: value)
        z = try cursor.int16(from: value)
        try cursor.end(of: value)
    }

    package var fields: [Field] { [.tesla("x_axis", x), .tesla("y_axis", y), .tesla("z_axis", z)] }

    package var readings: [Reading] {
        [.microtesla(.magneticFluxDensityX, x), .microtesla(.magneticFluxDensityY, y), .microtesla(.magneticFluxDensityZ, z)]
    }
}

extension Field {
    fileprivate static func tesla(_ name: String, _ ticks: Int16) -> Self { .scaled(name, ticks, exponent: -7, "T") }
}

extension Reading {
    fileprivate static func microtesla(_ metric: Metric, _ ticks: Int16) -> Self {
        Self(metric, ExactDecimal(mantissa: Int32(ticks), exponent: -1).double)
    }
}

// How far a clock may have drifted.

/// A Time Accuracy: steps of 1/8 s up to 253; 254 is more than that, 255 not known. Source: GATT Specification Supplement, "Time Accuracy".
package struct TimeAccuracy: Hashable, Sendable {
    package let code: UInt8

    package init(code: UInt8) { self.code = code }

    package static let unknown = Self(code: 255)

    /// `nil` where the drift is not known or does not fit.
    package var milliseconds: Int? { code < 254 ? Int(code) * 125 : nil }

    func field(_ name: String = "time_accuracy") -> Field {
        if let milliseconds { return .scaled(name, milliseconds, exponent: -3, "s") }
        return Field(name, .missing(code == 254 ? "greater than 31.625" : "not known"), unit: "s")
    }
}
